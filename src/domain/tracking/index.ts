import type { Db } from '../../db/open.ts';
import { staffIdOf } from '../actor.ts';
import type { DomainContext } from '../context.ts';
import { raise } from '../incidents/index.ts';
import { contactOf, countWrong, forgive, grant, type Lock, lockFor, locksOf } from '../proofs/index.ts';
import {
  initialsOf,
  isOwn,
  type Registration,
  reasonIn,
  registrationByCode,
  registrationById,
  registrationNamed,
} from '../registrations/index.ts';
import { isRegistered } from '../values/services.ts';
import { findChat } from './chat-found.ts';
import { askedFor, isRight, proofOf, serviceOfPrefix } from './proof.ts';
import { shown } from './shown.ts';
import type { Claim, Tracked, Wanted } from './values.ts';

export { isVerified } from '../proofs/index.ts';
export { askForLabel, takeLabel } from './label.ts';
export { fullProofOf } from './proof.ts';
export { shown } from './shown.ts';

/**
 * What a code wants before it shows anything, asked before any proof is given. It is the same for a code
 * that belongs to nothing, so nobody learns by it which codes exist.
 */
export function wanted(ctx: DomainContext, { code }: { code: string }): Wanted {
  const asked = askedFor(code);
  const registration = registrationByCode(ctx.tx, asked);
  const named = serviceOfPrefix(asked, ctx.lab.codePrefixes);
  const service = registration && isRegistered(registration.service) ? registration.service : named;
  const whose = registration && isOwn(ctx, registration) ? initialsOf(registration.personName) : null;
  return { service, proof: proofOf(service), whose };
}

/**
 * Shows a registration to whoever knows its code and what proves it, and counts the try.
 *
 * A locked request answers `locked` to the right proof too, and a try while it is locked costs
 * nothing, so the lock ends when it said it would. A code that does not exist takes the same
 * statements, wears out by the same budgets and gives the same answers as one that does: what is
 * asked tells nobody which codes exist. The contact that registered has a budget of its own.
 *
 * The code of a tour shows how it stands without any proof and without names; an unknown one counts
 * as a wrong try, or nobody would stop somebody who tries codes.
 *
 * @returns `verified` (with a proof it is good for 15 minutes), `mismatch` with `triesLeft` (at least 1),
 *   or `locked` with the instant it ends, null when only staff can unlock it
 * Source: docs/decisions, guessing budgets.
 */
export function track(ctx: DomainContext, input: Claim): Tracked {
  const contact = contactOf(ctx.actor);
  if (contact === undefined)
    throw new Error(`${ctx.actor.kind} needs no proof: read the registration instead`);
  const code = askedFor(input.code);
  const registration = registrationByCode(ctx.tx, code);
  const claimant = { code, contact, byOwner: registration !== undefined && isOwn(ctx, registration) };
  const fits = isRight(input.proof, registration);
  const lock = lockFor(ctx.tx, claimant, ctx.now);
  if (lock.kind !== 'open') return lockedBy(lock);
  if (registration && fits) return opened(ctx, registration, contact, input.proof !== null);
  countWrong(ctx, claimant);
  const next = lockFor(ctx.tx, claimant, ctx.now);
  if (registration) {
    ctx.record({ kind: 'registration.wrongProof', registrationId: registration.id });
    if (next.kind === 'untilStaff') tellStaff(ctx, registration);
  }
  return next.kind === 'open' ? { outcome: 'mismatch', triesLeft: next.triesLeft } : lockedBy(next);
}

function opened(ctx: DomainContext, { id }: Registration, contact: string, proven: boolean): Tracked {
  if (!proven) return { outcome: 'verified', registration: shown(ctx.tx, id, ctx, 'codeAlone') };
  grant(ctx, id, contact);
  ctx.record({ kind: 'registration.verifiedProof', registrationId: id });
  const chatFound = findChat(ctx, id);
  return { outcome: 'verified', registration: { ...shown(ctx.tx, id, ctx), chatFound } };
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

function lockedBy(lock: Exclude<Lock, { kind: 'open' }>): Tracked {
  return { outcome: 'locked', until: lock.kind === 'until' ? lock.until.toISOString() : null };
}
