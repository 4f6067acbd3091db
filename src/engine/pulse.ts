import { count, eq, inArray, max, min } from 'drizzle-orm';
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
