import type { DomainContext } from '../context.ts';
import { contactOf, countWrong, lockFor } from '../proofs/index.ts';
import { linkChat } from './chat-links.ts';

/** What came of a code that somebody wrote to link a chat. */
export type ChatLinked =
  | { outcome: 'linked'; name: string }
  | { outcome: 'unknown' }
  /** Too many wrong codes; `until` is an ISO instant. */
  | { outcome: 'locked'; until: string | null };

/**
 * Links the chat of whoever writes, if the code is right. A wrong one costs the same budget as every
 * other guess of this contact: five a day, kept as rows.
 */
export function linkChatByCode(ctx: DomainContext, { code }: { code: string }): ChatLinked {
  const contact = contactOf(ctx.actor);
  if (contact === undefined || ctx.actor.kind !== 'citizen') return { outcome: 'unknown' };
  // Under a name of the contact's own, so that nobody's guesses lock a code for others.
  const claimant = { code: `chat:${contact}:${code.toUpperCase()}`, contact, byOwner: false };
  const lock = lockFor(ctx.tx, claimant, ctx.now);
  if (lock.kind !== 'open')
    return { outcome: 'locked', until: lock.kind === 'until' ? lock.until.toISOString() : null };
  const linked = linkChat(ctx, { code, citizenId: ctx.actor.id });
  if (linked.outcome === 'unknown') countWrong(ctx, claimant);
  return linked;
}
