import { and, count, desc, eq, getTableColumns, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { type CaseSearch, caseOf, idsFound, withinReach } from '../cases/index.ts';
import { cases } from '../cases/table.ts';
import type { Standing } from '../staff/values.ts';
import type { LabDay } from '../values/lab-day.ts';
import { REGISTRATION_SERVICES, type RegistrationService } from '../values/services.ts';
import { type Registration, registrationById } from './rows.ts';
import { registrations, STAGES, type Stage } from './table.ts';
import { phaseOf } from './values.ts';

/** Which registrations a list shows; what is left out does not matter. */
export interface QueueFilter {
  /** Every service when it is left out. */
  service?: RegistrationService;
  /** `open`: every stage in which the lab still owes something. */
  stage?: Stage | 'open';
  visitOn?: LabDay;
  payment?: Registration['payment'];
  /** As in the search for cases: a code, a whole NIK, a phone number or its beginning, any part of the name. */
  words?: string;
  /** Only what somebody in this place may see. */
  within?: Standing;
}

/** A page of a list: the newest `limit` (at most 200) that are older than `before`. */
export interface QueuePage {
  before?: number;
  limit: number;
}

/** A line of the list. The NIK is not on it. */
export type QueueRow = Omit<Registration, 'nik'>;

/** A page, and the way to the next. */
export interface Queue {
  rows: QueueRow[];
  nextBefore?: number;
}

const MAX_ROWS = 200;
const { nik: _leftOut, ...shown } = getTableColumns(registrations);

/** The registrations that fit, newest first, a page at a time; `nextBefore` leads to the next page. */
export function queue(db: Db, filter: QueueFilter, { before, limit }: QueuePage): Queue {
  const wanted = Math.min(Math.max(1, limit), MAX_ROWS);
  const rows = isFoundByCase(filter)
    ? byCase(db, filter, before, wanted + 1)
    : rowsOf(db, [...conditionsOf(filter), ...(before ? [lt(registrations.id, before)] : [])], wanted + 1);
  if (rows.length <= wanted) return { rows };
  const page = rows.slice(0, wanted);
  const last = page.at(-1);
  return last ? { rows: page, nextBefore: last.id } : { rows: page };
}

const rowsOf = (db: Db, conditions: readonly SQL[], limit: number): QueueRow[] =>
  db
    .select(shown)
    .from(registrations)
    .where(and(...conditions))
    .orderBy(desc(registrations.id))
    .limit(limit)
    .all();

/** Words, and what lies within a part of the organisation, are found as they are for every case. */
function isFoundByCase({ words = '', visitOn, within }: QueueFilter): boolean {
  return (
    words.trim() !== '' ||
    (visitOn === undefined && within !== undefined && withinReach(within) !== undefined)
  );
}

/** Cases that are looked at together, and how often: so deep one goes for what only a registration knows. */
const CASES_AT_ONCE = 500;
const MOST_STEPS = 40;
const THE_LAB: Standing = { role: 'administrator', unitId: 0, unitPath: '/', services: [] };

function byCase(db: Db, filter: QueueFilter, before: number | undefined, wanted: number): QueueRow[] {
  const { service, stage, words, within = THE_LAB } = filter;
  const search: CaseSearch = {
    ...(service && { service }),
    ...(words && { words }),
    ...(stage === 'open' ? { phase: 'unfinished' as const } : stage && { status: stage }),
  };
  const rows: QueueRow[] = [];
  const last = before === undefined ? undefined : registrationById(db, before);
  let after = last && caseOf(db, last.service, last.id)?.id;
  for (let step = 0; step < MOST_STEPS && rows.length < wanted; step += 1) {
    const asked = { search, by: within, sort: 'newest', limit: CASES_AT_ONCE, ...NO_CLOCK } as const;
    const { ids } = idsFound(db, { ...asked, ...(after !== undefined && { after }) }, CASES_AT_ONCE);
    const among = sql`${registrations.id} in (select ${cases.subjectId} from ${cases}
      where ${inArray(cases.service, [...REGISTRATION_SERVICES])} and ${cases.id} in (select value from json_each(${JSON.stringify(ids)})))`;
    rows.push(...rowsOf(db, [among, ...conditionsOf(filter)], wanted - rows.length));
    if (ids.length < CASES_AT_ONCE) break;
    after = ids.at(-1);
  }
  return rows;
}

// Neither a period nor what is late is asked for here.
const NO_CLOCK = { now: new Date(0), timeZone: 'UTC' };

/** How many registrations are in each stage, of those that somebody may see. */
export function countsByStage(
  db: Db,
  within?: Standing,
  service?: RegistrationService,
): Record<Stage, number> {
  // The case has the same status, and an index in which unit and status stand together.
  const counted = db
    .select({ stage: cases.status, count: count() })
    .from(cases)
    .where(
      and(
        service ? eq(cases.service, service) : inArray(cases.service, [...REGISTRATION_SERVICES]),
        within && withinReach(within),
      ),
    )
    .groupBy(cases.status)
    .all();
  const none = Object.fromEntries(STAGES.map((stage) => [stage, 0]));
  // Every stage is a key, because STAGES holds them all.
  return { ...none, ...Object.fromEntries(counted.map((row) => [row.stage, row.count])) } as Record<
    Stage,
    number
  >;
}

const UNFINISHED = STAGES.filter((stage) => phaseOf(stage) !== 'ended');

// Where a request stands in the organisation, its case knows.
function caseWithin(standing: Standing): SQL | undefined {
  const reached = withinReach(standing);
  if (!reached) return undefined;
  return sql`exists (select 1 from ${cases} where ${cases.service} = ${registrations.service}
    and ${cases.subjectId} = ${registrations.id} and ${reached})`;
}

function conditionsOf({ service, stage, visitOn, payment, within }: QueueFilter): SQL[] {
  const conditions: SQL[] = [];
  const reached = within && caseWithin(within);
  if (reached) conditions.push(reached);
  if (service) conditions.push(eq(registrations.service, service));
  if (stage === 'open') conditions.push(inArray(registrations.stage, UNFINISHED));
  else if (stage) conditions.push(eq(registrations.stage, stage));
  if (visitOn) conditions.push(eq(registrations.visitOn, visitOn));
  if (payment) conditions.push(eq(registrations.payment, payment));
  return conditions;
}
