import { and, desc, eq, lt } from 'drizzle-orm';
import { type Said, say } from '../../flows/kit.ts';
import { type Citizen, isHandled, isHandledOnPhone } from '../domain/citizens/index.ts';
import type { DomainContext } from '../domain/context.ts';
import { labDayAt } from '../domain/values/lab-day.ts';
import type { Wordless } from '../transports/transport.ts';
import type { IntakeRow } from './intake.ts';
import { intake } from './tables.ts';

const CALL_PATIENCE_MS = 12 * 3_600_000;

/** Whether a person did this instead of saying something that a dialog could answer. */
export function isWordless(kind: IntakeRow['kind']): kind is Wordless {
  return kind === 'call' || kind === 'unreadable' || kind === 'edited' || kind === 'withdrawn';
}

/** What we say to it; the dialog the person is in stays where it is. */
export function answerBeside(ctx: DomainContext, row: IntakeRow, citizen: Citizen): Said[] {
  switch (row.kind) {
    case 'call':
      return isHandled(citizen, ctx.now) || isCallAnswered(ctx, row, citizen) ? [] : [say('engine.called')];
    case 'unreadable':
      // On the page they cannot read it either; on the lab's own phone they can.
      return isHandledOnPhone(citizen, ctx.now) ? [] : [say('engine.unreadable')];
    case 'edited':
      return isHandled(citizen, ctx.now) ? [] : [say('engine.edited')];
    default:
      return [];
  }
}

/** One text a day, however often they call; and none about a call of long ago. */
function isCallAnswered(ctx: DomainContext, row: IntakeRow, { id }: Citizen): boolean {
  if (ctx.now.getTime() - row.sentAt.getTime() > CALL_PATIENCE_MS) return true;
  const last = ctx.tx
    .select({ at: intake.receivedAt })
    .from(intake)
    .where(and(eq(intake.citizenId, id), eq(intake.kind, 'call'), lt(intake.id, row.id)))
    .orderBy(desc(intake.id))
    .get();
  return last !== undefined && labDayAt(last.at, ctx.lab.timeZone) === ctx.today;
}
