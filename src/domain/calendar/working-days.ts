import type { Db } from '../../db/open.ts';
import { addDays, daysBetween, instantAt, type LabDay, labDayAt } from '../values/lab-day.ts';
import type { LabSettings } from '../values/lab-settings.ts';
import { holidayOn, holidaysBetween } from './holidays.ts';
import { hoursOf, isOpen } from './rules.ts';

/** Ten years: no search through the calendar goes further. */
const MAX_DAYS_SEARCHED = 3_660;

/** Whether the lab is open on `day`: a weekday with opening hours and no holiday. */
export function isWorkingDay(db: Db, day: LabDay, lab: LabSettings): boolean {
  return hoursOf(day, lab) !== null && holidayOn(db, day) === undefined;
}

/**
 * The `count`-th working day after `day`; `day` itself, open or not, for 0.
 *
 * @throws when ten years hold too few working days
 */
export function addWorkingDays(db: Db, day: LabDay, count: number, lab: LabSettings): LabDay {
  if (!Number.isInteger(count) || count < 0) throw new Error(`${count} is not a number of working days`);
  let found = day;
  for (let left = count, step = 1; left > 0; step += 1) {
    if (step > MAX_DAYS_SEARCHED)
      throw new Error(`fewer than ${count} working days in ten years after ${day}; is the lab ever open?`);
    found = addDays(day, step);
    if (isWorkingDay(db, found, lab)) left -= 1;
  }
  return found;
}

/**
 * Working days after `from` up to and including `to`, so that
 * `workingDaysBetween(day, addWorkingDays(day, n))` is n. Negative when `to` is earlier.
 *
 * @throws when they lie more than ten years apart
 */
export function workingDaysBetween(db: Db, from: LabDay, to: LabDay, lab: LabSettings): number {
  // Not a minus sign alone, which would make -0 of none.
  if (to < from) return 0 - workingDaysBetween(db, to, from, lab);
  const length = daysBetween(from, to);
  if (length > MAX_DAYS_SEARCHED) throw new Error(`${from} and ${to} are more than ten years apart`);
  const schedule = { lab, holidays: holidaysBetween(db, from, to) };
  const days = Array.from({ length }, (_, offset) => addDays(from, offset + 1));
  return days.filter((day) => isOpen(day, schedule)).length;
}

/** Whether the lab is open at `now`, and when it opens next (after `now`, even while it is open). */
export function nextOpening(
  db: Db,
  now: Date,
  lab: LabSettings,
): { open: boolean; nextOpen: { day: LabDay; opens: string } } {
  const today = labDayAt(now, lab.timeZone);
  const hours = hoursToday(db, today, lab);
  const at = (time: string) => instantAt(today, time, lab.timeZone);
  if (hours && now < at(hours.opens)) return { open: false, nextOpen: { day: today, opens: hours.opens } };
  const day = addWorkingDays(db, today, 1, lab);
  const opens = hoursOf(day, lab)?.opens;
  if (!opens) throw new Error(`${day} is a working day without opening hours`);
  return { open: hours !== null && now < at(hours.closes), nextOpen: { day, opens } };
}

function hoursToday(db: Db, today: LabDay, lab: LabSettings): { opens: string; closes: string } | null {
  return holidayOn(db, today) === undefined ? hoursOf(today, lab) : null;
}
