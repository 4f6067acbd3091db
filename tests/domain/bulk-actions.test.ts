import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  type BulkWish,
  carryOutBulk,
  previewBulk,
  undoable,
  undoBulk,
} from '../../src/domain/bulk-actions/index.ts';
import { type Case, caseOf, take, type Worker } from '../../src/domain/cases/index.ts';
import { cases } from '../../src/domain/cases/table.ts';
import type { Actor } from '../../src/domain/context.ts';
import type { Registration } from '../../src/domain/registrations/index.ts';
import { staff } from '../../src/domain/staff/table.ts';
import { units } from '../../src/domain/units/table.ts';
import { type RegistrationLab, registrationLab } from '../support/registrations.ts';

let lab: RegistrationLab;
let three: [Registration, Registration, Registration];

beforeEach(() => {
  lab = registrationLab();
  const named = (personName: string) => lab.register({ personName });
  three = [named('Siti'), named('Budi'), named('Dewi')];
});

const workerOf = (who: Actor & { kind: 'staff' }): Worker => ({
  staffId: who.id,
  role: 'liaison',
  unitId: 1,
  unitPath: '/1/',
  services: [],
});
const folder = (registration: { id: number }): Case => {
  const found = caseOf(lab.db, 'laboratory', registration.id);
  if (!found) throw new Error('every registration has a case');
  return found;
};
const chosen = () => new Map(three.map((one) => [folder(one).id, folder(one).version]));
const does = (wish: BulkWish, reason = '', of = chosen()) =>
  lab.as(lab.ratna, (ctx) => carryOutBulk(ctx, workerOf(lab.ratna), { wish, chosen: of, reason }));
const undo = (id: number | undefined, by = lab.ratna) => lab.as(by, (ctx) => undoBulk(ctx, id ?? 0));
const holders = () => three.map((one) => folder(one).assigneeId);
const branch = (): number => {
  const row = { parentId: 1, path: '/1/2/', name: 'Cabang', createdAt: lab.clock.now() };
  return lab.db.insert(units).values(row).returning().get().id;
};

/** The id of what was done, which must have been. */
const actionOf = (done: ReturnType<typeof does>): number => {
  if (done.outcome !== 'done' || !done.actionId) throw new Error(`nothing was done: ${done.outcome}`);
  return done.actionId;
};

describe('many at once', () => {
  test('the preview says what changes, what does not and why, and changes nothing', () => {
    lab.as(lab.joko, (ctx) =>
      take(ctx, { caseId: folder(three[0]).id, expectedVersion: folder(three[0]).version }),
    );
    const shown = chosen();
    lab.walk(three[1], 'verified');
    lab.walk(three[2], 'rejected');
    const fresh = new Map(shown).set(folder(three[2]).id, folder(three[2]).version);
    const { lines } = previewBulk(lab.db, workerOf(lab.ratna), lab.clock.now(), {
      wish: { kind: 'take' },
      chosen: fresh,
    });
    expect(lines.map(({ barrier }) => barrier)).toEqual(['held', 'changed', 'ended']);
    expect(holders()).toEqual([lab.joko.id, null, null]);
  });

  test('all that can be taken is taken in one go, the rest stays', () => {
    lab.as(lab.joko, (ctx) =>
      take(ctx, { caseId: folder(three[0]).id, expectedVersion: folder(three[0]).version }),
    );
    expect(does({ kind: 'take' })).toMatchObject({ outcome: 'done', changed: 2 });
    expect(holders()).toEqual([lab.joko.id, lab.ratna.id, lab.ratna.id]);
    expect(lab.facts.at(-1)).toMatchObject({ kind: 'cases.changedTogether', what: 'take', count: 2 });
  });

  test('what colleagues have is given away only with a reason', () => {
    does({ kind: 'take' });
    expect(does({ kind: 'assign', to: lab.joko.id })).toEqual({ outcome: 'reasonNeeded' });
    expect(does({ kind: 'assign', to: lab.joko.id }, 'Ratna cuti')).toMatchObject({ changed: 3 });
    expect(holders()).toEqual([lab.joko.id, lab.joko.id, lab.joko.id]);
  });

  test('nothing out of reach is changed or even shown', () => {
    lab.db
      .update(cases)
      .set({ unitId: branch() })
      .where(eq(cases.id, folder(three[0]).id))
      .run();
    const elsewhere: Worker = { ...workerOf(lab.ratna), unitId: 9, unitPath: '/1/9/' };
    const preview = previewBulk(lab.db, elsewhere, lab.clock.now(), {
      wish: { kind: 'take' },
      chosen: chosen(),
    });
    expect(preview.lines).toEqual([]);
  });

  test('the next stage is told to each citizen and cannot be taken back', () => {
    lab.walk(three[2], 'verified');
    const wish = { kind: 'stage', to: 'verified' } as const;
    const preview = previewBulk(lab.db, workerOf(lab.ratna), lab.clock.now(), { wish, chosen: chosen() });
    expect(preview.lines.map(({ barrier }) => barrier)).toEqual([undefined, undefined, 'already']);
    expect(preview.tellsCitizens).toBe(2);
    const action = actionOf(does(wish));
    expect(three.map((one) => lab.now(one).stage)).toEqual(['verified', 'verified', 'verified']);
    expect(lab.facts.filter(({ kind }) => kind === 'registration.stageChanged')).toHaveLength(3);
    expect(undoable(lab.db, { id: action, staffId: lab.ratna.id, now: lab.clock.now() })).toBeUndefined();
    expect(undo(action)).toEqual({ outcome: 'tooLate' });
  });

  test('nothing to change leaves nothing to take back', () => {
    does({ kind: 'take' });
    expect(does({ kind: 'take' })).toMatchObject({ changed: 0, actionId: undefined });
  });
});

