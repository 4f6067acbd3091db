import { and, asc, eq, gt, isNull, lte, type SQL } from 'drizzle-orm';
import type { DomainContext } from '../context.ts';
import { late } from './lateness.ts';
import { cases } from './table.ts';

/** In one run; what is left is due again a few minutes later, and nobody gets a thousand notices at once. */
const AT_ONCE = 200;

const RUNNING: SQL | undefined = and(eq(cases.phase, 'open'), isNull(cases.pausedAt));

/**
 * Warns of deadlines of the lab's that are nearly used up: once for each deadline.
 *
 * @returns how many
 */
export function warnOfDeadlines(ctx: DomainContext): number {
  ctx.tx
    .update(cases)
    .set({ warnedAt: null })
    .where(and(RUNNING, gt(cases.warnedAt, ctx.now)))
    .run();
  const due = ctx.tx
    .select({ id: cases.id })
    .from(cases)
    .where(and(RUNNING, isNull(cases.warnedAt), lte(cases.warnAt, ctx.now)))
    .orderBy(asc(cases.warnAt))
    .limit(AT_ONCE)
    .all();
  for (const { id } of due) {
    ctx.tx.update(cases).set({ warnedAt: ctx.now }).where(eq(cases.id, id)).run();
    ctx.record({ kind: 'case.dueSoon', caseId: id });
  }
  return due.length;
}

/**
 * Says of what the lab owes and was due that it is late: once for each deadline. There is nothing more to
 * warn of then.
 *
 * @returns how many
 */
export function escalateOverdue(ctx: DomainContext): number {
  // A mark that lies in the future was made while the clock ran ahead, and counts for nothing.
  ctx.tx
    .update(cases)
    .set({ escalatedAt: null })
    .where(and(RUNNING, gt(cases.escalatedAt, ctx.now)))
    .run();
  const owed = ctx.tx
    .select({ id: cases.id, warnedAt: cases.warnedAt })
    .from(cases)
    .where(and(RUNNING, isNull(cases.escalatedAt), late(ctx.now)))
    .orderBy(asc(cases.dueAt))
    .limit(AT_ONCE)
    .all();
  for (const { id, warnedAt } of owed) {
    ctx.tx
      .update(cases)
      .set({ escalatedAt: ctx.now, warnedAt: warnedAt ?? ctx.now })
      .where(eq(cases.id, id))
      .run();
    ctx.record({ kind: 'case.overdue', caseId: id });
  }
  return owed.length;
}
