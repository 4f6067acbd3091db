import { and, asc, eq, getTableColumns, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { units } from '../units/table.ts';
import { ownEmail } from './rules.ts';
import { staff } from './table.ts';
import type { Standing } from './values.ts';

const PER_PAGE = 50;

const {
  passwordHash,
  secondFactorSecret: _secret,
  secondFactorStep: _step,
  ...open
} = getTableColumns(staff);
const columns = {
  ...open,
  unitName: units.name,
  unitPath: units.path,
  /** Has chosen a password. */
  hasPassword: sql<boolean>`${passwordHash} <> ''`.mapWith(Boolean),
};

const read = (db: Db) => db.select(columns).from(staff).innerJoin(units, eq(units.id, staff.unitId));

/** Somebody with an account and the unit, without what only the sign-in needs. */
export type Person = NonNullable<ReturnType<ReturnType<typeof read>['get']>>;

/** One person; somebody who was removed has the e-mail address of before. */
export function personById(db: Db, id: number): Person | undefined {
  const found = read(db).where(eq(staff.id, id)).get();
  return found && { ...found, email: ownEmail(found.email) };
}

/** Which people a list shows. */
export interface PeopleFilter {
  /** Parts of name, username, e-mail or phone; all of them must be found. */
  words?: string | undefined;
  /** Only of this unit, not of those below. */
  unitId?: number | undefined;
  /** Those who were removed, instead of those who were not. */
  removed?: boolean;
  /** From 1. */
  page?: number;
}

/** A page of the people of somebody's own unit and those below, by name: open accounts first. */
export function people(
  db: Db,
  by: Standing,
  filter: PeopleFilter = {},
): { rows: Person[]; total: number; pages: number } {
  const wanted = and(
    by.role === 'administrator' ? undefined : sql`${units.path} like ${`${by.unitPath}%`}`,
    filter.unitId === undefined ? undefined : eq(staff.unitId, filter.unitId),
    filter.removed ? isNotNull(staff.removedAt) : isNull(staff.removedAt),
    ...wordsIn(filter.words ?? '').map(found),
  );
  const total =
    db
      .select({ total: sql<number>`count(*)` })
      .from(staff)
      .innerJoin(units, eq(units.id, staff.unitId))
      .where(wanted)
      .get()?.total ?? 0;
  const rows = read(db)
    .where(wanted)
    .orderBy(sql`${staff.active} desc`, asc(sql`${staff.name} collate nocase`), asc(staff.id))
    .limit(PER_PAGE)
    .offset((Math.max(1, filter.page ?? 1) - 1) * PER_PAGE)
    .all();
  return {
    rows: rows.map((row) => ({ ...row, email: ownEmail(row.email) })),
    total,
    pages: Math.max(1, Math.ceil(total / PER_PAGE)),
  };
}

const wordsIn = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 6);

function found(word: string): SQL {
  const digits = word.replace(/\D/g, '').replace(/^0/, '62');
  const isPhone = /^[\d+().-]{3,}$/.test(word) && digits !== '';
  const text = sql`lower(${staff.name} || ' ' || coalesce(${staff.username}, '') || ' ' || ${staff.email})`;
  return isPhone
    ? sql`(instr(${text}, ${word}) > 0 or instr(${staff.phone}, ${digits}) > 0)`
    : sql`instr(${text}, ${word}) > 0`;
}