describe('taking it back', () => {
  test('each case goes back to the unit and the officer it was with', () => {
    does({ kind: 'take' });
    const below = branch();
    const action = actionOf(does({ kind: 'forward', to: below }, 'wilayah cabang'));
    expect(three.map((one) => folder(one).unitId)).toEqual([below, below, below]);
    expect(undo(action)).toEqual({ outcome: 'undone', count: 3, left: [] });
    expect(three.map((one) => folder(one).unitId)).toEqual([1, 1, 1]);
    expect(holders()).toEqual([lab.ratna.id, lab.ratna.id, lab.ratna.id]);
  });

  test('what a colleague has touched since stays and is named', () => {
    const action = actionOf(does({ kind: 'take' }));
    lab.walk(three[1], 'verified');
    expect(undo(action)).toEqual({
      outcome: 'undone',
      count: 2,
      left: [{ id: folder(three[1]).id, code: three[1].code }],
    });
    expect(holders()).toEqual([null, lab.ratna.id, null]);
  });

  test('not a second time, not by a colleague, not after a quarter of an hour', () => {
    const action = actionOf(does({ kind: 'take' }));
    expect(undo(action, lab.joko)).toEqual({ outcome: 'tooLate' });
    lab.clock.pass({ minutes: 14 });
    expect(undo(action).outcome).toBe('undone');
    expect(undo(action)).toEqual({ outcome: 'tooLate' });
    const late = actionOf(does({ kind: 'take' }));
    lab.clock.pass({ minutes: 16 });
    expect(undo(late)).toEqual({ outcome: 'tooLate' });
  });

  test('nobody gets a case back who is away by then', () => {
    does({ kind: 'take' });
    const action = actionOf(does({ kind: 'assign', to: lab.joko.id }, 'Ratna cuti'));
    lab.db
      .update(staff)
      .set({ awayUntil: new Date('2026-12-01T00:00:00Z') })
      .where(eq(staff.id, lab.ratna.id))
      .run();
    expect(undo(action)).toMatchObject({ count: 3 });
    expect(holders()).toEqual([null, null, null]);
  });
});

test('whoever has moved to another unit takes nothing back in the old one', () => {
  const action = actionOf(does({ kind: 'take' }));
  lab.db.update(staff).set({ unitId: branch() }).where(eq(staff.id, lab.ratna.id)).run();
  expect(undo(action)).toEqual({ outcome: 'undone', count: 0, left: [] });
  expect(holders()).toEqual([lab.ratna.id, lab.ratna.id, lab.ratna.id]);
});
