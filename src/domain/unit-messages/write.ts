import { and, eq, ne } from 'drizzle-orm';
import { staffIdOf } from '../actor.ts';
import type { DomainContext } from '../context.ts';
import { addresseesOf } from './addressees.ts';
import { unitMessages, unitThreadMembers, unitThreads } from './table.ts';

/** How long the subject of a message may be. */
export const SUBJECT_CHARACTERS = 120;
/** How long a message may be. */
export const BODY_CHARACTERS = 5_000;

/** A message from one unit to others. */
export interface NewMessage {
  fromUnitId: number;
  /** Every unit below, which is always an announcement, or those with these ids. */
  to: 'allBelow' | readonly number[];
  subject: string;
  body: string;
  /** Cannot be answered. */
  isAnnouncement: boolean;
}

/** What came of sending a message. */
export type Sent =
  | { outcome: 'sent'; threadIds: number[] }
  /** No unit was chosen, or there is none below. */
  | { outcome: 'nobody' }
  /** Neither below nor right above: one cannot write there. */
  | { outcome: 'outOfReach' };

/**
 * Sends a message to units. An announcement is one thread, because nobody answers it; a message that
 * wants answers is a conversation of its own with each unit, so that no unit reads what another answered.
 */
export function send(ctx: DomainContext, message: NewMessage): Sent {
  const { fromUnitId, to } = message;
  const possible = addresseesOf(ctx.tx, fromUnitId);
  const below = possible.filter(({ depth }) => depth > 0).map(({ id }) => id);
  const chosen = to === 'allBelow' ? below : [...new Set(to)];
  if (chosen.length === 0) return { outcome: 'nobody' };
  const reachable = new Set(possible.map(({ id }) => id));
  if (!chosen.every((id) => reachable.has(id))) return { outcome: 'outOfReach' };
  const isAnnouncement = message.isAnnouncement || to === 'allBelow';
  const circles = isAnnouncement ? [chosen] : chosen.map((id) => [id]);
  return {
    outcome: 'sent',
    threadIds: circles.map((unitIds) => begin(ctx, { ...message, isAnnouncement }, unitIds)),
  };
}

function begin(ctx: DomainContext, message: NewMessage, unitIds: readonly number[]): number {
  const { fromUnitId, isAnnouncement } = message;
  const { threadId } = ctx.tx
    .insert(unitThreads)
    .values({
      fromUnitId,
      subject: message.subject.trim(),
      isAnnouncement,
      createdAt: ctx.now,
      lastAt: ctx.now,
    })
    .returning({ threadId: unitThreads.id })
    .get();
  ctx.tx
    .insert(unitThreadMembers)
    .values([
      { threadId, unitId: fromUnitId, unread: false },
      ...unitIds.map((unitId) => ({ threadId, unitId, unread: true })),
    ])
    .run();
  write(ctx, threadId, fromUnitId, message.body);
  return threadId;
}

/** What came of answering. */
export type Answered =
  | { outcome: 'answered'; messageId: number }
  /** An announcement: its sender expects no answer. */
  | { outcome: 'announcement' }
  /** There is no such conversation for this unit. */
  | { outcome: 'unknown' };

/** Answers in a conversation, for a unit that takes part in it. */
export function answer(
  ctx: DomainContext,
  { threadId, unitId, body }: { threadId: number; unitId: number; body: string },
): Answered {
  const thread = ctx.tx
    .select({ isAnnouncement: unitThreads.isAnnouncement })
    .from(unitThreads)
    .innerJoin(unitThreadMembers, eq(unitThreadMembers.threadId, unitThreads.id))
    .where(and(eq(unitThreads.id, threadId), eq(unitThreadMembers.unitId, unitId)))
    .get();
  if (!thread) return { outcome: 'unknown' };
  if (thread.isAnnouncement) return { outcome: 'announcement' };
  ctx.tx.update(unitThreads).set({ lastAt: ctx.now }).where(eq(unitThreads.id, threadId)).run();
  const inThread = eq(unitThreadMembers.threadId, threadId);
  ctx.tx
    .update(unitThreadMembers)
    .set({ unread: true })
    .where(and(inThread, ne(unitThreadMembers.unitId, unitId)))
    .run();
  // Whoever answers has read what it answers.
  ctx.tx
    .update(unitThreadMembers)
    .set({ unread: false, readAt: ctx.now, readBy: staffIdOf(ctx) })
    .where(and(inThread, eq(unitThreadMembers.unitId, unitId)))
    .run();
  return { outcome: 'answered', messageId: write(ctx, threadId, unitId, body) };
}

function write(ctx: DomainContext, threadId: number, unitId: number, body: string): number {
  const { messageId } = ctx.tx
    .insert(unitMessages)
    .values({ threadId, unitId, staffId: staffIdOf(ctx), body: body.trim(), at: ctx.now })
    .returning({ messageId: unitMessages.id })
    .get();
  ctx.record({ kind: 'unitMessage.sent', threadId, messageId });
  return messageId;
}
