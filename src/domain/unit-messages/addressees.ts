import { and, asc, eq, like, ne, or } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { units } from '../units/table.ts';

/** A unit that can be written to. */
export interface Addressee {
  id: number;
  name: string;
  /** How far below the one that writes: 1 is right below it, -1 the one above. */
  depth: number;
}

/**
 * To which units one can write: all below, at any depth, and the one right above, which stands first.
 * Source: LAPOR! 3.0, manual for liaison officers, 6.13.
 */
export function addresseesOf(db: Db, unitId: number): Addressee[] {
  const own = db.select().from(units).where(eq(units.id, unitId)).get();
  if (!own) return [];
  const isAbove = own.parentId === null ? undefined : eq(units.id, own.parentId);
  const isBelow = and(like(units.path, `${own.path}%`), ne(units.id, unitId));
  const depthOf = (path: string): number => path.split('/').length;
  return db
    .select({ id: units.id, name: units.name, path: units.path })
    .from(units)
    .where(and(eq(units.active, true), or(isAbove, isBelow)))
    .orderBy(asc(units.path))
    .all()
    .map(({ id, name, path }) => ({ id, name, depth: depthOf(path) - depthOf(own.path) }));
}
