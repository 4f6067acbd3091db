import { eq, or } from 'drizzle-orm';
import type { DomainContext } from '../context.ts';
import { normalEmail } from './rules.ts';
import { provesSecondFactor } from './second-factor.ts';
import { type BrowserSeen, beginSession, halfSignedInBy, signOut } from './sessions.ts';
import { staff } from './table.ts';
import { countTry, forgive } from './tries.ts';

/** Who wants in, and from where. */
export interface SignInTry {
  /** An e-mail address or a username. */
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
 * password was right.
 *
 * Unknown accounts are counted like known ones, so that the delay tells nobody which exist; by what was
 * typed, so that it does not tell either which name and which address are one person's.
 */
export function beginSignIn(ctx: DomainContext, attempt: SignInTry): SignInBegun {
  const until = countTry(ctx, keysOf(attempt));
  if (until) return { outcome: 'wait', until };
  const found = accountOf(ctx, attempt);
  // Without a password yet: nothing may match, and finding that out takes as long.
  return { outcome: 'try', passwordHash: (found?.active && found.passwordHash) || undefined };
}

/** What came of a password that was checked. */
export type SignInFinished =
  | { outcome: 'signedIn'; staffId: number; token: string }
  /** The password was right; the session opens only the page that asks for the code. */
  | { outcome: 'secondFactorWanted'; staffId: number; token: string }
  | { outcome: 'refused' };

/** Ends a try that `beginSignIn` opened: a session for who gave the right password. */
export function finishSignIn(
  ctx: DomainContext,
  attempt: SignInTry & { passwordRight: boolean; browser?: string },
): SignInFinished {
  if (!attempt.passwordRight) return { outcome: 'refused' };
  const found = accountOf(ctx, attempt);
  // Switched off while the password was being checked.
  if (!found?.active) return { outcome: 'refused' };
  forgive(ctx, keysOf(attempt));
  if (found.secondFactorSince === null) return signedIn(ctx, found.id, attempt);
  const token = beginSession(ctx, found.id, attempt, true);
  return { outcome: 'secondFactorWanted', staffId: found.id, token };
}

/**
 * The second step: a code of the app, or one of the recovery codes, for a session that waits for it.
 * The session that comes of it has a token of its own.
 *
 * @returns `wait` after too many failures, which are counted like those of passwords; `over` when the
 *   password has to be given anew
 */
export function finishSecondFactor(
  ctx: DomainContext,
  { token, code, ...browser }: { token: string; code: string } & BrowserSeen,
):
  | { outcome: 'signedIn'; staffId: number; token: string }
  | { outcome: 'refused' }
  | { outcome: 'wait'; until: Date }
  | { outcome: 'over' } {
  const half = halfSignedInBy(ctx.tx, token, ctx.now);
  if (!half) return { outcome: 'over' };
  const { staffId } = half;
  const keys = { account: `factor:${staffId}`, address: browser.address };
  const until = countTry(ctx, keys);
  if (until) return { outcome: 'wait', until };
  if (!provesSecondFactor(ctx.as({ kind: 'staff', id: staffId }), { staffId, code }))
    return { outcome: 'refused' };
  forgive(ctx, keys);
  signOut(ctx, token);
  return signedIn(ctx, staffId, browser);
}

/**
 * Counts a try of one's own password on a page of one's own, like a sign-in, before it is checked.
 *
 * @returns whether it may be checked now
 */
export function beginProof(ctx: DomainContext, attempt: SignInTry): boolean {
  return countTry(ctx, keysOf(attempt)) === undefined;
}

/** Takes back what `beginProof` counted: the password was right. */
export function endProof(ctx: DomainContext, attempt: SignInTry): void {
  forgive(ctx, keysOf(attempt));
}

function signedIn(
  ctx: DomainContext,
  staffId: number,
  browser: Partial<BrowserSeen>,
): { outcome: 'signedIn'; staffId: number; token: string } {
  ctx.tx.update(staff).set({ lastSignedInAt: ctx.now }).where(eq(staff.id, staffId)).run();
  ctx.as({ kind: 'staff', id: staffId }).record({ kind: 'staff.signedIn', staffId });
  return { outcome: 'signedIn', staffId, token: beginSession(ctx, staffId, browser) };
}

const keysOf = ({ email, address }: SignInTry) => ({ account: `account:${normalEmail(email)}`, address });

function accountOf(ctx: DomainContext, { email }: SignInTry) {
  const typed = normalEmail(email);
  return ctx.tx
    .select()
    .from(staff)
    .where(or(eq(staff.email, typed), eq(staff.username, typed)))
    .get();
}
