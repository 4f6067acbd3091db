// Longer than other files, because which index serves a question is decided in one place.
import { and, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { Standing } from '../staff/values.ts';
import { unitPath } from '../units/index.ts';
import { ROOT_UNIT_ID, units } from '../units/table.ts';
import { addDays, instantAt, type LabDay } from '../values/lab-day.ts';
import { SERVICES, type Service } from '../values/services.ts';
import { late } from './lateness.ts';
import { inUnit, withinReach } from './reach.ts';
import { caseById } from './rows.ts';
import { monthOf, trait, unindexed } from './search-index.ts';
import { readSought, type SoughtWords, wordsIn } from './search-words.ts';
import { cases } from './table.ts';
import type { Phase, Source } from './values.ts';
import { rowsOf, type WorkRow } from './work-list.ts';

/** What is searched for; what is left out does not matter. */
export interface CaseSearch {
  /** What was typed into the one box. */
  words?: string;
  service?: Service;
  /** This unit and those below. */
  unitId?: number;
  status?: string;
  category?: string;
  /** Received on or after, and on or before. */
  from?: LabDay;
  to?: LabDay;
  /** `none`: nobody has it. */
  assigneeId?: number | 'none';
  /** `unfinished`: whosever turn it is. */
  phase?: Phase | 'unfinished';
  /** What the lab owes and was due. */
  late?: true;
  source?: Source;
}

/** The orders results come in. By deadline: only what has one and is not over. */
export const CASE_SORTS = ['newest', 'oldest', 'deadline', 'name'] as const;
/** One of them. */
export type CaseSort = (typeof CASE_SORTS)[number];

/** A search as it is asked for. */
export interface CaseSearchAsked {
  search: CaseSearch;
  /** Who asks: nobody finds what is out of reach. */
  by: Standing;
  sort: CaseSort;
  /** At most `MOST_ROWS`. */
  limit: number;
  /** The id of the last case of the page before. */
  after?: number;
  now: Date;
  timeZone: string;
}

/** A page of what was found. */
export interface CasesFound {
  rows: WorkRow[];
  /** Leads to the next page. */
  next?: number;
  /** How many there are, counted up to `MOST_COUNTED_FOUND`; only on the first page. */
  count?: number;
  /** Too many fit for the wanted order: they come newest first. */
  isTooMany: boolean;
}

/** More than this on a page serves nobody. */
const MOST_ROWS = 1_000;
/** A search that finds more says `more than`. */
export const MOST_COUNTED_FOUND = 500;
/** What waits for the index is looked at one by one, the newest so many. */
const MOST_PENDING = 500;
/** Words that fit more cases than this are not put in order by name or deadline. */
const MOST_SORTED = 20_000;
/** With fewer than this they are gathered and sorted, with more one walks along the order. */
const FEW_ENOUGH_TO_GATHER = 2_000;
/** Beyond this a period narrows nothing down in the index. */
const MOST_MONTHS = 36;
/** Below this half the lab's phone numbers begin alike. */
const TELLING_DIGITS = 10;

/** Whether this can be asked on the spot: what is sought is one thing, found through one index. */
export function isExactSearch({ words = '' }: CaseSearch): boolean {
  const sought = readSought(words);
  return ['code', 'codeTypo', 'number', 'nik'].includes(sought.kind) || isTellingPhone(sought);
}

const isTellingPhone = (sought: SoughtWords): boolean =>
  sought.kind === 'phone' && sought.digits.length >= TELLING_DIGITS;

/** The cases that fit, a page at a time. At a million cases a page takes a few milliseconds. */
export function searchCases(db: Db, asked: CaseSearchAsked): CasesFound {
  const limit = Math.min(Math.max(1, asked.limit), MOST_ROWS);
  // The first page is cut off what is counted, where that comes in the same order.
  const isCountedAlong = asked.after === undefined && asked.sort !== 'name';
  const found = idsFound(db, asked, Math.max(limit, isCountedAlong ? MOST_COUNTED_FOUND : 0) + 1);
  const shown = found.ids.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: rowsOf(db, shown),
    isTooMany: found.isTooMany,
    ...(found.ids.length > limit && last !== undefined && { next: last }),
    ...(asked.after === undefined && {
      count: isCountedAlong ? found.ids.length : countOf(db, asked, found.ids, limit),
    }),
  };
}

