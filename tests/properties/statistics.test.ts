import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figureOf } from '../../src/domain/statistics/index.ts';
import { STEPS, type Step } from '../../src/domain/statistics/values.ts';
import { units } from '../../src/domain/units/table.ts';
import { addDays, type LabDay, labDayAt, parseLabDay, weekdayOf } from '../../src/domain/values/lab-day.ts';
import { putCase } from '../support/cases.ts';
import { testLab } from '../support/lab.ts';

const ZONES = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const;
const NOON = Date.UTC(2026, 10, 11, 5);
const HOUR = 3_600_000;
const now = new Date('2026-11-20T09:00:00+07:00');

const aDay = fc
  .integer({ min: -12, max: 12 })
  .map((offset) => addDays(parseLabDay('2026-11-11') as LabDay, offset));

const aCase = fc.record({
  // Often just beside midnight, where days are confused.
  receivedAt: fc
    .tuple(
      fc.integer({ min: -12, max: 12 }),
      fc.constantFrom(...ZONES),
      fc.integer({ min: -2, max: 2 }),
      fc.integer({ min: -43_200_000, max: 43_200_000 }),
      fc.boolean(),
    )
    .map(([day, zone, edgeMs, anyMs, isEdge]) => {
      const east = { 'Asia/Jakarta': 7, 'Asia/Makassar': 8, 'Asia/Jayapura': 9 }[zone];
      const midnight = Date.UTC(2026, 10, 11 + day) - east * HOUR;
      return new Date(isEdge ? midnight + edgeMs : NOON + day * 24 * HOUR + anyMs);
    }),
  phase: fc.constantFrom('open' as const, 'waiting' as const, 'ended' as const),
  missed: fc.boolean(),
  service: fc.constantFrom('laboratory' as const, 'complaint' as const),
  unitId: fc.constantFrom(1, 2, 3),
  category: fc.constantFrom('', 'Air minum', 'Makanan'),
  dueInHours: fc.option(fc.integer({ min: -50, max: 50 }), { nil: null }),
  isPaused: fc.boolean(),
});

const PATHS: Record<number, string> = { 1: '/1/', 2: '/1/2/', 3: '/1/2/3/' };

/** The first day of a step, found by walking back. */
function stepByHand(day: LabDay, step: Step): LabDay {
  let at = day;
  if (step === 'week') while (weekdayOf(at) !== 1) at = addDays(at, -1);
  if (step === 'month') while (!at.endsWith('-01')) at = addDays(at, -1);
  return at;
}

test('every chart counts what counting by hand counts, in the zone of the lab', () => {
  fc.assert(
    fc.property(
      fc.array(aCase, { maxLength: 40 }),
      fc.constantFrom(...ZONES),
      fc.constantFrom('/1/', '/1/2/', '/1/2/3/'),
      fc.constantFrom(...STEPS),
      fc.constantFrom(undefined, ['complaint'] as const),
      aDay,
      aDay,
      (made, timeZone, unitPath, step, services, oneDay, otherDay) => {
        const [from, to] = oneDay < otherDay ? [oneDay, otherDay] : [otherDay, oneDay];
        const lab = testLab({ timeZone });
        lab.db
          .insert(units)
          .values(
            [2, 3].map((id) => ({
              id,
              parentId: id - 1,
              path: PATHS[id] ?? '',
              name: `Unit ${id}`,
              createdAt: now,
            })),
          )
          .run();
        for (const { dueInHours, isPaused, ...each } of made)
          putCase(lab.db, {
            ...each,
            dueAt: dueInHours === null ? null : new Date(now.getTime() + dueInHours * HOUR),
            pausedAt: isPaused ? now : null,
          });
        const scope = { unitPath, from, to, step, ...(services && { services }) };
        const inIt = made.filter(({ receivedAt, unitId, service }) => {
          const day = labDayAt(receivedAt, timeZone);
          return (
            day >= from &&
            day <= to &&
            (PATHS[unitId] ?? '').startsWith(unitPath) &&
            (!services || service === 'complaint')
          );
        });

        const overTime = figureOf(lab.db, { ...scope, chart: 'volume' }, lab.settings, now);
        expect(overTime.received).toBe(inIt.length);
        for (const { key, values } of overTime.rows) {
          const members = inIt.filter(
            ({ receivedAt }) => stepByHand(labDayAt(receivedAt, timeZone), step) === key,
          );
          const ended = members.filter(({ phase }) => phase === 'ended');
          expect({ key, values }).toEqual({
            key,
            values: [
              members.length,
              ended.filter(({ missed }) => !missed).length,
              ended.filter(({ missed }) => missed).length,
              members.length - ended.length,
              members.filter(
                ({ phase, dueInHours, isPaused }) =>
                  phase === 'open' && !isPaused && dueInHours !== null && dueInHours < 0,
              ).length,
            ],
          });
        }

        const byCategory = figureOf(lab.db, { ...scope, chart: 'category' }, lab.settings, now);
        expect(Object.fromEntries(byCategory.rows.map(({ key, values }) => [key, values[0]]))).toEqual(
          Object.fromEntries(
            Object.entries(Object.groupBy(inIt, ({ category }) => category)).map(([key, some]) => [
              key,
              some?.length,
            ]),
          ),
        );
        const byUnit = figureOf(lab.db, { ...scope, chart: 'units' }, lab.settings, now);
        for (const { key, values } of byUnit.rows) {
          expect(values.every((value) => value !== null)).toBe(true);
          expect(values[0]).toBe(inIt.filter(({ unitId }) => String(unitId) === key).length);
        }
        lab.db.$client.close();
      },
    ),
    { numRuns: 60 },
  );
});
