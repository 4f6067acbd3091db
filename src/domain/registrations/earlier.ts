import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { statement } from '../../db/statement.ts';
import { citizens } from '../citizens/table.ts';
import type { DomainContext } from '../context.ts';
import type { Registration } from './rows.ts';
import { registrations } from './table.ts';

/** Of one person who comes every week, the others are still found. */
const LOOKED_AT = 50;

const newestOf = statement((db) =>
  db
    .select({ registration: registrations })
    .from(registrations)
    .innerJoin(citizens, eq(citizens.id, registrations.citizenId))
    .where(
      and(
        eq(registrations.citizenId, sql.placeholder('citizenId')),
        // Whoever holds the number now has made none of those before, and knows nobody of them.
        gt(registrations.createdAt, sql`coalesce(${citizens.holderSince}, 0)`),
      ),
    )
    .orderBy(desc(registrations.id))
    .limit(LOOKED_AT)
    .prepare(),
);

/** What the contact that is writing has registered, newest first; nothing of an earlier holder of the number. */
export function earlierRequests({ tx, actor }: DomainContext): Registration[] {
  if (actor.kind !== 'citizen') return [];
  return newestOf(tx)
    .all({ citizenId: actor.id })
    .map(({ registration }) => registration);
}
