import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  assign,
  assigneesFor,
  type Case,
  caseOf,
  destinationsFrom,
  forward,
  handOver,
  returnCasesOf,
  returnToQueue,
  take,
} from '../../src/domain/cases/index.ts';
import type { Actor } from '../../src/domain/context.ts';
import type { Registration } from '../../src/domain/registrations/index.ts';
import { staff } from '../../src/domain/staff/table.ts';
import type { Role } from '../../src/domain/staff/values.ts';
import { units } from '../../src/domain/units/table.ts';
import type { Service } from '../../src/domain/values/services.ts';
import { type RegistrationLab, registrationLab } from '../support/registrations.ts';

let lab: RegistrationLab;
let registration: Registration;

beforeEach(() => {
  lab = registrationLab();
  registration = lab.register();
});

const folder = (of: { id: number } = registration): Case => {
  const found = caseOf(lab.db, 'laboratory', of.id);
  if (!found) throw new Error('every registration has a case');
  return found;
};
const on = (one: Case = folder()) => ({ caseId: one.id, expectedVersion: one.version });

/** A unit below another. */
function unitBelow(parentId: number, name: string, active = true): number {
  const parent = lab.db.select().from(units).where(eq(units.id, parentId)).get();
  const row = { parentId, path: `tmp-${name}`, name, active, createdAt: lab.clock.now() };
  const { id } = lab.db.insert(units).values(row).returning().get();
  lab.db
    .update(units)
    .set({ path: `${parent?.path}${id}/` })
    .where(eq(units.id, id))
    .run();
  return id;
}

function hire(
  name: string,
  more: { role?: Role; unitId?: number; services?: Service[]; awayUntil?: Date } = {},
): Actor & { kind: 'staff' } {
  const account = { name, email: `${name}@lab.example`, role: 'liaison', passwordHash: 'x' } as const;
  const row = { ...account, createdAt: lab.clock.now(), ...more };
  return { kind: 'staff', id: lab.db.insert(staff).values(row).returning().get().id };
}

describe('who has a case', () => {
  test('an officer takes a case that nobody has, and the journal says so', () => {
    expect(lab.as(lab.ratna, (ctx) => take(ctx, on()))).toMatchObject({ outcome: 'changed' });
    expect(folder()).toMatchObject({ assigneeId: lab.ratna.id, assignedAt: lab.clock.now() });
    expect(lab.facts.at(-1)).toEqual({
      kind: 'case.assigned',
      caseId: folder().id,
      from: null,
      to: lab.ratna.id,
    });
  });

  test('two officers take one case: the second is told who was faster', () => {
    const shown = on();
    lab.as(lab.ratna, (ctx) => take(ctx, shown));
    const second = lab.as(lab.joko, (ctx) => take(ctx, shown));
    expect(second).toMatchObject({ outcome: 'stale', current: { assigneeId: lab.ratna.id } });
    expect(folder().assigneeId).toBe(lab.ratna.id);
  });

  test('a case is not taken from a colleague without a word', () => {
    lab.as(lab.ratna, (ctx) => take(ctx, on()));
    const quiet = lab.as(lab.joko, (ctx) => take(ctx, on()));
    expect(quiet).toEqual({ outcome: 'reasonNeeded', heldBy: lab.ratna.id });
    const said = lab.as(lab.joko, (ctx) =>
      handOver(ctx, { ...on(), to: lab.joko.id, reason: 'Ratna pulang lebih awal' }),
    );
    expect(said.outcome).toBe('changed');
    expect(lab.facts.at(-1)).toMatchObject({ from: lab.ratna.id, reason: 'Ratna pulang lebih awal' });
  });

  test('to be given what one has already changes nothing and tells nobody', () => {
    lab.as(lab.ratna, (ctx) => take(ctx, on()));
    const before = lab.facts.length;
    expect(lab.as(lab.ratna, (ctx) => take(ctx, on())).outcome).toBe('changed');
    expect(lab.facts.length).toBe(before);
  });

  test('a change of the request makes an older page stale for the case too', () => {
    const shown = on();
    lab.walk(registration, 'verified');
    expect(lab.as(lab.ratna, (ctx) => take(ctx, shown)).outcome).toBe('stale');
  });

  test('nobody needs to have what is over', () => {
    lab.walk(registration, 'rejected');
    expect(lab.as(lab.ratna, (ctx) => take(ctx, on()))).toEqual({ outcome: 'ended' });
    expect(lab.as(lab.ratna, (ctx) => returnToQueue(ctx, on()))).toEqual({ outcome: 'ended' });
  });

  test.each([
    ['somebody who is away', { awayUntil: new Date('2026-12-01T00:00:00Z') }, 'away'],
    ['a supervisor, who only reads', { role: 'supervisor' as const }, 'noSuchWork'],
    [
      'an officer of another service',
      { role: 'serviceOfficer' as const, services: ['tour' as const] },
      'outOfReach',
    ],
  ])('a case is not given to %s', (_who, more, why) => {
    const wanted = hire('Wulan', more);
    const given = lab.as(lab.ratna, (ctx) => assign(ctx, { ...on(), to: wanted.id }));
    expect(given).toEqual({ outcome: 'unfit', why });
    expect(folder().assigneeId).toBeNull();
  });

  test('whoever is back from leave can have cases again', () => {
    const wanted = hire('Wulan', { awayUntil: new Date('2026-11-20T01:00:00Z') });
    expect(lab.as(lab.ratna, (ctx) => assign(ctx, { ...on(), to: wanted.id })).outcome).toBe('changed');
  });

  test('neither to a closed account nor to one that never was', () => {
    lab.db.update(staff).set({ active: false }).where(eq(staff.id, lab.joko.id)).run();
    const to = (id: number) => lab.as(lab.ratna, (ctx) => assign(ctx, { ...on(), to: id }));
    expect(to(lab.joko.id)).toEqual({ outcome: 'unfit', why: 'switchedOff' });
    expect(to(999)).toEqual({ outcome: 'unfit', why: 'unknown' });
  });

  test('an officer of a unit gives work to that unit and those below, not to the lab above it', () => {
    const branch = unitBelow(1, 'Cabang');
    lab.as(lab.ratna, (ctx) => forward(ctx, { ...on(), to: branch, reason: 'wilayah cabang' }));
    const chief = hire('Wulan', { unitId: branch });
    const colleague = hire('Tono', { unitId: branch });
    const give = (to: number) => lab.as(chief, (ctx) => assign(ctx, { ...on(), to }));
    expect(give(lab.joko.id)).toEqual({ outcome: 'unfit', why: 'outOfReach' });
    expect(give(colleague.id).outcome).toBe('changed');
    const standing = {
      role: 'liaison',
      unitId: branch,
      unitPath: `/1/${branch}/`,
      services: [],
    } as const;
    const offered = assigneesFor(
      lab.db,
      standing,
      { unitPath: `/1/${branch}/`, service: 'laboratory' },
      lab.clock.now(),
    );
    expect(offered.map(({ name }) => name)).toEqual(['Tono', 'Wulan']);
  });
});

