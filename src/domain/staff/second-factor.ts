import { createHash } from 'node:crypto';
import { and, count, eq, isNull } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import type { Refused } from './accounts.ts';
import { allows, isOneself } from './authority.ts';
import { inFours, mayResetFactor, spelled } from './rules.ts';
import { endSessionsOf } from './sessions.ts';
import { recoveryCodes, staff } from './table.ts';

const SECRET_BYTES = 20;
const STEP_SECONDS = 30;
const DIGITS = 6;
/** Phones are a little early or late. */
const STEPS_AROUND = 1;
const RECOVERY_CODES = 10;
/** 59 bits: more than anybody tries, even with the hashes at hand. */
const RECOVERY_LETTERS = 12;

/** A second factor that is being set up: what the app on the phone is to learn. */
export interface PendingFactor {
  /** Base 32. */
  secret: string;
  /** What the QR code holds. */
  uri: string;
}

/** Begins to set up a second factor with a fresh secret. It counts once a code has confirmed it. */
export function beginSecondFactor(
  ctx: DomainContext,
  { staffId }: { staffId: number },
): { outcome: 'begun' } | { outcome: 'isOn' } {
  if (memberOf(ctx.tx, staffId)?.secondFactorSince) return { outcome: 'isOn' };
  const secret = new Secret({ buffer: Uint8Array.from(ctx.chance(SECRET_BYTES)).buffer }).base32;
  ctx.tx
    .update(staff)
    .set({ secondFactorSecret: secret, secondFactorStep: null })
    .where(eq(staff.id, staffId))
    .run();
  return { outcome: 'begun' };
}

/** The second factor that waits to be confirmed; undefined when none does, or one is on. */
export function pendingFactor(db: Db, staffId: number, issuer: string): PendingFactor | undefined {
  const member = memberOf(db, staffId);
  if (!member?.secondFactorSecret || member.secondFactorSince) return undefined;
  const secret = member.secondFactorSecret;
  return { secret, uri: totpOf(secret, issuer, member.email).toString() };
}

/**
 * Turns the second factor on, with a code that shows the phone has learned it.
 *
 * @returns the recovery codes, which are shown once
 */
export function confirmSecondFactor(
  ctx: DomainContext,
  { staffId, code }: { staffId: number; code: string },
): { outcome: 'on'; codes: string[] } | { outcome: 'wrong' } | { outcome: 'notBegun' } {
  const member = memberOf(ctx.tx, staffId);
  if (!member?.secondFactorSecret || member.secondFactorSince) return { outcome: 'notBegun' };
  const step = stepOf(member.secondFactorSecret, code, ctx.now);
  if (step === undefined) return { outcome: 'wrong' };
  ctx.tx
    .update(staff)
    .set({ secondFactorSince: ctx.now, secondFactorStep: step })
    .where(eq(staff.id, staffId))
    .run();
  ctx.record({ kind: 'staff.changed', staffId, what: 'secondFactorOn' });
  return { outcome: 'on', codes: freshCodes(ctx, staffId) };
}

/** New recovery codes, shown once; the earlier ones are worth nothing any more. */
export function makeRecoveryCodes(
  ctx: DomainContext,
  { staffId }: { staffId: number },
): { outcome: 'made'; codes: string[] } | { outcome: 'isOff' } {
  if (!memberOf(ctx.tx, staffId)?.secondFactorSince) return { outcome: 'isOff' };
  const codes = freshCodes(ctx, staffId);
  ctx.record({ kind: 'staff.changed', staffId, what: 'recoveryCodesMade' });
  return { outcome: 'made', codes };
}

/** How many recovery codes have not been used. */
export function recoveryCodesLeft(db: Db, staffId: number): number {
  const left = db
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.staffId, staffId), isNull(recoveryCodes.usedAt)))
    .get();
  return left?.left ?? 0;
}

