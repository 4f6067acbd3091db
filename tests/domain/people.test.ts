import { describe, expect, test } from 'vitest';
import {
  addPerson,
  addStaff,
  appoint,
  beginSession,
  beginSignIn,
  changePerson,
  endSessionsFor,
  forceAllPasswordChanges,
  forcePasswordChange,
  listStaff,
  makePasswordLink,
  type PersonFields,
  passwordLinkOf,
  people,
  personById,
  removePerson,
  resetSecondFactor,
  signedInBy,
  standingOf,
  switchOff,
  usePasswordLink,
} from '../../src/domain/staff/index.ts';
import { ROLES, type Role } from '../../src/domain/staff/values.ts';
import { addUnit } from '../../src/domain/units/index.ts';
import { ROOT_UNIT_ID } from '../../src/domain/units/table.ts';
import { type TestLab, testLab } from '../support/lab.ts';

const UNIT = { alias: '', email: '', website: '', phone: '', address: '', services: [], active: true };
const SITI: PersonFields = {
  name: 'Siti Rahma',
  email: 'Siti@Lab.example',
  username: 'Siti.R',
  phone: '6281200000001',
  sex: 'female',
  birthDate: null,
  unitId: ROOT_UNIT_ID,
  role: 'liaison',
  services: [],
};

/** A lab with a unit Kimia and one beside it, and one person of each role in Kimia. */
function labWithPeople() {
  const lab = testLab();
  const unit = (name: string): number => {
    const added = lab.change((ctx) => addUnit(ctx, { ...UNIT, name, parentId: ROOT_UNIT_ID }));
    if (added.outcome !== 'added') throw new Error(`${name}: ${added.outcome}`);
    return added.unitId;
  };
  const [kimia, mikro] = [unit('Kimia'), unit('Mikrobiologi')];
  const hire = (name: string, role: Role, unitId: number): number => {
    const account = { name, email: `${name}@lab.example`, role, unitId, passwordHash: 'x' };
    const added = lab.change((ctx) => addStaff(ctx, account));
    if (added.outcome !== 'added') throw new Error(`${name} should be new`);
    return added.staffId;
  };
  const by = Object.fromEntries(ROLES.map((role) => [role, hire(role, role, kimia)])) as Record<Role, number>;
  return { ...lab, kimia, mikro, hire, by };
}

const as = <Result>(lab: TestLab, id: number, change: Parameters<typeof lab.change<Result>>[0]) =>
  lab.transact({ kind: 'staff', id }, change);

describe('adding somebody', () => {
  test('nobody makes an account above the own, whatever the form says', () => {
    const lab = labWithPeople();
    const made = (by: Role) =>
      ROLES.filter((role) => {
        const person = { ...SITI, email: `${by}-${role}@lab.example`, username: '', unitId: lab.kimia, role };
        return as(lab, lab.by[by], (ctx) => addPerson(ctx, { ...person, active: true })).outcome === 'added';
      });
    expect(made('administrator')).toEqual(ROLES);
    expect(made('coordinator')).toEqual(['coordinator', 'liaison', 'serviceOfficer', 'supervisor']);
    expect(made('liaison')).toEqual(['liaison', 'serviceOfficer']);
    expect([made('serviceOfficer'), made('supervisor')]).toEqual([[], []]);
  });

  test('nor in a unit out of reach', () => {
    const lab = labWithPeople();
    const into = (unitId: number) =>
      as(lab, lab.by.coordinator, (ctx) => addPerson(ctx, { ...SITI, unitId, active: true })).outcome;
    expect([into(lab.mikro), into(ROOT_UNIT_ID), into(999), into(lab.kimia)]).toEqual([
      'notAllowed',
      'notAllowed',
      'notAllowed',
      'added',
    ]);
  });

  test('address and username are one person’s; services are kept for service officers alone', () => {
    const lab = labWithPeople();
    const add = (more: Partial<PersonFields>) =>
      lab.change((ctx) => addPerson(ctx, { ...SITI, services: ['laboratory'], ...more, active: true }));
    const added = add({});
    expect(added.outcome).toBe('added');
    const id = added.outcome === 'added' ? added.staffId : 0;
    expect(personById(lab.db, id)).toMatchObject({
      email: 'siti@lab.example',
      username: 'siti.r',
      services: [],
      hasPassword: false,
    });
    expect(add({}).outcome).toBe('emailTaken');
    expect(add({ email: 'lain@lab.example' }).outcome).toBe('usernameTaken');
    const officer = add({ email: 'lain@lab.example', username: '', role: 'serviceOfficer' });
    expect(personById(lab.db, officer.outcome === 'added' ? officer.staffId : 0)?.services).toEqual([
      'laboratory',
    ]);
    expect(JSON.stringify(lab.facts)).not.toMatch(/passwordHash|secondFactorSecret/);
  });

  test('an account without a password cannot be signed in to', () => {
    const lab = labWithPeople();
    lab.change((ctx) => addPerson(ctx, { ...SITI, active: true }));
    const begun = lab.change((ctx) => beginSignIn(ctx, { email: SITI.email, address: '10.0.0.1' }));
    expect(begun).toEqual({ outcome: 'try', passwordHash: undefined });
  });
});