function countOf(db: Db, asked: CaseSearchAsked, ids: readonly number[], limit: number): number {
  if (ids.length <= limit) return ids.length;
  return idsFound(db, { ...asked, sort: 'newest' }, MOST_COUNTED_FOUND + 1).ids.length;
}

/** The ids of the cases that fit, in order, at most `most`. */
export function idsFound(
  db: Db,
  asked: CaseSearchAsked,
  most: number,
): { ids: number[]; isTooMany: boolean } {
  const sought = readSought(asked.search.words ?? '');
  const fits = fitting(db, asked, sought);
  if (fits === 'nothing') return { ids: [], isTooMany: false };
  const match = matchOf(db, asked, sought);
  const isExact = sought.kind !== 'nothing' && sought.kind !== 'words';
  const hasWords = sought.kind === 'words';
  // Without an index for it every order is walked along, from where the last page ended.
  if (isExact || match === undefined || (asked.search.late && !hasWords))
    return { ids: walk(db, asked, fits, most), isTooMany: false };
  const pending = pendingFitting(db, fits, sought);
  const isByAge = asked.sort === 'newest' || asked.sort === 'oldest';
  const age = asked.sort === 'oldest' ? 'oldest' : 'newest';
  const open = asked.search.late
    ? `${match} AND "_popen"`
    : asked.sort === 'deadline'
      ? `${match} AND ("_popen" OR "_pwaiting")`
      : match;
  const along = () => byAge(db, { ...asked, sort: age }, fits, open, pending, most);
  if (isByAge && !asked.search.late) return { ids: along(), isTooMany: false };
  const gathered = matching(db, open, MOST_SORTED + 1);
  if (gathered.length <= (hasWords ? MOST_SORTED : FEW_ENOUGH_TO_GATHER)) {
    const among = sql`${cases.id} in (select value from json_each(${JSON.stringify([...gathered, ...pending])}))`;
    return { ids: walk(db, asked, sql`${among} and ${fits}`, most), isTooMany: false };
  }
  // Many fit, so that along the order the next is never far.
  if (!hasWords) return { ids: walk(db, asked, fits, most), isTooMany: false };
  return { ids: along(), isTooMany: !isByAge };
}

/** Along the index, which keeps cases in the order they came; and whatever waits for it. */
function byAge(
  db: Db,
  { sort, after }: { sort: 'newest' | 'oldest'; after?: number },
  fits: SQL,
  match: string,
  pending: readonly number[],
  most: number,
): number[] {
  const isNewest = sort === 'newest';
  const beyond = after ?? (isNewest ? Number.MAX_SAFE_INTEGER : 0);
  const side = isNewest ? sql`<` : sql`>`;
  const indexed = db.all<{ id: number }>(sql`
    select ${cases.id} id from case_search cross join ${cases} on ${cases.id} = case_search.rowid
    where case_search match ${match} and case_search.rowid ${side} ${beyond}
      and case_search.rowid not in (${comparedOneByOne}) and ${fits}
    order by case_search.rowid ${isNewest ? sql`desc` : sql`asc`} limit ${sql.raw(String(most))}`);
  const waiting = pending.filter((id) => (isNewest ? id < beyond : id > beyond));
  const all = [...indexed.map(({ id }) => id), ...waiting];
  return all.sort((a, b) => (isNewest ? b - a : a - b)).slice(0, most);
}

/** Along an index of the table itself, in the wanted order. */
function walk(db: Db, { sort, after }: CaseSearchAsked, fits: SQL, most: number): number[] {
  const last = after === undefined ? undefined : caseById(db, after);
  const { order, beyond, only } = orderOf(sort, last && { ...last, due: last.dueAt?.getTime() ?? 0 });
  const where = and(fits, only, beyond);
  const found = db.all<{ id: number }>(
    sql`select ${cases.id} id from ${cases} where ${where} order by ${order} limit ${sql.raw(String(most))}`,
  );
  return found.map(({ id }) => id);
}

