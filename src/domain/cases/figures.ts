import { count, eq } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { late } from './lateness.ts';
import { cases } from './table.ts';

/** How many cases are open, wait for the citizen, and are late, for machines that watch. */
export function caseFigures(db: Db, now: Date): Record<'open' | 'waiting' | 'late', number> {
  const inPhase = (phase: 'open' | 'waiting') =>
    db.select({ rows: count() }).from(cases).where(eq(cases.phase, phase)).get()?.rows ?? 0;
  const owed = db.select({ rows: count() }).from(cases).where(late(now)).get();
  return { open: inPhase('open'), waiting: inPhase('waiting'), late: owed?.rows ?? 0 };
}
