import { daysBetween, type LabDay } from '../values/lab-day.ts';

/** The sizes a group of a kind may have; no hall holds more than it holds. */
export function groupSizes(
  { smallestGroup, largestGroup }: { smallestGroup: number; largestGroup: number },
  hall: number,
): { smallest: number; largest: number } {
  return { smallest: smallestGroup, largest: Math.min(largestGroup, hall) };
}

/** How many days lie from the first to the last of a visit, both counted; below 1 when it ends before it starts. */
export const lengthOf = (visitOn: LabDay, untilOn: LabDay): number => daysBetween(visitOn, untilOn) + 1;

/** What makes a group come another time than its letter says. */
const ABOUT_THE_VISIT: readonly string[] = ['kind', 'visitors', 'visitOn', 'untilOn'];

/** Whether a change touches what the lab agreed to, so that its reply counts no more. */
export const touchesTheVisit = (fields: readonly string[]): boolean =>
  fields.some((field) => ABOUT_THE_VISIT.includes(field));
