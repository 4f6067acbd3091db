import { describe, expect, test } from 'vitest';
import { addStaff } from '../../src/domain/staff/index.ts';
import type { Role } from '../../src/domain/staff/values.ts';
import {
  addUnit,
  changeUnit,
  hangingOn,
  removeUnit,
  type UnitFields,
  unitById,
  unitPath,
  unitsWithin,
} from '../../src/domain/units/index.ts';
import { ROOT_UNIT_ID } from '../../src/domain/units/table.ts';
import { type TestLab, testLab } from '../support/lab.ts';

const FIELDS: UnitFields = {
  name: '',
  alias: '',
  email: '',
  website: '',
  phone: '',
  address: '',
  services: [],
  active: true,
};

/** A lab with the units Kimia, below it Urin, and beside it Mikrobiologi. */
function labWithUnits() {
  const lab = testLab();
  const add = (name: string, parentId: number): number => {
    const added = lab.change((ctx) => addUnit(ctx, { ...FIELDS, name, parentId }));
    if (added.outcome !== 'added') throw new Error(`${name}: ${added.outcome}`);
    return added.unitId;
  };
  const kimia = add('Kimia', ROOT_UNIT_ID);
  const urin = add('Urin', kimia);
  const mikro = add('Mikrobiologi', ROOT_UNIT_ID);
  return { ...lab, add, kimia, urin, mikro };
}

function hire(lab: TestLab, name: string, role: Role, unitId: number): number {
  const email = `${name}@lab.example`;
  const added = lab.change((ctx) => addStaff(ctx, { name, email, role, unitId, passwordHash: 'x' }));
  if (added.outcome !== 'added') throw new Error(`${name} should be new`);
  return added.staffId;
}

const as = (lab: TestLab, id: number, change: Parameters<TestLab['change']>[0]) =>
  lab.transact({ kind: 'staff', id }, change) as { outcome: string };

/** Changes some fields of a unit in somebody's name. */
function edit(lab: TestLab, by: number, unitId: number, wanted: Partial<UnitFields & { parentId: number }>) {
  const unit = unitById(lab.db, unitId);
  if (!unit) throw new Error(`no unit ${unitId}`);
  const { id: _id, path: _path, version, createdAt: _at, ...fields } = unit;
  return as(lab, by, (ctx) => changeUnit(ctx, { ...fields, ...wanted, unitId, expectedVersion: version }));
}

describe('the tree of units', () => {
  test('is shown with each unit below its parent, and what is below it counted', () => {
    const lab = labWithUnits();
    hire(lab, 'Rina', 'liaison', lab.urin);
    const chief = { role: 'administrator', unitId: 1, unitPath: '/1/', services: [] } as const;
    expect(
      unitsWithin(lab.db, chief).map(({ name, depth, below, officers }) => [name, depth, below, officers]),
    ).toEqual([
      [expect.any(String), 0, 3, 0],
      ['Kimia', 1, 1, 0],
      ['Urin', 2, 0, 1],
      ['Mikrobiologi', 1, 0, 0],
    ]);
  });

  test('a unit that moves takes everything below along', () => {
    const lab = labWithUnits();
    const chief = hire(lab, 'Dewi', 'administrator', ROOT_UNIT_ID);
    expect(edit(lab, chief, lab.kimia, { parentId: lab.mikro }).outcome).toBe('changed');
    expect(unitPath(lab.db, lab.kimia)).toBe(`/1/${lab.mikro}/${lab.kimia}/`);
    expect(unitPath(lab.db, lab.urin)).toBe(`/1/${lab.mikro}/${lab.kimia}/${lab.urin}/`);
    expect(lab.facts.at(-1)).toEqual({
      kind: 'unit.changed',
      unitId: lab.kimia,
      changes: { parentId: { from: ROOT_UNIT_ID, to: lab.mikro } },
    });
  });

  test('a unit never comes below itself, and the lab itself stays where it is', () => {
    const lab = labWithUnits();
    const chief = hire(lab, 'Dewi', 'administrator', ROOT_UNIT_ID);
    expect(edit(lab, chief, lab.kimia, { parentId: lab.urin }).outcome).toBe('underItself');
    expect(edit(lab, chief, lab.kimia, { parentId: lab.kimia }).outcome).toBe('underItself');
    expect(edit(lab, chief, ROOT_UNIT_ID, { parentId: lab.mikro }).outcome).toBe('isRoot');
    expect(edit(lab, chief, ROOT_UNIT_ID, { active: false }).outcome).toBe('isRoot');
  });

  test('two units below one parent do not share a name, and the tree has an end', () => {
    const lab = labWithUnits();
    const again = lab.change((ctx) => addUnit(ctx, { ...FIELDS, name: 'KIMIA', parentId: ROOT_UNIT_ID }));
    expect(again.outcome).toBe('nameTaken');
    let parentId = lab.urin;
    for (let level = 4; level <= 8; level += 1) parentId = lab.add(`Tingkat ${level}`, parentId);
    expect(lab.change((ctx) => addUnit(ctx, { ...FIELDS, name: 'Terlalu dalam', parentId })).outcome).toBe(
      'tooDeep',
    );
    const chief = hire(lab, 'Dewi', 'administrator', ROOT_UNIT_ID);
    expect(edit(lab, chief, lab.kimia, { parentId: lab.mikro }).outcome).toBe('tooDeep');
  });

  test('who is second with a change is refused', () => {
    const lab = labWithUnits();
    const chief = hire(lab, 'Dewi', 'administrator', ROOT_UNIT_ID);
    edit(lab, chief, lab.kimia, { alias: 'KK' });
    const stale = as(lab, chief, (ctx) =>
      changeUnit(ctx, { ...FIELDS, name: 'Lain', parentId: 1, unitId: lab.kimia, expectedVersion: 1 }),
    );
    expect(stale.outcome).toBe('stale');
    expect(unitById(lab.db, lab.kimia)).toMatchObject({ name: 'Kimia', alias: 'KK' });
  });
});

