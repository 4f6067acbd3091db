import { and, eq, isNotNull } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import {
  caseFigures,
  escalateOverdue,
  isLate,
  searchCases,
  workCounts,
  workList,
} from '../../src/domain/cases/index.ts';
import { cases } from '../../src/domain/cases/table.ts';
import { dayNumbers } from '../../src/domain/digests/index.ts';
import { figureOf } from '../../src/domain/statistics/index.ts';
import { putCase } from '../support/cases.ts';
import { type TestLab, testLab } from '../support/lab.ts';
import { day } from '../support/registrations.ts';

let lab: TestLab;

beforeEach(() => {
  lab = testLab();
});

const chief = { staffId: 1, role: 'administrator', unitId: 1, unitPath: '/1/', services: [] } as const;
const today = day('2026-11-20');

/** One of each kind there is: every phase, its clock held or not, due before, at, just after now, or never. */
function everyKind(): void {
  const now = lab.clock.now();
  for (const phase of ['open', 'waiting', 'ended'] as const)
    for (const pausedAt of [null, now])
      for (const dueIn of [-60_000, 0, 60_000, undefined])
        putCase(lab.db, {
          receivedAt: now,
          phase,
          pausedAt,
          dueAt: dueIn === undefined ? null : new Date(now.getTime() + dueIn),
          code: `LAB-${phase}-${pausedAt ? 'held' : 'runs'}-${dueIn ?? 'never'}`,
        });
}

test('every page, figure, digest and alarm means the same by late: the lab owes it and it was due before now', () => {
  everyKind();
  const now = lab.clock.now();
  const ends = new Date('2026-11-21T00:00:00+07:00');
  const { timeZone } = lab.settings;
  const late = ['LAB-open-runs--60000'];
  const codes = (rows: readonly { code: string }[]) => rows.map(({ code }) => code);

  const all = lab.db.select().from(cases).all();
  expect(codes(all.filter((one) => isLate(one, now)))).toEqual(late);
  const list = (name: 'late' | 'dueToday') =>
    codes(workList(lab.db, chief, { list: name, order: 'due' }, { now, ends, limit: 50 }).rows);
  expect(list('late')).toEqual(late);
  expect(workCounts(lab.db, chief, {}, { now, ends }).late).toBe(1);
  const found = searchCases(lab.db, {
    search: { late: true },
    by: chief,
    sort: 'newest',
    limit: 50,
    now,
    timeZone,
  });
  expect(codes(found.rows)).toEqual(late);
  expect(caseFigures(lab.db, now).late).toBe(1);
  const question = { chart: 'timeliness', step: 'day', unitPath: '/1/', from: today, to: today } as const;
  const figure = figureOf(lab.db, question, lab.settings, now);
  const place = figure.measures.indexOf('openLate');
  expect(figure.rows.map(({ values }) => values[place])).toEqual([1]);
  const numbers = dayNumbers(lab.db, { unitId: 1, unitPath: '/1/', since: today, lab: lab.settings, now });
  expect(codes(numbers.late.cases)).toEqual(late);
  expect(codes(numbers.dueToday.cases)).toEqual(list('dueToday'));
  expect(list('dueToday')).toEqual(['LAB-open-runs-0', 'LAB-open-runs-60000']);
  expect(lab.change((ctx) => escalateOverdue(ctx))).toBe(1);
  const told = lab.db
    .select()
    .from(cases)
    .where(and(isNotNull(cases.escalatedAt), eq(cases.phase, 'open')))
    .all();
  expect(codes(told)).toEqual(late);
});
