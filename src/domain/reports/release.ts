import { staffIdOf } from '../actor.ts';
import type { DomainContext } from '../context.ts';
import { issuePaper, replacePapers } from '../papers/index.ts';
import type { PaperKind } from '../papers/values.ts';
import { markChanged, registrationNamed, save, stepByReport } from '../registrations/index.ts';
import { type NotAllowed, readyFor, type Stale } from './ready.ts';
import { dueReports, newestOf, reportNamed, saveReport, withdrawAll, withdrawOlder } from './rows.ts';
import { RELEASE_PATHS, type Report, standingOf } from './rules.ts';

/** What came of releasing a report. */
export type Released =
  /** Until `goesOutAt` it can be taken back. */
  { outcome: 'released'; goesOutAt: Date; version: number } | Stale | NotAllowed;

/**
 * Lets a validated report go to the citizen after the lab's minutes of second thought
 * (`releaseUndoMinutes`); with none of them it goes out at once.
 */
export function release(ctx: DomainContext, input: { reportId: number; expectedVersion: number }): Released {
  const releasedBy = staffIdOf(ctx);
  const ready = readyFor(ctx, input, 'validated');
  if (ready.outcome !== 'ready') return ready;
  const { report, registration } = ready;
  const goesOutAt = new Date(ctx.now.getTime() + ctx.lab.releaseUndoMinutes * 60_000);
  const released = { releasedBy, releasedAt: ctx.now, goesOutAt };
  saveReport(ctx, report.id, released);
  const marked = markChanged(ctx, registration);
  ctx.record({
    kind: 'report.released',
    registrationId: registration.id,
    reportId: report.id,
    goesOutAt: goesOutAt.toISOString(),
  });
  const sent = goesOutAt <= ctx.now ? sendOut(ctx, { ...report, ...released }) : undefined;
  return { outcome: 'released', goesOutAt, version: sent ?? marked.version };
}

/** What came of taking a release back. */
export type TakenBack =
  | { outcome: 'takenBack'; version: number }
  /** The citizen may have read it already. */
  | { outcome: 'alreadyOut' }
  | { outcome: 'notReleased' };

/** Stops a released report that has not gone out; it stays validated. In a hurry, so it asks for no version. */
export function takeBack(ctx: DomainContext, { reportId }: { reportId: number }): TakenBack {
  staffIdOf(ctx);
  const report = reportNamed(ctx, reportId);
  if (report.wentOutAt !== null) return { outcome: 'alreadyOut' };
  if (!takeBackFrom(ctx, report)) return { outcome: 'notReleased' };
  return {
    outcome: 'takenBack',
    version: markChanged(ctx, registrationNamed(ctx, report.registrationId)).version,
  };
}

/** Undoes a release that still waits, and records it; false when none waits. */
export function takeBackFrom(ctx: DomainContext, report: Report): boolean {
  if (report.goesOutAt === null || report.wentOutAt !== null) return false;
  saveReport(ctx, report.id, { releasedBy: null, releasedAt: null, goesOutAt: null });
  ctx.record({ kind: 'report.takenBack', registrationId: report.registrationId, reportId: report.id });
  return true;
}

const MAX_SENT_AT_ONCE = 100;

/**
 * Sends the released reports whose time has come, at most 100; a job calls it every few seconds.
 * One whose registration went back to testing after the release is taken back instead.
 *
 * @returns how many went out
 */
export function sendDue(ctx: DomainContext): number {
  let sent = 0;
  for (const report of dueReports(ctx.tx, ctx.now, MAX_SENT_AT_ONCE)) {
    if (standingOf(report, registrationNamed(ctx, report.registrationId)) === 'released') {
      sendOut(ctx, report);
      sent += 1;
    } else {
      takeBackFrom(ctx, report);
    }
  }
  return sent;
}

function sendOut(ctx: DomainContext, report: Report): number {
  saveReport(ctx, report.id, { wentOutAt: ctx.now });
  withdrawOlder(ctx, report);
  const { registrationId, fileId } = report;
  // The older ones stop counting also when this one bears no code.
  replacePapers(ctx, { registrationId, kind: paperKindOf(report) });
  issuePaper(ctx, { registrationId, fileIds: [fileId] });
  const registration = registrationNamed(ctx, report.registrationId);
  const path = RELEASE_PATHS[registration.service];
  if (!path) throw new Error(`report ${report.id}: no report goes out to a ${registration.service}`);
  const expectedOn = path.thenExpectedOn?.(report, registration);
  const ready = expectedOn ? save(ctx, registration, { expectedOn, expectedReason: null }) : registration;
  return stepByReport(ctx, ready, path.goneOut(report), report.reason ?? undefined).version;
}

/**
 * Lets no version of a registration count any more, gone out or not, because what it says is over. For
 * the services' own modules: a group has changed what its letter was about.
 */
export function withdraw(ctx: DomainContext, registrationId: number): void {
  const newest = newestOf(ctx.tx, registrationId);
  if (!newest) return;
  takeBackFrom(ctx, newest);
  withdrawAll(ctx, registrationId);
  replacePapers(ctx, { registrationId, kind: paperKindOf(newest) });
}

const paperKindOf = ({ decision }: Pick<Report, 'decision'>): PaperKind =>
  decision === null ? 'report' : 'replyLetter';
