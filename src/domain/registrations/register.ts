import type { Source } from '../cases/values.ts';
import type { DomainContext } from '../context.ts';
import { mustActFor, sourceOf } from './access.ts';
import { freshCode } from './codes.ts';
import { insert, type NewRegistration, type RegisteredTest } from './rows.ts';

/**
 * Writes down a new request of any service under a fresh code. What else its service keeps is written
 * after it, and only then `registration.received` recorded.
 *
 * @param more.source by which way the request came, when staff write it down
 * @throws when a citizen would register in the name of another contact
 */
export function register(
  ctx: DomainContext,
  made: Omit<NewRegistration, 'code'>,
  {
    tests = [],
    source = sourceOf(ctx),
  }: { tests?: readonly RegisteredTest[]; source?: Source | undefined } = {},
): { registrationId: number; code: string } {
  mustActFor(ctx, made.citizenId);
  const code = freshCode(ctx, made.service);
  return { registrationId: insert(ctx, { ...made, code }, tests, source), code };
}
