import { and, eq } from 'drizzle-orm';
import { staffIdOf } from '../actor.ts';
import type { DomainContext } from '../context.ts';
import { unitThreadMembers } from './table.ts';

/** What came of marking a conversation as read. */
export type Read = { outcome: 'read' } | { outcome: 'alreadyRead' } | { outcome: 'unknown' };

/** One officer has read it for the whole unit: the red dot goes for everybody there. */
export function markThreadRead(
  ctx: DomainContext,
  { threadId, unitId }: { threadId: number; unitId: number },
): Read {
  const isTheirs = and(eq(unitThreadMembers.threadId, threadId), eq(unitThreadMembers.unitId, unitId));
  const member = ctx.tx
    .select({ unread: unitThreadMembers.unread })
    .from(unitThreadMembers)
    .where(isTheirs)
    .get();
  if (!member) return { outcome: 'unknown' };
  if (!member.unread) return { outcome: 'alreadyRead' };
  ctx.tx
    .update(unitThreadMembers)
    .set({ unread: false, readAt: ctx.now, readBy: staffIdOf(ctx) })
    .where(isTheirs)
    .run();
  ctx.record({ kind: 'unitMessage.read', threadId, unitId });
  return { outcome: 'read' };
}
