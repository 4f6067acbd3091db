import { createHash } from 'node:crypto';
import { and, eq, gt } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import { changePassword, type Refused } from './accounts.ts';
import { allows, isOneself } from './authority.ts';
import { passwordLinks, staff } from './table.ts';

const TOKEN_BYTES = 32;
/** A Friday's link still works on Monday morning. */
export const LINK_HOURS = 72;

/**
 * Makes a link by which somebody chooses a password, good once and for `LINK_HOURS`. Earlier links of
 * the account end; the password it has stays until another is chosen.
 *
 * @returns the token, which is kept nowhere: it is shown once
 */
export function makePasswordLink(
  ctx: DomainContext,
  { staffId }: { staffId: number },
): { outcome: 'made'; token: string; expiresAt: Date } | Refused {
  const member = ctx.tx.select().from(staff).where(eq(staff.id, staffId)).get();
  if (!member || member.removedAt) return { outcome: 'notFound' };
  // A session left open must not become the account: one's own password takes the present one.
  if (isOneself(ctx, staffId)) return { outcome: 'oneself' };
  if (!allows(ctx, member)) return { outcome: 'notAllowed' };
  const token = Buffer.from(ctx.chance(TOKEN_BYTES)).toString('base64url');
  const expiresAt = new Date(ctx.now.getTime() + LINK_HOURS * 3_600_000);
  ctx.tx.delete(passwordLinks).where(eq(passwordLinks.staffId, staffId)).run();
  ctx.tx
    .insert(passwordLinks)
    .values({ tokenHash: hashOf(token), staffId, createdAt: ctx.now, expiresAt })
    .run();
  ctx.record({ kind: 'staff.changed', staffId, what: 'linkMade' });
  return { outcome: 'made', token, expiresAt };
}

/** Whose link this is; undefined when it is unknown, too old, used, or the account is closed. */
export function passwordLinkOf(
  db: Db,
  token: string,
  now: Date,
): { staffId: number; name: string; email: string } | undefined {
  return db
    .select({ staffId: staff.id, name: staff.name, email: staff.email })
    .from(passwordLinks)
    .innerJoin(staff, eq(staff.id, passwordLinks.staffId))
    .where(
      and(
        eq(passwordLinks.tokenHash, hashOf(token)),
        gt(passwordLinks.expiresAt, now),
        eq(staff.active, true),
      ),
    )
    .get();
}

/** Sets the password that was chosen by a link, and ends the link with all sessions of the account. */
export function usePasswordLink(
  ctx: DomainContext,
  { token, passwordHash }: { token: string; passwordHash: string },
): { outcome: 'changed'; staffId: number } | { outcome: 'unknown' } {
  const link = passwordLinkOf(ctx.tx, token, ctx.now);
  if (!link) return { outcome: 'unknown' };
  const { staffId } = link;
  changePassword(ctx.as({ kind: 'staff', id: staffId }), { staffId, passwordHash });
  return { outcome: 'changed', staffId };
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
