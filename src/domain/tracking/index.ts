import { createHash, timingSafeEqual } from 'node:crypto';
import type { Db } from '../../db/open.ts';
import { staffIdOf } from '../actor.ts';
import type { DomainContext } from '../context.ts';
import { raise } from '../incidents/index.ts';
import { contactOf, countWrong, forgive, grant, type Lock, lockFor, locksOf } from '../proofs/index.ts';
import {
  type Registration,
  reasonIn,
  registrationByCode,
  registrationById,
  registrationNamed,
} from '../registrations/index.ts';
import { readCode } from '../values/code.ts';
import type { LabDay } from '../values/lab-day.ts';
import { shown } from './shown.ts';
import type { Tracked } from './values.ts';

export { isVerified } from '../proofs/index.ts';
export { shown } from './shown.ts';

/**
 * Shows a registration to whoever knows its code and the birth date, and counts the try.
 *
 * A locked request answers `locked` to the right date too, and a try while it is locked costs
 * nothing, so the lock ends when it said it would. A code that does not exist takes the same
 * statements, wears out by the same budgets and gives the same answers as one that does: what is
 * asked tells nobody which codes exist. The contact that registered has a budget of its own.
 *
 * @returns `verified` (good for 15 minutes), `mismatch` with `triesLeft` (at least 1), or `locked` with
 *   the instant it ends, null when only staff can unlock it
 * Source: docs/decisions, guessing budgets.
 */
export function track(ctx: DomainContext, input: { code: string; birthDate: LabDay }): Tracked {
  const contact = contactOf(ctx.actor);
  if (contact === undefined)
    throw new Error(`${ctx.actor.kind} needs no proof: read the registration instead`);
  const code = askedFor(input.code);
  const registration = registrationByCode(ctx.tx, code);
  const byOwner =
    registration !== undefined && ctx.actor.kind === 'citizen' && registration.citizenId === ctx.actor.id;
  const claimant = { code, contact, byOwner };
  const isRight = areEqual(input.birthDate, registration?.birthDate ?? NOBODYS_BIRTH_DATE);
  const lock = lockFor(ctx.tx, claimant, ctx.now);
  if (lock.kind !== 'open') return lockedBy(lock);
  if (registration && isRight) {
    grant(ctx, registration.id, contact);
    ctx.record({ kind: 'registration.verifiedProof', registrationId: registration.id });
    return { outcome: 'verified', registration: shown(ctx.tx, registration.id, ctx) };
  }
  countWrong(ctx, claimant);
  const next = lockFor(ctx.tx, claimant, ctx.now);
  if (registration) {
    ctx.record({ kind: 'registration.wrongProof', registrationId: registration.id });
    if (next.kind === 'untilStaff') tellStaff(ctx, registration);
  }
  return next.kind === 'open' ? { outcome: 'mismatch', triesLeft: next.triesLeft } : lockedBy(next);
}

/** Gives a registration its tries back, for strangers and its owner; a contact's own budget stays used up. */
export function unlock(
  ctx: DomainContext,
  input: { registrationId: number; reason: string },
): { outcome: 'unlocked' } | { outcome: 'reasonNeeded' } {
  staffIdOf(ctx);
  const reason = reasonIn(input.reason);
  if (reason === undefined) return { outcome: 'reasonNeeded' };
  const { id: registrationId, code } = registrationNamed(ctx, input.registrationId);
  forgive(ctx, code);
  ctx.record({ kind: 'registration.unlocked', registrationId, reason });
  return { outcome: 'unlocked' };
}

/** How many wrong proofs a registration has had since it was last unlocked, and what is locked now. */
export interface ProofState {
  strangers: Lock;
  owner: Lock;
  wrongByStrangers: number;
  wrongByOwner: number;
}

/** The guessing on one registration, for staff. */
export function proofState(db: Db, registrationId: number, now: Date): ProofState {
  const registration = registrationById(db, registrationId);
  if (!registration) throw new Error(`no registration ${registrationId} to look at`);
  return locksOf(db, registration.code, now);
}

// Under the owner's name, so that each owner's matter stands for itself among the incidents.
function tellStaff(ctx: DomainContext, { citizenId, code }: Registration): void {
  raise(ctx, { kind: 'proofsExhausted', citizenId, about: code });
}

// Born before anybody alive, so that it takes the same comparison and never fits.
const NOBODYS_BIRTH_DATE = '1000-01-01';
const MAX_CODE_CHARACTERS = 30;

// What is no code at all wears out like one, under what was typed.
function askedFor(typed: string): string {
  const reading = readCode(typed);
  return reading.outcome === 'code' ? reading.code : typed.slice(0, MAX_CODE_CHARACTERS);
}

// Digests, so that the time taken tells nothing of where two dates differ.
function areEqual(given: string, kept: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(kept));
}

function lockedBy(lock: Exclude<Lock, { kind: 'open' }>): Tracked {
  return { outcome: 'locked', until: lock.kind === 'until' ? lock.until.toISOString() : null };
}
