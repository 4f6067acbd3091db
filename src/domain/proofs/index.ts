import { and, count, desc, eq, lt, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import type { Actor, DomainContext } from '../context.ts';
import {
  CONTACT_TRIES,
  type Lock,
  OWNER_TRIES,
  ownerLock,
  STRANGER_TRIES_EVER,
  strangerLock,
  VERIFICATION_MINUTES,
} from './rules.ts';
import { verifications, wrongProofs } from './table.ts';

export type { Lock } from './rules.ts';

/** Somebody with a proof for a code. */
export interface Claimant {
  code: string;
  /** As `contactOf` names it. */
  contact: string;
  /** Whether the contact made the registration that the code belongs to. */
  byOwner: boolean;
}

/** Under which name a contact's guesses and proofs are kept; undefined for those who need no proof. */
export function contactOf(actor: Actor): string | undefined {
  if (actor.kind === 'citizen') return `citizen:${actor.id}`;
  return actor.kind === 'visitor' ? `visitor:${actor.address}` : undefined;
}

const guessesOnCode = statement((db) =>
  db
    .select({ at: wrongProofs.at })
    .from(wrongProofs)
    .where(
      and(
        eq(wrongProofs.code, sql.placeholder('code')),
        // The column turns the boolean into the number SQLite keeps.
        eq(wrongProofs.byOwner, sql.param(sql.placeholder('byOwner'), wrongProofs.byOwner)),
        eq(wrongProofs.forgiven, false),
      ),
    )
    .orderBy(desc(wrongProofs.at))
    .limit(Math.max(STRANGER_TRIES_EVER, OWNER_TRIES))
    .prepare(),
);

const guessesByContact = statement((db) =>
  db
    .select({ at: wrongProofs.at })
    .from(wrongProofs)
    .where(and(eq(wrongProofs.contact, sql.placeholder('contact')), eq(wrongProofs.byOwner, false)))
    .orderBy(desc(wrongProofs.at))
    .limit(CONTACT_TRIES)
    .prepare(),
);

/**
 * Whether this contact may try a proof for this code now. A code that belongs to nothing has the
 * same budgets as one that does, so they tell nobody which codes exist.
 */
export function lockFor(db: Db, { code, contact, byOwner }: Claimant, now: Date): Lock {
  const onCode = guessesOnCode(db)
    .all({ code, byOwner })
    .map((guess) => guess.at);
  const byContact = guessesByContact(db)
    .all({ contact })
    .map((guess) => guess.at);
  return byOwner ? ownerLock(onCode, now) : strangerLock({ onCode, byContact }, now);
}

const insertWrong = statement((db) =>
  db
    .insert(wrongProofs)
    .values({
      code: sql.placeholder('code'),
      contact: sql.placeholder('contact'),
      byOwner: sql.placeholder('byOwner'),
      at: sql.placeholder('at'),
    })
    .prepare(),
);

/** Counts a wrong proof. */
export function countWrong(ctx: DomainContext, claimant: Claimant): void {
  insertWrong(ctx.tx).run({ ...claimant, at: ctx.now });
}

const upsertVerification = statement((db) =>
  db
    .insert(verifications)
    .values({
      registrationId: sql.placeholder('registrationId'),
      contact: sql.placeholder('contact'),
      until: sql.placeholder('until'),
    })
    .onConflictDoUpdate({
      target: [verifications.registrationId, verifications.contact],
      set: { until: sql`excluded.until` },
    })
    .prepare(),
);

/** A right proof was given: the contact may see this registration for `VERIFICATION_MINUTES` (15). */
export function grant(ctx: DomainContext, registrationId: number, contact: string): void {
  const until = new Date(ctx.now.getTime() + VERIFICATION_MINUTES * 60_000);
  upsertVerification(ctx.tx).run({ registrationId, contact, until });
}

const verificationOf = statement((db) =>
  db
    .select({ until: verifications.until })
    .from(verifications)
    .where(
      and(
        eq(verifications.registrationId, sql.placeholder('registrationId')),
        eq(verifications.contact, sql.placeholder('contact')),
      ),
    )
    .prepare(),
);

/** Whether the one who acts gave a right proof for this registration in the last quarter of an hour. */
export function isVerified(ctx: DomainContext, registrationId: number): boolean {
  const contact = contactOf(ctx.actor);
  if (contact === undefined) return false;
  const verification = verificationOf(ctx.tx).get({ registrationId, contact });
  return verification !== undefined && verification.until > ctx.now;
}

/**
 * Gives a code its tries back, the owner's too. Each contact's own budget over all codes stays used
 * up: unlocking one request gives nobody more guesses at others.
 */
export function forgive(ctx: DomainContext, code: string): void {
  ctx.tx
    .update(wrongProofs)
    .set({ forgiven: true })
    .where(and(eq(wrongProofs.code, code), eq(wrongProofs.forgiven, false)))
    .run();
}

/** Takes back every proof a contact has given: somebody else may be behind it now. */
export function forgetProofsOf(ctx: DomainContext, actor: Actor): void {
  const contact = contactOf(actor) ?? '';
  ctx.tx.delete(verifications).where(eq(verifications.contact, contact)).run();
}

/** Removes proofs that have run out. Wrong proofs stay: they are the budgets. Returns how many went. */
export function forgetSpentProofs(ctx: DomainContext): number {
  return ctx.tx.delete(verifications).where(lt(verifications.until, ctx.now)).run().changes;
}

/** How a code stands with strangers as a whole and with its owner, for staff. */
export function locksOf(
  db: Db,
  code: string,
  now: Date,
): { strangers: Lock; owner: Lock; wrongByStrangers: number; wrongByOwner: number } {
  const wrong = (byOwner: boolean) =>
    db
      .select({ tries: count() })
      .from(wrongProofs)
      .where(
        and(eq(wrongProofs.code, code), eq(wrongProofs.byOwner, byOwner), eq(wrongProofs.forgiven, false)),
      )
      .get()?.tries ?? 0;
  return {
    // No contact of this name has ever guessed, so that only the code's own budgets speak.
    strangers: lockFor(db, { code, contact: '', byOwner: false }, now),
    owner: lockFor(db, { code, contact: '', byOwner: true }, now),
    wrongByStrangers: wrong(false),
    wrongByOwner: wrong(true),
  };
}
