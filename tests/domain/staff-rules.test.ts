import { describe, expect, test } from 'vitest';
import { mayManage, needsSecondFactor, rolesGivenBy } from '../../src/domain/staff/index.ts';
import { ROLES, type Role, type Standing } from '../../src/domain/staff/values.ts';

const standing = (role: Role, unitPath: string): Standing => ({
  role,
  unitPath,
  unitId: Number(unitPath.split('/').at(-2)),
  services: ['laboratory'],
});

describe('who may manage whom', () => {
  test.each([
    ['administrator', ROLES],
    ['coordinator', ['coordinator', 'liaison', 'serviceOfficer', 'supervisor']],
    ['liaison', ['liaison', 'serviceOfficer']],
    ['serviceOfficer', []],
    ['supervisor', []],
  ] as const)('as %s one gives no role above one’s own', (role, given) => {
    expect(rolesGivenBy(role)).toEqual(given);
    const manages = ROLES.filter((each) =>
      mayManage(standing(role, '/1/4/'), { role: each, unitPath: '/1/4/' }),
    );
    expect(manages.toSorted()).toEqual([...given].toSorted());
  });

  test('only an administrator makes or touches an administrator', () => {
    const chief = { role: 'administrator', unitPath: '/1/4/' } as const;
    expect(ROLES.filter((role) => mayManage(standing(role, '/1/'), chief))).toEqual(['administrator']);
  });

  test('the own unit and those below are within reach; those above and beside are not', () => {
    const coordinator = standing('coordinator', '/1/4/');
    const at = (unitPath: string) => mayManage(coordinator, { role: 'liaison', unitPath });
    expect([at('/1/4/'), at('/1/4/9/')]).toEqual([true, true]);
    // Unit 41 only looks as if it began like unit 4.
    expect([at('/1/'), at('/1/5/'), at('/1/41/')]).toEqual([false, false, false]);
  });

  test('an administrator reaches every unit, wherever the account belongs', () => {
    expect(mayManage(standing('administrator', '/1/4/'), { role: 'supervisor', unitPath: '/1/' })).toBe(true);
  });
});

test('a second factor is needed by nobody, by who leads the lab, or by everybody', () => {
  const needing = (required: 'nobody' | 'leaders' | 'everybody') =>
    ROLES.filter((role) => needsSecondFactor(required, role));
  expect(needing('nobody')).toEqual([]);
  expect(needing('leaders')).toEqual(['administrator', 'coordinator']);
  expect(needing('everybody')).toEqual(ROLES);
});
