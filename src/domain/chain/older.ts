import { asc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { journal } from '../journal.ts';
import { hashOfData, hashOfRow, NOTHING_BEFORE } from './values.ts';

/** Rows chained in one transaction: a moment, so that a long journal keeps nothing else waiting. */
const BATCH_ROWS = 5_000;

const fill = statement((db) =>
  db
    .update(journal)
    .set({ dataHash: sql`${sql.placeholder('dataHash')}`, hash: sql`${sql.placeholder('hash')}` })
    .where(eq(journal.id, sql.placeholder('id')))
    .prepare(),
);

/**
 * Chains the next rows that are older than the chain. Called at start, again and again until it gives
 * zero, before anything else is written: a new row can only follow one that has a hash.
 *
 * @returns how many rows were chained
 */
export function chainOlderRows(ctx: DomainContext): number {
  if (isChained(ctx.tx)) return 0;
  const rows = ctx.tx
    .select({
      id: journal.id,
      at: journal.at,
      actorKind: journal.actorKind,
      actorId: journal.actorId,
      kind: journal.kind,
      subject: journal.subject,
      text: sql<string>`${journal.data}`,
    })
    .from(journal)
    .where(isNull(journal.hash))
    .orderBy(asc(journal.id))
    .limit(BATCH_ROWS)
    .all();
  let before = hashBefore(ctx.tx, rows[0]?.id ?? 0);
  for (const row of rows) {
    const dataHash = hashOfData(row.text);
    before = hashOfRow(before, row, dataHash);
    fill(ctx.tx).run({ id: row.id, dataHash, hash: before });
  }
  return rows.length;
}

// Rows are chained from the oldest on, so the newest one says it for all.
function isChained(db: Db): boolean {
  const newest = db
    .select({ hash: journal.hash })
    .from(journal)
    .orderBy(sql`${journal.id} desc`)
    .limit(1)
    .get();
  return newest === undefined || newest.hash !== null;
}

function hashBefore(db: Db, id: number): string {
  const row = db
    .select({ hash: journal.hash })
    .from(journal)
    .where(sql`${journal.id} < ${id}`)
    .orderBy(sql`${journal.id} desc`)
    .limit(1)
    .get();
  return row?.hash ?? NOTHING_BEFORE;
}