describe('who manages which unit', () => {
  test('the own one and those below, nothing beside and nothing above', () => {
    const lab = labWithUnits();
    const rina = hire(lab, 'Rina', 'liaison', lab.kimia);
    expect(edit(lab, rina, lab.kimia, { phone: '62293' }).outcome).toBe('changed');
    expect(edit(lab, rina, lab.urin, { phone: '62293' }).outcome).toBe('changed');
    expect(edit(lab, rina, lab.mikro, { phone: '62293' }).outcome).toBe('notFound');
    expect(edit(lab, rina, ROOT_UNIT_ID, { phone: '62293' }).outcome).toBe('notFound');
    const add = (parentId: number) =>
      as(lab, rina, (ctx) => addUnit(ctx, { ...FIELDS, name: 'Baru', parentId })).outcome;
    expect([add(lab.urin), add(lab.mikro), add(ROOT_UNIT_ID)]).toEqual(['added', 'noParent', 'noParent']);
    expect(edit(lab, rina, lab.urin, { parentId: lab.mikro }).outcome).toBe('noParent');
    // The own unit cannot be put elsewhere either: all places within reach are below it.
    expect(edit(lab, rina, lab.kimia, { parentId: lab.urin }).outcome).toBe('underItself');
  });

  test('a supervisor and a service officer change none', () => {
    const lab = labWithUnits();
    for (const role of ['supervisor', 'serviceOfficer'] as const) {
      const reader = hire(lab, role, role, lab.kimia);
      expect(edit(lab, reader, lab.kimia, { phone: '62293' }).outcome).toBe('notFound');
    }
  });

  test('where new cases go is said only by who sees all of them anyway', () => {
    const lab = labWithUnits();
    const below = hire(lab, 'Rina', 'coordinator', lab.kimia);
    const atTheLab = hire(lab, 'Bagus', 'coordinator', ROOT_UNIT_ID);
    expect(edit(lab, below, lab.kimia, { services: ['laboratory'] }).outcome).toBe('notAllowed');
    expect(edit(lab, atTheLab, lab.kimia, { services: ['laboratory'] }).outcome).toBe('changed');
  });
});

describe('removing a unit', () => {
  test('is refused while something hangs on it, with what and how many', () => {
    const lab = labWithUnits();
    hire(lab, 'Rina', 'liaison', lab.kimia);
    const refused = lab.change((ctx) => removeUnit(ctx, { unitId: lab.kimia }));
    expect(refused).toEqual({
      outcome: 'hanging',
      on: { officers: 1, unitsBelow: 1, cases: 0, threads: 0 },
    });
    expect(lab.change((ctx) => removeUnit(ctx, { unitId: ROOT_UNIT_ID })).outcome).toBe('isRoot');
  });

  test('takes it off the tree when nothing does', () => {
    const lab = labWithUnits();
    expect(hangingOn(lab.db, lab.urin)).toEqual({ officers: 0, unitsBelow: 0, cases: 0, threads: 0 });
    expect(lab.change((ctx) => removeUnit(ctx, { unitId: lab.urin })).outcome).toBe('removed');
    expect(unitById(lab.db, lab.urin)).toBeUndefined();
    expect(lab.facts.at(-1)).toMatchObject({
      kind: 'unit.removed',
      name: 'Urin',
      changes: { name: { from: 'Urin', to: null } },
    });
  });
});