describe('what is done to somebody above oneself', () => {
  const deeds = {
    switchOff,
    removePerson,
    makePasswordLink,
    forcePasswordChange,
    endSessionsFor,
    resetSecondFactor,
    appoint: (ctx, { staffId }) =>
      appoint(ctx, {
        staffId,
        unitId: standingOf(ctx.tx, staffId)?.unitId ?? 0,
        role: 'liaison',
        services: [],
      }),
    changePerson: (ctx, { staffId }) =>
      changePerson(ctx, {
        ...SITI,
        unitId: standingOf(ctx.tx, staffId)?.unitId ?? 0,
        staffId,
        expectedVersion: 1,
      }),
  } satisfies Record<
    string,
    (ctx: Parameters<typeof switchOff>[0], on: { staffId: number }) => { outcome: string }
  >;

  test.each(Object.entries(deeds))('%s is refused, and so it is beside and to oneself', (_name, deed) => {
    const lab = labWithPeople();
    const beside = lab.hire('beside', 'liaison', lab.mikro);
    const does = (by: number, staffId: number) => as(lab, by, (ctx) => deed(ctx, { staffId })).outcome;
    const { administrator, coordinator, liaison, supervisor, serviceOfficer } = lab.by;
    for (const above of [administrator, coordinator, supervisor])
      expect(does(liaison, above)).toBe('notAllowed');
    expect(does(coordinator, administrator)).toBe('notAllowed');
    expect(does(coordinator, beside)).toBe('notAllowed');
    expect(does(serviceOfficer, liaison)).toBe('notAllowed');
    expect(does(supervisor, liaison)).toBe('notAllowed');
    expect(does(liaison, liaison)).toBe('oneself');
    expect(does(coordinator, liaison)).not.toBe('notAllowed');
  });

  test('a role that was taken away counts no more, in the very transaction', () => {
    const lab = labWithPeople();
    as(lab, lab.by.administrator, (ctx) => switchOff(ctx, { staffId: lab.by.coordinator }));
    expect(as(lab, lab.by.coordinator, (ctx) => switchOff(ctx, { staffId: lab.by.liaison })).outcome).toBe(
      'notAllowed',
    );
  });
});

