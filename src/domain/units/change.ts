import { and, eq, ne, sql } from 'drizzle-orm';
import { changesBetween } from '../changes.ts';
import type { DomainContext } from '../context.ts';
import { rolesGivenBy, standingOf } from '../staff/index.ts';
import { staff } from '../staff/table.ts';
import { reaches, type Standing } from '../staff/values.ts';
import { type Hanging, hangingOn, type Unit, unitById } from './rows.ts';
import { isWithin, levelOf, MAX_LEVELS, mayRoute, type UnitFields } from './rules.ts';
import { ROOT_UNIT_ID, units } from './table.ts';

/** Why a unit cannot stand where it was put. */
type Misplaced =
  | { outcome: 'notAllowed' }
  /** There is no such parent, or not within reach. */
  | { outcome: 'noParent' }
  /** Another one below the same parent has this name. */
  | { outcome: 'nameTaken' }
  | { outcome: 'tooDeep' };

/** Makes a unit below another one. */
export function addUnit(
  ctx: DomainContext,
  { parentId, ...fields }: UnitFields & { parentId: number },
): { outcome: 'added'; unitId: number } | Misplaced {
  const parent = reachable(ctx, parentId);
  if (!parent) return { outcome: 'noParent' };
  if (fields.services.length > 0 && !routes(ctx)) return { outcome: 'notAllowed' };
  if (levelOf(parent.path) >= MAX_LEVELS) return { outcome: 'tooDeep' };
  if (hasSibling(ctx, 0, parentId, fields.name)) return { outcome: 'nameTaken' };
  const { id } = ctx.tx
    .insert(units)
    // Its own id belongs into the path and is known only now.
    .values({ ...fields, parentId, path: `${parent.path}new/`, createdAt: ctx.now })
    .returning({ id: units.id })
    .get();
  ctx.tx
    .update(units)
    .set({ path: `${parent.path}${id}/` })
    .where(eq(units.id, id))
    .run();
  const changes = changesBetween(undefined, { ...fields, parentId });
  ctx.record({ kind: 'unit.added', unitId: id, changes });
  return { outcome: 'added', unitId: id };
}

/**
 * Changes a unit, and moves it with everything below when `parentId` is another one. One's own unit
 * keeps its place: the places within reach are all below it.
 */
export function changeUnit(
  ctx: DomainContext,
  {
    unitId,
    expectedVersion,
    parentId,
    ...fields
  }: UnitFields & { unitId: number; expectedVersion: number; parentId: number | null },
):
  | { outcome: 'changed' }
  | { outcome: 'stale'; current: Unit }
  | { outcome: 'notFound' }
  | { outcome: 'underItself' }
  /** The lab itself has no parent and is always on. */
  | { outcome: 'isRoot' }
  | Misplaced {
  const unit = reachable(ctx, unitId);
  if (!unit) return { outcome: 'notFound' };
  if (unit.version !== expectedVersion) return { outcome: 'stale', current: unit };
  const wanted = { ...fields, parentId };
  const changes = changesBetween(unit, wanted);
  if (Object.keys(changes).length === 0) return { outcome: 'changed' };
  if (unitId === ROOT_UNIT_ID && ('parentId' in changes || !fields.active)) return { outcome: 'isRoot' };
  if ('services' in changes && !routes(ctx)) return { outcome: 'notAllowed' };
  if ('parentId' in changes) {
    const misplaced = move(ctx, unit, parentId);
    if (misplaced) return misplaced;
  }
  if (hasSibling(ctx, unitId, parentId, fields.name)) return { outcome: 'nameTaken' };
  ctx.tx
    .update(units)
    .set({ ...wanted, version: sql`${units.version} + 1` })
    .where(eq(units.id, unitId))
    .run();
  ctx.record({ kind: 'unit.changed', unitId, changes });
  return { outcome: 'changed' };
}

/** Removes a unit to which nothing belongs; those who were removed from it before go up to its parent. */
export function removeUnit(
  ctx: DomainContext,
  { unitId }: { unitId: number },
):
  | { outcome: 'removed' }
  | { outcome: 'hanging'; on: Hanging }
  | { outcome: 'isRoot' }
  | { outcome: 'notFound' } {
  const unit = reachable(ctx, unitId);
  if (!unit) return { outcome: 'notFound' };
  if (unit.parentId === null) return { outcome: 'isRoot' };
  const on = hangingOn(ctx.tx, unitId);
  if (Object.values(on).some((many) => many > 0)) return { outcome: 'hanging', on };
  ctx.tx.update(staff).set({ unitId: unit.parentId }).where(eq(staff.unitId, unitId)).run();
  ctx.tx.delete(units).where(eq(units.id, unitId)).run();
  const { id: _id, path: _path, version: _version, createdAt: _at, ...kept } = unit;
  const changes = Object.fromEntries(
    Object.entries(kept).map(([field, from]) => [field, { from, to: null }]),
  );
  ctx.record({ kind: 'unit.removed', unitId, name: unit.name, changes });
  return { outcome: 'removed' };
}

function move(
  ctx: DomainContext,
  unit: Unit,
  parentId: number | null,
): { outcome: 'underItself' } | Misplaced | undefined {
  const parent = parentId === null ? undefined : reachable(ctx, parentId);
  if (!parent) return { outcome: 'noParent' };
  if (isWithin(parent.path, unit.path)) return { outcome: 'underItself' };
  const deepest = ctx.tx
    .select({ path: units.path })
    .from(units)
    .where(sql`${units.path} like ${`${unit.path}%`}`)
    .all()
    .reduce((most, { path }) => Math.max(most, levelOf(path)), 0);
  if (deepest - levelOf(unit.path) + levelOf(parent.path) + 1 > MAX_LEVELS) return { outcome: 'tooDeep' };
  const path = `${parent.path}${unit.id}/`;
  ctx.tx
    .update(units)
    .set({ path: sql`${path} || substr(${units.path}, ${unit.path.length + 1})` })
    .where(sql`${units.path} like ${`${unit.path}%`}`)
    .run();
  return undefined;
}

/** Where whoever causes the change stands; undefined for the lab itself, which may do everything. */
function actorOf(ctx: DomainContext): Standing | 'lab' | undefined {
  if (ctx.actor.kind === 'system') return 'lab';
  const by = ctx.actor.kind === 'staff' ? standingOf(ctx.tx, ctx.actor.id) : undefined;
  return by && rolesGivenBy(by.role).length > 0 ? by : undefined;
}

function reachable(ctx: DomainContext, unitId: number): Unit | undefined {
  const by = actorOf(ctx);
  const unit = unitById(ctx.tx, unitId);
  if (!by || !unit) return undefined;
  return by === 'lab' || reaches(by, { unitPath: unit.path }) ? unit : undefined;
}

function routes(ctx: DomainContext): boolean {
  const by = actorOf(ctx);
  return by === 'lab' || (by !== undefined && mayRoute(by));
}

function hasSibling(ctx: DomainContext, unitId: number, parentId: number | null, name: string): boolean {
  if (parentId === null) return false;
  const same = ctx.tx
    .select({ id: units.id })
    .from(units)
    .where(
      and(eq(units.parentId, parentId), sql`${units.name} = ${name} collate nocase`, ne(units.id, unitId)),
    )
    .get();
  return same !== undefined;
}
