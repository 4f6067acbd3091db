import { and, desc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { statement } from '../db/statement.ts';
import { type Entry, type FactKind, type FactOf, journal } from './journal.ts';

/** Which entries a list shows; what is left out does not matter. */
export interface JournalFilter {
  /** From this instant on. */
  from?: Date | undefined;
  /** Before this instant. */
  to?: Date | undefined;
  actor?: { kind: Entry['actorKind']; id?: number } | undefined;
  kinds?: readonly FactKind[] | undefined;
  /** As the journal writes it: `registration:12`. */
  subjects?: readonly string[] | undefined;
}

/** A page of the journal. */
export interface JournalPage {
  entries: Entry[];
  /** Leads to older entries; missing when there are none. */
  nextBefore?: number;
  /** Not everything was looked at: older entries may fit, if one goes on. */
  isUnfinished: boolean;
}

const MAX_ENTRIES = 200;
/** Entries looked at for one page where no index finds what fits: some 20 ms. */
const MAX_LOOKED_AT = 50_000;

/** The entries that fit, newest first, a page at a time. */
export function listJournal(
  db: Db,
  filter: JournalFilter,
  { before = Number.MAX_SAFE_INTEGER, limit }: { before?: number | undefined; limit: number },
): JournalPage {
  const { from, to, actor, kinds, subjects } = filter;
  const first = from ? firstIdAt(db, from) : 1;
  const end = Math.min(before, to ? firstIdAt(db, to) : Number.MAX_SAFE_INTEGER, newestId(db) + 1);
  const isIndexed = subjects !== undefined || (kinds === undefined && actor === undefined);
  const start = isIndexed ? first : Math.max(first, end - MAX_LOOKED_AT);
  const wanted = Math.min(limit, MAX_ENTRIES);
  const conditions: (SQL | undefined)[] = [
    lt(journal.id, end),
    gte(journal.id, start),
    actor && eq(journal.actorKind, actor.kind),
    actor?.id === undefined ? undefined : eq(journal.actorId, actor.id),
    kinds && inArray(journal.kind, [...kinds]),
    subjects && inArray(journal.subject, [...subjects]),
  ];
  const found = db
    .select()
    .from(journal)
    .where(and(...conditions))
    .orderBy(desc(journal.id))
    .limit(wanted + 1)
    .all();
  if (found.length > wanted) {
    const entries = found.slice(0, wanted);
    const last = entries.at(-1);
    return { entries, ...(last && { nextBefore: last.id }), isUnfinished: false };
  }
  const isUnfinished = start > first;
  return { entries: found, ...(isUnfinished && { nextBefore: start }), isUnfinished };
}

/** The last time the chain was checked, as the journal has it. */
export function lastCheck(db: Db): { at: Date; fact: FactOf<'journal.checked'> } | undefined {
  const found = db
    .select()
    .from(journal)
    .where(and(eq(journal.subject, 'journal'), eq(journal.kind, 'journal.checked')))
    .orderBy(desc(journal.id))
    .limit(1)
    .get();
  return found?.data.kind === 'journal.checked' ? { at: found.at, fact: found.data } : undefined;
}

const newestId = (db: Db): number =>
  db.get<{ id: number }>(sql`select coalesce(max(${journal.id}), 0) as id from ${journal}`).id;

const atOf = statement((db) =>
  db
    .select({ at: journal.at })
    .from(journal)
    .where(eq(journal.id, sql.placeholder('id')))
    .prepare(),
);

// Rows are written in the order of their time and without gaps, so that halving finds an instant without
// an index of its own. Where the machine's clock was set back, the edge is off by as much.
function firstIdAt(db: Db, instant: Date): number {
  let [low, high] = [1, newestId(db) + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = atOf(db).get({ id: middle });
    if (row && row.at >= instant) high = middle;
    else low = middle + 1;
  }
  return low;
}
