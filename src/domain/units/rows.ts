import { and, asc, count, eq, isNull, like, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { cases } from '../cases/table.ts';
import { staff } from '../staff/table.ts';
import type { Standing } from '../staff/values.ts';
import { unitMessages, unitThreadMembers, unitThreads } from '../unit-messages/table.ts';
import { units } from './table.ts';

/** A unit as it is stored. */
export type Unit = typeof units.$inferSelect;

/** A unit with what is counted about it. */
export interface UnitRow extends Unit {
  /** People with an account here, closed ones included. */
  officers: number;
  /** Units below, on all levels. */
  below: number;
  /** How far below the uppermost that is shown: 0, 1 … */
  depth: number;
}

/** One unit, or undefined. */
export function unitById(db: Db, id: number): Unit | undefined {
  return db.select().from(units).where(eq(units.id, id)).get();
}

/** The units within somebody's reach as a tree: each below the one it belongs to, by name. */
export function unitsWithin(db: Db, by: Standing): UnitRow[] {
  return treeOf(db, by.role === 'administrator' ? undefined : like(units.path, `${by.unitPath}%`));
}

/** A unit and everything below it, as a tree. */
export function unitsUnder(db: Db, unitPath: string): UnitRow[] {
  return treeOf(db, like(units.path, `${unitPath}%`));
}

function treeOf(db: Db, within: SQL | undefined): UnitRow[] {
  const found = db
    .select()
    .from(units)
    .where(within)
    .orderBy(asc(sql`${units.name} collate nocase`), asc(units.id))
    .all();
  const officers = new Map(
    db
      .select({ unitId: staff.unitId, officers: count() })
      .from(staff)
      .where(isNull(staff.removedAt))
      .groupBy(staff.unitId)
      .all()
      .map((row) => [row.unitId, row.officers]),
  );
  const children = new Map<number, Unit[]>();
  const known = new Set(found.map(({ id }) => id));
  const tops: Unit[] = [];
  for (const unit of found) {
    const { parentId } = unit;
    if (parentId === null || !known.has(parentId)) tops.push(unit);
    else children.set(parentId, [...(children.get(parentId) ?? []), unit]);
  }
  const rows: UnitRow[] = [];
  const walk = (unit: Unit, depth: number): number => {
    const row = { ...unit, officers: officers.get(unit.id) ?? 0, below: 0, depth };
    rows.push(row);
    for (const child of children.get(unit.id) ?? []) row.below += 1 + walk(child, depth + 1);
    return row.below;
  };
  for (const top of tops) walk(top, 0);
  return rows;
}

/** What belongs to a unit, so that it cannot just go. */
export interface Hanging {
  officers: number;
  unitsBelow: number;
  cases: number;
  threads: number;
}

/** What belongs to a unit; all zero when it can be removed. */
export function hangingOn(db: Db, unitId: number): Hanging {
  const one = (counted: { n: number } | undefined): number => counted?.n ?? 0;
  return {
    officers: one(
      db
        .select({ n: count() })
        .from(staff)
        .where(and(eq(staff.unitId, unitId), isNull(staff.removedAt)))
        .get(),
    ),
    unitsBelow: one(db.select({ n: count() }).from(units).where(eq(units.parentId, unitId)).get()),
    cases: one(db.select({ n: count() }).from(cases).where(eq(cases.unitId, unitId)).get()),
    threads: one(
      db
        .select({ n: count() })
        .from(unitThreads)
        .where(
          or(
            eq(unitThreads.fromUnitId, unitId),
            sql`exists (select 1 from ${unitThreadMembers} where ${unitThreadMembers.threadId} = ${unitThreads.id}
              and ${unitThreadMembers.unitId} = ${unitId})`,
            sql`exists (select 1 from ${unitMessages} where ${unitMessages.threadId} = ${unitThreads.id}
              and ${unitMessages.unitId} = ${unitId})`,
          ),
        )
        .get(),
    ),
  };
}
