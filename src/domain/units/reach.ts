import { and, asc, eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import type { Service } from '../values/services.ts';
import { ROOT_UNIT_ID, units } from './table.ts';

const handling = statement((db) =>
  db
    .select({ id: units.id })
    .from(units)
    .where(
      and(
        eq(units.active, true),
        sql`exists (select 1 from json_each(${units.services}) where value = ${sql.placeholder('service')})`,
      ),
    )
    .orderBy(asc(units.path))
    .limit(1)
    .prepare(),
);

/** The unit that gets the new cases of a service: the uppermost that handles it, else the lab itself. */
export function unitHandling(db: Db, service: Service): number {
  return handling(db).get({ service })?.id ?? ROOT_UNIT_ID;
}

const pathOf = statement((db) =>
  db
    .select({ path: units.path })
    .from(units)
    .where(eq(units.id, sql.placeholder('id')))
    .prepare(),
);

/** The ids from the root down to a unit, `/1/4/`; undefined when there is no such unit. */
export function unitPath(db: Db, id: number): string | undefined {
  return pathOf(db).get({ id })?.path;
}