function orderOf(
  sort: CaseSort,
  last: { id: number; personName: string; due: number } | undefined,
): { order: SQL; beyond?: SQL | undefined; only?: SQL } {
  const name = sql`${cases.personName} collate nocase`;
  switch (sort) {
    case 'newest':
      return { order: sql`${cases.id} desc`, beyond: last && sql`${cases.id} < ${last.id}` };
    case 'oldest':
      return { order: sql`${cases.id} asc`, beyond: last && sql`${cases.id} > ${last.id}` };
    case 'deadline':
      return {
        order: sql`${cases.dueAt} asc, ${cases.id} asc`,
        only: sql`${cases.dueAt} is not null and ${cases.phase} != 'ended'`,
        beyond: last && sql`(${cases.dueAt}, ${cases.id}) > (${last.due}, ${last.id})`,
      };
    case 'name':
      return {
        order: sql`${name} asc, ${cases.id} asc`,
        beyond:
          last &&
          sql`${name} >= ${last.personName} and (${name} > ${last.personName} or ${cases.id} > ${last.id})`,
      };
  }
}

/** What decides: the row itself, however old the index is. */
function fitting(db: Db, asked: CaseSearchAsked, sought: SoughtWords): SQL | 'nothing' {
  const { search, by, now, timeZone } = asked;
  const exact = exactly(sought);
  const isUnreadable = sought.kind === 'nothing' && (search.words ?? '').trim() !== '';
  if (exact === 'nothing' || isUnreadable) return 'nothing';
  const parts: (SQL | undefined)[] = [exact, sql`${cases.erasedAt} is null`, withinReach(by)];
  if (search.service) parts.push(sql`+${cases.service} = ${search.service}`);
  if (search.unitId !== undefined) {
    const path = unitPath(db, search.unitId);
    if (path === undefined) return 'nothing';
    parts.push(inUnit(path));
  }
  if (search.status) parts.push(sql`+${cases.status} = ${search.status}`);
  if (search.category) parts.push(sql`${cases.category} = ${search.category} collate nocase`);
  if (search.assigneeId === 'none') parts.push(sql`+${cases.assigneeId} is null`);
  else if (search.assigneeId !== undefined) parts.push(sql`+${cases.assigneeId} = ${search.assigneeId}`);
  if (search.phase === 'unfinished') parts.push(sql`+${cases.phase} != 'ended'`);
  else if (search.phase) parts.push(sql`+${cases.phase} = ${search.phase}`);
  if (search.source) parts.push(sql`${cases.source} = ${search.source}`);
  if (search.from) parts.push(sql`+${cases.receivedAt} >= ${startOf(search.from, timeZone)}`);
  if (search.to) parts.push(sql`+${cases.receivedAt} < ${startOf(addDays(search.to, 1), timeZone)}`);
  if (search.late) parts.push(late(now));
  return and(...parts) ?? sql`1`;
}

function exactly(sought: SoughtWords): SQL | 'nothing' | undefined {
  switch (sought.kind) {
    case 'code':
      return sql`${cases.code} = ${sought.code}`;
    case 'codeTypo':
      return 'nothing';
    case 'number':
      return sql`${cases.service} in (${sql.join(
        SERVICES.map((service) => sql`${service}`),
        sql`, `,
      )}) and ${cases.number} = ${sought.number}`;
    case 'nik':
      // Its index holds no empty ones, and is only used where that is said.
      return sql`${cases.nik} != '' and ${cases.nik} = ${sought.nik}`;
    case 'phone': {
      // A plus before a column keeps its index out of it: with few digits one walks from the newest.
      const phone = isTellingPhone(sought) ? sql`${cases.phone}` : sql`+${cases.phone}`;
      return sql`${cases.phone} != '' and ${phone} >= ${sought.digits} and ${phone} < ${`${sought.digits}:`}`;
    }
    default:
      return undefined;
  }
}

