import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addWorkingDays,
  book,
  isWorkingDay,
  nextVisitDays,
  seedHolidays,
  visitDay,
  workingDaysBetween,
} from '../../src/domain/calendar/index.ts';
import { addDays, type LabDay, parseLabDay } from '../../src/domain/values/lab-day.ts';
import { testLab } from '../support/lab.ts';

const lab = testLab({ visitsPerDay: 2 });
lab.change(seedHolidays);

const firstDay = (): LabDay => {
  const day = parseLabDay('2025-01-01');
  if (!day) throw new Error('2025 began');
  return day;
};
const anyDay = fc.integer({ min: 0, max: 1_095 }).map((days) => addDays(firstDay(), days));

test('the n-th working day after a day lies n working days after it, and the lab is open on it', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (day, count) => {
      const found = addWorkingDays(lab.db, day, count, lab.settings);
      expect(workingDaysBetween(lab.db, day, found, lab.settings)).toBe(count);
      expect(isWorkingDay(lab.db, found, lab.settings)).toBe(true);
    }),
  );
});

test('working days add up over any day between, and count the same backwards', () => {
  fc.assert(
    fc.property(anyDay, anyDay, anyDay, (a, b, c) => {
      const between = (from: LabDay, to: LabDay) => workingDaysBetween(lab.db, from, to, lab.settings);
      expect(between(a, b) + between(b, c)).toBe(between(a, c));
      expect(between(b, a)).toBe(0 - between(a, b));
    }),
  );
});

test('one working day after another is two after the first', () => {
  fc.assert(
    fc.property(anyDay, fc.nat(20), fc.nat(20), (day, m, n) => {
      const add = (from: LabDay, count: number) => addWorkingDays(lab.db, from, count, lab.settings);
      expect(add(add(day, m), n)).toBe(add(day, m + n));
    }),
  );
});

test('whatever day is asked for, only days on which the lab is open and has room are offered', () => {
  fc.assert(
    fc.property(
      anyDay,
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: -5, max: 90 }),
      (today, hour, ahead) => {
        lab.clock.set(`${today}T${String(hour).padStart(2, '0')}:00:00+07:00`);
        const [judged, next] = lab.change((ctx) => [
          visitDay(ctx, addDays(today, ahead)),
          nextVisitDays(ctx),
        ]);
        const offered = [...next];
        if (judged.outcome === 'open') offered.push(judged.day);
        if (judged.outcome === 'tooFar') offered.push(judged.last);
        if ('nearest' in judged) offered.push(...judged.nearest);
        expect(offered.length).toBeGreaterThan(0);
        for (const day of offered) {
          expect(isWorkingDay(lab.db, day, lab.settings)).toBe(true);
          expect(day > today && day <= addDays(today, lab.settings.horizonDays)).toBe(true);
        }
        expect(next).toEqual([...new Set(next)].sort());
      },
    ),
  );
});

test('however people book, no day ever holds more than its places', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10), { maxLength: 40 }), (wishes) => {
      const busy = testLab({ visitsPerDay: 2 });
      const booked = new Map<LabDay, number>();
      for (const wish of wishes) {
        const answer = busy.change((ctx) => book(ctx, 'laboratory', addDays(ctx.today, wish)));
        if (answer.outcome === 'booked') booked.set(answer.day, (booked.get(answer.day) ?? 0) + 1);
        if (answer.outcome === 'full') expect(booked.get(answer.day)).toBe(2);
      }
      expect(Math.max(0, ...booked.values())).toBeLessThanOrEqual(2);
      busy.db.$client.close();
    }),
    { numRuns: 20 },
  );
});
