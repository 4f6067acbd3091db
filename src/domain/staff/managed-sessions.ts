import { eq } from 'drizzle-orm';
import type { DomainContext } from '../context.ts';
import type { Refused } from './accounts.ts';
import { allows, isOneself } from './authority.ts';
import { endSessionsOf } from './sessions.ts';
import { staff } from './table.ts';

/** Ends every session of somebody one may manage: a phone was lost, a computer left open. */
export function endSessionsFor(
  ctx: DomainContext,
  { staffId }: { staffId: number },
): { outcome: 'ended' } | Refused {
  const member = ctx.tx.select().from(staff).where(eq(staff.id, staffId)).get();
  if (!member || member.removedAt) return { outcome: 'notFound' };
  if (isOneself(ctx, staffId)) return { outcome: 'oneself' };
  if (!allows(ctx, member)) return { outcome: 'notAllowed' };
  endSessionsOf(ctx, staffId);
  ctx.record({ kind: 'staff.changed', staffId, what: 'sessionsEnded' });
  return { outcome: 'ended' };
}
