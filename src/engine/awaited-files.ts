import { and, eq } from 'drizzle-orm';
import type { DomainContext } from '../domain/context.ts';
import type { InboundFile } from '../transports/transport.ts';
import { fileColumns } from './intake.ts';
import { intake } from './tables.ts';

const FILES_AT_ONCE = 200;

/** The file of a message that waited for one is here, or is given up. */
export function fileArrived(
  ctx: DomainContext,
  transport: string,
  messageId: string,
  file: Exclude<InboundFile, { state: 'awaiting' }>,
): void {
  ctx.tx
    .update(intake)
    .set({ ...fileColumns(file), state: 'pending' })
    .where(
      and(eq(intake.transport, transport), eq(intake.messageId, messageId), eq(intake.state, 'awaitingFile')),
    )
    .run();
}

/** Messages whose file has still to be fetched. */
export function awaitingFiles(
  ctx: DomainContext,
  transport: string,
): { messageId: string; reference: string }[] {
  return ctx.tx
    .select({ messageId: intake.messageId, reference: intake.fileReference })
    .from(intake)
    .where(and(eq(intake.state, 'awaitingFile'), eq(intake.transport, transport)))
    .limit(FILES_AT_ONCE)
    .all()
    .flatMap(({ messageId, reference }) => (reference === null ? [] : [{ messageId, reference }]));
}
