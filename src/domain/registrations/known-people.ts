import type { DomainContext } from '../context.ts';
import { firstNameOf } from '../values/person-name.ts';
import { earlierRequests } from './earlier.ts';
import type { KnownPerson } from './values.ts';

const MOST = 5;

/**
 * The people that the contact who is writing has registered before, newest first, at most five; nobody
 * registered before the number went to somebody else.
 */
export function knownPeople(ctx: DomainContext): { people: KnownPerson[] } {
  const people = new Map<string, KnownPerson>();
  for (const { personName, nik, birthDate } of earlierRequests(ctx)) {
    if (nik === null || birthDate === null || people.has(nik)) continue;
    people.set(nik, { called: firstNameOf(personName), personName, nik, birthDate });
  }
  return { people: [...people.values()].slice(0, MOST) };
}
