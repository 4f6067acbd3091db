import { describe, expect, test } from 'vitest';
import { openCount, openIncidents, raise, resolve } from '../../src/domain/incidents/index.ts';
import { incidents } from '../../src/domain/incidents/table.ts';
import { testLab } from '../support/lab.ts';

const wanted = { kind: 'personWanted', citizenId: 1, about: 'Ingin bicara dengan petugas' } as const;

describe('incidents', () => {
  test('somebody who asks for a person ten times waits in the list once', () => {
    const lab = testLab();
    const answers = Array.from({ length: 10 }, () => lab.change((ctx) => raise(ctx, wanted)));
    expect(answers[0]).toEqual({ outcome: 'raised', id: 1 });
    expect(answers.slice(1).every(({ outcome, id }) => outcome === 'alreadyOpen' && id === 1)).toBe(true);
    expect(openCount(lab.db)).toBe(1);
  });

  test('another kind, another person, and nobody in particular are matters of their own', () => {
    const lab = testLab();
    lab.change((ctx) => {
      raise(ctx, wanted);
      raise(ctx, { ...wanted, kind: 'loop' });
      raise(ctx, { ...wanted, citizenId: 2 });
      raise(ctx, { kind: 'messageFailed', about: 'Pesan tanpa pengirim' });
      raise(ctx, { kind: 'messageFailed', about: 'Pesan tanpa pengirim' });
    });
    expect(openCount(lab.db)).toBe(4);
  });

  test('once seen to, the same matter can be raised anew', () => {
    const lab = testLab();
    const { id } = lab.change((ctx) => raise(ctx, wanted));
    expect(lab.change((ctx) => resolve(ctx, id))).toEqual({ outcome: 'resolved' });
    expect(lab.change((ctx) => raise(ctx, wanted))).toEqual({ outcome: 'raised', id: id + 1 });
  });

  test('two members of staff who click at once resolve it once, in the name of the first', () => {
    const lab = testLab();
    const { id } = lab.change((ctx) => raise(ctx, wanted));
    const click = (staffId: number) =>
      lab.transact({ kind: 'staff', id: staffId }, (ctx) => resolve(ctx, id));
    expect([click(7), click(8)]).toEqual([{ outcome: 'resolved' }, { outcome: 'alreadyResolved' }]);
    expect(lab.db.select().from(incidents).all()).toMatchObject([
      { resolvedBy: 7, resolvedAt: lab.clock.now() },
    ]);
    expect(lab.change((ctx) => resolve(ctx, 99))).toEqual({ outcome: 'unknown' });
  });

  test('are shown newest first, page by page, without those seen to', () => {
    const lab = testLab();
    for (let citizenId = 1; citizenId <= 5; citizenId += 1)
      lab.change((ctx) => raise(ctx, { ...wanted, citizenId }));
    lab.change((ctx) => resolve(ctx, 4));
    const ids = (page: { before?: number; limit: number }) => openIncidents(lab.db, page).map(({ id }) => id);
    expect(ids({ limit: 2 })).toEqual([5, 3]);
    // A newer one that arrives meanwhile moves nothing on the next page.
    lab.change((ctx) => raise(ctx, { ...wanted, citizenId: 6 }));
    expect(ids({ limit: 2, before: 3 })).toEqual([2, 1]);
    expect(ids({ limit: 2, before: 1 })).toEqual([]);
  });

  test('a page holds at most a hundred', () => {
    const lab = testLab();
    lab.change((ctx) => {
      for (let citizenId = 1; citizenId <= 101; citizenId += 1) raise(ctx, { ...wanted, citizenId });
    });
    expect(openIncidents(lab.db, { limit: 1_000 })).toHaveLength(100);
  });
});
