import { desc, eq, sql } from 'drizzle-orm';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import type { LabDay } from '../values/lab-day.ts';
import { initialsOf } from './rules.ts';
import { registrations, type Stage } from './table.ts';

// One message offers at most nine choices.
const MAX_OFFERED = 9;

const newestOf = statement((db) =>
  db
    .select({
      code: registrations.code,
      personName: registrations.personName,
      on: registrations.visitOn,
      stage: registrations.stage,
    })
    .from(registrations)
    .where(eq(registrations.citizenId, sql.placeholder('citizenId')))
    .orderBy(desc(registrations.id))
    .limit(MAX_OFFERED)
    .prepare(),
);

/**
 * The requests of the contact that is writing, newest first, at most nine, each with its visit day.
 * Initials instead of names: whoever holds the phone has proven nothing yet.
 */
export function ownRequests(ctx: DomainContext): {
  requests: { code: string; initials: string; on: LabDay; stage: Stage }[];
} {
  if (ctx.actor.kind !== 'citizen') return { requests: [] };
  const requests = newestOf(ctx.tx)
    .all({ citizenId: ctx.actor.id })
    .map(({ code, personName, on, stage }) => ({ code, initials: initialsOf(personName), on, stage }));
  return { requests };
}
