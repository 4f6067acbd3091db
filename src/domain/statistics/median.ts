import type { LabSettings } from '../values/lab-settings.ts';

/** The middle of `values`; of two in the middle their mean. Undefined for none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return undefined;
  if (sorted.length % 2 === 1) return sorted[Math.floor(middle)];
  return ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Working milliseconds as working days of the lab's usual length, to a tenth: more is not meant by a median. */
export function asWorkingDays(ms: number, lab: Pick<LabSettings, 'openingHours'>): number {
  const lengths = lab.openingHours.flatMap((hours) =>
    hours ? [minutesOf(hours.closes) - minutesOf(hours.opens)] : [],
  );
  const usualMs = (lengths.reduce((sum, minutes) => sum + minutes, 0) * 60_000) / lengths.length;
  return Math.round((ms / usualMs) * 10) / 10;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
