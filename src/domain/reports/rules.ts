import type { Stage } from '../registrations/table.ts';
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

/**
 * How far a report has come. What was validated or released before its registration went back to
 * testing counts no more: somebody has found something since.
 */
export function standingOf(report: Report, registration: { stage: Stage; stageSince: Date }): Standing {
  if (report.withdrawnAt !== null) return 'withdrawn';
  if (report.wentOutAt !== null) return 'out';
  const isOfThisRound =
    registration.stage === 'validating' &&
    report.validatedAt !== null &&
    report.validatedAt >= registration.stageSince;
  if (!isOfThisRound) return 'uploaded';
  return report.goesOutAt === null ? 'validated' : 'released';
}

/** Stages in which a report can be uploaded; after `completed` it is a correction. */
export const TAKES_UPLOADS: readonly Stage[] = ['testing', 'validating', 'completed'];

const MIN_MISMATCH_CHARACTERS = 10;

/**
 * Why an officer vouches for a report that shows nothing of its person, trimmed; undefined when it
 * is shorter than ten characters or holds no words.
 */
export function mismatchReasonIn(words: string | undefined): string | undefined {
  const reason = words?.trim() ?? '';
  return reason.length >= MIN_MISMATCH_CHARACTERS && /\p{L}{2}/u.test(reason) ? reason : undefined;
}
