import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import { units } from '../units/table.ts';
import type { Service } from '../values/services.ts';
import { cases } from './table.ts';

/** A case as it is kept. It holds the whole NIK: never show it. */
export type Case = typeof cases.$inferSelect;

const byId = statement((db) =>
  db
    .select()
    .from(cases)
    .where(eq(cases.id, sql.placeholder('id')))
    .prepare(),
);

/** The case with this id, or undefined. */
export function caseById(db: Db, id: number): Case | undefined {
  return byId(db).get({ id });
}

const bySubject = statement((db) =>
  db
    .select()
    .from(cases)
    .where(
      and(eq(cases.service, sql.placeholder('service')), eq(cases.subjectId, sql.placeholder('subjectId'))),
    )
    .prepare(),
);

/** The case of a request, or undefined. */
export function caseOf(db: Db, service: Service, subjectId: number): Case | undefined {
  return bySubject(db).get({ service, subjectId });
}

/** A case with where it stands in the organisation. */
export interface PlacedCase extends Case {
  unitPath: string;
}

/** The case with this id and the path of its unit, or undefined. */
export function placedCase(db: Db, id: number): PlacedCase | undefined {
  return db
    .select({ ...getTableColumns(cases), unitPath: units.path })
    .from(cases)
    .innerJoin(units, eq(units.id, cases.unitId))
    .where(eq(cases.id, id))
    .get();
}

/** Where the cases of a person stand: what decides who may read the chat with them. */
export function placesOfCitizen(db: Db, citizenId: number): { unitPath: string; service: Service }[] {
  return db
    .selectDistinct({ unitPath: units.path, service: cases.service })
    .from(cases)
    .innerJoin(units, eq(units.id, cases.unitId))
    .where(eq(cases.citizenId, citizenId))
    .all();
}

const MOST_CASES = 50;

/** A person's newest cases with where they stand, newest first. */
export function casesOfCitizen(db: Db, citizenId: number): PlacedCase[] {
  return db
    .select({ ...getTableColumns(cases), unitPath: units.path })
    .from(cases)
    .innerJoin(units, eq(units.id, cases.unitId))
    .where(eq(cases.citizenId, citizenId))
    .orderBy(desc(cases.id))
    .limit(MOST_CASES)
    .all();
}
