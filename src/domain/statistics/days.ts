import { addDays, instantAt, type LabDay, weekdayOf } from '../values/lab-day.ts';
import type { Step } from './values.ts';

const DAY_MS = 86_400_000;

/** Days in a row, counted from a first one. */
export interface DaySpan {
  /** 0 for the first day; negative before it. */
  indexOf(ms: number): number;
  /** When day `index` begins. */
  startOf(index: number): Date;
  /** When the first day begins, in milliseconds. */
  startMs: number;
}

/** Days from `first` on in the lab's zone. Indonesia has no summer time: every day is as long as any other. */
export function daySpan(first: LabDay, timeZone: string): DaySpan {
  const startMs = instantAt(first, '00:00', timeZone).getTime();
  return {
    startMs,
    indexOf: (ms) => Math.floor((ms - startMs) / DAY_MS),
    startOf: (index) => new Date(startMs + index * DAY_MS),
  };
}

/** The first day of the step that `day` lies in; a week begins on Monday. */
export function stepOf(day: LabDay, step: Step): LabDay {
  if (step === 'day') return day;
  if (step === 'week') return addDays(day, -((weekdayOf(day) + 6) % 7));
  // A month begins with its first day.
  return addDays(day, 1 - Number(day.slice(8)));
}

/** Long enough for a hundred and ten years of months; a caller asks for less. */
const MAX_STEPS = 5_000;

/** The first days of all steps from `from` to `to`, in order. */
export function stepsBetween(from: LabDay, to: LabDay, step: Step): LabDay[] {
  const found: LabDay[] = [];
  for (let at = stepOf(from, step); at <= to && found.length < MAX_STEPS; ) {
    found.push(at);
    at = step === 'month' ? stepOf(addDays(at, 32), 'month') : addDays(at, step === 'week' ? 7 : 1);
  }
  return found;
}