describe('back to the queue', () => {
  test('an officer gives a case back', () => {
    lab.as(lab.ratna, (ctx) => take(ctx, on()));
    lab.as(lab.ratna, (ctx) => returnToQueue(ctx, on()));
    expect(folder()).toMatchObject({ assigneeId: null, assignedAt: null });
  });

  test('what somebody has goes back when they are away, except what is over', () => {
    const over = lab.register({ personName: 'Budi Santoso' });
    for (const one of [registration, over]) lab.as(lab.ratna, (ctx) => take(ctx, on(folder(one))));
    const ofJoko = lab.register({ personName: 'Dewi Lestari' });
    lab.as(lab.joko, (ctx) => take(ctx, on(folder(ofJoko))));
    lab.walk(over, 'rejected');
    expect(lab.change((ctx) => returnCasesOf(ctx, lab.ratna.id, 'cuti sampai Senin'))).toBe(1);
    expect(folder(registration).assigneeId).toBeNull();
    expect(folder(over).assigneeId).toBe(lab.ratna.id);
    expect(folder(ofJoko).assigneeId).toBe(lab.joko.id);
    expect(lab.facts.at(-1)).toMatchObject({ kind: 'case.assigned', reason: 'cuti sampai Senin' });
  });
});

describe('another unit', () => {
  test('a case goes to a unit below and back up, and nobody has it there', () => {
    const branch = unitBelow(1, 'Cabang');
    lab.as(lab.ratna, (ctx) => take(ctx, on()));
    const send = (to: number) =>
      lab.as(lab.ratna, (ctx) => forward(ctx, { ...on(), to, reason: 'wilayah cabang' }));
    expect(send(branch).outcome).toBe('changed');
    expect(folder()).toMatchObject({ unitId: branch, assigneeId: null });
    expect(lab.facts.at(-1)).toEqual({
      kind: 'case.forwarded',
      caseId: folder().id,
      from: 1,
      to: branch,
      reason: 'wilayah cabang',
      had: lab.ratna.id,
    });
    expect(send(1).outcome).toBe('changed');
    expect(folder().unitId).toBe(1);
  });

  test('not sideways, not to itself, not to a closed unit, and not without a reason', () => {
    const branch = unitBelow(1, 'Cabang');
    const beside = unitBelow(1, 'Cabang lain');
    const closed = unitBelow(branch, 'Pos tutup', false);
    const send = (to: number, reason = 'wilayah cabang') =>
      lab.as(lab.ratna, (ctx) => forward(ctx, { ...on(), to, reason }));
    expect(send(branch, ' ')).toEqual({ outcome: 'reasonNeeded' });
    send(branch);
    for (const to of [beside, branch, closed, 999]) expect(send(to)).toEqual({ outcome: 'notThere' });
    expect(destinationsFrom(lab.db, branch)).toEqual([
      { id: 1, name: expect.any(String), path: '/1/', way: 'up' },
    ]);
  });
});
