import { addDays, instantAt, type LabDay, weekdayOf } from '../values/lab-day.ts';
import type { DayNumbers, DigestItem, UnitNumbers } from './values.ts';

/** No further back than this: after a longer silence a digest is about the last weeks. */
export const MOST_DAYS_BACK = 31;

/**
 * The first day a digest is about: that of the last one, or the last working day when there was none.
 * What fell on days without a digest is so contained in the next.
 */
export function sinceDay(today: LabDay, lastDigestOn: LabDay | undefined, lastWorkingDay: LabDay): LabDay {
  const furthest = addDays(today, -MOST_DAYS_BACK);
  if (lastDigestOn === undefined || lastDigestOn >= today) return lastWorkingDay;
  return lastDigestOn < furthest ? furthest : lastDigestOn;
}

/** Whether somebody's hour has come today. */
export const hasCome = (now: Date, today: LabDay, at: string, timeZone: string): boolean =>
  now >= instantAt(today, at, timeZone);

/** The Monday of the week `day` lies in: by it a weekly digest is known. */
export const mondayOf = (day: LabDay): LabDay => addDays(day, -((weekdayOf(day) + 6) % 7));

/** The numbered items of a day; what is nothing is not said. */
export function dailyItems(numbers: DayNumbers): DigestItem[] {
  const { since, until, late, dueToday, waiting, expected, undelivered, line } = numbers;
  const services = numbers.services.filter(({ received, ended }) => received + ended > 0);
  const found: Unnumbered[] = [];
  if (services.length > 0) found.push({ kind: 'numbers', since, until, services });
  if (late.total > 0) found.push({ kind: 'late', ...late });
  if (dueToday.total > 0) found.push({ kind: 'dueToday', ...dueToday });
  if (waiting.people + waiting.questions > 0) found.push({ kind: 'waiting', ...waiting });
  if (expected.visits.length + expected.shipments > 0) found.push({ kind: 'expected', ...expected });
  if (undelivered > 0) found.push({ kind: 'undelivered', total: undelivered });
  if (line.outages > 0 || line.isDown) found.push({ kind: 'line', ...line });
  return found.map((item, place) => ({ number: place + 1, ...item }));
}

/** The numbered items of a week: each unit below, counting on after the day's own. */
export function weeklyItems(units: readonly UnitNumbers[], after: number): DigestItem[] {
  return units.map((unit, place) => ({ number: after + place + 1, kind: 'unit', ...unit }));
}

type Unnumbered = DigestItem extends infer Item
  ? Item extends DigestItem
    ? Omit<Item, 'number'>
    : never
  : never;
