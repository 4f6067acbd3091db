import { sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { unitPath } from '../units/index.ts';
import { ROOT_UNIT_ID } from '../units/table.ts';
import type { Service } from '../values/services.ts';
import { type Case, caseById } from './rows.ts';
import { wordsIn } from './search-words.ts';

/** The words by which a request is found besides those of its case, by service: what it asks for. */
export type WordSources = Partial<Record<Service, (db: Db, subjectId: number) => string>>;

const MOST_CHARACTERS = 2_000;
/** Pages of the index that are merged at a time: about a millisecond of work. */
const MERGED_PAGES = 8;

/** A trait of a case as a word that nobody can type: the search for words takes no underscores. */
export const trait = {
  /** Of the unit that has the case, and of each above it but the lab itself. */
  unit: (id: number) => `_u${id}`,
  service: (service: Service) => `_s${service.toLowerCase()}`,
  status: (status: string) => `_t${plain(status)}`,
  phase: (phase: string) => `_p${phase}`,
  source: (source: string) => `_w${source}`,
  category: (category: string) => `_c${plain(category)}`,
  assignee: (id: number | null) => `_a${id ?? 'none'}`,
  /** `2026-11`, in UTC: wide enough around any day of the lab. */
  month: (month: string) => `_m${month.replace('-', '')}`,
};

const plain = (text: string): string => wordsIn(text).join('_');

/** The month an instant is indexed under. */
export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);

/**
 * Brings up to `most` cases of the index up to date, newest first, and says how many it was. What
 * was erased leaves it.
 *
 * @param isEnough asked after each case: whether the rest shall wait
 */
export function indexCases(
  ctx: DomainContext,
  sources: WordSources,
  most: number,
  isEnough: () => boolean = () => false,
): number {
  const waiting = ctx.tx
    .all<{ id: number }>(
      sql`select case_id id from case_search_pending order by case_id desc limit ${sql.raw(String(most))}`,
    )
    // Into the index in rising order: it keeps runs of them, and a step back ends a run.
    .toReversed();
  let done = 0;
  for (const { id } of waiting) {
    indexOne(ctx.tx, id, sources);
    done += 1;
    if (isEnough()) break;
  }
  tidy(ctx.tx, isEnough);
  return done;
}

/**
 * Merges what the index has in pieces, as long as there is time: a search looks into each of them, and
 * with more than sixty SQLite would merge them by itself, while everybody waits.
 */
function tidy(db: Db, isEnough: () => boolean): void {
  const { set, changes } = index(db);
  for (;;) {
    const before = changes.get() ?? 0;
    set.run('merge', MERGED_PAGES);
    // One row is what says that nothing was left to do.
    if ((changes.get() ?? 0) - before < 2 || isEnough()) return;
  }
}

/** Prepared once, because each case takes three of them. */
const index = statement(({ $client }) => ({
  set: $client.prepare('insert into case_search (case_search, rank) values (?, cast(? as integer))'),
  remove: $client.prepare('delete from case_search where rowid = ?'),
  add: $client.prepare('insert into case_search (rowid, words) values (?, ?)'),
  changes: $client.prepare<[], number>('select total_changes()').pluck(),
  tick: $client.prepare('delete from case_search_pending where case_id = ?'),
}));

function indexOne(db: Db, id: number, sources: WordSources): void {
  const found = caseById(db, id);
  const isGone = !found || found.erasedAt !== null;
  const { set, remove, add, tick } = index(db);
  // Otherwise the words would stay in the file, marked as gone, until the index is next merged. It is
  // slow, so it is done only where it matters.
  if (isGone) set.run('secure-delete', 1);
  remove.run(id);
  if (isGone) set.run('secure-delete', 0);
  else add.run(id, documentOf(db, found, sources));
  tick.run(id);
}

function documentOf(db: Db, found: Case, sources: WordSources): string {
  const own = [found.personName, found.category, found.classification, found.area].join(' ');
  const more = sources[found.service]?.(db, found.subjectId) ?? '';
  const traits = [
    ...unitsAbove(db, found.unitId).map(trait.unit),
    trait.service(found.service),
    trait.status(found.status),
    trait.phase(found.phase),
    trait.source(found.source),
    trait.category(found.category),
    trait.assignee(found.assigneeId),
    trait.month(monthOf(found.receivedAt)),
  ];
  return `${wordsIn(`${own} ${more}`.slice(0, MOST_CHARACTERS)).join(' ')} ${traits.join(' ')}`;
}

const unitsAbove = (db: Db, unitId: number): number[] =>
  (unitPath(db, unitId) ?? '')
    .split('/')
    .map(Number)
    .filter((id) => id > 0 && id !== ROOT_UNIT_ID);

/** How many cases wait to be indexed, counted up to `most`. */
export function unindexed(db: Db, most: number): number {
  const counted = db.get<{ n: number }>(
    sql`select count(*) n from (select 1 from case_search_pending limit ${sql.raw(String(most))})`,
  );
  return counted?.n ?? 0;
}
