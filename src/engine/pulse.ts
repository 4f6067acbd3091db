import { count, desc, eq, inArray, isNotNull, max, min } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { intake, outbox } from './tables.ts';

/** How the engine is keeping up. */
export interface Pulse {
  pendingMessages: number;
  unsentLetters: number;
  /** When the oldest letter was written that is still to be handed over. */
  oldestUnsentAt: string | null;
  lastMessageAt: string | null;
}

/** Reads the pulse from the tables; cheap enough for every look at the health page. */
export function readPulse(db: Db): Pulse {
  const pending = db.select({ rows: count() }).from(intake).where(eq(intake.state, 'pending')).get();
  const unsent = db
    .select({ rows: count(), oldest: min(outbox.createdAt) })
    .from(outbox)
    .where(inArray(outbox.state, ['queued', 'sending']))
    .get();
  const last = db
    .select({ id: max(intake.id), at: intake.receivedAt })
    .from(intake)
    .get();
  return {
    pendingMessages: pending?.rows ?? 0,
    unsentLetters: unsent?.rows ?? 0,
    oldestUnsentAt: unsent?.oldest?.toISOString() ?? null,
    lastMessageAt: last?.at?.toISOString() ?? null,
  };
}

/** What has come and gone lately, for staff. */
export function readTraffic(db: Db): {
  lastMessageAt: Date | undefined;
  lastSentAt: Date | undefined;
  waiting: number;
} {
  const { lastMessageAt, unsentLetters } = readPulse(db);
  // The newest letters come first, and almost all of them have gone: the oldest are never read.
  const sent = db
    .select({ at: outbox.handedOverAt })
    .from(outbox)
    .where(isNotNull(outbox.handedOverAt))
    .orderBy(desc(outbox.id))
    .limit(1)
    .get();
  return {
    lastMessageAt: lastMessageAt === null ? undefined : new Date(lastMessageAt),
    lastSentAt: sent?.at ?? undefined,
    waiting: unsentLetters,
  };
}

const UNDONE = ['awaitingFile', 'pending', 'quarantined'] as const;
const UNDELIVERED = [
  'queued',
  'sending',
  'handedOver',
  'failed',
  'uncertain',
  'held',
  'awaitingPerson',
] as const;

/** Counts by state for machines that watch: of what is done and delivered nothing is counted, it only grows. */
export function deliveryFigures(db: Db): {
  messages: number;
  intake: Record<string, number>;
  outbox: Record<string, number>;
} {
  const last = db
    .select({ id: max(intake.id) })
    .from(intake)
    .get();
  const messages = (state: (typeof UNDONE)[number]) =>
    db.select({ rows: count() }).from(intake).where(eq(intake.state, state)).get()?.rows ?? 0;
  const letters = (state: (typeof UNDELIVERED)[number]) =>
    db.select({ rows: count() }).from(outbox).where(eq(outbox.state, state)).get()?.rows ?? 0;
  return {
    // Ids are given in order and never again.
    messages: last?.id ?? 0,
    intake: Object.fromEntries(UNDONE.map((state) => [state, messages(state)])),
    outbox: Object.fromEntries(UNDELIVERED.map((state) => [state, letters(state)])),
  };
}
