import { and, desc, eq, gte, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { isWorkingDay } from '../calendar/index.ts';
import { citizens } from '../citizens/table.ts';
import { staff } from '../staff/table.ts';
import { units } from '../units/table.ts';
import { addDays, type LabDay, labDayAt } from '../values/lab-day.ts';
import type { LabSettings } from '../values/lab-settings.ts';
import { unitsBelow } from './numbers.ts';
import { hasCome, MOST_DAYS_BACK, mondayOf, sinceDay } from './rules.ts';
import { digests } from './table.ts';

/** Somebody whose hour has come, and what is due to them. */
export interface DueDigest {
  staffId: number;
  citizenId: number;
  language: 'id' | 'en';
  unitId: number;
  unitPath: string;
  unitName: string;
  /** The day the daily one covers from; missing when it has been posted, or is not wanted. */
  daily?: { since: LabDay };
  /** The Monday that names the weekly one; missing when it has been posted, or nothing lies below. */
  weekly?: { monday: LabDay };
}

/**
 * To whom a digest is due now: supervisors, and whoever else who leads has chosen an hour, with a chat
 * they have linked. Liaison officers follow the units below theirs once a week, whether or not they chose.
 * On a day that is no working day nobody gets one, and a missed day is not made up for.
 */
export function dueDigests(db: Db, lab: LabSettings, now: Date): DueDigest[] {
  const today = labDayAt(now, lab.timeZone);
  if (!isWorkingDay(db, today, lab)) return [];
  const monday = mondayOf(today);
  const lastWorkingDay = workingDayBefore(db, today, lab);
  return wanting(db).flatMap(({ role, digestAt, ...person }): DueDigest[] => {
    if (!hasCome(now, today, digestAt ?? lab.digestAt, lab.timeZone)) return [];
    const wantsDaily = role === 'supervisor' || digestAt !== null;
    const daily =
      wantsDaily && !isPosted(db, 'daily', today, person.staffId)
        ? { since: sinceDay(today, lastDigestBefore(db, person.staffId, today), lastWorkingDay) }
        : undefined;
    const weekly =
      !isPosted(db, 'weekly', monday, person.staffId) && unitsBelow(db, person.unitId).length > 0
        ? { monday }
        : undefined;
    return daily || weekly ? [{ ...person, ...(daily && { daily }), ...(weekly && { weekly }) }] : [];
  });
}

const wanting = (db: Db) =>
  db
    .select({
      staffId: staff.id,
      citizenId: sql<number>`${staff.citizenId}`,
      language: citizens.language,
      role: staff.role,
      digestAt: staff.digestAt,
      unitId: staff.unitId,
      unitPath: units.path,
      unitName: units.name,
    })
    .from(staff)
    .innerJoin(units, eq(units.id, staff.unitId))
    .innerJoin(citizens, eq(citizens.id, staff.citizenId))
    .where(
      and(
        eq(staff.active, true),
        isNull(staff.removedAt),
        isNotNull(staff.citizenId),
        isNull(citizens.optedOutAt),
        sql`(${staff.role} in ('supervisor', 'liaison')
          or (${staff.role} in ('administrator', 'coordinator') and ${staff.digestAt} is not null))`,
      ),
    )
    .orderBy(staff.id)
    .all();

/** Whether this one has been posted, with something in it or quietly. */
const isPosted = (db: Db, kind: 'daily' | 'weekly', day: LabDay, staffId: number): boolean =>
  db
    .select({ id: digests.id })
    .from(digests)
    .where(and(eq(digests.kind, kind), eq(digests.day, day), eq(digests.staffId, staffId)))
    .get() !== undefined;

const lastDigestBefore = (db: Db, staffId: number, today: LabDay): LabDay | undefined =>
  db
    .select({ day: digests.day })
    .from(digests)
    .where(
      and(
        eq(digests.kind, 'daily'),
        eq(digests.staffId, staffId),
        lt(digests.day, today),
        gte(digests.day, addDays(today, -MOST_DAYS_BACK)),
      ),
    )
    .orderBy(desc(digests.day))
    .limit(1)
    .get()?.day;

function workingDayBefore(db: Db, today: LabDay, lab: LabSettings): LabDay {
  for (let back = 1; back <= MOST_DAYS_BACK; back += 1) {
    const day = addDays(today, -back);
    if (isWorkingDay(db, day, lab)) return day;
  }
  return addDays(today, -1);
}
