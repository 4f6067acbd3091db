import { and, desc, eq, gt, isNotNull, sql } from 'drizzle-orm';
import { statement } from '../../db/statement.ts';
import { citizens } from '../citizens/table.ts';
import type { DomainContext } from '../context.ts';
import { firstNameOf } from '../values/person-name.ts';
import { registrations } from './table.ts';
import type { KnownPerson } from './values.ts';

const MOST = 5;
/** Of one person who comes every week, the others are still found. */
const LOOKED_AT = 50;

const earlier = statement((db) =>
  db
    .select({
      personName: registrations.personName,
      nik: registrations.nik,
      birthDate: registrations.birthDate,
    })
    .from(registrations)
    .innerJoin(citizens, eq(citizens.id, registrations.citizenId))
    .where(
      and(
        eq(registrations.citizenId, sql.placeholder('citizenId')),
        isNotNull(registrations.nik),
        isNotNull(registrations.birthDate),
        // Whoever holds the number now knows nobody of the one before.
        gt(registrations.createdAt, sql`coalesce(${citizens.holderSince}, 0)`),
      ),
    )
    .orderBy(desc(registrations.id))
    .limit(LOOKED_AT)
    .prepare(),
);

/**
 * The people that the contact who is writing has registered before, newest first, at most five; nobody
 * registered before the number went to somebody else.
 */
export function knownPeople(ctx: DomainContext): { people: KnownPerson[] } {
  if (ctx.actor.kind !== 'citizen') return { people: [] };
  const people = new Map<string, KnownPerson>();
  for (const { personName, nik, birthDate } of earlier(ctx.tx).all({ citizenId: ctx.actor.id })) {
    if (nik === null || birthDate === null || people.has(nik)) continue;
    people.set(nik, { called: firstNameOf(personName), personName, nik, birthDate });
  }
  return { people: [...people.values()].slice(0, MOST) };
}