/** What the index is asked: the words, and all that narrows and stands in it. Undefined: nothing does. */
function matchOf(db: Db, { search, by }: CaseSearchAsked, sought: SoughtWords): string | undefined {
  const any = (traits: readonly string[]) => `(${traits.map((one) => `"${one}"`).join(' OR ')})`;
  const parts: string[] = [];
  if (sought.kind === 'words') parts.push(...sought.words.map((word) => `"${word}"*`));
  const within = unitsSearched(db, by, search.unitId);
  if (within) parts.push(any(within.length > 0 ? within.map(trait.unit) : ['_nowhere']));
  const services = search.service ? [search.service] : by.role === 'serviceOfficer' ? by.services : undefined;
  if (services) parts.push(any(services.length > 0 ? services.map(trait.service) : ['_nowhere']));
  if (search.status) parts.push(any([trait.status(search.status)]));
  if (search.category && wordsIn(search.category).length > 0)
    parts.push(any([trait.category(search.category)]));
  if (search.assigneeId !== undefined)
    parts.push(any([trait.assignee(search.assigneeId === 'none' ? null : search.assigneeId)]));
  if (search.phase) parts.push(any(phasesOf(search.phase).map(trait.phase)));
  if (search.source) parts.push(any([trait.source(search.source)]));
  const months = monthsOf(search);
  if (months) parts.push(any(months.map(trait.month)));
  return parts.length > 0 ? parts.join(' AND ') : undefined;
}

const phasesOf = (phase: Phase | 'unfinished'): readonly Phase[] =>
  phase === 'unfinished' ? ['open', 'waiting'] : [phase];

/**
 * The ids of the units a search looks for in the index; undefined: all of them. A case has those above
 * its unit too, so that one is enough, and twenty cost no more. While more wait than are compared one
 * by one, as after a unit has moved, only its own is sure.
 */
function unitsSearched(db: Db, by: Standing, unitId: number | undefined): number[] | undefined {
  const own = by.role === 'administrator' ? ROOT_PATH : by.unitPath;
  const wanted = unitId === undefined ? ROOT_PATH : (unitPath(db, unitId) ?? ROOT_PATH);
  if (own === ROOT_PATH && wanted === ROOT_PATH) return undefined;
  const all = db
    .select({ id: units.id, path: units.path })
    .from(units)
    .all()
    .filter(({ path }) => path.startsWith(own) && path.startsWith(wanted))
    .sort((one, other) => one.path.length - other.path.length);
  const isCurrent = unindexed(db, MOST_PENDING + 1) <= MOST_PENDING;
  return (isCurrent ? all.slice(0, 1) : all).map(({ id }) => id);
}

/** Everything lies below the lab itself. */
const ROOT_PATH = `/${ROOT_UNIT_ID}/`;

function monthsOf({ from, to }: CaseSearch): string[] | undefined {
  if (!from || !to || from > to) return undefined;
  // A day on either side, because the index keeps months in UTC.
  const last = addDays(to, 1).slice(0, 7);
  const months: string[] = [];
  for (let month = addDays(from, -1).slice(0, 7); month <= last; month = monthAfter(month)) {
    months.push(month);
    if (months.length > MOST_MONTHS) return undefined;
  }
  return months;
}

const monthAfter = (month: string): string =>
  monthOf(new Date(Date.UTC(+month.slice(0, 4), +month.slice(5))));

const comparedOneByOne = sql`select case_id from case_search_pending order by case_id desc limit ${sql.raw(String(MOST_PENDING))}`;

/** What waits for the index and fits; its words are compared here. */
function pendingFitting(db: Db, fits: SQL, sought: SoughtWords): number[] {
  const waiting = db.all<{ id: number; words: string }>(sql`
    select ${cases.id} id,
      ${cases.personName} || ' ' || ${cases.category} || ' ' || ${cases.classification} || ' ' || ${cases.area} words
    from ${cases}
    where ${cases.id} in (${comparedOneByOne})
      and ${fits}`);
  if (sought.kind !== 'words') return waiting.map(({ id }) => id);
  return waiting
    .filter(({ words }) => {
      const own = wordsIn(words);
      return sought.words.every((word) => own.some((one) => one.startsWith(word)));
    })
    .map(({ id }) => id);
}

function matching(db: Db, match: string, most: number): number[] {
  return db
    .all<{ id: number }>(
      sql`select rowid id from case_search where case_search match ${match} limit ${sql.raw(String(most))}`,
    )
    .map(({ id }) => id);
}

const startOf = (day: LabDay, timeZone: string): number => instantAt(day, '00:00', timeZone).getTime();
