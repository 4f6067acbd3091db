import { createHash } from 'node:crypto';
import { eq, lt } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import { units } from '../units/table.ts';
import { isLive } from './rules.ts';
import { staff, staffSessions } from './table.ts';
import type { Standing } from './values.ts';

const TOKEN_BYTES = 32;
const KEPT_MS = 24 * 3_600_000;

/** Somebody who is signed in. */
export interface SignedIn extends Standing {
  staffId: number;
  name: string;
  email: string;
  lastSeenAt: Date;
}

/** Begins a session and returns its token, which is kept nowhere but in the browser. */
export function beginSession(ctx: DomainContext, staffId: number): string {
  const token = Buffer.from(ctx.chance(TOKEN_BYTES)).toString('base64url');
  ctx.tx
    .delete(staffSessions)
    .where(lt(staffSessions.createdAt, new Date(ctx.now.getTime() - KEPT_MS)))
    .run();
  ctx.tx
    .insert(staffSessions)
    .values({ tokenHash: hashOf(token), staffId, createdAt: ctx.now, lastSeenAt: ctx.now })
    .run();
  return token;
}

/** Who holds this token, or undefined when it is unknown, idle for too long, too old, or the account is closed. */
export function signedInBy(db: Db, token: string, now: Date, idleMinutes: number): SignedIn | undefined {
  const found = db
    .select({
      staffId: staff.id,
      name: staff.name,
      email: staff.email,
      role: staff.role,
      active: staff.active,
      unitId: staff.unitId,
      unitPath: units.path,
      services: staff.services,
      createdAt: staffSessions.createdAt,
      lastSeenAt: staffSessions.lastSeenAt,
    })
    .from(staffSessions)
    .innerJoin(staff, eq(staff.id, staffSessions.staffId))
    .innerJoin(units, eq(units.id, staff.unitId))
    .where(eq(staffSessions.tokenHash, hashOf(token)))
    .get();
  if (!found?.active || !isLive(found, now, idleMinutes)) return undefined;
  const { active: _active, createdAt: _createdAt, ...signedIn } = found;
  return signedIn;
}

/** Notes that the person is still there. */
export function stillHere(ctx: DomainContext, token: string): void {
  ctx.tx
    .update(staffSessions)
    .set({ lastSeenAt: ctx.now })
    .where(eq(staffSessions.tokenHash, hashOf(token)))
    .run();
}

/** Ends one session. */
export function signOut(ctx: DomainContext, token: string): void {
  const [ended] = ctx.tx
    .delete(staffSessions)
    .where(eq(staffSessions.tokenHash, hashOf(token)))
    .returning({ staffId: staffSessions.staffId })
    .all();
  if (ended) ctx.record({ kind: 'staff.signedOut', staffId: ended.staffId });
}

/** Ends every session of an account. */
export function endSessionsOf(ctx: DomainContext, staffId: number): void {
  ctx.tx.delete(staffSessions).where(eq(staffSessions.staffId, staffId)).run();
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
