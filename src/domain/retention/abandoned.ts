import { and, asc, eq, lt } from 'drizzle-orm';
import type { DomainContext } from '../context.ts';
import { files } from '../files/table.ts';
import { eraseUnused, heldByNone } from './unused.ts';

/** A form on the website that was begun is sent within hours, or never. */
const KEPT_MS = 24 * 3_600_000;
/** The rest goes the next night. */
const MOST = 5_000;

/**
 * Erases what was uploaded with forms on the website that were never sent, after a day.
 *
 * @returns how many files went, with the copies in which sheets were put right
 */
export function forgetAbandonedUploads({ tx, now }: DomainContext): number {
  const old = tx
    .select({ id: files.id })
    .from(files)
    .where(
      and(
        eq(files.origin, 'website'),
        lt(files.createdAt, new Date(now.getTime() - KEPT_MS)),
        heldByNone(tx),
      ),
    )
    .orderBy(asc(files.id))
    .limit(MOST)
    .all();
  return eraseUnused(
    tx,
    old.map(({ id }) => id),
  );
}
