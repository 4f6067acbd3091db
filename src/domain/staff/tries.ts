import { eq, lt, sql } from 'drizzle-orm';
import type { DomainContext } from '../context.ts';
import { delayAfter } from './rules.ts';
import { signInFailures } from './table.ts';

const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

/** What guessing is counted by: the account (or what is guessed of it), and the browser's address. */
export interface TryKeys {
  /** `account:<email>`, `factor:<staff id>`. */
  account: string;
  /** Of the browser. */
  address: string;
}

const both = ({ account, address }: TryKeys): string[] => [account, `address:${address}`];

/**
 * Counts a try as failed, before it is known whether it is; `forgive` takes that back. Counted first,
 * because checking may be slow and a hundred guesses may run side by side.
 *
 * @returns until when nothing is checked, after too many failures; undefined when the try counts
 */
export function countTry(ctx: DomainContext, keys: TryKeys): Date | undefined {
  const until = blockedUntil(ctx, keys);
  if (until) return until;
  const before = new Date(ctx.now.getTime() - FORGOTTEN_AFTER_MS);
  ctx.tx.delete(signInFailures).where(lt(signInFailures.blockedUntil, before)).run();
  for (const key of both(keys)) countFailure(ctx, key);
  return undefined;
}

/**
 * After a right answer the account begins afresh; the address only loses this one try, or whoever has an
 * account of their own could guess at the others' without end.
 */
export function forgive(ctx: DomainContext, { account, address }: TryKeys): void {
  ctx.tx.delete(signInFailures).where(eq(signInFailures.key, account)).run();
  ctx.tx
    .update(signInFailures)
    .set({ failures: sql`max(0, ${signInFailures.failures} - 1)`, blockedUntil: ctx.now })
    .where(eq(signInFailures.key, `address:${address}`))
    .run();
}

function blockedUntil(ctx: DomainContext, keys: TryKeys): Date | undefined {
  const rows = both(keys).flatMap((key) =>
    ctx.tx.select().from(signInFailures).where(eq(signInFailures.key, key)).all(),
  );
  const latest = Math.max(0, ...rows.map((row) => row.blockedUntil.getTime()));
  return latest > ctx.now.getTime() ? new Date(latest) : undefined;
}

function countFailure(ctx: DomainContext, key: string): void {
  const known = ctx.tx.select().from(signInFailures).where(eq(signInFailures.key, key)).get();
  const failures = (known?.failures ?? 0) + 1;
  const row = { failures, blockedUntil: new Date(ctx.now.getTime() + delayAfter(failures) * 1000) };
  ctx.tx
    .insert(signInFailures)
    .values({ key, ...row })
    .onConflictDoUpdate({ target: signInFailures.key, set: row })
    .run();
}
