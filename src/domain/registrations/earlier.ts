import { desc, eq, sql } from 'drizzle-orm';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { isOwn } from './access.ts';
import type { Registration } from './rows.ts';
import { registrations } from './table.ts';

/** Of one person who comes every week, the others are still found. */
const LOOKED_AT = 50;

const newestOf = statement((db) =>
  db
    .select()
    .from(registrations)
    .where(eq(registrations.citizenId, sql.placeholder('citizenId')))
    .orderBy(desc(registrations.id))
    .limit(LOOKED_AT)
    .prepare(),
);

/** What the contact that is writing has registered, newest first; nothing of an earlier holder of the number. */
export function earlierRequests(ctx: DomainContext): Registration[] {
  const { tx, actor } = ctx;
  if (actor.kind !== 'citizen') return [];
  return newestOf(tx)
    .all({ citizenId: actor.id })
    .filter((registration) => isOwn(ctx, registration));
}
