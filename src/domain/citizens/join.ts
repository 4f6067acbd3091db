import { eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import { citizens } from './table.ts';

type Citizen = typeof citizens.$inferSelect;

/**
 * Makes one person of two: everything of the younger row moves to the older one, which learns what only
 * the younger knew. The younger row stays and says where it went; the journal keeps its old names.
 *
 * @returns the older row as it is now
 */
export function join(ctx: DomainContext, one: Citizen, other: Citizen): Citizen {
  const [older, younger] = one.id < other.id ? [one, other] : [other, one];
  for (const { table, column } of columnsNamingCitizens(ctx.tx)) {
    const [from, into] =
      column === 'contact' ? [`citizen:${younger.id}`, `citizen:${older.id}`] : [younger.id, older.id];
    const [rows, name] = [sql.identifier(table), sql.identifier(column)];
    ctx.tx.run(sql`update or ignore ${rows} set ${name} = ${into} where ${name} = ${from}`);
    // What the older one has already of its own, where there is room for one only. An officer's account
    // is no part of a chat: it only loses the link, should the older one be linked to another.
    ctx.tx.run(
      table === 'staff'
        ? sql`update ${rows} set ${name} = null where ${name} = ${from}`
        : sql`delete from ${rows} where ${name} = ${from}`,
    );
  }
  const learned = both(older, younger);
  ctx.tx.update(citizens).set(learned).where(eq(citizens.id, older.id)).run();
  ctx.tx
    .update(citizens)
    .set({ mergedInto: older.id, handledBy: null, handledSince: null, handledUntil: null })
    .where(eq(citizens.id, younger.id))
    .run();
  // Who was joined to the younger one before is with the older one now.
  ctx.tx.update(citizens).set({ mergedInto: older.id }).where(eq(citizens.mergedInto, younger.id)).run();
  ctx.record({ kind: 'citizen.joined', citizenId: older.id, from: younger.id });
  return { ...older, ...learned };
}

/**
 * Where a citizen is named in this database: by id in a column `citizen_id`, or as `citizen:12` in a column
 * `contact`. Read from the schema, so that no table can be forgotten; a test holds every table to these
 * two names.
 */
function columnsNamingCitizens(db: Db): { table: string; column: string }[] {
  return db.all(sql`
    select tables.name as "table", columns.name as "column"
    from sqlite_schema tables, pragma_table_info(tables.name) columns
    where tables.type = 'table' and columns.name in ('citizen_id', 'contact')`);
}

/** What is known of a person who was two; a wish, an officer's word and a choice made once still count. */
function both(older: Citizen, younger: Citizen): Partial<Citizen> {
  const isHeldLonger = (younger.handledUntil?.getTime() ?? 0) > (older.handledUntil?.getTime() ?? 0);
  const { handledBy, handledSince, handledUntil } = isHeldLonger ? younger : older;
  return {
    displayName: younger.displayName ?? older.displayName,
    phone: older.phone ?? younger.phone,
    // Indonesian is what everybody begins with; English was chosen.
    language: younger.language === 'en' ? 'en' : older.language,
    optedOutAt: older.optedOutAt ?? younger.optedOutAt,
    handledBy,
    handledSince,
    handledUntil,
  };
}
