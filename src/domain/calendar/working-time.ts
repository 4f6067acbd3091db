import { asc } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import { daysBetween, instantAt, type LabDay, parseLabDay } from '../values/lab-day.ts';
import type { LabSettings } from '../values/lab-settings.ts';
import { holidays } from './table.ts';

/** How much time the lab works. Made once for a page or a job; each question then costs microseconds. */
export interface WorkingTime {
  /** Working milliseconds from `from` to `to`; negative when `to` is earlier. */
  between(from: Date, to: Date): number;
  /** Working days after the day of `from` up to and including that of `to`, as `workingDaysBetween` counts. */
  daysBetween(from: Date, to: Date): number;
  /**
   * The first instant by which `ms` (not negative) of work have been done since `from`.
   * @throws when ten years hold too little work
   */
  plus(from: Date, ms: number): Date;
  /** When work begins on the day of `at`; midnight when the lab is closed on it. */
  dayBegins(at: Date): Date;
}

/** The lab's working time by its opening hours and holidays as they are now: one reading for any number of cases. */
export function workingTime(db: Db, lab: Pick<LabSettings, 'openingHours' | 'timeZone'>): WorkingTime {
  return workingTimeOf(
    lab,
    allHolidays(db)
      .all()
      .map(({ day }) => day),
  );
}

const allHolidays = statement((db) =>
  db.select({ day: holidays.day }).from(holidays).orderBy(asc(holidays.day)).prepare(),
);

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Ten years: no search goes further. */
const MAX_DAYS_SEARCHED = 3_660;
/** Day 0 of our counting was a Thursday. */
const EPOCH_DAY = '1970-01-01';
const EPOCH_WEEKDAY = 4;

/**
 * The same from a list of holidays, in order. Weeks are all alike but for their holidays, so any span is
 * counted without walking through it. The lab's zone has no summer time.
 */
export function workingTimeOf(
  { openingHours, timeZone }: Pick<LabSettings, 'openingHours' | 'timeZone'>,
  closedDays: readonly LabDay[],
): WorkingTime {
  const epoch = parseLabDay(EPOCH_DAY);
  if (!epoch) throw new Error('1970 began with a day');
  const zoneMs = instantAt(epoch, '00:00', timeZone).getTime();
  const week = Array.from({ length: 7 }, (_, day) => {
    const hours = openingHours[(day + EPOCH_WEEKDAY) % 7] ?? null;
    const opens = hours ? msOf(hours.opens) : 0;
    return { opens, length: hours ? Math.max(0, msOf(hours.closes) - opens) : 0 };
  });
  const workOf = sums(week.map(({ length }) => length));
  const daysOf = sums(week.map(({ length }) => (length > 0 ? 1 : 0)));

  const hoursOn = (day: number) => week[((day % 7) + 7) % 7] ?? { opens: 0, length: 0 };
  // A holiday on a day that is closed anyway takes nothing away.
  const closed = closedDays
    .map((day) => daysBetween(epoch, day))
    .filter((day) => hoursOn(day).length > 0)
    .sort((a, b) => a - b);
  const isClosed = new Set(closed);
  const closedWork = sums(closed.map((day) => hoursOn(day).length));

  /** Of all days before `day`, since day 0. */
  const before = (day: number, inWeek: readonly number[], closedSum: (index: number) => number): number => {
    const weeks = Math.floor(day / 7);
    return weeks * (inWeek[7] ?? 0) + (inWeek[day - weeks * 7] ?? 0) - closedSum(firstFrom(closed, day));
  };
  const workBefore = (day: number) => before(day, workOf, (index) => closedWork[index] ?? 0);
  const daysBefore = (day: number) => before(day, daysOf, (index) => index);

  const dayOf = (at: Date): number => Math.floor((at.getTime() - zoneMs) / DAY_MS);
  const startOf = (day: number): number => day * DAY_MS + zoneMs;
  const workUntil = (at: Date): number => {
    const day = dayOf(at);
    const { opens, length } = hoursOn(day);
    const today = isClosed.has(day) ? 0 : at.getTime() - startOf(day) - opens;
    return workBefore(day) + Math.min(Math.max(today, 0), length);
  };

  return {
    between: (from, to) => workUntil(to) - workUntil(from),
    daysBetween: (from, to) => daysBefore(dayOf(to) + 1) - daysBefore(dayOf(from) + 1),
    plus(from, ms) {
      if (ms <= 0) return from;
      const wanted = workUntil(from) + ms;
      let [low, high] = [dayOf(from), dayOf(from) + MAX_DAYS_SEARCHED];
      if (workBefore(high + 1) < wanted)
        throw new Error(`less than ${ms} ms of work in ten years: is the lab ever open?`);
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        if (workBefore(middle + 1) >= wanted) high = middle;
        else low = middle + 1;
      }
      return new Date(startOf(low) + hoursOn(low).opens + wanted - workBefore(low));
    },
    dayBegins(at) {
      const day = dayOf(at);
      return new Date(startOf(day) + (isClosed.has(day) ? 0 : hoursOn(day).opens));
    },
  };
}

/** How many of the sorted `days` lie before `day`. */
function firstFrom(days: readonly number[], day: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((days[middle] ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The sums of the first 0, 1, 2 … numbers. */
function sums(numbers: readonly number[]): number[] {
  const found = [0];
  for (const number of numbers) found.push((found.at(-1) ?? 0) + number);
  return found;
}

function msOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * MINUTE_MS;
}
