import { sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import type { Service } from '../values/services.ts';
import { type Case, caseById } from './rows.ts';
import { wordsIn } from './search-words.ts';

/** The words by which a request is found besides those of its case, by service: what it asks for. */
export type WordSources = Partial<Record<Service, (db: Db, subjectId: number) => string>>;

const MOST_CHARACTERS = 2_000;
/** Pages of the index that are merged after each batch: about a millisecond of work. */
const MERGED_PAGES = 8;

/** A trait of a case as a word that nobody can type: the search for words takes no underscores. */
export const trait = {
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
 */
export function indexCases(ctx: DomainContext, sources: WordSources, most: number): number {
  const waiting = ctx.tx
    .all<{ id: number }>(
      sql`select case_id id from case_search_pending order by case_id desc limit ${sql.raw(String(most))}`,
    )
    // Into the index in rising order: it keeps runs of them, and a step back ends a run.
    .toReversed();
  for (const { id } of waiting) indexOne(ctx.tx, id, sources);
  if (waiting.length > 0)
    ctx.tx.run(sql`insert into case_search (case_search, rank) values ('merge', ${MERGED_PAGES})`);
  return waiting.length;
}

function indexOne(db: Db, id: number, sources: WordSources): void {
  const found = caseById(db, id);
  const isGone = !found || found.erasedAt !== null;
  // Otherwise the words would stay in the file, marked as gone, until the index is next merged. It is
  // slow, so it is done only where it matters.
  if (isGone) db.run(sql`insert into case_search (case_search, rank) values ('secure-delete', 1)`);
  db.run(sql`delete from case_search where rowid = ${id}`);
  if (isGone) db.run(sql`insert into case_search (case_search, rank) values ('secure-delete', 0)`);
  else db.run(sql`insert into case_search (rowid, words) values (${id}, ${documentOf(db, found, sources)})`);
  db.run(sql`delete from case_search_pending where case_id = ${id}`);
}

function documentOf(db: Db, found: Case, sources: WordSources): string {
  const own = [found.personName, found.category, found.classification, found.area].join(' ');
  const more = sources[found.service]?.(db, found.subjectId) ?? '';
  const traits = [
    trait.unit(found.unitId),
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

/** How many cases wait to be indexed, counted up to `most`. */
export function unindexed(db: Db, most: number): number {
  const counted = db.get<{ n: number }>(
    sql`select count(*) n from (select 1 from case_search_pending limit ${sql.raw(String(most))})`,
  );
  return counted?.n ?? 0;
}
