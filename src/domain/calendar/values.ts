import type { LabDay } from '../values/lab-day.ts';

/** Services that take a place on a day. */
export const VISIT_SERVICES = ['laboratory', 'consultation', 'tour'] as const;
/** One of them. */
export type VisitService = (typeof VISIT_SERVICES)[number];

/** Whether a day can be visited; `nearest` holds at most three open days, soonest first. */
export type VisitDay =
  | { outcome: 'open'; day: LabDay; opens: string; closes: string }
  | { outcome: 'full'; day: LabDay; nearest: LabDay[] }
  | { outcome: 'closed'; day: LabDay; reason: 'holiday' | 'weekend'; name: string; nearest: LabDay[] }
  | { outcome: 'tooSoon'; day: LabDay; nearest: LabDay[] }
  | { outcome: 'tooFar'; day: LabDay; last: LabDay };
