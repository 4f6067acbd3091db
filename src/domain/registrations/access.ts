import { and, eq, gt } from 'drizzle-orm';
import type { Source } from '../cases/values.ts';
import { citizenById } from '../citizens/index.ts';
import type { DomainContext } from '../context.ts';
import { journal } from '../journal.ts';
import { isVerified } from '../proofs/index.ts';
import { type Registration, registrationNamed } from './rows.ts';
import { isChangeable } from './rules.ts';
import { moveTo } from './stages.ts';
import type { Submitted } from './values.ts';

/** Stops a citizen who would register in the name of another contact. */
export function mustActFor({ actor }: DomainContext, citizenId: number): void {
  if (actor.kind === 'citizen' && actor.id !== citizenId)
    throw new Error(`citizen ${actor.id} cannot register in the name of citizen ${citizenId}`);
}

/** By which way a request comes, by who sends it. */
export function sourceOf({ actor }: DomainContext): Source {
  if (actor.kind === 'staff') return 'counter';
  return actor.kind === 'visitor' ? 'website' : 'whatsapp';
}

/**
 * Whether a registration is the contact's that is writing. Whoever holds its number since somebody else has
 * given it up has none of those before, unless they have proven one since: a new telephone looks the same.
 */
export function isOwn(
  ctx: DomainContext,
  { id, citizenId, createdAt }: Pick<Registration, 'id' | 'citizenId' | 'createdAt'>,
): boolean {
  const { actor } = ctx;
  if (actor.kind !== 'citizen' || actor.id !== citizenId) return false;
  const since = citizenById(ctx.tx, citizenId)?.holderSince ?? null;
  return since === null || createdAt > since || hasProven(ctx, { id, citizenId, since });
}

function hasProven(
  { tx }: DomainContext,
  { id, citizenId, since }: { id: number; citizenId: number; since: Date },
): boolean {
  const proof = tx
    .select({ id: journal.id })
    .from(journal)
    .where(
      and(
        eq(journal.subject, `registration:${id}`),
        eq(journal.kind, 'registration.verifiedProof'),
        eq(journal.actorKind, 'citizen'),
        eq(journal.actorId, citizenId),
        gt(journal.at, since),
      ),
    )
    .limit(1)
    .get();
  return proof !== undefined;
}

/** Whether who acts may see what a registration holds: staff, and a contact with a fresh proof. */
export const maySee = (ctx: DomainContext, registrationId: number): boolean =>
  ctx.actor.kind === 'staff' || isVerified(ctx, registrationId);

/** The registration if who acts may still change it, or why not. */
export function openForChange(
  ctx: DomainContext,
  registrationId: number,
):
  | { outcome: 'open'; registration: Registration }
  | Extract<Submitted, { outcome: 'proofNeeded' | 'tooLate' }> {
  if (!maySee(ctx, registrationId)) return { outcome: 'proofNeeded' };
  const registration = registrationNamed(ctx, registrationId);
  const by = ctx.actor.kind === 'staff' ? 'staff' : 'citizen';
  return isChangeable(registration, ctx.today, by)
    ? { outcome: 'open', registration }
    : { outcome: 'tooLate', stage: registration.stage };
}

/** Ends a registration before the lab has begun on it and gives its places to somebody else. */
export function cancel(ctx: DomainContext, { registrationId }: { registrationId: number }): Submitted {
  const open = openForChange(ctx, registrationId);
  if (open.outcome !== 'open') return open;
  moveTo(ctx, open.registration, 'cancelled');
  return { outcome: 'done', code: open.registration.code };
}
