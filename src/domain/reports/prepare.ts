import { staffIdOf } from '../actor.ts';
import type { DomainContext } from '../context.ts';
import { keepPaper } from '../papers/index.ts';
import { markChanged, registrationNamed, stepByReport } from '../registrations/index.ts';
import type { Stage } from '../registrations/table.ts';
import { type NotAllowed, readyFor, type Stale } from './ready.ts';
import { takeBackFrom } from './release.ts';
import { newestOf, saveReport } from './rows.ts';
import { mismatchReasonIn, RELEASE_PATHS, type Report, takesUpload } from './rules.ts';
import { reports } from './table.ts';

/** What came of uploading a report. */
export type Uploaded =
  /** `version` is the registration's; `reportVersion` counts its reports from 1. */
  | { outcome: 'uploaded'; reportId: number; reportVersion: number; version: number }
  | Stale
  /** Nothing has been tested yet, the registration has ended, or its service ends with nothing on paper. */
  | { outcome: 'notAllowed'; stage: Stage };

/** What an officer uploads. */
export interface NewReport {
  registrationId: number;
  /** Of the registration as it was shown. */
  expectedVersion: number;
  fileId: number;
  /** What the PDF shows of the person it is for. */
  evidence: Report['evidence'];
  /** The code by which everybody can ask whether it is genuine; drawn before it was marked. */
  paperCode?: string;
  /** What a reply letter decides; for a tour, which ends with nothing else. */
  letter?: { decision: NonNullable<Report['decision']>; number: string | null; reason: string | null };
}

/**
 * Adds a report; a later one is the next version and the earlier ones stay. The registration goes to
 * where reports are checked (`rules.ts`), also after one has gone out: the citizen keeps the old version
 * until this one goes out. A release still waiting is taken back, because this version is to go out instead.
 */
export function upload(ctx: DomainContext, input: NewReport): Uploaded {
  const uploadedBy = staffIdOf(ctx);
  const registration = registrationNamed(ctx, input.registrationId);
  if (registration.version !== input.expectedVersion) return { outcome: 'stale', current: registration };
  const { id: registrationId, service, stage } = registration;
  const path = RELEASE_PATHS[service];
  if (!path || !takesUpload(registration)) return { outcome: 'notAllowed', stage };
  if ((service === 'tour') !== (input.letter !== undefined))
    throw new Error(`registration ${registrationId}: a ${service} with ${input.letter ? 'a' : 'no'} letter`);
  const before = newestOf(ctx.tx, registrationId);
  if (before) takeBackFrom(ctx, before);
  const reportVersion = (before?.version ?? 0) + 1;
  const { id: reportId } = ctx.tx
    .insert(reports)
    .values({
      registrationId,
      version: reportVersion,
      ...input.letter,
      fileId: input.fileId,
      evidence: input.evidence,
      uploadedBy,
      uploadedAt: ctx.now,
    })
    .returning({ id: reports.id })
    .get();
  if (input.paperCode !== undefined) {
    const { paperCode: code, fileId, letter } = input;
    const kind = letter ? 'replyLetter' : 'report';
    keepPaper(ctx, { code, kind, registrationId, fileId, number: letter?.number ?? null });
  }
  const { version } = stepByReport(ctx, registration, path.checking);
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
