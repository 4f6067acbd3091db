import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { staffIdOf } from '../actor.ts';
import type { DomainContext } from '../context.ts';
import { units } from '../units/table.ts';
import { asChanged, type CaseChanged, changeCase, type OnCase } from './change.ts';
import type { Case } from './rows.ts';
import { reasonIn } from './rules.ts';

/** A unit a case can go to, and on which side it lies. */
export interface Destination {
  id: number;
  name: string;
  path: string;
  way: 'up' | 'down';
}

/** What came of sending a case to another unit. */
export type Forwarded =
  | CaseChanged
  | { outcome: 'reasonNeeded' }
  /** Neither below the unit that has it nor the one right above, or closed. */
  | { outcome: 'notThere' };

/** Where a case of a unit can go: the one above, then everything below in the order of the tree. */
export function destinationsFrom(db: Db, unitId: number): Destination[] {
  const all = db
    .select({ id: units.id, name: units.name, path: units.path, parentId: units.parentId })
    .from(units)
    .where(eq(units.active, true))
    .orderBy(asc(units.path))
    .all();
  const here = db
    .select({ path: units.path, parentId: units.parentId })
    .from(units)
    .where(eq(units.id, unitId))
    .get();
  if (!here) return [];
  return all.flatMap(({ id, name, path }): Destination[] => {
    if (id === here.parentId) return [{ id, name, path, way: 'up' }];
    return id !== unitId && path.startsWith(here.path) ? [{ id, name, path, way: 'down' }] : [];
  });
}

/** Sends a case to a unit below, or back to the one above, and says why. Nobody has it there yet. */
export function forward(ctx: DomainContext, input: OnCase & { to: number; reason: string }): Forwarded {
  staffIdOf(ctx);
  const found = asChanged(ctx, input);
  if (found.outcome !== 'current') return found;
  const { current } = found;
  const reason = reasonIn(input.reason);
  if (reason === undefined) return { outcome: 'reasonNeeded' };
  if (!destinationsFrom(ctx.tx, current.unitId).some(({ id }) => id === input.to))
    return { outcome: 'notThere' };
  return { outcome: 'changed', version: moveToUnit(ctx, current, input.to, reason) };
}

/** The unit of a case, changed without asking: for what has been asked already, and for taking back. */
export function moveToUnit(
  ctx: DomainContext,
  current: Case,
  to: number,
  reason: string,
  assigneeId: number | null = null,
): number {
  const version = changeCase(ctx, current, {
    unitId: to,
    assigneeId,
    assignedAt: assigneeId === null ? null : ctx.now,
  });
  ctx.record({
    kind: 'case.forwarded',
    caseId: current.id,
    from: current.unitId,
    to,
    reason,
    ...(current.assigneeId === null ? {} : { had: current.assigneeId }),
  });
  return version;
}

/** The name of a unit, or undefined. */
export function unitNameOf(db: Db, id: number): string | undefined {
  return db.select({ name: units.name }).from(units).where(eq(units.id, id)).get()?.name;
}
