import { and, desc, eq, gt, isNotNull, sql } from 'drizzle-orm';
import { statement } from '../../db/statement.ts';
import { citizens } from '../citizens/table.ts';
import type { DomainContext } from '../context.ts';
import { firstNameOf } from '../values/person-name.ts';
import { registrations } from './table.ts';
import type { KnownSender } from './values.ts';

const MOST = 5;
/** Of one institution that sends every week, the others are still found. */
const LOOKED_AT = 50;

const earlier = statement((db) =>
  db
    .select({
      personName: registrations.personName,
      institution: registrations.institution,
      email: registrations.email,
    })
    .from(registrations)
    .innerJoin(citizens, eq(citizens.id, registrations.citizenId))
    .where(
      and(
        eq(registrations.citizenId, sql.placeholder('citizenId')),
        isNotNull(registrations.institution),
        // Whoever holds the number now knows nobody of the one before.
        gt(registrations.createdAt, sql`coalesce(${citizens.holderSince}, 0)`),
      ),
    )
    .orderBy(desc(registrations.id))
    .limit(LOOKED_AT)
    .prepare(),
);

/**
 * The institutions, each with who is in charge, for which the contact that is writing has sent groups or
 * samples before, newest first, at most five.
 */
export function knownSenders(ctx: DomainContext): { senders: KnownSender[] } {
  if (ctx.actor.kind !== 'citizen') return { senders: [] };
  const senders = new Map<string, KnownSender>();
  for (const { personName, institution, email } of earlier(ctx.tx).all({ citizenId: ctx.actor.id })) {
    if (institution === null) continue;
    const called = `${institution}, ${firstNameOf(personName)}`;
    const known = senders.get(called.toLowerCase());
    // The newest counts; what it did not ask for is taken from one before it.
    if (!known) senders.set(called.toLowerCase(), { called, personName, institution, email });
    else if (known.email === null) known.email = email;
  }
  return { senders: [...senders.values()].slice(0, MOST) };
}
