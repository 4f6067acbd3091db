import { staffIdOf } from '../actor.ts';
import type { DomainContext } from '../context.ts';
import { markChanged, registrationNamed, stepByReport } from '../registrations/index.ts';
import type { Stage } from '../registrations/table.ts';
import { type NotAllowed, readyFor, type Stale } from './ready.ts';
import { takeBackFrom } from './release.ts';
import { newestOf, saveReport } from './rows.ts';
import { mismatchReasonIn, type Report, TAKES_UPLOADS } from './rules.ts';
import { reports } from './table.ts';

/** What came of uploading a report. */
export type Uploaded =
  /** `version` is the registration's; `reportVersion` counts its reports from 1. */
  | { outcome: 'uploaded'; reportId: number; reportVersion: number; version: number }
  | Stale
  /** Nothing has been tested yet, or the registration was turned down. */
  | { outcome: 'notAllowed'; stage: Stage };

/**
 * Adds a report; a later one is the next version and the earlier ones stay. The registration goes to
 * validation, also from `completed`: the citizen keeps the old version until this one goes out.
 * A release still waiting is taken back, because this version is to go out instead.
 *
 * @param input.evidence what the PDF shows of the person it is for
 */
export function upload(
  ctx: DomainContext,
  input: { registrationId: number; expectedVersion: number; fileId: number; evidence: Report['evidence'] },
): Uploaded {
  const uploadedBy = staffIdOf(ctx);
  const registration = registrationNamed(ctx, input.registrationId);
  if (registration.version !== input.expectedVersion) return { outcome: 'stale', current: registration };
  const { id: registrationId, stage } = registration;
  if (!TAKES_UPLOADS.includes(stage)) return { outcome: 'notAllowed', stage };
  const before = newestOf(ctx.tx, registrationId);
  if (before) takeBackFrom(ctx, before);
  const reportVersion = (before?.version ?? 0) + 1;
  const { id: reportId } = ctx.tx
    .insert(reports)
    .values({
      registrationId,
      version: reportVersion,
      fileId: input.fileId,
      evidence: input.evidence,
      uploadedBy,
      uploadedAt: ctx.now,
    })
    .returning({ id: reports.id })
    .get();
  const { version } = stepByReport(ctx, registration, 'validating');
  ctx.record({ kind: 'report.uploaded', registrationId, reportId, version: reportVersion });
  return { outcome: 'uploaded', reportId, reportVersion, version };
}

/** What came of checking a report. */
export type Validated =
  | { outcome: 'validated'; version: number }
  | Stale
  | NotAllowed
  /** Whoever uploaded it cannot check it. */
  | { outcome: 'sameOfficer' }
  /** The PDF shows nothing of its person: the officer says in words how it was checked. */
  | { outcome: 'mismatchReasonNeeded' };

/** A second officer has checked that the report is right and belongs to this person. */
export function validate(
  ctx: DomainContext,
  input: { reportId: number; expectedVersion: number; mismatchReason?: string },
): Validated {
  const validatedBy = staffIdOf(ctx);
  const ready = readyFor(ctx, input, 'uploaded');
  if (ready.outcome !== 'ready') return ready;
  const { report, registration } = ready;
  if (report.uploadedBy === validatedBy) return { outcome: 'sameOfficer' };
  const mismatchReason = report.evidence === 'none' ? mismatchReasonIn(input.mismatchReason) : null;
  if (mismatchReason === undefined) return { outcome: 'mismatchReasonNeeded' };
  // A release from before the registration went back to testing does not come to life again.
  const unreleased = { releasedBy: null, releasedAt: null, goesOutAt: null };
  saveReport(ctx, report.id, { validatedBy, validatedAt: ctx.now, mismatchReason, ...unreleased });
  const { version } = markChanged(ctx, registration);
  ctx.record({ kind: 'report.validated', registrationId: registration.id, reportId: report.id });
  return { outcome: 'validated', version };
}
