import fc from 'fast-check';
import { expect, test } from 'vitest';
import { birthDate } from '../../flows/answers/birth-date.ts';
import { visitDate } from '../../flows/answers/visit-date.ts';
import {
  addDays,
  daysBetween,
  instantAt,
  labDayAt,
  labDayOf,
  parseLabDay,
  weekdayOf,
} from '../../src/domain/values/lab-day.ts';
import { birthDateInNik } from '../../src/domain/values/nik.ts';
import { longDay, shortDay } from '../../templates/messages/format.ts';
import { answered, day, TODAY } from '../flows/answers/said.ts';

const EPOCH = day('1970-01-01');
const between = (from: string, to: string) =>
  fc
    .integer({ min: daysBetween(EPOCH, day(from)), max: daysBetween(EPOCH, day(to)) })
    .map((days) => addDays(EPOCH, days));

const numbersOf = (date: string): [string, string, string] => {
  const [year = '', month = '', dayOfMonth = ''] = date.split('-');
  return [year, month, dayOfMonth];
};

const MONTHS = 'jan feb mar apr mei jun jul agst sept okt nop des'.split(' ');

test('every birth date of the last 120 years comes back from each way of writing it', () => {
  fc.assert(
    fc.property(between('1906-11-20', '2026-11-20'), (born) => {
      const [year, month, date] = numbersOf(born);
      const plain = [Number(date), Number(month)];
      for (const typed of [
        `${date}-${month}-${year}`,
        `${date}/${month}/${year}`,
        `${date}.${month}.${year}`,
        `${date} ${month} ${year}`,
        `${plain[0]}/${plain[1]}/${year}`,
        `${date}${month}${year}`,
        born,
        born.replaceAll('-', '/'),
        shortDay(born, 'id'),
        longDay(born, 'id'),
        shortDay(born, 'en').toUpperCase(),
        longDay(born, 'en'),
        `tgl ${plain[0]} ${MONTHS[Number(month) - 1]} ${year}`,
      ]) {
        expect(answered(birthDate, typed), typed).toBe(born);
      }
    }),
    { numRuns: 300 },
  );
});

test('every birth date of the last hundred years comes back from two digits, or is asked again', () => {
  fc.assert(
    fc.property(between('1926-11-21', '2026-11-20'), (born) => {
      const [year, month, date] = numbersOf(born);
      const everyNumberSmall = Math.max(Number(date), Number(year.slice(2))) <= 12 && !year.endsWith('00');
      const read = answered(birthDate, `${date}/${month}/${year.slice(2)}`);
      if (everyNumberSmall) expect(read).toHaveProperty('asks');
      else expect(read).toBe(born);
      expect(answered(birthDate, `${Number(date)} ${MONTHS[Number(month) - 1]} ${year.slice(2)}`)).toBe(born);
    }),
    { numRuns: 300 },
  );
});

test('every day of the coming year comes back when its year is left out', () => {
  fc.assert(
    fc.property(between('2026-11-20', '2027-11-19'), (visit) => {
      const [, month, date] = numbersOf(visit);
      for (const typed of [
        `${date}/${month}`,
        `${Number(date)} ${MONTHS[Number(month) - 1]}`,
        longDay(visit, 'id'),
      ]) {
        expect(answered(visitDate, typed), typed).toBe(visit);
      }
    }),
    { numRuns: 300 },
  );
});

test('a weekday is read as the one in the next seven days, whatever day it is', () => {
  const names = ['minggu', 'senin', 'selasa', 'rabu', 'kamis', 'jumat', 'sabtu'];
  fc.assert(
    fc.property(between('2024-01-01', '2035-12-31'), fc.nat(6), (today, weekday) => {
      const read = answered(visitDate, names[weekday] ?? '', { today });
      const found = day(String(read));
      expect(weekdayOf(found)).toBe(weekday);
      expect(daysBetween(today, found)).toBeGreaterThanOrEqual(1);
      expect(daysBetween(today, found)).toBeLessThanOrEqual(7);
    }),
  );
});

test('the birth date of everybody under a hundred comes back from their NIK, man or woman', () => {
  fc.assert(
    fc.property(between('1926-11-21', '2026-11-20'), fc.boolean(), (born, woman) => {
      const [year, month, date] = numbersOf(born);
      const written = String(Number(date) + (woman ? 40 : 0)).padStart(2, '0');
      expect(birthDateInNik(`330810${written}${month}${year.slice(2)}0001`, TODAY)).toBe(born);
    }),
  );
});

test('adding days and counting them agree', () => {
  fc.assert(
    fc.property(
      between('1900-01-01', '2100-12-31'),
      fc.integer({ min: -40_000, max: 40_000 }),
      (start, days) => {
        const moved = addDays(start, days);
        expect(daysBetween(start, moved)).toBe(days);
        expect(addDays(moved, -days)).toBe(start);
        expect(parseLabDay(moved)).toBe(moved);
        expect(weekdayOf(moved)).toBe((((weekdayOf(start) + days) % 7) + 7) % 7);
      },
    ),
    { numRuns: 500 },
  );
});

test('a clock time on a day is an instant of that day, in every zone of Indonesia', () => {
  fc.assert(
    fc.property(
      between('1990-01-01', '2100-12-31'),
      fc.nat(23),
      fc.nat(59),
      fc.constantFrom('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'),
      (date, hour, minute, zone) => {
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        expect(labDayAt(instantAt(date, time, zone), zone)).toBe(date);
      },
    ),
    { numRuns: 300 },
  );
});

test('midnight in the lab is where the day changes', () => {
  const midnight = instantAt(day('2026-11-21'), '00:00', 'Asia/Jakarta');
  expect(midnight.toISOString()).toBe('2026-11-20T17:00:00.000Z');
  expect(labDayAt(midnight, 'Asia/Jakarta')).toBe('2026-11-21');
  expect(labDayAt(new Date(midnight.getTime() - 1), 'Asia/Jakarta')).toBe('2026-11-20');
  expect(labDayAt(midnight, 'Asia/Jayapura')).toBe('2026-11-21');
});

test.each([
  [2023, 2, 29],
  [1990, 2, 30],
  [1900, 2, 29],
  [2026, 13, 1],
  [2026, 0, 1],
  [2026, 1, 0],
  [99, 1, 1],
  [Number.NaN, 1, 1],
  [2026, 1.5, 1],
])('there is no day %d-%d-%d', (year, month, date) => {
  expect(labDayOf(year, month, date)).toBeUndefined();
});

test('the 29th of February exists in leap years', () => {
  expect(labDayOf(2024, 2, 29)).toBe('2024-02-29');
  expect(labDayOf(2000, 2, 29)).toBe('2000-02-29');
});

test.each(['', '2026-1-1', '2026-02-30', '20261120', '2026-11-20T00:00:00Z', ' 2026-11-20'])(
  '%j is not written as a day',
  (text) => {
    expect(parseLabDay(text)).toBeUndefined();
  },
);
