import type { Stage } from '../registrations/table.ts';
import type { LabDay } from '../values/lab-day.ts';
import type { RegistrationService } from '../values/services.ts';
import type { DocumentKind } from '../values/shipment.ts';

/** What somebody knows besides a code: the birth date of who is served, or the end of the registered phone number. */
export type Proof = { kind: 'birthDate'; day: LabDay } | { kind: 'lastFive'; digits: string };

/** Which of them. */
export type ProofKind = Proof['kind'];

/** A code with what proves that it may be opened; null for a code that opens something by itself. */
export interface Claim {
  code: string;
  proof: Proof | null;
}

/** What a code wants. A code that belongs to nothing wants what its letters promise. */
export interface Wanted {
  service: RegistrationService;
  /** Null: the code alone shows how it stands, without names. */
  proof: ProofKind | null;
  /** Initials of whom it is about, said to the contact that registered and to nobody else. */
  whose: string | null;
}

/** What a registration is about, service by service. */
export type Particulars =
  | { service: 'laboratory'; tests: string[] }
  | {
      service: 'consultation';
      /** Another day that staff have proposed and nobody has answered yet. */
      proposal: { day: LabDay; reason: string } | null;
    }
  | { service: 'tour'; kind: string; kindEn: string; visitors: number }
  | {
      service: 'shipment';
      samples: { test: string; sampleType: string; samples: number; boxes: number }[];
      /** Documents that have to be sent again, with what is to be put right. */
      toFix: { document: DocumentKind; reason: string }[];
    };

/** What a registration costs and whether that is settled. */
export interface Owed {
  totalRupiah: number;
  payment: 'unpaid' | 'paid' | 'free';
  /** Of what was paid. */
  receiptNumber: string | null;
  /** Why nothing is asked for. */
  freeReason: string | null;
}

/** A registration as it is shown to somebody who has proven to be allowed, or who knows the code of a tour. */
export interface TrackedRegistration extends Owed {
  registrationId: number;
  code: string;
  /** Whether a proof was given; without one there are no names in it, and whatever is to be done wants one first. */
  proven: boolean;
  personName: string | null;
  institution: string | null;
  stage: Stage;
  stageReason: string | null;
  /** Stages reached, oldest first, each with the day it was reached. */
  history: { stage: Stage; on: LabDay }[];
  visitOn: LabDay;
  untilOn: LabDay | null;
  expectedOn: LabDay;
  expectedReason: string | null;
  particulars: Particulars;
  /** `ready`: can be sent as a file; `inPerson`: is handed over at the counter. Of a tour, its reply letter. */
  report: 'none' | 'ready' | 'inPerson';
  /** Whether the citizen can still move, correct or cancel it. */
  changeable: boolean;
  /** Set when this proof has brought the request to the chat it came from. */
  chatFound: boolean;
}

/** What came of asking for a registration with a proof. Unknown codes answer exactly like wrong proofs. */
export type Tracked =
  | { outcome: 'verified'; registration: TrackedRegistration }
  | { outcome: 'mismatch'; triesLeft: number }
  /** `until` is null when only staff can open it again. */
  | { outcome: 'locked'; until: string | null };

/** What came of asking for the label of a shipment; it comes by itself a moment later. */
export type LabelAsked =
  | { outcome: 'ordered' }
  /** The samples are here, or nothing is to be sent any more. */
  | { outcome: 'notWanted' }
  | { outcome: 'proofNeeded' };

/** What came of asking for it as a file; `ordered` when it is being printed. */
export type LabelTaken = LabelAsked | { outcome: 'ready'; fileId: number; name: string };
