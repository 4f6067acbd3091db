import { and, desc, eq, isNotNull, lt } from 'drizzle-orm';
import type { DomainContext } from '../context.ts';
import { notifications } from './table.ts';

/** So many of everybody's news are kept; what has not been read stays whatever its age. */
const KEPT_PER_PERSON = 500;

/** Forgets the oldest news that somebody has read; how many those were. */
export function tidyNotifications(ctx: DomainContext): number {
  const people = ctx.tx.selectDistinct({ staffId: notifications.staffId }).from(notifications).all();
  let forgotten = 0;
  for (const { staffId } of people) {
    const isTheirs = eq(notifications.staffId, staffId);
    const last = ctx.tx
      .select({ at: notifications.createdAt })
      .from(notifications)
      .where(isTheirs)
      .orderBy(desc(notifications.createdAt), desc(notifications.id))
      .limit(1)
      .offset(KEPT_PER_PERSON - 1)
      .get();
    if (!last) continue;
    const isOld = and(isTheirs, lt(notifications.createdAt, last.at), isNotNull(notifications.readAt));
    forgotten += ctx.tx.delete(notifications).where(isOld).run().changes;
  }
  return forgotten;
}
