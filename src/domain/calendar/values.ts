import type { LabDay } from '../values/lab-day.ts';

/** Whether a day can be visited; `nearest` holds at most three open days, soonest first. */
export type VisitDay =
  | { outcome: 'open'; day: LabDay; opens: string; closes: string }
  | { outcome: 'full'; day: LabDay; nearest: LabDay[] }
  | { outcome: 'closed'; day: LabDay; reason: 'holiday' | 'weekend'; name: string; nearest: LabDay[] }
  | { outcome: 'tooSoon'; day: LabDay; nearest: LabDay[] }
  | { outcome: 'tooFar'; day: LabDay; last: LabDay };