describe('changing somebody', () => {
  test('needs the right to give both the old post and the new one', () => {
    const lab = labWithPeople();
    const wanted = (post: Partial<PersonFields>) => ({
      ...SITI,
      email: 'liaison@lab.example',
      unitId: lab.kimia,
      ...post,
      staffId: lab.by.liaison,
      expectedVersion: 1,
    });
    const change = (post: Partial<PersonFields>) =>
      as(lab, lab.by.coordinator, (ctx) => changePerson(ctx, wanted(post))).outcome;
    expect(change({ role: 'administrator' })).toBe('notAllowed');
    expect(change({ unitId: lab.mikro })).toBe('notAllowed');
    expect(change({ role: 'coordinator' })).toBe('changed');
    expect(change({ role: 'liaison' })).toBe('stale');
    expect(lab.facts.at(-1)).toMatchObject({
      what: 'edited',
      changes: { role: { from: 'liaison', to: 'coordinator' } },
    });
  });

  test('counts from the next request on', () => {
    const lab = labWithPeople();
    const token = lab.change((ctx) => beginSession(ctx, lab.by.liaison));
    const standing = () => signedInBy(lab.db, token, lab.clock.now(), 15);
    expect(standing()?.unitPath).toBe(`/1/${lab.kimia}/`);
    const moved = { ...SITI, unitId: lab.mikro, staffId: lab.by.liaison, expectedVersion: 1 };
    lab.change((ctx) => changePerson(ctx, moved));
    expect(standing()?.unitPath).toBe(`/1/${lab.mikro}/`);
  });

  test('the last administrator keeps the role, the account and the place on the list', () => {
    const lab = labWithPeople();
    const staffId = lab.by.administrator;
    const demoted = { ...SITI, staffId, expectedVersion: 1 };
    expect(lab.change((ctx) => changePerson(ctx, demoted)).outcome).toBe('lastAdministrator');
    expect(lab.change((ctx) => removePerson(ctx, { staffId })).outcome).toBe('lastAdministrator');
    const placed = { staffId, unitId: 1, role: 'liaison', services: [] } as const;
    expect(lab.change((ctx) => appoint(ctx, placed)).outcome).toBe('lastAdministrator');
  });
});

describe('removing somebody', () => {
  test('ends what opens the account, frees the address, and keeps the row for the journal', () => {
    const lab = labWithPeople();
    const staffId = lab.by.liaison;
    const token = lab.change((ctx) => beginSession(ctx, staffId));
    const link = as(lab, lab.by.coordinator, (ctx) => makePasswordLink(ctx, { staffId }));
    as(lab, lab.by.coordinator, (ctx) => removePerson(ctx, { staffId }));
    expect(signedInBy(lab.db, token, lab.clock.now(), 15)).toBeUndefined();
    expect(
      passwordLinkOf(lab.db, link.outcome === 'made' ? link.token : '', lab.clock.now()),
    ).toBeUndefined();
    expect(listStaff(lab.db).find(({ id }) => id === staffId)).toMatchObject({
      name: 'liaison',
      active: false,
    });
    lab.hire('liaison', 'liaison', lab.kimia);
  });

  test('somebody who was removed comes back with no password and no second factor', () => {
    const lab = labWithPeople();
    const staffId = lab.by.liaison;
    lab.change((ctx) => removePerson(ctx, { staffId }));
    const chief = { role: 'administrator', unitId: 1, unitPath: '/1/', services: [] } as const;
    expect(people(lab.db, chief, { removed: true, words: 'liaison@lab' }).rows).toMatchObject([
      { id: staffId, email: 'liaison@lab.example' },
    ]);
    const placed = { staffId, unitId: lab.mikro, role: 'liaison', services: [] } as const;
    expect(as(lab, lab.by.coordinator, (ctx) => appoint(ctx, placed)).outcome).toBe('notAllowed');
    expect(as(lab, lab.by.administrator, (ctx) => appoint(ctx, placed))).toMatchObject({
      outcome: 'appointed',
      isBack: true,
    });
    expect(personById(lab.db, staffId)).toMatchObject({
      email: 'liaison@lab.example',
      active: true,
      removedAt: null,
      unitId: lab.mikro,
      hasPassword: false,
      secondFactorSince: null,
    });
  });

  test('but not under an address that somebody else has now', () => {
    const lab = labWithPeople();
    const staffId = lab.by.liaison;
    lab.change((ctx) => removePerson(ctx, { staffId }));
    lab.hire('liaison', 'liaison', lab.kimia);
    const placed = { staffId, unitId: lab.kimia, role: 'liaison', services: [] } as const;
    expect(lab.change((ctx) => appoint(ctx, placed)).outcome).toBe('emailTaken');
  });
});

