import { and, count, eq } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { citizenById } from '../domain/citizens/index.ts';
import type { AnswerWindow } from '../domain/values/answer-window.ts';
import type { LabSettings } from '../domain/values/lab-settings.ts';
import { approvedTemplate } from '../domain/values/message-templates.ts';
import type { Transport } from '../transports/transport.ts';
import { lastPlaceOf } from './outbox.ts';
import { outbox } from './tables.ts';
import { isInvited, lastHeardAt } from './window.ts';

/** What the answer depends on. */
interface Given {
  lab: LabSettings;
  transports: readonly Transport[];
  now: Date;
}

/** How an officer's words would reach this person now; undefined where they always do. */
export function answerWindow(
  db: Db,
  citizenId: number,
  { lab, transports, now }: Given,
): AnswerWindow | undefined {
  const place = lastPlaceOf(db, citizenId);
  const withinMs = transports.find(({ name }) => name === place?.transport)?.answersWithinMs;
  const citizen = citizenById(db, citizenId);
  if (!place || withinMs === undefined || !citizen) return undefined;
  const waiting = lettersWaiting(db, citizenId);
  const heardAt = lastHeardAt(db, place);
  const until = new Date((heardAt?.getTime() ?? 0) + withinMs);
  if (until > now) return { outcome: 'open', until, waiting };
  if (approvedTemplate(lab, 'staffReply', citizen.language)) return { outcome: 'asTemplate', waiting };
  const mayInvite = citizen.optedOutAt === null && approvedTemplate(lab, 'invitation', citizen.language);
  const asks = mayInvite || isInvited(db, place, heardAt);
  return { outcome: asks ? 'afterInvitation' : 'waits', waiting };
}

const lettersWaiting = (db: Db, citizenId: number): number =>
  db
    .select({ count: count() })
    .from(outbox)
    .where(and(eq(outbox.citizenId, citizenId), eq(outbox.state, 'awaitingPerson')))
    .get()?.count ?? 0;
