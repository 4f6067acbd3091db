import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { staffIdOf } from '../actor.ts';
import type { DomainContext } from '../context.ts';
import { RETENTION_KINDS, type RetentionKind } from '../values/retention.ts';
import { heldOldCases } from './hold.ts';
import { cutoff } from './rules.ts';
import { retentionRuns } from './table.ts';
import type { Ageing, Found } from './values.ts';

/** A look at what is too old, and what came of it: the proof of an erasure. */
export type RetentionRun = typeof retentionRuns.$inferSelect;

/**
 * Counts what is too old to keep and erases nothing. A count that nobody has agreed to is replaced.
 *
 * @returns how many things were found
 */
export function countOld(ctx: DomainContext, kinds: readonly Ageing[]): number {
  // What was agreed to is erased first, before anything new is proposed.
  if (agreedRun(ctx.tx)) return 0;
  ctx.tx
    .delete(retentionRuns)
    .where(and(isNull(retentionRuns.agreedAt), isNull(retentionRuns.endedAt)))
    .run();
  const found: Record<string, number> = {};
  let all = 0;
  for (const { kind, count } of kinds) {
    const months = ctx.lab.retention[kind];
    const { count: rows, oldest } = count(ctx.tx, cutoff(ctx.today, months, ctx.lab.timeZone));
    all += rows;
    found[kind] = rows;
    found[`${kind}.months`] = months;
    if (oldest) found[`${kind}.oldest`] = oldest.getTime();
  }
  if (all === 0) return 0;
  const held = heldOldCases(ctx.tx, cutoff(ctx.today, ctx.lab.retention.casePersons, ctx.lab.timeZone));
  const { id } = ctx.tx
    .insert(retentionRuns)
    .values({ day: ctx.today, countedAt: ctx.now, found, held })
    .returning({ id: retentionRuns.id })
    .get();
  ctx.record({ kind: 'retention.counted', runId: id });
  return all;
}

/** What a run found, kind by kind. */
export function foundIn({ found }: Pick<RetentionRun, 'found'>): Found[] {
  // Only names of kinds are keys of that table.
  const kinds = Object.keys(RETENTION_KINDS) as RetentionKind[];
  return kinds
    .filter((kind) => found[kind] !== undefined)
    .map((kind) => {
      const oldest = found[`${kind}.oldest`];
      return {
        kind,
        months: found[`${kind}.months`] ?? RETENTION_KINDS[kind].months,
        count: found[kind] ?? 0,
        oldest: oldest === undefined ? undefined : new Date(oldest),
      };
    });
}

/** The newest count that waits for somebody's word, or for the erasure that was agreed to. */
export function openRun(db: Db): RetentionRun | undefined {
  return db
    .select()
    .from(retentionRuns)
    .where(isNull(retentionRuns.endedAt))
    .orderBy(desc(retentionRuns.id))
    .limit(1)
    .get();
}

/** The run that somebody has agreed to and that is not done, or undefined. */
export function agreedRun(db: Db): RetentionRun | undefined {
  return db
    .select()
    .from(retentionRuns)
    .where(and(isNotNull(retentionRuns.agreedAt), isNull(retentionRuns.endedAt)))
    .orderBy(desc(retentionRuns.id))
    .limit(1)
    .get();
}

/** Erasures that are done, newest first. */
export function pastRuns(db: Db, limit: number): RetentionRun[] {
  return db
    .select()
    .from(retentionRuns)
    .where(isNotNull(retentionRuns.endedAt))
    .orderBy(desc(retentionRuns.id))
    .limit(limit)
    .all();
}

/** What came of agreeing. */
export type Agreed = { outcome: 'agreed' } | { outcome: 'notThere' };

/** An administrator wants what was counted to be erased. It happens at night, after that night's backup. */
export function agree(ctx: DomainContext, runId: number): Agreed {
  const { changes } = ctx.tx
    .update(retentionRuns)
    .set({ agreedBy: staffIdOf(ctx), agreedAt: ctx.now })
    .where(and(eq(retentionRuns.id, runId), isNull(retentionRuns.agreedAt), isNull(retentionRuns.endedAt)))
    .run();
  if (changes === 0) return { outcome: 'notThere' };
  ctx.record({ kind: 'retention.agreed', runId });
  return { outcome: 'agreed' };
}

/** Takes the word back, as long as nothing has been erased. */
export function withdraw(
  ctx: DomainContext,
  runId: number,
): { outcome: 'withdrawn' } | { outcome: 'tooLate' } {
  const { changes } = ctx.tx
    .update(retentionRuns)
    .set({ agreedBy: null, agreedAt: null })
    .where(
      and(
        eq(retentionRuns.id, runId),
        isNotNull(retentionRuns.agreedAt),
        isNull(retentionRuns.erased),
        isNull(retentionRuns.endedAt),
      ),
    )
    .run();
  return { outcome: changes > 0 ? 'withdrawn' : 'tooLate' };
}

/** Adds to the proof what has just been erased, in the transaction that erased it. */
export function noteErased(ctx: DomainContext, runId: number, kind: RetentionKind, count: number): void {
  const run = ctx.tx.select().from(retentionRuns).where(eq(retentionRuns.id, runId)).get();
  if (!run) throw new Error(`no retention run ${runId}`);
  const erased = { ...run.erased, [kind]: (run.erased?.[kind] ?? 0) + count };
  ctx.tx.update(retentionRuns).set({ erased }).where(eq(retentionRuns.id, runId)).run();
}

/** Closes the proof. */
export function finishErasing(ctx: DomainContext, runId: number): void {
  ctx.tx.update(retentionRuns).set({ endedAt: ctx.now }).where(eq(retentionRuns.id, runId)).run();
  ctx.record({ kind: 'retention.erased', runId });
}
