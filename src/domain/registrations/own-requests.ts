import type { DomainContext } from '../context.ts';
import { earlierRequests } from './earlier.ts';
import { initialsOf } from './rules.ts';
import type { OwnRequest } from './values.ts';

// One message offers at most nine choices.
const MAX_OFFERED = 9;

/**
 * The requests of the contact that is writing, newest first, at most nine, each with its day. Initials
 * instead of names: whoever holds the phone has proven nothing yet.
 */
export function ownRequests(ctx: DomainContext): { requests: OwnRequest[] } {
  const requests = earlierRequests(ctx)
    .slice(0, MAX_OFFERED)
    .map(({ code, service, personName, institution, visitOn: on, stage }) => ({
      code,
      service,
      on,
      stage,
      who: institution ?? initialsOf(personName),
    }));
  return { requests };
}
