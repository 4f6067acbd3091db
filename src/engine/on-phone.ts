import { eq } from 'drizzle-orm';
import { answeredOnPhone, recognise } from '../domain/citizens/index.ts';
import type { DomainContext } from '../domain/context.ts';
import type { WrittenOnPhone } from '../transports/transport.ts';
import { believable } from './intake.ts';
import { outbox } from './tables.ts';

const MAX_CHARACTERS = 4_000;

/**
 * Notes what an officer wrote on the lab's own phone: it stands in the chat beside our own words, and the
 * bot leaves the person to the officer. What we sent ourselves comes back on the same way and changes nothing.
 */
export function noteWrittenOnPhone(ctx: DomainContext, transport: string, written: WrittenOnPhone): void {
  const { messageId, address, aliases = [], phone = null } = written;
  const isOurs = ctx.tx.select({ id: outbox.id }).from(outbox).where(eq(outbox.messageId, messageId)).get();
  if (isOurs) return;
  const sentAt = believable(written.sentAt, ctx.now);
  const citizen = recognise(ctx, { transport, address, aliases, phone, displayName: null });
  ctx.tx
    .insert(outbox)
    .values({
      citizenId: citizen.id,
      transport,
      address,
      generation: 0,
      priority: 'reply',
      text: written.text.slice(0, MAX_CHARACTERS),
      messageId,
      // The phone has sent it; there is nothing for us to do.
      state: 'acknowledged',
      onPhone: true,
      notBefore: sentAt,
      createdAt: sentAt,
      handedOverAt: sentAt,
    })
    .run();
  answeredOnPhone(ctx, citizen.id, sentAt);
}
