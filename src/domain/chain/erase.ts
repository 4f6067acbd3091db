import { and, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import type { DomainContext } from '../context.ts';
import { journal } from '../journal.ts';

/** Entries named in one `journal.erased`, so that no fact grows without end. */
const PER_FACT = 500;

/**
 * Takes the personal data out of journal entries whose time is over, and records which ones. That
 * something happened, when, by whom and about what stays, and the chain still closes: it holds the
 * hash of the data, not the data. What says which entries were erased is never erased itself.
 *
 * @returns how many entries were erased now; one that was erased before does not count
 */
export function eraseEntries(ctx: DomainContext, ids: readonly number[]): number {
  let erased = 0;
  for (let from = 0; from < ids.length; from += PER_FACT) {
    const entries = ctx.tx
      .update(journal)
      .set({ data: sql`json_object('kind', ${journal.kind}, 'erased', json('true'))` })
      .where(
        and(
          inArray(journal.id, ids.slice(from, from + PER_FACT)),
          isNotNull(journal.hash),
          ne(journal.kind, 'journal.erased'),
          sql`json_extract(${journal.data}, '$.erased') is null`,
        ),
      )
      .returning({ id: journal.id })
      .all()
      .map(({ id }) => id);
    if (entries.length > 0) ctx.record({ kind: 'journal.erased', entries });
    erased += entries.length;
  }
  return erased;
}
