import type { VisitDay } from '../calendar/values.ts';
import type { Stage } from '../registrations/table.ts';
import type { Changed, Submitted } from '../registrations/values.ts';
import type { LabDay } from '../values/lab-day.ts';

/** What a citizen tells us for a consultation. */
export interface ConsultationAnswers {
  personName: string;
  /** Sixteen digits. */
  nik: string;
  birthDate: LabDay;
  visitOn: LabDay;
  /** Digits with country code. */
  phone: string;
}

/** What came of sending or correcting a consultation. */
export type ConsultationSubmitted = Exclude<Submitted, { outcome: 'testGone' }>;

/** Another day that staff propose and that waits for an answer. */
export interface OpenProposal {
  registrationId: number;
  code: string;
  /** Initials tell the people of one phone apart without naming them. */
  initials: string;
  visitOn: LabDay;
  day: LabDay;
  reason: string;
}

/** What came of proposing another day. */
export type Proposed =
  | Changed
  | { outcome: 'notAllowed'; stage: Stage }
  | { outcome: 'reasonNeeded' }
  /** The visit is on that day already. */
  | { outcome: 'sameDay' }
  | { outcome: 'dayImpossible'; problem: Exclude<VisitDay, { outcome: 'open' }> };

/** What came of taking a proposal back. */
export type Withdrawn = Changed | { outcome: 'notAllowed'; stage: Stage };

/** What came of a citizen's answer to a proposal. */
export type ProposalAnswered =
  | { outcome: 'accepted'; code: string; day: LabDay; opens: string }
  /** The visit stays on `visitOn` until another day is chosen; `nearest` are days with room. */
  | { outcome: 'declined'; code: string; visitOn: LabDay; nearest: LabDay[] }
  /** The day filled up or closed since it was proposed; nothing has changed. */
  | { outcome: 'dayGone'; code: string; day: LabDay; visitOn: LabDay; nearest: LabDay[] }
  /** It was answered or taken back before, or the request has ended. */
  | { outcome: 'over'; stage: Stage }
  | { outcome: 'proofNeeded' };
