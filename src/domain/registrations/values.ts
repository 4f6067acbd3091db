import type { Phase } from '../cases/values.ts';
import type { LabDay } from '../values/lab-day.ts';
import type { RegistrationService } from '../values/services.ts';
import type { registrations, Stage } from './table.ts';

const PHASES: Record<Stage, Phase> = {
  registered: 'open',
  // Until the day of the visit it is the citizen's turn.
  verified: 'waiting',
  confirmed: 'waiting',
  dateProposed: 'waiting',
  noShow: 'ended',
  reviewing: 'open',
  // Until the group comes.
  approved: 'waiting',
  documentsVerified: 'open',
  documentsToFix: 'waiting',
  awaitingSamples: 'waiting',
  sampleReceived: 'open',
  testing: 'open',
  validating: 'open',
  sampleRejected: 'waiting',
  completed: 'ended',
  rejected: 'ended',
  cancelled: 'ended',
};

/** Whose turn a stage is, or that nothing more is expected to happen. */
export const phaseOf = (stage: Stage): Phase => PHASES[stage];

/** What came of sending or correcting a registration. */
export type Submitted =
  | { outcome: 'done'; code: string }
  /** The day filled up or closed since it was chosen. */
  | { outcome: 'dayGone'; nearest: LabDay[] }
  /** A chosen test, or kind of tour, has been retired since. */
  | { outcome: 'testGone'; name: string }
  /** The sample is here or the request has ended: too late to change it. */
  | { outcome: 'tooLate'; stage: Stage }
  /** The proof given earlier has run out. */
  | { outcome: 'proofNeeded' };

/** What came of a change by staff, in whose page an older version may have stood. */
export type Changed =
  | { outcome: 'changed'; version: number }
  /** Somebody else was faster: `current` is how it stands now, to be compared. */
  | { outcome: 'stale'; current: typeof registrations.$inferSelect };

/** Somebody a chat has registered before. Shown by first name and initial alone; the rest fills the form. */
export interface KnownPerson {
  /** `Siti A.` */
  called: string;
  personName: string;
  nik: string;
  birthDate: LabDay;
}

/** Who is in charge at an institution for which a chat has sent a group or samples before. */
export interface KnownSender {
  /** `Puskesmas Contoh, Budi S.` */
  called: string;
  personName: string;
  institution: string;
  /** Null where it was not asked for. */
  email: string | null;
}

/** A request of one's own in a list: enough to know it by, and no more than whoever holds the phone may see. */
export interface OwnRequest {
  code: string;
  service: RegistrationService;
  /** Initials of the person, or where a group or a shipment comes from. */
  who: string;
  on: LabDay;
  stage: Stage;
}
