import { asc, gt, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { journal } from '../journal.ts';
import { erasedData, hashOfData, hashOfRow, NOTHING_BEFORE } from './values.ts';

/** The end of the journal: whoever noted its hash can later tell whether the journal was rewritten. */
export interface Head {
  /** The id of the newest row; 0 for an empty journal. */
  id: number;
  hash: string;
}

/** What checking the journal came to. */
export type Verified =
  | { outcome: 'whole'; rows: number; head: Head }
  /** The first row that does not fit, and in which way. */
  | { outcome: 'broken'; id: number; problem: Problem; rows: number }
  /** The chain is whole, but a head that was noted before is not in it. */
  | { outcome: 'headUnknown'; hash: string; rows: number; head: Head };

/** In which way a row does not fit. */
export type Problem =
  /** The row is gone, with or without more after it. */
  | 'missing'
  /** A column of it, or the row before it, is not as it was written. */
  | 'changed'
  /** Its data are not as they were written. */
  | 'dataChanged'
  /** Its data are gone and no later row says that they were erased. */
  | 'erasedUnsaid'
  /** It is older than the chain and was never chained. */
  | 'unchained';

/** Rows looked at in one go. */
const BATCH_ROWS = 5_000;

/** The newest row and its hash. */
export function journalHead(db: Db): Head {
  const newest = db
    .select({ id: journal.id, hash: journal.hash })
    .from(journal)
    .orderBy(sql`${journal.id} desc`)
    .limit(1)
    .get();
  return { id: newest?.id ?? 0, hash: newest?.hash ?? NOTHING_BEFORE };
}

/**
 * Walks the whole journal and says whether every row is as it was written, in its place. A generator
 * that rests after each few thousand rows and gives how many it has seen, so that whoever runs it can
 * show how far it is and let others work; what it returns is the answer.
 *
 * Rows written while it walks are walked too. A tail that was cut off shows by the count that SQLite
 * keeps of the rows ever written; who can edit that too is found out by `heads` noted elsewhere.
 *
 * @param heads hashes known from before, such as one printed by an earlier check
 */
export function* verifyJournal(db: Db, heads: readonly string[] = []): Generator<number, Verified, void> {
  const awaited = new Set(heads);
  /** Entries without data that no fact has named yet; there are never more than were erased. */
  const unsaid = new Set<number>();
  const next = rowsAfter(db);
  let [rows, head]: [number, Head] = [0, { id: 0, hash: NOTHING_BEFORE }];
  for (;;) {
    // Counted before looking: what is written after the count may be seen or not.
    const written = rowsEverWritten(db);
    const batch = next.all({ after: head.id });
    for (const row of batch) {
      const problem = problemOf(row, head);
      if (problem)
        return { outcome: 'broken', id: problem === 'missing' ? head.id + 1 : row.id, problem, rows };
      head = { id: row.id, hash: row.hash ?? NOTHING_BEFORE };
      rows += 1;
      awaited.delete(head.hash);
      if (row.text === erasedData(row.kind)) unsaid.add(row.id);
      else if (row.kind === 'journal.erased') for (const id of erasedBy(row.text)) unsaid.delete(id);
    }
    if (batch.length === 0) {
      if (head.id < written) return { outcome: 'broken', id: head.id + 1, problem: 'missing', rows };
      break;
    }
    yield rows;
  }
  const [first] = unsaid;
  if (first !== undefined) return { outcome: 'broken', id: first, problem: 'erasedUnsaid', rows };
  const [hash] = awaited;
  if (hash !== undefined) return { outcome: 'headUnknown', hash, rows, head };
  return { outcome: 'whole', rows, head };
}

type Row = ReturnType<ReturnType<typeof rowsAfter>['all']>[number];

const rowsAfter = (db: Db) =>
  db
    .select({
      id: journal.id,
      at: journal.at,
      actorKind: journal.actorKind,
      actorId: journal.actorId,
      kind: journal.kind,
      subject: journal.subject,
      // As it is kept: read as JSON and written again it might not be the same text.
      text: sql<string>`${journal.data}`,
      dataHash: journal.dataHash,
      hash: journal.hash,
    })
    .from(journal)
    .where(gt(journal.id, sql.placeholder('after')))
    .orderBy(asc(journal.id))
    .limit(BATCH_ROWS)
    .prepare();

function problemOf(row: Row, before: Head): Problem | undefined {
  // Ids have no gaps: what is rolled back gives its number back too.
  if (row.id !== before.id + 1) return 'missing';
  if (row.hash === null || row.dataHash === null) return 'unchained';
  if (hashOfRow(before.hash, row, row.dataHash) !== row.hash) return 'changed';
  if (hashOfData(row.text) !== row.dataHash && row.text !== erasedData(row.kind)) return 'dataChanged';
  return undefined;
}

function erasedBy(text: string): number[] {
  const data: unknown = JSON.parse(text);
  const entries = typeof data === 'object' && data !== null && 'entries' in data ? data.entries : [];
  return Array.isArray(entries) ? entries.filter((id) => Number.isSafeInteger(id)) : [];
}

function rowsEverWritten(db: Db): number {
  const counted = db.get<{ seq: number } | undefined>(
    sql`select seq from sqlite_sequence where name = 'journal'`,
  );
  return counted?.seq ?? 0;
}
