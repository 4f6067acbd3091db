import { and, desc, eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { personCame } from '../incidents/index.ts';
import { citizens, consents } from './table.ts';

export { addressOf, identityChanged, recognise, samePerson } from './addresses.ts';
export { addWalkIn, writerFrom } from './walk-in.ts';

export type Citizen = typeof citizens.$inferSelect;

/** How long an officer's silence lasts before the bot takes a chat back. */
const HANDOVER_HOURS = 12;

const byId = statement((db) =>
  db
    .select()
    .from(citizens)
    .where(eq(citizens.id, sql.placeholder('id')))
    .prepare(),
);

const newestConsent = statement((db) =>
  db
    .select({ version: consents.version, decision: consents.decision })
    .from(consents)
    .where(and(eq(consents.citizenId, sql.placeholder('citizenId')), eq(consents.purpose, 'service')))
    .orderBy(desc(consents.id))
    .prepare(),
);

const addConsent = statement((db) =>
  db
    .insert(consents)
    .values({
      citizenId: sql.placeholder('citizenId'),
      purpose: 'service',
      version: sql.placeholder('version'),
      decision: sql.placeholder('decision'),
      at: sql.placeholder('at'),
    })
    .prepare(),
);

/** The citizen with this id, or undefined; of somebody who turned out to be another, that other one. */
export function citizenById(db: Db, id: number): Citizen | undefined {
  const found = byId(db).get({ id });
  return found?.mergedInto == null ? found : byId(db).get({ id: found.mergedInto });
}

/** Whether the person has agreed to the consent text in force. */
export function hasConsented(ctx: DomainContext, citizenId: number): boolean {
  const newest = newestConsent(ctx.tx).get({ citizenId });
  return newest?.decision === 'given' && newest.version === ctx.lab.consentVersion;
}

/** Keeps the answer to "may we use your data?" with the version of the text and the time (UU 27/2022). */
export function answerConsent(ctx: DomainContext, citizenId: number, decision: 'given' | 'refused'): void {
  const version = ctx.lab.consentVersion;
  addConsent(ctx.tx).run({ citizenId, version, decision, at: ctx.now });
  ctx.record({ kind: 'citizen.consentAnswered', citizenId, decision, version });
}

export function chooseLanguage(ctx: DomainContext, citizenId: number, language: 'id' | 'en'): void {
  ctx.tx.update(citizens).set({ language }).where(eq(citizens.id, citizenId)).run();
  ctx.record({ kind: 'citizen.languageChosen', citizenId, language });
}

/** No notices any more; what the person asks is still answered. */
export function stopNotices(ctx: DomainContext, citizenId: number): void {
  ctx.tx.update(citizens).set({ optedOutAt: ctx.now }).where(eq(citizens.id, citizenId)).run();
  ctx.record({ kind: 'citizen.noticesStopped', citizenId });
}

/** Whether the person asked for no notices. */
export function noticesAreStopped(ctx: DomainContext, citizenId: number): boolean {
  return citizenById(ctx.tx, citizenId)?.optedOutAt != null;
}

export function resumeNotices(ctx: DomainContext, citizenId: number): void {
  ctx.tx.update(citizens).set({ optedOutAt: null }).where(eq(citizens.id, citizenId)).run();
  ctx.record({ kind: 'citizen.noticesResumed', citizenId });
}

/** What came of taking a chat over. */
export type TakenOver =
  | { outcome: 'takenOver' }
  | { outcome: 'heldBy'; staffId: number }
  | { outcome: 'unknown' };

/** The officer answers from now on and the bot is silent; two officers never hold one chat. */
export function takeOver(ctx: DomainContext, citizenId: number): TakenOver {
  const citizen = citizenById(ctx.tx, citizenId);
  if (!citizen || ctx.actor.kind !== 'staff') return { outcome: 'unknown' };
  const holder = isHandled(citizen, ctx.now) ? citizen.handledBy : null;
  if (holder !== null && holder !== ctx.actor.id) return { outcome: 'heldBy', staffId: holder };
  ctx.tx
    .update(citizens)
    .set({ handledBy: ctx.actor.id, handledSince: ctx.now, handledUntil: handoverEnd(ctx.now) })
    .where(eq(citizens.id, citizen.id))
    .run();
  // Each reply holds the chat longer; that an officer is there is said once.
  if (holder === null) ctx.record({ kind: 'chat.takenOver', citizenId: citizen.id });
  return { outcome: 'takenOver' };
}

/**
 * An officer has written on the lab's own phone at `writtenAt`: the bot is silent for as long as after a
 * reply on the page. Nobody is told; the person has the officer's words before them.
 *
 * Whoever holds the chat on the page goes on holding it, and words older than a handover change nothing.
 */
export function answeredOnPhone(ctx: DomainContext, citizenId: number, writtenAt: Date): void {
  const citizen = citizenById(ctx.tx, citizenId);
  const until = handoverEnd(writtenAt);
  if (!citizen || until <= ctx.now) return;
  personCame(ctx, citizen.id);
  const isHeld = isHandled(citizen, ctx.now);
  if (isHeld && (citizen.handledBy !== null || (citizen.handledUntil ?? until) >= until)) return;
  ctx.tx
    .update(citizens)
    .set({
      handledBy: null,
      handledSince: isHeld ? citizen.handledSince : writtenAt,
      handledUntil: until,
    })
    .where(eq(citizens.id, citizen.id))
    .run();
  if (!isHeld) ctx.record({ kind: 'chat.answeredOnPhone', citizenId: citizen.id });
}

/** Gives the chat back to the bot; nothing happens when the bot has it already. */
export function handBack(ctx: DomainContext, citizenId: number): void {
  const citizen = citizenById(ctx.tx, citizenId);
  if (!citizen || citizen.handledUntil === null) return;
  ctx.tx
    .update(citizens)
    .set({ handledBy: null, handledSince: null, handledUntil: null })
    .where(eq(citizens.id, citizen.id))
    .run();
  const wasOnPhone = citizen.handledBy === null;
  ctx.record({ kind: 'chat.handedBack', citizenId: citizen.id, ...(wasOnPhone ? { from: 'phone' } : {}) });
}

/** What came of an officer's reply. */
export type Replied =
  | { outcome: 'replied' }
  | { outcome: 'heldBy'; staffId: number }
  | { outcome: 'empty' }
  | { outcome: 'tooLong'; maximum: number }
  | { outcome: 'unknown' };

const REPLY_CHARACTERS = 3_000;

/** Sends an officer's own words. Replying takes the chat over, so that the bot does not talk into it. */
export function reply(ctx: DomainContext, citizenId: number, text: string): Replied {
  const words = text.trim();
  if (words === '') return { outcome: 'empty' };
  if (words.length > REPLY_CHARACTERS) return { outcome: 'tooLong', maximum: REPLY_CHARACTERS };
  const taken = takeOver(ctx, citizenId);
  if (taken.outcome !== 'takenOver') return taken;
  personCame(ctx, citizenId);
  ctx.record({ kind: 'chat.replied', citizenId, text: words });
  return { outcome: 'replied' };
}

/** Whether an officer, not the bot, answers this person now: on the page, or on the lab's own phone. */
export function isHandled(citizen: Pick<Citizen, 'handledUntil'>, now: Date): boolean {
  return citizen.handledUntil !== null && citizen.handledUntil > now;
}

/** Whether it is an officer on the lab's own phone who answers now. */
export function isHandledOnPhone(citizen: Citizen, now: Date): boolean {
  return isHandled(citizen, now) && citizen.handledBy === null;
}

const handoverEnd = (from: Date): Date => new Date(from.getTime() + HANDOVER_HOURS * 3_600_000);
