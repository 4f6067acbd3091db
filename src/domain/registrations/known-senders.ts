import type { DomainContext } from '../context.ts';
import { firstNameOf } from '../values/person-name.ts';
import { earlierRequests } from './earlier.ts';
import type { KnownSender } from './values.ts';

const MOST = 5;

/**
 * The institutions, each with who is in charge, for which the contact that is writing has sent groups or
 * samples before, newest first, at most five.
 */
export function knownSenders(ctx: DomainContext): { senders: KnownSender[] } {
  const senders = new Map<string, KnownSender>();
  for (const { personName, institution, email } of earlierRequests(ctx)) {
    if (institution === null) continue;
    const called = `${institution}, ${firstNameOf(personName)}`;
    const known = senders.get(called.toLowerCase());
    // The newest counts; what it did not ask for is taken from one before it.
    if (!known) senders.set(called.toLowerCase(), { called, personName, institution, email });
    else if (known.email === null) known.email = email;
  }
  return { senders: [...senders.values()].slice(0, MOST) };
}
