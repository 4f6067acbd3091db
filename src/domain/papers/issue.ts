import { and, eq, inArray, isNotNull, isNull, ne } from 'drizzle-orm';
import type { DomainContext } from '../context.ts';
import { fileById } from '../files/index.ts';
import { countingPaper, type Paper } from './rows.ts';
import { papers } from './table.ts';
import type { PaperKind } from './values.ts';

/** A paper whose file lies in the store. */
export interface NewPaper {
  /** From `drawPaperCode`; it stands on the paper. */
  code: string;
  kind: PaperKind;
  registrationId: number;
  fileId: number;
  number?: string | null;
  /** What it was made from, as a hash. */
  madeFrom?: string;
}

/** Writes down a paper that is not out yet; until `issuePaper` its code is unknown to the world. */
export function keepPaper(ctx: DomainContext, { number = null, madeFrom, ...paper }: NewPaper): number {
  const file = fileById(ctx.tx, paper.fileId);
  if (!file) throw new Error(`paper ${paper.code}: no file ${paper.fileId}; was it kept before?`);
  return ctx.tx
    .insert(papers)
    .values({ ...paper, number, madeFrom: madeFrom ?? null, sha256: file.sha256 })
    .returning({ id: papers.id })
    .get().id;
}

/** What is issued: the papers that were kept for these files. */
interface Issue {
  registrationId: number;
  fileIds: readonly number[];
}

/**
 * Lets the papers of these files count: from now their codes say genuine, and the ones of the same kind
 * that counted before say that they were replaced. Files without a paper change nothing.
 */
export function issuePaper(ctx: DomainContext, { registrationId, fileIds }: Issue): void {
  const ofFiles = and(eq(papers.registrationId, registrationId), inArray(papers.fileId, [...fileIds]));
  const drafts = ctx.tx
    .select()
    .from(papers)
    .where(and(ofFiles, isNull(papers.issuedAt)))
    .all();
  const kinds = new Set(drafts.map(({ kind }) => kind));
  for (const kind of kinds) replacePapers(ctx, { registrationId, kind });
  for (const { id, kind } of drafts) {
    ctx.tx.update(papers).set({ issuedAt: ctx.now, replacedAt: null }).where(eq(papers.id, id)).run();
    ctx.record({ kind: 'paper.issued', registrationId, paperId: id, paper: kind });
  }
}

/** Lets no paper of this kind count any more; those who ask hear that it was replaced. */
export function replacePapers(
  ctx: DomainContext,
  { registrationId, kind }: { registrationId: number; kind: PaperKind },
): void {
  ctx.tx
    .update(papers)
    .set({ replacedAt: ctx.now })
    .where(
      and(
        eq(papers.registrationId, registrationId),
        eq(papers.kind, kind),
        isNotNull(papers.issuedAt),
        isNull(papers.replacedAt),
      ),
    )
    .run();
}

/** The counting papers of a kind, when they were made from something else than `madeFrom` or are none. */
export function paperChanged(
  ctx: DomainContext,
  wanted: { registrationId: number; kind: PaperKind; madeFrom: string },
): { outcome: 'changed' } | { outcome: 'same'; papers: Paper[] } {
  const counting = countingPaper(ctx.tx, wanted.registrationId, wanted.kind);
  const isSame =
    counting.length > 0 &&
    counting.every(({ madeFrom, fileId }) => madeFrom === wanted.madeFrom && fileId !== null);
  return isSame ? { outcome: 'same', papers: counting } : { outcome: 'changed' };
}

/** What came of comparing a file with what the lab has issued. */
export type Compared =
  /** Byte for byte the file of this paper. */
  | { outcome: 'same'; paper: Paper }
  /** The paper with the code is another file: changed, or printed and scanned. */
  | { outcome: 'different'; paper: Paper }
  /** No paper of ours is this file. */
  | { outcome: 'unknown' };

/**
 * Compares a file, by its SHA-256, with the paper it claims to be, or with every paper there is.
 *
 * @param claimed the paper whose code stands on it; without one any paper will do
 */
export function compareFile(
  ctx: DomainContext,
  { sha256, claimed }: { sha256: string; claimed?: Paper },
): Compared {
  // A file that was given out unchanged twice is the same paper; the one that counts is named first.
  const found = ctx.tx
    .select()
    .from(papers)
    .where(and(eq(papers.sha256, sha256), isNotNull(papers.issuedAt), claimed && ne(papers.id, claimed.id)))
    .orderBy(papers.replacedAt)
    .limit(1)
    .get();
  const compared: Compared =
    claimed?.sha256 === sha256
      ? { outcome: 'same', paper: claimed }
      : claimed
        ? { outcome: 'different', paper: claimed }
        : found
          ? { outcome: 'same', paper: found }
          : { outcome: 'unknown' };
  const paperId = compared.outcome === 'unknown' ? null : compared.paper.id;
  ctx.record({ kind: 'paper.compared', paperId, same: compared.outcome === 'same' });
  return compared;
}
