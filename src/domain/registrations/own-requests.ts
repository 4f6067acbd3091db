import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { statement } from '../../db/statement.ts';
import { citizens } from '../citizens/table.ts';
import type { DomainContext } from '../context.ts';
import { initialsOf } from './rules.ts';
import { registrations } from './table.ts';
import type { OwnRequest } from './values.ts';

// One message offers at most nine choices.
const MAX_OFFERED = 9;

const newestOf = statement((db) =>
  db
    .select({
      code: registrations.code,
      service: registrations.service,
      personName: registrations.personName,
      institution: registrations.institution,
      on: registrations.visitOn,
      stage: registrations.stage,
    })
    .from(registrations)
    .innerJoin(citizens, eq(citizens.id, registrations.citizenId))
    .where(
      and(
        eq(registrations.citizenId, sql.placeholder('citizenId')),
        // Whoever holds the number now has none of those before, and is told none of their codes.
        gt(registrations.createdAt, sql`coalesce(${citizens.holderSince}, 0)`),
      ),
    )
    .orderBy(desc(registrations.id))
    .limit(MAX_OFFERED)
    .prepare(),
);

/**
 * The requests of the contact that is writing, newest first, at most nine, each with its day. Initials
 * instead of names: whoever holds the phone has proven nothing yet.
 */
export function ownRequests(ctx: DomainContext): { requests: OwnRequest[] } {
  if (ctx.actor.kind !== 'citizen') return { requests: [] };
  const requests = newestOf(ctx.tx)
    .all({ citizenId: ctx.actor.id })
    .map(({ personName, institution, ...request }) => ({
      ...request,
      who: institution ?? initialsOf(personName),
    }));
  return { requests };
}
