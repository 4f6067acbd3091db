// Longer than other files: a digest counts one thing after the other, each in a query of its own.
import { and, asc, count, eq, gte, inArray, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { addWorkingDays } from '../calendar/index.ts';
import { VISIT_SERVICES } from '../calendar/values.ts';
import { dueBefore, inUnit, late } from '../cases/index.ts';
import { cases } from '../cases/table.ts';
import { incidents } from '../incidents/table.ts';
import { registrations, STAGES, type Stage } from '../registrations/table.ts';
import { phaseOf } from '../registrations/values.ts';
import { staff } from '../staff/table.ts';
import { units } from '../units/table.ts';
import { addDays, instantAt, type LabDay, labDayAt } from '../values/lab-day.ts';
import type { LabSettings } from '../values/lab-settings.ts';
import { SERVICES } from '../values/services.ts';
import {
  type CaseList,
  type DayNumbers,
  MAX_CASES,
  type ServiceNumbers,
  type UnitNumbers,
} from './values.ts';

/** How many days the chart shows. */
const TREND_DAYS = 14;

/** What a digest is counted for. */
interface Counting {
  unitId: number;
  unitPath: string;
  since: LabDay;
  lab: LabSettings;
  now: Date;
}

/** Counts the day's digest of a unit with all below it. Reads only; call it inside one snapshot. */
export function dayNumbers(db: Db, { unitPath, since, lab, now }: Counting): DayNumbers {
  const today = labDayAt(now, lab.timeZone);
  const within = inUnit(unitPath);
  const [from, until, tomorrow] = [since, today, addDays(today, 1)].map((day) =>
    instantAt(day, '00:00', lab.timeZone),
  ) as [Date, Date, Date]; // Three days in, three instants out.
  return {
    since,
    until: today,
    services: serviceNumbers(db, within, from, until),
    late: caseList(db, and(late(now), within)),
    dueToday: caseList(db, and(dueBefore(tomorrow, now), within)),
    waiting: { ...peopleWaiting(db, unitPath), ...questionsWaiting(db, within, now) },
    expected: expectedOn(db, within, addWorkingDays(db, today, 1, lab)),
    undelivered: openIncidents(db, 'undelivered', unitPath).total,
    line: reachability(db, from),
    trend: trendOf(db, within, today, lab),
  };
}

/** Counts the week before `monday` for each unit right below, with everything below that. */
export function weekNumbers(
  db: Db,
  { unitId, monday, lab, now }: { unitId: number; monday: LabDay; lab: LabSettings; now: Date },
): UnitNumbers[] {
  const [from, until] = [addDays(monday, -7), monday].map((day) => instantAt(day, '00:00', lab.timeZone)) as [
    Date,
    Date,
  ]; // Two days in, two instants out.
  return unitsBelow(db, unitId).map(({ id, name, path }) => {
    const within = inUnit(path);
    const sum = { received: 0, ended: 0, late: 0 };
    for (const each of serviceNumbers(db, within, from, until)) {
      sum.received += each.received;
      sum.ended += each.ended;
      sum.late += each.late;
    }
    const open = db
      .select({ count: count() })
      .from(cases)
      .where(and(sql`${cases.phase} <> 'ended'`, within))
      .get();
    return {
      unitId: id,
      name,
      ...sum,
      open: open?.count ?? 0,
      openLate: caseList(db, and(late(now), within)),
    };
  });
}

/** The active units right below one, by name. */
export function unitsBelow(db: Db, unitId: number): { id: number; name: string; path: string }[] {
  return db
    .select({ id: units.id, name: units.name, path: units.path })
    .from(units)
    .where(and(eq(units.parentId, unitId), eq(units.active, true)))
    .orderBy(sql`${units.name} collate nocase`, units.id)
    .all();
}

// The plus: found by when they ended, not among all that ever ended.
const ENDED = sql`+${cases.phase} = 'ended'`;

function serviceNumbers(db: Db, within: SQL, from: Date, until: Date): ServiceNumbers[] {
  const received = db
    .select({ service: cases.service, received: count() })
    .from(cases)
    .where(and(gte(cases.receivedAt, from), lt(cases.receivedAt, until), within))
    .groupBy(cases.service)
    .all();
  const ended = db
    .select({
      service: cases.service,
      ended: count(),
      late: sql<number>`coalesce(sum(${cases.missed}), 0)`,
    })
    .from(cases)
    .where(and(ENDED, gte(cases.endedAt, from), lt(cases.endedAt, until), within))
    .groupBy(sql`+${cases.service}`)
    .all();
  return SERVICES.map((service) => {
    const over = ended.find((each) => each.service === service);
    return {
      service,
      received: received.find((each) => each.service === service)?.received ?? 0,
      ended: over?.ended ?? 0,
      late: over?.late ?? 0,
    };
  });
}

function caseList(db: Db, which: SQL | undefined): CaseList {
  const found = db
    .select({ code: cases.code, service: cases.service, officer: staff.name, dueAt: cases.dueAt })
    .from(cases)
    .leftJoin(staff, eq(staff.id, cases.assigneeId))
    .where(which)
    .orderBy(asc(cases.dueAt), asc(cases.id))
    .limit(MAX_CASES)
    .all();
  const total = found.length < MAX_CASES ? found.length : countOf(db, which);
  return {
    total,
    cases: found.map(({ dueAt, ...rest }) => ({ ...rest, dueAt: dueAt?.toISOString() ?? '' })),
  };
}

const countOf = (db: Db, which: SQL | undefined): number =>
  db.select({ count: count() }).from(cases).where(which).get()?.count ?? 0;

// The lab's own desk hears of everybody; a unit below of those whose requests it has.
const ofUnit = (unitPath: string): SQL =>
  unitPath === '/1/'
    ? sql`true`
    : sql`${incidents.citizenId} in (select ${cases.citizenId} from ${cases} where ${inUnit(unitPath)})`;

function openIncidents(
  db: Db,
  kind: 'personWanted' | 'undelivered',
  unitPath: string,
): { total: number; oldestAt: Date | null } {
  const found = db
    .select({ total: count(), oldestMs: sql<number | null>`min(${incidents.createdAt})` })
    .from(incidents)
    .where(and(eq(incidents.kind, kind), isNull(incidents.resolvedAt), ofUnit(unitPath)))
    .get();
  return { total: found?.total ?? 0, oldestAt: found?.oldestMs ? new Date(found.oldestMs) : null };
}

/** Stages in which somebody who registered is still to come: not those who were asked for another day. */
const TO_COME = STAGES.filter((stage) => phaseOf(stage) !== 'ended' && stage !== 'dateProposed');
/** Stages in which the samples of a shipment are not here yet. */
const UNDER_WAY: readonly Stage[] = ['registered', 'documentsToFix', 'awaitingSamples'];

function expectedOn(db: Db, within: SQL, on: LabDay): DayNumbers['expected'] {
  const counted = (which: SQL | undefined) =>
    db
      .select({
        service: registrations.service,
        requests: count(),
        people: sql<number>`sum(${registrations.places})`,
      })
      .from(registrations)
      .innerJoin(cases, and(eq(cases.service, registrations.service), eq(cases.subjectId, registrations.id)))
      .where(and(which, within))
      .groupBy(registrations.service)
      .all();
  const visits = counted(
    and(
      inArray(registrations.service, [...VISIT_SERVICES]),
      inArray(registrations.stage, TO_COME),
      or(eq(registrations.visitOn, on), and(lt(registrations.visitOn, on), gte(registrations.untilOn, on))),
    ),
  );
  const [shipments] = counted(
    and(
      eq(registrations.service, 'shipment'),
      inArray(registrations.stage, [...UNDER_WAY]),
      lte(registrations.visitOn, on),
    ),
  );
  return {
    on,
    visits: VISIT_SERVICES.flatMap((service) => visits.filter((each) => each.service === service)),
    shipments: shipments?.requests ?? 0,
  };
}

function peopleWaiting(db: Db, unitPath: string): { people: number; oldestAt: string | null } {
  const { total, oldestAt } = openIncidents(db, 'personWanted', unitPath);
  return { people: total, oldestAt: oldestAt?.toISOString() ?? null };
}

function questionsWaiting(db: Db, within: SQL, now: Date): { questions: number; questionsLate: number } {
  const open = and(
    eq(cases.service, 'question'),
    eq(cases.phase, 'open'),
    isNull(cases.firstAnsweredAt),
    within,
  );
  return { questions: countOf(db, open), questionsLate: countOf(db, and(open, late(now))) };
}

function reachability(db: Db, since: Date): { outages: number; isDown: boolean } {
  const down = and(eq(incidents.kind, 'transportDown'));
  const outages = db
    .select({ count: count() })
    .from(incidents)
    .where(and(down, gte(incidents.createdAt, since)))
    .get();
  const open = db
    .select({ id: incidents.id })
    .from(incidents)
    .where(and(down, isNull(incidents.resolvedAt)))
    .get();
  return { outages: outages?.count ?? 0, isDown: open !== undefined };
}

function trendOf(db: Db, within: SQL, today: LabDay, lab: LabSettings): DayNumbers['trend'] {
  const first = addDays(today, -TREND_DAYS);
  const startMs = instantAt(first, '00:00', lab.timeZone).getTime();
  const endMs = instantAt(today, '00:00', lab.timeZone).getTime();
  const perDay = (column: typeof cases.receivedAt | typeof cases.endedAt, more?: SQL) => {
    // Indonesia has no summer time: every day is as long as any other.
    const day = sql<number>`cast((${column} - ${startMs}) / 86400000 as integer)`;
    const found = db
      .select({ day, count: count() })
      .from(cases)
      .where(and(sql`${column} >= ${startMs} and ${column} < ${endMs}`, more, within))
      .groupBy(day)
      .all();
    return new Map(found.map((each) => [each.day, each.count]));
  };
  const [received, ended] = [perDay(cases.receivedAt), perDay(cases.endedAt, ENDED)];
  return Array.from({ length: TREND_DAYS }, (_, index) => ({
    day: addDays(first, index),
    received: received.get(index) ?? 0,
    ended: ended.get(index) ?? 0,
  }));
}
