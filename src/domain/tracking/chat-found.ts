import { addressOf, citizenById } from '../citizens/index.ts';
import type { DomainContext } from '../context.ts';
import { handTo, registrationNamed } from '../registrations/index.ts';

/**
 * Hands a request that was made without a chat, on the website or at the counter, to the chat that has
 * just proven it, when that chat's own phone is the one in the form. The phone alone hands over nothing:
 * whoever typed it may have typed another's.
 *
 * @returns whether it was handed over now
 */
export function findChat(ctx: DomainContext, registrationId: number): boolean {
  const { actor } = ctx;
  if (actor.kind !== 'citizen') return false;
  const registration = registrationNamed(ctx, registrationId);
  const { citizenId: from, phone } = registration;
  if (from === actor.id || addressOf(ctx.tx, from)) return false;
  // As the transport tells it; a contact known by WhatsApp's own name alone has none.
  const own = citizenById(ctx.tx, actor.id)?.phone ?? null;
  if (own === null || own !== phone) return false;
  handTo(ctx, registration, actor.id);
  ctx.record({ kind: 'registration.chatFound', registrationId, citizenId: actor.id, from });
  return true;
}