describe('the list of people', () => {
  test('shows the own unit and those below, and finds by every word', () => {
    const lab = labWithPeople();
    lab.change((ctx) => addPerson(ctx, { ...SITI, unitId: lab.mikro, active: true }));
    const of = (staffId: number, words?: string) => {
      const by = standingOf(lab.db, staffId);
      if (!by) throw new Error(`${staffId} has no standing`);
      return people(lab.db, by, { words }).rows.map(({ name }) => name);
    };
    expect(of(lab.by.liaison)).toHaveLength(5);
    expect(of(lab.by.administrator)).toHaveLength(6);
    for (const words of ['rahma siti', 'siti.r', 'siti@lab', '0812-0000-0001', '6281200000001'])
      expect([words, of(lab.by.administrator, words)]).toEqual([words, ['Siti Rahma']]);
    expect(of(lab.by.liaison, 'siti')).toEqual([]);
  });
});

describe('a link to choose a password', () => {
  const linkFor = (lab: ReturnType<typeof labWithPeople>): string => {
    const made = as(lab, lab.by.coordinator, (ctx) => makePasswordLink(ctx, { staffId: lab.by.liaison }));
    if (made.outcome !== 'made') throw new Error(made.outcome);
    return made.token;
  };
  const uses = (lab: TestLab, token: string) =>
    lab.change((ctx) => usePasswordLink(ctx, { token, passwordHash: 'scrypt$new' })).outcome;

  test('is good once', () => {
    const lab = labWithPeople();
    const token = linkFor(lab);
    expect(passwordLinkOf(lab.db, token, lab.clock.now())?.email).toBe('liaison@lab.example');
    expect([uses(lab, token), uses(lab, token)]).toEqual(['changed', 'unknown']);
  });

  test('is good for three days, and until there is a newer one', () => {
    const lab = labWithPeople();
    const [first, second] = [linkFor(lab), linkFor(lab)];
    expect(uses(lab, first)).toBe('unknown');
    lab.clock.pass({ hours: 72 });
    expect(uses(lab, second)).toBe('unknown');
  });

  test('opens nothing while the account is closed, and is kept nowhere', () => {
    const lab = labWithPeople();
    const token = linkFor(lab);
    expect(JSON.stringify(lab.db.$client.prepare('select * from password_links').all())).not.toContain(token);
    expect(JSON.stringify(lab.facts)).not.toContain(token);
    lab.change((ctx) => switchOff(ctx, { staffId: lab.by.liaison }));
    expect(uses(lab, token)).toBe('unknown');
  });

  test('ends every session when it is used, and the duty to change the password', () => {
    const lab = labWithPeople();
    const staffId = lab.by.liaison;
    lab.change((ctx) => forcePasswordChange(ctx, { staffId }));
    const session = lab.change((ctx) => beginSession(ctx, staffId));
    expect(signedInBy(lab.db, session, lab.clock.now(), 15)?.mustChangePassword).toBe(true);
    uses(lab, linkFor(lab));
    expect(signedInBy(lab.db, session, lab.clock.now(), 15)).toBeUndefined();
    expect(personById(lab.db, staffId)?.mustChangePassword).toBe(false);
  });
});

test('only an administrator leads everybody else to a new password', () => {
  const lab = labWithPeople();
  expect(as(lab, lab.by.coordinator, (ctx) => forceAllPasswordChanges(ctx)).outcome).toBe('notAllowed');
  expect(as(lab, lab.by.administrator, (ctx) => forceAllPasswordChanges(ctx))).toEqual({
    outcome: 'forced',
    people: 4,
  });
  expect(personById(lab.db, lab.by.administrator)?.mustChangePassword).toBe(false);
});
