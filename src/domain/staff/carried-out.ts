import { eq, lt } from 'drizzle-orm';
import type { DomainContext } from '../context.ts';
import { carriedOut } from './table.ts';

const KEPT_MS = 24 * 3_600_000;

/** Whether the form with this key has been carried out before: a double click, or a page sent again. */
export function wasCarriedOut(ctx: DomainContext, key: string): boolean {
  return (
    ctx.tx.select({ key: carriedOut.key }).from(carriedOut).where(eq(carriedOut.key, key)).get() !== undefined
  );
}

/** Remembers for a day that the form with this key has been carried out. */
export function rememberCarriedOut(ctx: DomainContext, key: string, staffId: number): void {
  ctx.tx.insert(carriedOut).values({ key, staffId, at: ctx.now }).run();
  ctx.tx
    .delete(carriedOut)
    .where(lt(carriedOut.at, new Date(ctx.now.getTime() - KEPT_MS)))
    .run();
}
