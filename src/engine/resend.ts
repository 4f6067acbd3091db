import { and, eq } from 'drizzle-orm';
import { addresses } from '../domain/citizens/table.ts';
import type { DomainContext } from '../domain/context.ts';
import { forgetReport } from './fate.ts';
import { outbox } from './tables.ts';

type Letter = Pick<typeof outbox.$inferSelect, 'state' | 'onPhone'>;

/** Whether an officer may send a letter again: it did not arrive, or nobody knows whether it did. */
export const mayGoAgain = ({ state, onPhone }: Letter): boolean =>
  !onPhone && (state === 'failed' || state === 'uncertain');

/** What came of sending a letter again. */
export type Resent =
  | { outcome: 'resent' }
  /** It has arrived meanwhile, or was sent again already. */
  | { outcome: 'notNeeded' }
  /** Somebody else may have the number by now. */
  | { outcome: 'otherHolder' }
  | { outcome: 'unknown' };

/**
 * Puts a letter that did not arrive back into the outbox, under the id it has: whoever did get it sees it
 * once, and a result never comes as a second file.
 */
export function resend(ctx: DomainContext, input: { citizenId: number; letterId: number }): Resent {
  const letter = ctx.tx
    .select()
    .from(outbox)
    .where(and(eq(outbox.id, input.letterId), eq(outbox.citizenId, input.citizenId)))
    .get();
  if (!letter) return { outcome: 'unknown' };
  if (!mayGoAgain(letter)) return { outcome: 'notNeeded' };
  const holder = ctx.tx
    .select({ citizenId: addresses.citizenId, generation: addresses.generation })
    .from(addresses)
    .where(and(eq(addresses.transport, letter.transport), eq(addresses.address, letter.address)))
    .get();
  if (holder?.citizenId !== letter.citizenId || holder.generation !== letter.generation)
    return { outcome: 'otherHolder' };
  ctx.tx
    .update(outbox)
    .set({ state: 'queued', attempts: 0, repeats: 0, notBefore: ctx.now })
    .where(eq(outbox.id, letter.id))
    .run();
  forgetReport(ctx, letter.citizenId);
  ctx.record({ kind: 'chat.resent', citizenId: letter.citizenId, letterId: letter.id });
  return { outcome: 'resent' };
}
