import type { Registration } from '../registrations/index.ts';
import type { Stage } from '../registrations/table.ts';
import type { LabDay } from '../values/lab-day.ts';
import type { RegistrationService } from '../values/services.ts';
import type { reports } from './table.ts';

/** One version of a report as it is kept. */
export type Report = typeof reports.$inferSelect;

/** How far a report has come. */
export type Standing =
  /** Waits for a second officer. */
  | 'uploaded'
  /** Checked by a second officer, waits for release. */
  | 'validated'
  /** Released; goes out at `goesOutAt` unless it is taken back. */
  | 'released'
  /** The citizen can have it. */
  | 'out'
  /** A newer version has taken its place. */
  | 'withdrawn';

/** What reports do to the registrations of a service. */
export interface ReleasePath {
  /** Stages in which one can be uploaded; after the first has gone out it is a correction. */
  takesUploads: readonly Stage[];
  /** Where a registration stands while its newest version is checked and released. */
  checking: Stage;
  /** Where it stands once a version has gone out. */
  goneOut(report: Pick<Report, 'decision'>): Stage;
  /** Until when the next thing is due once it has gone out, where that is another day than before. */
  thenExpectedOn?(
    report: Pick<Report, 'decision'>,
    registration: Pick<Registration, 'visitOn' | 'untilOn'>,
  ): LabDay | undefined;
  /** What the file is called before the code. */
  fileName: string;
}

const LAB_REPORT: ReleasePath = {
  takesUploads: ['testing', 'validating', 'completed'],
  checking: 'validating',
  goneOut: () => 'completed',
  fileName: 'LHU',
};

/** How what a service ends with gets to the citizen. A consultation ends with nothing on paper. */
export const RELEASE_PATHS: Readonly<Record<RegistrationService, ReleasePath | null>> = {
  laboratory: LAB_REPORT,
  shipment: LAB_REPORT,
  consultation: null,
  tour: {
    takesUploads: ['registered', 'reviewing', 'approved', 'rejected'],
    checking: 'reviewing',
    goneOut({ decision }) {
      if (decision === null) throw new Error('a reply letter that decides nothing cannot go out');
      return decision;
    },
    thenExpectedOn: ({ decision }, { visitOn, untilOn }) =>
      decision === 'approved' ? (untilOn ?? visitOn) : undefined,
    fileName: 'SuratBalasan',
  },
};

/** Whether a report can be uploaded for a registration as it stands. */
export const takesUpload = ({ service, stage }: Pick<Registration, 'service' | 'stage'>): boolean =>
  RELEASE_PATHS[service]?.takesUploads.includes(stage) ?? false;

/**
 * How far a report has come. What was validated or released before its registration went back to
 * testing counts no more: somebody has found something since.
 */
export function standingOf(
  report: Report,
  registration: Pick<Registration, 'service' | 'stage' | 'stageSince'>,
): Standing {
  if (report.withdrawnAt !== null) return 'withdrawn';
  if (report.wentOutAt !== null) return 'out';
  const isOfThisRound =
    registration.stage === RELEASE_PATHS[registration.service]?.checking &&
    report.validatedAt !== null &&
    report.validatedAt >= registration.stageSince;
  if (!isOfThisRound) return 'uploaded';
  return report.goesOutAt === null ? 'validated' : 'released';
}

const MIN_MISMATCH_CHARACTERS = 10;

/**
 * Why an officer vouches for a report that shows nothing of its person, trimmed; undefined when it
 * is shorter than ten characters or holds no words.
 */
export function mismatchReasonIn(words: string | undefined): string | undefined {
  const reason = words?.trim() ?? '';
  return reason.length >= MIN_MISMATCH_CHARACTERS && /\p{L}{2}/u.test(reason) ? reason : undefined;
}
