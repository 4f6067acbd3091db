import { eq, sql } from 'drizzle-orm';
import { changesBetween } from '../changes.ts';
import type { DomainContext } from '../context.ts';
import type { Changes } from '../journal.ts';
import { takenBy } from './post.ts';
import { normalEmail, normalUsername } from './rules.ts';
import { staff } from './table.ts';
import type { Role } from './values.ts';

/** What everybody keeps up to date about themselves. */
export interface OwnProfile {
  name: string;
  email: string;
  /** Empty when there is none. */
  username: string;
  /** Digits with country code, or empty. */
  phone: string;
}

/** Changes one's own profile; role, unit and services are given by others. */
export function changeOwnProfile(
  ctx: DomainContext,
  { staffId, ...profile }: OwnProfile & { staffId: number },
): { outcome: 'saved' } | { outcome: 'emailTaken' } | { outcome: 'usernameTaken' } {
  const wanted = {
    name: profile.name.trim(),
    email: normalEmail(profile.email),
    username: normalUsername(profile.username) || null,
    phone: profile.phone,
  };
  return takenBy(ctx, staffId, wanted) ?? save(ctx, staffId, wanted);
}

/** How somebody wants to be told of things. */
export interface OwnWishes {
  wantsWhatsApp: boolean;
  /** `HH:MM`, or undefined for the lab's hour. */
  digestAt: string | undefined;
}

/** Changes how one is told of things: in the linked chat too, and the digest at which hour. */
export function changeOwnWishes(
  ctx: DomainContext,
  { staffId, wantsWhatsApp, digestAt }: OwnWishes & { staffId: number },
): { outcome: 'saved' } {
  return save(ctx, staffId, { wantsWhatsApp, digestAt: digestAt ?? null });
}

/** Whether somebody in this role gets a digest. */
export const getsDigest = (role: Role): boolean =>
  role === 'supervisor' || role === 'coordinator' || role === 'administrator';

/**
 * Says that one is not at work until `until`, or is back (`undefined`). Nobody gives a case to who is
 * away; the cases at hand go back to the queue by whoever calls this.
 */
export function setAway(
  ctx: DomainContext,
  { staffId, until }: { staffId: number; until: Date | undefined },
): { outcome: 'away' } | { outcome: 'back' } {
  const before = ctx.tx.select({ awayUntil: staff.awayUntil }).from(staff).where(eq(staff.id, staffId)).get();
  const changes = changesBetween(before ?? {}, { awayUntil: until ?? null });
  if (Object.keys(changes).length > 0) {
    ctx.tx
      .update(staff)
      .set({ awayUntil: until ?? null })
      .where(eq(staff.id, staffId))
      .run();
    ctx.record({ kind: 'staff.changed', staffId, what: until ? 'wentAway' : 'cameBack', changes });
  }
  return { outcome: until ? 'away' : 'back' };
}

function save(
  ctx: DomainContext,
  staffId: number,
  wanted: Partial<typeof staff.$inferSelect>,
): { outcome: 'saved' } {
  const row = ctx.tx.select().from(staff).where(eq(staff.id, staffId)).get();
  const changes: Changes = changesBetween(row ?? {}, wanted);
  if (Object.keys(changes).length === 0) return { outcome: 'saved' };
  ctx.tx
    .update(staff)
    .set({ ...wanted, version: sql`${staff.version} + 1` })
    .where(eq(staff.id, staffId))
    .run();
  ctx.record({ kind: 'staff.changed', staffId, what: 'edited', changes });
  return { outcome: 'saved' };
}
