import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { registrations } from '../registrations/table.ts';
import { staff } from '../staff/table.ts';
import type { Standing } from '../staff/values.ts';
import { unitPath } from '../units/index.ts';
import { units } from '../units/table.ts';
import { SERVICES, type Service } from '../values/services.ts';
import { dueBefore, late } from './lateness.ts';
import { inUnit, withinReach } from './reach.ts';
import { caseChecks, cases, dueOrder } from './table.ts';

/** The lists of the day's work; `open` is everything that is not over. */
export const WORK_LISTS = ['mine', 'unassigned', 'waiting', 'dueToday', 'late', 'open'] as const;
/** One of them. */
export type WorkListName = (typeof WORK_LISTS)[number];

/** In which order: what is due first, what came last, what came first. */
export const WORK_ORDERS = ['due', 'newest', 'oldest'] as const;
/** One of them. */
export type WorkOrder = (typeof WORK_ORDERS)[number];

/** Whose lists these are. */
export type Worker = Standing & { staffId: number };

/** What narrows a list further. */
export interface WorkFilter {
  service?: Service | undefined;
  /** This unit and those below. */
  unitId?: number | undefined;
}

/** The instants that part late from due today from later. */
export interface Day {
  now: Date;
  /** When the lab's day is over. */
  ends: Date;
}

/** A line of a list. It holds no NIK and no phone number. */
export interface WorkRow {
  id: number;
  code: string;
  number: number | null;
  service: Service;
  subjectId: number;
  personName: string;
  /** Whom the person stands for, where a service asks for it. */
  institution: string | null;
  status: string;
  phase: (typeof cases.$inferSelect)['phase'];
  unitId: number;
  unitName: string;
  assigneeId: number | null;
  assigneeName: string | null;
  receivedAt: Date;
  clockFrom: Date;
  dueAt: Date | null;
  warnAt: Date | null;
  pausedAt: Date | null;
  version: number;
  /** Ticks on its list of things to do. */
  checked: string[];
}

const MAX_ROWS = 200;
/** Beyond this nobody counts on; the page says `999+`. */
export const MOST_COUNTED = 1_000;

// Written out, because SQLite takes an index with a condition only for a query that has the very same.
const OPEN = sql`phase != 'ended'`;

function listed(list: WorkListName, worker: Worker, { now, ends }: Day): SQL {
  switch (list) {
    case 'mine':
      return sql`${OPEN} and assignee_id = ${worker.staffId}`;
    case 'unassigned':
      return sql`${OPEN} and phase = 'open' and assignee_id is null`;
    case 'waiting':
      return sql`${OPEN} and phase = 'waiting'`;
    case 'dueToday':
      return dueBefore(ends, now, dueOrder);
    case 'late':
      return late(now, dueOrder);
    case 'open':
      return OPEN;
  }
}

function narrowed(db: Db, worker: Worker, { service, unitId }: WorkFilter): SQL[] {
  const path = unitId === undefined ? undefined : unitPath(db, unitId);
  const conditions = [
    withinReach(worker),
    service && sql`${cases.service} = ${service}`,
    // A unit that is gone has no cases.
    unitId === undefined ? undefined : path === undefined ? sql`false` : inUnit(path),
  ];
  return conditions.filter((condition): condition is SQL => condition !== undefined);
}

// One's own are few beside all that are open: they are found first and then sorted.
const indexFor = (list: WorkListName, order: WorkOrder): SQL =>
  sql.raw(
    list === 'mine'
      ? 'cases_by_assignee'
      : order === 'due' || list === 'late' || list === 'dueToday'
        ? 'cases_open_by_due'
        : 'cases_open_by_received',
  );

/** How many cases stand on each list, counted up to `MOST_COUNTED`. */
export function workCounts(
  db: Db,
  worker: Worker,
  filter: WorkFilter,
  day: Day,
): Record<WorkListName, number> {
  const also = narrowed(db, worker, filter);
  const count = (list: WorkListName): number => {
    const fits = sql.join([listed(list, worker, day), ...also], sql` and `);
    return (
      db.get<{ count: number }>(
        sql`select count(*) as count from (select 1 from ${cases} indexed by ${indexFor(list, 'due')} where ${fits} limit ${MOST_COUNTED})`,
      )?.count ?? 0
    );
  };
  return {
    mine: count('mine'),
    unassigned: count('unassigned'),
    waiting: count('waiting'),
    dueToday: count('dueToday'),
    late: count('late'),
    open: count('open'),
  };
}

