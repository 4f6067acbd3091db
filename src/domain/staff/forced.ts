import { and, eq, ne } from 'drizzle-orm';
import type { DomainContext } from '../context.ts';
import type { Refused } from './accounts.ts';
import { allows, isOneself, standingOf } from './authority.ts';
import { staff } from './table.ts';

/** Leads somebody to a new password at the next click: the present one may be known to others. */
export function forcePasswordChange(
  ctx: DomainContext,
  { staffId }: { staffId: number },
): { outcome: 'forced' } | Refused {
  const member = ctx.tx.select().from(staff).where(eq(staff.id, staffId)).get();
  if (!member || member.removedAt) return { outcome: 'notFound' };
  if (isOneself(ctx, staffId)) return { outcome: 'oneself' };
  if (!allows(ctx, member)) return { outcome: 'notAllowed' };
  force(ctx, staffId);
  return { outcome: 'forced' };
}

/** The same for everybody but oneself; an administrator's alone. */
export function forceAllPasswordChanges(
  ctx: DomainContext,
): { outcome: 'forced'; people: number } | { outcome: 'notAllowed' } {
  const actorId = ctx.actor.kind === 'staff' ? ctx.actor.id : 0;
  if (standingOf(ctx.tx, actorId)?.role !== 'administrator') return { outcome: 'notAllowed' };
  const others = ctx.tx
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.active, true), eq(staff.mustChangePassword, false), ne(staff.id, actorId)))
    .all();
  for (const { id } of others) force(ctx, id);
  return { outcome: 'forced', people: others.length };
}

function force(ctx: DomainContext, staffId: number): void {
  ctx.tx.update(staff).set({ mustChangePassword: true }).where(eq(staff.id, staffId)).run();
  ctx.record({ kind: 'staff.changed', staffId, what: 'passwordForced' });
}
