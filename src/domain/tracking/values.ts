import type { Stage } from '../registrations/table.ts';
import type { LabDay } from '../values/lab-day.ts';

/** A registration as it is shown to somebody who has proven to be allowed. */
export interface TrackedRegistration {
  registrationId: number;
  code: string;
  personName: string;
  stage: Stage;
  stageReason: string | null;
  /** Stages reached, oldest first, each with the day it was reached. */
  history: { stage: Stage; on: LabDay }[];
  visitOn: LabDay;
  expectedOn: LabDay;
  expectedReason: string | null;
  tests: string[];
  totalRupiah: number;
  payment: 'unpaid' | 'paid' | 'free';
  /** `ready`: can be sent as a file; `inPerson`: is handed over at the counter. */
  report: 'none' | 'ready' | 'inPerson';
  /** Whether the citizen can still move, correct or cancel it. */
  changeable: boolean;
}

/** What came of asking for a registration with a proof. Unknown codes answer exactly like wrong proofs. */
export type Tracked =
  | { outcome: 'verified'; registration: TrackedRegistration }
  | { outcome: 'mismatch'; triesLeft: number }
  /** `until` is null when only staff can open it again. */
  | { outcome: 'locked'; until: string | null };
