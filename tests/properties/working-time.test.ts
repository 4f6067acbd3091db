import fc from 'fast-check';
import { expect, test } from 'vitest';
import { workingDaysBetween, workingTime, workingTimeOf } from '../../src/domain/calendar/index.ts';
import { holidays } from '../../src/domain/calendar/table.ts';
import { addDays, instantAt, type LabDay, labDayAt } from '../../src/domain/values/lab-day.ts';
import { testLab } from '../support/lab.ts';
import { day } from '../support/registrations.ts';

const { settings, db } = testLab();
const { timeZone } = settings;
const FIRST = day('2025-01-01');
const HOUR_MS = 3_600_000;

const anyInstant = fc.integer({ min: 0, max: 900 * 24 * 60 }).map((minutes) => {
  const start = instantAt(FIRST, '00:00', timeZone).getTime();
  return new Date(start + minutes * 60_000 + 17);
});
const anyHolidays = fc
  .uniqueArray(fc.integer({ min: 0, max: 900 }), { maxLength: 60 })
  .map((offsets) => offsets.map((offset) => addDays(FIRST, offset)).sort());

/** By walking through every minute of every day: slow and plain. */
function walked(from: Date, to: Date, closed: readonly LabDay[]): number {
  let sum = 0;
  for (let on = labDayAt(from, timeZone); on <= labDayAt(to, timeZone); on = addDays(on, 1)) {
    const hours = settings.openingHours[new Date(`${on}T00:00:00Z`).getUTCDay()];
    if (!hours || closed.includes(on)) continue;
    const begin = Math.max(from.getTime(), instantAt(on, hours.opens, timeZone).getTime());
    const end = Math.min(to.getTime(), instantAt(on, hours.closes, timeZone).getTime());
    sum += Math.max(0, end - begin);
  }
  return sum;
}

test('counting over weeks comes to the same as walking through the days', () => {
  fc.assert(
    fc.property(anyInstant, anyInstant, anyHolidays, (a, b, closed) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      expect(workingTimeOf(settings, closed).between(from, to)).toBe(walked(from, to, closed));
    }),
    { numRuns: 60 },
  );
});

test('working time adds up over any instant between, never runs backwards, and never outruns the clock', () => {
  fc.assert(
    fc.property(anyInstant, anyInstant, anyInstant, anyHolidays, (a, b, c, closed) => {
      const time = workingTimeOf(settings, closed);
      expect(time.between(a, b) + time.between(b, c)).toBe(time.between(a, c));
      expect(time.daysBetween(a, b) + time.daysBetween(b, c)).toBe(time.daysBetween(a, c));
      if (a <= b) {
        expect(time.between(a, b)).toBeGreaterThanOrEqual(0);
        expect(time.between(a, b)).toBeLessThanOrEqual(b.getTime() - a.getTime());
      }
    }),
  );
});

test('nothing of a holiday counts, and nothing else is lost with it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 900 }), (offset) => {
      const on = addDays(FIRST, offset);
      const [from, to] = [instantAt(on, '00:00', timeZone), instantAt(addDays(on, 1), '00:00', timeZone)];
      const time = workingTimeOf(settings, [on]);
      expect(time.between(from, to)).toBe(0);
      const before = new Date(from.getTime() - 40 * 24 * HOUR_MS);
      const after = new Date(to.getTime() + 40 * 24 * HOUR_MS);
      const usual = workingTimeOf(settings, []);
      expect(usual.between(before, after) - time.between(before, after)).toBe(usual.between(from, to));
    }),
  );
});

test('after so much work, exactly so much work has been done, and the lab is open at that instant', () => {
  fc.assert(
    fc.property(anyInstant, fc.integer({ min: 1, max: 600 * HOUR_MS }), anyHolidays, (from, ms, closed) => {
      const time = workingTimeOf(settings, closed);
      const reached = time.plus(from, ms);
      expect(time.between(from, reached)).toBe(ms);
      expect(time.between(new Date(reached.getTime() - 1), reached)).toBe(1);
    }),
  );
});

test('days are counted as everywhere else in the lab, by the holidays in the database', () => {
  for (const on of ['2025-03-31', '2025-04-01', '2025-12-25', '2026-01-01'])
    db.insert(holidays)
      .values({ day: day(on), name: 'Libur', kind: 'libur_nasional' })
      .run();
  const time = workingTime(db, settings);
  fc.assert(
    fc.property(anyInstant, anyInstant, (a, b) => {
      const [from, to] = [labDayAt(a, timeZone), labDayAt(b, timeZone)];
      expect(time.daysBetween(a, b)).toBe(workingDaysBetween(db, from, to, settings));
    }),
  );
});

test('a lab that never opens is found out instead of searched for ever', () => {
  const never = workingTimeOf({ openingHours: Array(7).fill(null), timeZone }, []);
  expect(() => never.plus(instantAt(FIRST, '00:00', timeZone), 1)).toThrow('ever open');
  expect(
    never.between(instantAt(FIRST, '00:00', timeZone), instantAt(day('2026-01-01'), '00:00', timeZone)),
  ).toBe(0);
});
