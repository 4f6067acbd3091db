import { eq, lt, sql } from 'drizzle-orm';
import type { DomainContext } from '../context.ts';
import { delayAfter, normalEmail } from './rules.ts';
import { beginSession } from './sessions.ts';
import { signInFailures, staff } from './table.ts';

const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

/** Who wants in, and from where. */
export interface SignInTry {
  email: string;
  /** The address of the browser. */
  address: string;
}

/** What came of asking to try a password. */
export type SignInBegun =
  /** Check the password against this; undefined when there is no such account, which takes as long. */
  | { outcome: 'try'; passwordHash: string | undefined }
  /** Too many failures: nothing is checked before `until`. */
  | { outcome: 'wait'; until: Date };

/**
 * Opens a try to sign in and counts it as failed at once; `finishSignIn` takes that back when the
 * password was right. Counted first, because hashing is slow and a hundred guesses may run side by side.
 *
 * Unknown accounts are counted like known ones, so that the delay tells nobody which exist.
 */
export function beginSignIn(ctx: DomainContext, attempt: SignInTry): SignInBegun {
  const until = blockedUntil(ctx, attempt);
  if (until) return { outcome: 'wait', until };
  forgetOld(ctx);
  for (const key of keysOf(attempt)) countFailure(ctx, key);
  const found = ctx.tx
    .select({ passwordHash: staff.passwordHash, active: staff.active })
    .from(staff)
    .where(eq(staff.email, normalEmail(attempt.email)))
    .get();
  return { outcome: 'try', passwordHash: found?.active ? found.passwordHash : undefined };
}

/** Ends a try that `beginSignIn` opened: a session for who gave the right password. */
export function finishSignIn(
  ctx: DomainContext,
  attempt: SignInTry & { passwordRight: boolean },
): { outcome: 'signedIn'; staffId: number; token: string } | { outcome: 'refused' } {
  if (!attempt.passwordRight) return { outcome: 'refused' };
  const found = ctx.tx
    .select({ id: staff.id, active: staff.active })
    .from(staff)
    .where(eq(staff.email, normalEmail(attempt.email)))
    .get();
  // Switched off while the password was being checked.
  if (!found?.active) return { outcome: 'refused' };
  forgive(ctx, attempt);
  ctx.tx.update(staff).set({ lastSignedInAt: ctx.now }).where(eq(staff.id, found.id)).run();
  ctx.as({ kind: 'staff', id: found.id }).record({ kind: 'staff.signedIn', staffId: found.id });
  return { outcome: 'signedIn', staffId: found.id, token: beginSession(ctx, found.id) };
}

const accountKey = (attempt: SignInTry): string => `account:${normalEmail(attempt.email)}`;
const addressKey = (attempt: SignInTry): string => `address:${attempt.address}`;
const keysOf = (attempt: SignInTry): string[] => [accountKey(attempt), addressKey(attempt)];

function blockedUntil(ctx: DomainContext, attempt: SignInTry): Date | undefined {
  const rows = keysOf(attempt).flatMap((key) =>
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

// The account begins afresh; the address only loses this one try, or whoever has an account of
// their own could guess at the others' without end.
function forgive(ctx: DomainContext, attempt: SignInTry): void {
  ctx.tx
    .delete(signInFailures)
    .where(eq(signInFailures.key, accountKey(attempt)))
    .run();
  ctx.tx
    .update(signInFailures)
    .set({ failures: sql`max(0, ${signInFailures.failures} - 1)`, blockedUntil: ctx.now })
    .where(eq(signInFailures.key, addressKey(attempt)))
    .run();
}

function forgetOld(ctx: DomainContext): void {
  const before = new Date(ctx.now.getTime() - FORGOTTEN_AFTER_MS);
  ctx.tx.delete(signInFailures).where(lt(signInFailures.blockedUntil, before)).run();
}
