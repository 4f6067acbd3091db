import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { staff } from '../staff/table.ts';
import { type Place, type Role, reaches, type Standing } from '../staff/values.ts';
import { units } from '../units/table.ts';

/** Somebody to whom work can be given, or whom it was given to. */
export interface Assignee extends Standing {
  id: number;
  name: string;
  active: boolean;
  awayUntil: Date | null;
  removedAt: Date | null;
  unitName: string;
}

/** Why somebody cannot have a case. */
export type Unfit = 'unknown' | 'switchedOff' | 'away' | 'noSuchWork' | 'outOfReach';

/** Who works on cases: a supervisor only reads. */
const WORKING: readonly Role[] = ['administrator', 'coordinator', 'liaison', 'serviceOfficer'];

const shown = {
  id: staff.id,
  name: staff.name,
  role: staff.role,
  active: staff.active,
  awayUntil: staff.awayUntil,
  removedAt: staff.removedAt,
  unitId: staff.unitId,
  unitPath: units.path,
  unitName: units.name,
  services: staff.services,
};

/** Somebody by id, or undefined. */
export function assignee(db: Db, id: number): Assignee | undefined {
  return db
    .select(shown)
    .from(staff)
    .innerJoin(units, eq(units.id, staff.unitId))
    .where(eq(staff.id, id))
    .get();
}

/** Whether somebody can have a case that stands at `place`. */
export function mayHave(
  { active, removedAt, awayUntil, ...standing }: Assignee,
  place: Place,
  now: Date,
): 'fit' | Unfit {
  if (!active || removedAt !== null) return 'switchedOff';
  if (awayUntil !== null && awayUntil > now) return 'away';
  if (!WORKING.includes(standing.role)) return 'noSuchWork';
  return reaches(standing, place) ? 'fit' : 'outOfReach';
}

/**
 * To whom `who` can give a case at `place`, by name: people of the own unit and those below. More than a
 * lab has officers are never listed.
 */
export function assigneesFor(db: Db, who: Standing, place: Place, now: Date): Assignee[] {
  return workersUnder(db, who).filter((one) => mayHave(one, place, now) === 'fit');
}

const MOST_OFFICERS = 500;

/** Everybody who works on cases in the units of `who`, by name; also those who are away just now. */
export function workersUnder(db: Db, who: Standing): Assignee[] {
  return db
    .select(shown)
    .from(staff)
    .innerJoin(units, eq(units.id, staff.unitId))
    .where(and(eq(staff.active, true), isNull(staff.removedAt)))
    .orderBy(asc(staff.name))
    .limit(MOST_OFFICERS)
    .all()
    .filter(
      ({ role, unitPath }) =>
        WORKING.includes(role) && (who.role === 'administrator' || unitPath.startsWith(who.unitPath)),
    );
}
