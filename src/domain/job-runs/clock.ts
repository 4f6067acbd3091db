import { eq } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import { settled } from '../incidents/index.ts';
import { type ClockLook, hasJumped } from './rules.ts';
import { jobClock } from './table.ts';

const ONLY_ROW = 1;

/** That the machine's clock is not believed, and why. */
export interface ClockDoubt {
  since: Date;
  from: Date;
  to: Date;
}

/** The doubt about the machine's clock while it stands, or undefined: then ages can be believed. */
export function clockDoubt(db: Db): ClockDoubt | undefined {
  const row = db.select().from(jobClock).where(eq(jobClock.id, ONLY_ROW)).get();
  if (!row?.doubtedSince || !row.jumpedFrom || !row.jumpedTo) return undefined;
  return { since: row.doubtedSince, from: row.jumpedFrom, to: row.jumpedTo };
}

/**
 * Writes down what the wall clock says and compares it with the last time.
 *
 * @param before the last look of this process; undefined right after its start
 */
export function lookAtClock(
  ctx: DomainContext,
  before: ClockLook | undefined,
  steadyMs: number,
): 'steady' | 'jumped' {
  const row = ctx.tx.select().from(jobClock).where(eq(jobClock.id, ONLY_ROW)).get();
  const look = { wall: ctx.now, steadyMs };
  const last = before ?? (row && { wall: row.seenAt });
  const jumped = last !== undefined && hasJumped(last, look);
  // A second jump is shown from where the first one began.
  const doubt = jumped
    ? {
        doubtedSince: row?.doubtedSince ?? ctx.now,
        jumpedFrom: row?.doubtedSince ? row.jumpedFrom : last.wall,
        jumpedTo: ctx.now,
      }
    : {};
  const set = { seenAt: ctx.now, ...doubt };
  ctx.tx
    .insert(jobClock)
    .values({ id: ONLY_ROW, ...set })
    .onConflictDoUpdate({ target: jobClock.id, set })
    .run();
  return jumped ? 'jumped' : 'steady';
}

/** An administrator has looked at the clock: what was held back may go on. */
export function trustClock(ctx: DomainContext): { outcome: 'trusted' | 'notDoubted' } {
  if (!clockDoubt(ctx.tx)) return { outcome: 'notDoubted' };
  ctx.tx
    .update(jobClock)
    .set({ seenAt: ctx.now, doubtedSince: null, jumpedFrom: null, jumpedTo: null })
    .where(eq(jobClock.id, ONLY_ROW))
    .run();
  settled(ctx, { kind: 'clockJumped' });
  ctx.record({ kind: 'jobs.resumed', job: '' });
  return { outcome: 'trusted' };
}
