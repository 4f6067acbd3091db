import { and, eq, inArray } from 'drizzle-orm';
import type { DomainContext } from '../domain/context.ts';
import type { Inbound } from '../transports/transport.ts';
import { intake } from './tables.ts';

/** Words that are changed before they were answered are as if they had been said so at once. */
export function changeUnanswered(
  ctx: DomainContext,
  intakeId: number,
  message: Inbound,
  original: string,
): void {
  const { changes } = ctx.tx
    .update(intake)
    .set({ text: message.text })
    .where(
      and(
        eq(intake.transport, message.transport),
        eq(intake.messageId, original),
        // Nobody changes another person's words.
        inArray(intake.address, [message.address, ...(message.aliases ?? [])]),
        inArray(intake.state, ['pending', 'awaitingFile']),
      ),
    )
    .run();
  if (changes === 1) ctx.tx.update(intake).set({ state: 'done' }).where(eq(intake.id, intakeId)).run();
}
