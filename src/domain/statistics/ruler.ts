import type { Db } from '../../db/open.ts';
import { hoursOf, listHolidays } from '../calendar/index.ts';
import { addDays, daysBetween, instantAt, type LabDay } from '../values/lab-day.ts';
import type { LabSettings } from '../values/lab-settings.ts';
import { daySpan } from './days.ts';

/** Ten years: nothing longer is laid along the ruler. */
const MAX_DAYS = 3_660;

/** Working days from one instant to another, with fractions: half of the opening hours are half a day. */
export type Ruler = (fromMs: number, toMs: number) => number;

interface Mark {
  opensMs: number;
  closesMs: number;
}

/**
 * A ruler over the days from `first` to `last`, made once for many thousand cases: each open day counts
 * one, however long it is; nights, holidays and closed weekdays count nothing.
 */
export function workingRuler(db: Db, lab: LabSettings, first: LabDay, last: LabDay): Ruler {
  const days = Math.min(Math.max(daysBetween(first, last), 0) + 1, MAX_DAYS);
  const holidays = new Set<string>();
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year += 1)
    for (const { day } of listHolidays(db, year)) holidays.add(day);

  const marks: (Mark | undefined)[] = [];
  const before: number[] = [];
  let open = 0;
  for (let index = 0; index < days; index += 1) {
    const day = addDays(first, index);
    const hours = holidays.has(day) ? null : hoursOf(day, lab);
    before.push(open);
    marks.push(
      hours
        ? {
            opensMs: instantAt(day, hours.opens, lab.timeZone).getTime(),
            closesMs: instantAt(day, hours.closes, lab.timeZone).getTime(),
          }
        : undefined,
    );
    if (hours) open += 1;
  }

  const span = daySpan(first, lab.timeZone);
  const reading = (ms: number): number => {
    const index = span.indexOf(ms);
    if (index < 0) return 0;
    if (index >= days) return open;
    const mark = marks[index];
    const done = before[index] ?? 0;
    if (!mark) return done;
    return done + Math.min(Math.max((ms - mark.opensMs) / (mark.closesMs - mark.opensMs), 0), 1);
  };
  return (fromMs, toMs) => Math.max(reading(toMs) - reading(fromMs), 0);
}

/** The middle of `values`; of two in the middle their mean. Undefined for none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return undefined;
  if (sorted.length % 2 === 1) return sorted[Math.floor(middle)];
  return ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
