import { instantAt, type LabDay, labDayOf } from '../values/lab-day.ts';

/** The instant before which something is older than `months`, counted in calendar months from `today`. */
export function cutoff(today: LabDay, months: number, timeZone: string): Date {
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  const index = year * 12 + (month - 1) - months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  // The 31st has no twin in every month; the last day that there is comes first.
  for (let candidate = day; candidate > 27; candidate -= 1) {
    const found = labDayOf(toYear, toMonth, candidate);
    if (found) return instantAt(found, '00:00', timeZone);
  }
  const found = labDayOf(toYear, toMonth, day);
  if (!found) throw new Error(`${months} months before ${today} is no day`);
  return instantAt(found, '00:00', timeZone);
}