/** A page of a list, at most 200 lines; `next` leads to the one after it. */
export function workList(
  db: Db,
  worker: Worker,
  { list, order, ...filter }: WorkFilter & { list: WorkListName; order: WorkOrder },
  { limit, after, ...day }: Day & { limit: number; after?: string | undefined },
): { rows: WorkRow[]; next?: string } {
  const wanted = Math.min(Math.max(1, limit), MAX_ROWS);
  const key = order === 'due' ? dueOrder : sql`received_at`;
  const direction = order === 'newest' ? sql.raw('desc') : sql.raw('asc');
  const from = readPlace(after);
  const beyond =
    from && sql`(${key}, id) ${sql.raw(order === 'newest' ? '<' : '>')} (${from.key}, ${from.id})`;
  const conditions = [
    listed(list, worker, day),
    ...narrowed(db, worker, filter),
    ...(beyond ? [beyond] : []),
  ];
  const found = db.all<{ id: number; key: number }>(
    sql`select id, ${key} as key from ${cases} indexed by ${indexFor(list, order)}
      where ${sql.join(conditions, sql` and `)}
      order by ${key} ${direction}, id ${direction} limit ${wanted + 1}`,
  );
  const shown = found.slice(0, wanted);
  const rows = rowsOf(
    db,
    shown.map(({ id }) => id),
  );
  const last = shown.at(-1);
  return found.length > wanted && last ? { rows, next: `${last.key}-${last.id}` } : { rows };
}

/** These cases as lines of a list, in the order asked for; what is not there is left out. */
export function rowsOf(db: Db, ids: readonly number[]): WorkRow[] {
  if (ids.length === 0) return [];
  const found = db
    .select({
      id: cases.id,
      code: cases.code,
      number: cases.number,
      service: cases.service,
      subjectId: cases.subjectId,
      personName: cases.personName,
      institution: registrations.institution,
      status: cases.status,
      phase: cases.phase,
      unitId: cases.unitId,
      // What a unit is called among colleagues, where it has such a name.
      unitName: sql<string>`coalesce(nullif(${units.alias}, ''), ${units.name})`,
      assigneeId: cases.assigneeId,
      assigneeName: staff.name,
      receivedAt: cases.receivedAt,
      clockFrom: cases.clockFrom,
      dueAt: cases.dueAt,
      warnAt: cases.warnAt,
      pausedAt: cases.pausedAt,
      version: cases.version,
    })
    .from(cases)
    .innerJoin(units, eq(units.id, cases.unitId))
    .leftJoin(staff, eq(staff.id, cases.assigneeId))
    .leftJoin(
      registrations,
      and(eq(registrations.service, cases.service), eq(registrations.id, cases.subjectId)),
    )
    .where(inArray(cases.id, [...ids]))
    .all();
  const ticks = new Map<number, string[]>();
  const ticked = db
    .select({ caseId: caseChecks.caseId, item: caseChecks.item })
    .from(caseChecks)
    .where(inArray(caseChecks.caseId, [...ids]))
    .all();
  for (const { caseId, item } of ticked) ticks.set(caseId, [...(ticks.get(caseId) ?? []), item]);
  const byId = new Map(found.map((row) => [row.id, { ...row, checked: ticks.get(row.id) ?? [] }]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The services that have cases within somebody's reach, as far as services go. */
export function servicesInUse(db: Db, worker: Standing): Service[] {
  const has = (service: Service) =>
    db.get(sql`select 1 from ${cases} where ${cases.service} = ${service} limit 1`) !== undefined;
  const mine = worker.role === 'serviceOfficer' ? worker.services : SERVICES;
  return SERVICES.filter((service) => mine.includes(service) && has(service));
}

// As it stands in the address: what the last line was sorted by, and its id.
function readPlace(text: string | undefined): { key: number; id: number } | undefined {
  const read = /^(\d{1,16})-(\d{1,15})$/.exec(text ?? '');
  return read ? { key: Number(read[1]), id: Number(read[2]) } : undefined;
}
