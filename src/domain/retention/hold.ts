import { and, count, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { caseById } from '../cases/index.ts';
import { cases } from '../cases/table.ts';
import type { DomainContext } from '../context.ts';

/** What came of holding a case, or of letting it go. */
export type Held = { outcome: 'held' | 'released' } | { outcome: 'reasonNeeded' | 'notFound' | 'unchanged' };

const MAX_REASON = 300;

/** Keeps a case from being erased whatever its age: a lawsuit, an audit, an outbreak. It wins over every age. */
export function hold(ctx: DomainContext, { caseId, reason }: { caseId: number; reason: string }): Held {
  const kept = reason.trim().slice(0, MAX_REASON);
  if (kept === '') return { outcome: 'reasonNeeded' };
  const held = caseById(ctx.tx, caseId);
  if (!held) return { outcome: 'notFound' };
  if (held.erasedAt || held.heldReason === kept) return { outcome: 'unchanged' };
  ctx.tx
    .update(cases)
    .set({ heldReason: kept, heldSince: held.heldSince ?? ctx.now, version: held.version + 1 })
    .where(eq(cases.id, caseId))
    .run();
  ctx.record({ kind: 'case.held', caseId, reason: kept });
  return { outcome: 'held' };
}

/** Lets a case grow old like every other. */
export function releaseHold(ctx: DomainContext, { caseId }: { caseId: number }): Held {
  const held = caseById(ctx.tx, caseId);
  if (!held) return { outcome: 'notFound' };
  if (held.heldReason === null) return { outcome: 'unchanged' };
  ctx.tx
    .update(cases)
    .set({ heldReason: null, heldSince: null, version: held.version + 1 })
    .where(eq(cases.id, caseId))
    .run();
  ctx.record({ kind: 'case.held', caseId, reason: null });
  return { outcome: 'released' };
}

/** How many cases are old enough to be erased and are not, because somebody holds them. */
export function heldOldCases(db: Db, before: Date): number {
  const found = db
    .select({ rows: count() })
    .from(cases)
    .where(and(lt(cases.endedAt, before), isNotNull(cases.heldReason), isNull(cases.erasedAt)))
    .get();
  return found?.rows ?? 0;
}
