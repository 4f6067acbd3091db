import { eq } from 'drizzle-orm';
import { staffIdOf } from '../actor.ts';
import type { DomainContext } from '../context.ts';
import {
  markChanged,
  maySee,
  moveTo,
  type Registration,
  reasonIn,
  registrationNamed,
  type StageChanged,
  save,
  stepByService,
} from '../registrations/index.ts';
import type { DocumentKind } from '../values/shipment.ts';
import { addDocument, type DocumentVersion, documentsToFix, shipmentNamed } from './rows.ts';
import { isAwaited } from './rules.ts';
import { shipmentDocuments } from './table.ts';
import type { DocumentSent, DocumentToFix } from './values.ts';

/** The version of the registration that was shown, and which one it is. */
interface Shown {
  registrationId: number;
  expectedVersion: number;
}

/**
 * Keeps a corrected document as a new version; the old one stays.
 *
 * The citizen sends it after the proof and only what was asked for; staff add one that came by another
 * way as long as the samples are not here. When nothing is left to fix, the documents are looked at anew.
 */
export function sendDocument(
  ctx: DomainContext,
  input: { registrationId: number; document: DocumentKind; fileId: number; name: string },
): DocumentSent {
  const { registrationId, document } = input;
  if (!maySee(ctx, registrationId)) return { outcome: 'proofNeeded' };
  const registration = registrationNamed(ctx, registrationId);
  const wanted = documentsToFix(ctx.tx, registrationId);
  const isWanted =
    ctx.actor.kind === 'staff'
      ? isAwaited(registration.stage)
      : registration.stage === 'documentsToFix' && wanted.some((one) => one.document === document);
  if (!isWanted) return { outcome: 'notWanted', left: wanted };
  lookAnewWhenFixed(ctx, keepDocument(ctx, registration, document, input));
  return { outcome: 'sent', left: documentsToFix(ctx.tx, registrationId) };
}

/** Once nothing is left to fix, nobody waits for the sender any more: the documents are looked at anew. */
export function lookAnewWhenFixed(ctx: DomainContext, registration: Registration): Registration {
  const isFixed =
    registration.stage === 'documentsToFix' && documentsToFix(ctx.tx, registration.id).length === 0;
  return isFixed ? stepByService(ctx, registration, 'registered') : registration;
}

/** What has to be corrected; only for staff and for a contact with a fresh proof. */
export function fixesOf(
  ctx: DomainContext,
  registrationId: number,
): { outcome: 'found'; toFix: DocumentToFix[] } | { outcome: 'proofNeeded' } {
  if (!maySee(ctx, registrationId)) return { outcome: 'proofNeeded' };
  const { stage } = registrationNamed(ctx, registrationId);
  return {
    outcome: 'found',
    toFix: stage === 'documentsToFix' ? documentsToFix(ctx.tx, registrationId) : [],
  };
}

/** Writes a new version down, raises the registration's and records it. */
export function keepDocument(
  ctx: DomainContext,
  registration: Registration,
  document: DocumentKind,
  file: { fileId: number; name: string },
): Registration {
  const registrationId = registration.id;
  const version = addDocument(ctx, registrationId, document, file);
  const { fileId } = file;
  const kept =
    document === 'cover' ? save(ctx, registration, { letterFileId: fileId }) : markChanged(ctx, registration);
  ctx.record({ kind: 'shipment.documentSent', registrationId, document, version, fileId });
  return kept;
}

/** What came of judging a document. */
export type Judged = StageChanged;

/** Staff say that a document is right, or what is to be put right; the sender is told by `askForCorrections`. */
export function judgeDocument(
  ctx: DomainContext,
  input: Shown & { document: DocumentKind; verdict: 'accepted' | 'toFix'; reason?: string },
): Judged {
  const { registrationId, document, verdict } = input;
  const judgedBy = staffIdOf(ctx);
  const registration = registrationNamed(ctx, registrationId);
  if (registration.version !== input.expectedVersion) return { outcome: 'stale', current: registration };
  const { stage } = registration;
  if (!isAwaited(stage)) return { outcome: 'notAllowed', from: stage, to: 'documentsToFix' };
  const reason = reasonIn(input.reason);
  if (verdict === 'toFix' && reason === undefined) return { outcome: 'reasonNeeded' };
  const newest = newestOf(ctx, registrationId, document);
  judge(ctx, newest, judgedBy, verdict, verdict === 'toFix' ? (reason ?? null) : null);
  const { version } = lookAnewWhenFixed(ctx, markChanged(ctx, registration));
  return { outcome: 'changed', version };
}

/** Tells the sender once of all documents that are to be put right, and waits for them. */
export function askForCorrections(ctx: DomainContext, { registrationId, expectedVersion }: Shown): Judged {
  staffIdOf(ctx);
  const registration = registrationNamed(ctx, registrationId);
  if (registration.version !== expectedVersion) return { outcome: 'stale', current: registration };
  const { stage } = registration;
  // Asked once more while it waits: another document was found to be wrong.
  if (stage !== 'registered' && stage !== 'documentsToFix')
    return { outcome: 'notAllowed', from: stage, to: 'documentsToFix' };
  const wrong = documentsToFix(ctx.tx, registrationId);
  if (wrong.length === 0) return { outcome: 'reasonNeeded' };
  const reason = wrong.map((one) => one.reason).join('; ');
  return { outcome: 'changed', version: moveTo(ctx, registration, 'documentsToFix', reason).version };
}

/** All documents are right: they are accepted, and the samples may come. The sender hears of it once. */
export function verifyDocuments(ctx: DomainContext, { registrationId, expectedVersion }: Shown): Judged {
  const judgedBy = staffIdOf(ctx);
  const registration = registrationNamed(ctx, registrationId);
  if (registration.version !== expectedVersion) return { outcome: 'stale', current: registration };
  const { stage } = registration;
  if (stage !== 'registered' && stage !== 'documentsToFix')
    return { outcome: 'notAllowed', from: stage, to: 'documentsVerified' };
  for (const one of shipmentNamed(ctx, registrationId).documents)
    if (one.verdict !== 'accepted') judge(ctx, one, judgedBy, 'accepted', null);
  const verified = stepByService(ctx, registration, 'documentsVerified');
  return { outcome: 'changed', version: stepByService(ctx, verified, 'awaitingSamples').version };
}

function newestOf(ctx: DomainContext, registrationId: number, document: DocumentKind): DocumentVersion {
  const found = shipmentNamed(ctx, registrationId).documents.find(({ kind }) => kind === document);
  if (!found) throw new Error(`shipment ${registrationId} has no ${document}`);
  return found;
}

function judge(
  ctx: DomainContext,
  { id, registrationId, kind: document }: DocumentVersion,
  judgedBy: number,
  verdict: 'accepted' | 'toFix',
  reason: string | null,
): void {
  ctx.tx
    .update(shipmentDocuments)
    .set({ verdict, reason, judgedBy, judgedAt: ctx.now })
    .where(eq(shipmentDocuments.id, id))
    .run();
  ctx.record({
    kind: 'shipment.documentJudged',
    registrationId,
    document,
    verdict,
    ...(reason === null ? {} : { reason }),
  });
}
