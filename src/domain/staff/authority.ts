import { eq } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import { units } from '../units/table.ts';
import { mayManage, type Post } from './rules.ts';
import { staff } from './table.ts';
import type { Role, Standing } from './values.ts';

/** Where somebody stands now; undefined when the account is closed. */
export function standingOf(db: Db, staffId: number): Standing | undefined {
  const found = db
    .select({
      role: staff.role,
      unitId: staff.unitId,
      unitPath: units.path,
      services: staff.services,
      active: staff.active,
    })
    .from(staff)
    .innerJoin(units, eq(units.id, staff.unitId))
    .where(eq(staff.id, staffId))
    .get();
  if (!found?.active) return undefined;
  const { active: _active, ...standing } = found;
  return standing;
}

/**
 * Whether whoever causes this change may manage somebody in this post, as things stand inside the
 * transaction. The lab itself (the command line, the first start) may.
 *
 * @param rule what it takes, instead of being able to give the post
 */
export function allows(
  ctx: DomainContext,
  { role, unitId }: { role: Role; unitId: number },
  rule: (by: Standing, post: Post) => boolean = mayManage,
): boolean {
  if (ctx.actor.kind === 'system') return true;
  if (ctx.actor.kind !== 'staff') return false;
  const by = standingOf(ctx.tx, ctx.actor.id);
  const unit = ctx.tx.select({ path: units.path }).from(units).where(eq(units.id, unitId)).get();
  return by !== undefined && unit !== undefined && rule(by, { role, unitPath: unit.path });
}

/** Whether the change is about whoever causes it. */
export const isOneself = (ctx: DomainContext, staffId: number): boolean =>
  ctx.actor.kind === 'staff' && ctx.actor.id === staffId;