/** Turns one's own second factor off; the page has asked for the password. */
export function turnOffSecondFactor(
  ctx: DomainContext,
  { staffId }: { staffId: number },
): { outcome: 'off' } | { outcome: 'wasOff' } {
  if (!memberOf(ctx.tx, staffId)?.secondFactorSince) return { outcome: 'wasOff' };
  forgetFactor(ctx, staffId);
  return { outcome: 'off' };
}

/**
 * Turns off the second factor of somebody who lost the phone and the codes; all sessions end. For
 * coordinators and administrators: with a link for a password it would make one officer of two, and some
 * things at the lab take two.
 */
export function resetSecondFactor(
  ctx: DomainContext,
  { staffId }: { staffId: number },
): { outcome: 'off' } | { outcome: 'wasOff' } | Refused {
  const member = memberOf(ctx.tx, staffId);
  if (!member || member.removedAt) return { outcome: 'notFound' };
  if (isOneself(ctx, staffId)) return { outcome: 'oneself' };
  if (!allows(ctx, member, mayResetFactor)) return { outcome: 'notAllowed' };
  if (!member.secondFactorSince) return { outcome: 'wasOff' };
  forgetFactor(ctx, staffId);
  endSessionsOf(ctx, staffId);
  return { outcome: 'off' };
}

/**
 * Whether `code` proves the second factor: a code of the app that was not taken before and is newer than
 * every one that was, or a recovery code, which is used up by that.
 */
export function provesSecondFactor(
  ctx: DomainContext,
  { staffId, code }: { staffId: number; code: string },
): boolean {
  const member = memberOf(ctx.tx, staffId);
  if (!member?.secondFactorSecret || !member.secondFactorSince) return false;
  const step = stepOf(member.secondFactorSecret, code, ctx.now);
  if (step !== undefined && step > (member.secondFactorStep ?? 0)) {
    ctx.tx.update(staff).set({ secondFactorStep: step }).where(eq(staff.id, staffId)).run();
    return true;
  }
  return usesRecoveryCode(ctx, staffId, code);
}

function usesRecoveryCode(ctx: DomainContext, staffId: number, code: string): boolean {
  const { changes } = ctx.tx
    .update(recoveryCodes)
    .set({ usedAt: ctx.now })
    .where(
      and(
        eq(recoveryCodes.staffId, staffId),
        eq(recoveryCodes.codeHash, hashOf(staffId, code)),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .run();
  if (changes === 0) return false;
  ctx.record({ kind: 'staff.changed', staffId, what: 'recoveryCodeUsed' });
  return true;
}

function freshCodes(ctx: DomainContext, staffId: number): string[] {
  const codes = Array.from({ length: RECOVERY_CODES }, () => spelled(ctx.chance(RECOVERY_LETTERS)));
  ctx.tx.delete(recoveryCodes).where(eq(recoveryCodes.staffId, staffId)).run();
  ctx.tx
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ staffId, codeHash: hashOf(staffId, code) })))
    .run();
  return codes.map(inFours);
}

function forgetFactor(ctx: DomainContext, staffId: number): void {
  ctx.tx
    .update(staff)
    .set({ secondFactorSecret: null, secondFactorSince: null, secondFactorStep: null })
    .where(eq(staff.id, staffId))
    .run();
  ctx.tx.delete(recoveryCodes).where(eq(recoveryCodes.staffId, staffId)).run();
  ctx.record({ kind: 'staff.changed', staffId, what: 'secondFactorOff' });
}

/** The time step a code belongs to, one before and one after included; undefined for a wrong code. */
function stepOf(secret: string, code: string, now: Date): number | undefined {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const delta = totpOf(secret, '', '').validate({ token, timestamp: now.getTime(), window: STEPS_AROUND });
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / STEP_SECONDS) + delta;
}

const totpOf = (secret: string, issuer: string, label: string): TOTP =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(secret), digits: DIGITS, period: STEP_SECONDS });

const memberOf = (db: Db, staffId: number) => db.select().from(staff).where(eq(staff.id, staffId)).get();

const hashOf = (staffId: number, code: string): string =>
  createHash('sha256')
    .update(`${staffId}:${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`)
    .digest('base64url');
