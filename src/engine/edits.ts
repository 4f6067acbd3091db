import { and, eq, inArray, type SQL } from 'drizzle-orm';
import type { DomainContext } from '../domain/context.ts';
import type { Inbound } from '../transports/transport.ts';
import { intake } from './tables.ts';

/** Does with earlier words what their writer did: puts others in their place, or takes them back. */
export function follow(ctx: DomainContext, intakeId: number, message: Inbound, original: string): void {
  if (message.kind === 'withdrawn') noteWithdrawn(ctx, intakeId, message, original);
  else changeUnanswered(ctx, intakeId, message, original);
}

/** Words that are changed before they were answered are as if they had been said so at once. */
function changeUnanswered(ctx: DomainContext, intakeId: number, message: Inbound, original: string): void {
  const { changes } = ctx.tx
    .update(intake)
    .set({ text: message.text })
    .where(and(isTheirs(message, original), inArray(intake.state, ['pending', 'awaitingFile'])))
    .run();
  if (changes === 1) ctx.tx.update(intake).set({ state: 'done' }).where(eq(intake.id, intakeId)).run();
}

/**
 * Staff see which words were taken back; what was answered stays answered. Nobody is told: whoever takes
 * words back asks for nothing.
 */
function noteWithdrawn(ctx: DomainContext, intakeId: number, message: Inbound, original: string): void {
  const words = ctx.tx.select({ text: intake.text }).from(intake).where(isTheirs(message, original)).get();
  if (words) ctx.tx.update(intake).set({ text: words.text }).where(eq(intake.id, intakeId)).run();
}

/** That message, by its writer: nobody changes another person's words. */
const isTheirs = (message: Inbound, original: string): SQL | undefined =>
  and(
    eq(intake.transport, message.transport),
    eq(intake.messageId, original),
    inArray(intake.address, [message.address, ...(message.aliases ?? [])]),
  );
