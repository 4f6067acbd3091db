import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { staff } from '../staff/table.ts';
import type { Standing } from '../staff/values.ts';
import { units } from '../units/table.ts';

/** Somebody who may be told something, and where they stand. */
export interface Hearer extends Standing {
  id: number;
  name: string;
  awayUntil: Date | null;
}

/** Who of these people works here still: by their ids, by their units, or everybody. */
export function hearers(db: Db, wanted: { ids?: readonly number[]; unitIds?: readonly number[] }): Hearer[] {
  return db
    .select({
      id: staff.id,
      name: staff.name,
      role: staff.role,
      unitId: staff.unitId,
      unitPath: units.path,
      services: staff.services,
      awayUntil: staff.awayUntil,
    })
    .from(staff)
    .innerJoin(units, eq(units.id, staff.unitId))
    .where(
      and(
        eq(staff.active, true),
        isNull(staff.removedAt),
        wanted.ids && inArray(staff.id, [...wanted.ids]),
        wanted.unitIds && inArray(staff.unitId, [...wanted.unitIds]),
      ),
    )
    .all();
}
