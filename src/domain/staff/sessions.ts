import { createHash } from 'node:crypto';
import { and, desc, eq, lt, ne, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { units } from '../units/table.ts';
import { isLive } from './rules.ts';
import { staff, staffSessions } from './table.ts';
import type { Standing } from './values.ts';

const TOKEN_BYTES = 32;
const KEPT_MS = 24 * 3_600_000;
/** Between the password and the code of the second factor. */
const HALF_WAY_MS = 10 * 60_000;
/** So much of a session's hash names it in a list. */
const NAME_LETTERS = 16;

/** Somebody who is signed in. */
export interface SignedIn extends Standing {
  staffId: number;
  name: string;
  email: string;
  lastSeenAt: Date;
  /** Must choose a new password before anything else. */
  mustChangePassword: boolean;
  /** Signs in with a second factor. */
  hasSecondFactor: boolean;
}

/** The browser a session is begun in. */
export interface BrowserSeen {
  /** The network it comes from. */
  address: string;
  /** What it says it is. */
  browser: string;
}

/** Begins a session and returns its token, which is kept nowhere but in the browser. */
export function beginSession(
  ctx: DomainContext,
  staffId: number,
  { address = '', browser = '' }: Partial<BrowserSeen> = {},
  awaitsSecondFactor = false,
): string {
  const token = Buffer.from(ctx.chance(TOKEN_BYTES)).toString('base64url');
  ctx.tx
    .delete(staffSessions)
    .where(lt(staffSessions.createdAt, new Date(ctx.now.getTime() - KEPT_MS)))
    .run();
  ctx.tx
    .insert(staffSessions)
    .values({
      tokenHash: hashOf(token),
      staffId,
      createdAt: ctx.now,
      lastSeenAt: ctx.now,
      address,
      browser,
      awaitsSecondFactor,
    })
    .run();
  return token;
}

const byToken = statement((db) =>
  db
    .select({
      staffId: staff.id,
      name: staff.name,
      email: staff.email,
      role: staff.role,
      active: staff.active,
      unitId: staff.unitId,
      unitPath: units.path,
      services: staff.services,
      mustChangePassword: staff.mustChangePassword,
      secondFactorSince: staff.secondFactorSince,
      awaitsSecondFactor: staffSessions.awaitsSecondFactor,
      createdAt: staffSessions.createdAt,
      lastSeenAt: staffSessions.lastSeenAt,
    })
    .from(staffSessions)
    .innerJoin(staff, eq(staff.id, staffSessions.staffId))
    .innerJoin(units, eq(units.id, staff.unitId))
    .where(eq(staffSessions.tokenHash, sql.placeholder('tokenHash')))
    .prepare(),
);

/**
 * Who holds this token, or undefined when it is unknown, idle for too long, too old, the account is closed,
 * or the second factor is still wanted: such a session opens nothing.
 */
export function signedInBy(db: Db, token: string, now: Date, idleMinutes: number): SignedIn | undefined {
  const found = byToken(db).get({ tokenHash: hashOf(token) });
  if (!found?.active || found.awaitsSecondFactor || !isLive(found, now, idleMinutes)) return undefined;
  const { active: _a, createdAt: _c, awaitsSecondFactor: _w, secondFactorSince, ...signedIn } = found;
  return { ...signedIn, hasSecondFactor: secondFactorSince !== null };
}

/** Whose password was right and whose second factor is still wanted, for ten minutes. */
export function halfSignedInBy(
  db: Db,
  token: string,
  now: Date,
): { staffId: number; name: string } | undefined {
  const found = byToken(db).get({ tokenHash: hashOf(token) });
  if (!found?.active || !found.awaitsSecondFactor) return undefined;
  if (now.getTime() - found.createdAt.getTime() >= HALF_WAY_MS) return undefined;
  return { staffId: found.staffId, name: found.name };
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
    .returning({ staffId: staffSessions.staffId, half: staffSessions.awaitsSecondFactor })
    .all();
  if (ended && !ended.half) ctx.record({ kind: 'staff.signedOut', staffId: ended.staffId });
}

/** A session as its owner sees it. */
export interface Session extends BrowserSeen {
  /** Names it in the list; opens nothing. */
  name: string;
  createdAt: Date;
  lastSeenAt: Date;
  /** The one that asks. */
  isThis: boolean;
}

/** The sessions of an account that count, the one that asks first, then by when they were last used. */
export function sessionsOf(
  db: Db,
  staffId: number,
  { now, idleMinutes, token }: { now: Date; idleMinutes: number; token?: string | undefined },
): Session[] {
  const own = token === undefined ? undefined : hashOf(token);
  return db
    .select()
    .from(staffSessions)
    .where(and(eq(staffSessions.staffId, staffId), eq(staffSessions.awaitsSecondFactor, false)))
    .orderBy(sql`${staffSessions.tokenHash} = ${own ?? ''} desc`, desc(staffSessions.lastSeenAt))
    .all()
    .filter((session) => isLive(session, now, idleMinutes))
    .map(({ tokenHash, address, browser, createdAt, lastSeenAt }) => ({
      name: tokenHash.slice(0, NAME_LETTERS),
      address,
      browser,
      createdAt,
      lastSeenAt,
      isThis: tokenHash === own,
    }));
}

/** Ends one of somebody's sessions, by its name in the list. */
export function endSession(ctx: DomainContext, { staffId, name }: { staffId: number; name: string }): void {
  if (name.length !== NAME_LETTERS) return;
  const { changes } = ctx.tx
    .delete(staffSessions)
    .where(
      and(
        eq(staffSessions.staffId, staffId),
        sql`substr(${staffSessions.tokenHash}, 1, ${NAME_LETTERS}) = ${name}`,
      ),
    )
    .run();
  if (changes > 0) ctx.record({ kind: 'staff.changed', staffId, what: 'sessionsEnded' });
}

/** Ends every session of an account but the one with this token. */
export function endOtherSessions(
  ctx: DomainContext,
  { staffId, token }: { staffId: number; token: string },
): void {
  const { changes } = ctx.tx
    .delete(staffSessions)
    .where(and(eq(staffSessions.staffId, staffId), ne(staffSessions.tokenHash, hashOf(token))))
    .run();
  if (changes > 0) ctx.record({ kind: 'staff.changed', staffId, what: 'sessionsEnded' });
}

/** Ends every session of an account. */
export function endSessionsOf(ctx: DomainContext, staffId: number): void {
  ctx.tx.delete(staffSessions).where(eq(staffSessions.staffId, staffId)).run();
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
