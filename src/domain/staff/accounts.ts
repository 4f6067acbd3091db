import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import { allows, isOneself } from './authority.ts';
import { normalEmail } from './rules.ts';
import { endSessionsOf } from './sessions.ts';
import { passwordLinks, staff } from './table.ts';
import type { Role } from './values.ts';

/** Somebody who works here, without what only the sign-in needs. */
export interface StaffMember {
  id: number;
  name: string;
  email: string;
  role: Role;
  active: boolean;
  lastSignedInAt: Date | null;
  unitId: number;
}

const shown = {
  id: staff.id,
  name: staff.name,
  email: staff.email,
  role: staff.role,
  active: staff.active,
  lastSignedInAt: staff.lastSignedInAt,
  unitId: staff.unitId,
};

/** Everybody who has or had an account, active first, by name: the journal names those who left too. */
export function listStaff(db: Db): StaffMember[] {
  return db.select(shown).from(staff).orderBy(sql`${staff.active} desc`, asc(staff.name)).all();
}

/** One account, or undefined. */
export function staffById(db: Db, id: number): StaffMember | undefined {
  return db.select(shown).from(staff).where(eq(staff.id, id)).get();
}

/** What the lab keeps of a password; undefined when there is no such account, or no password yet. */
export function passwordHashOf(db: Db, staffId: number): string | undefined {
  const found = db.select({ hash: staff.passwordHash }).from(staff).where(eq(staff.id, staffId)).get();
  return found?.hash || undefined;
}

/** An account that is opened from outside the pages: the command line, the first start, a demonstration. */
export interface NewAccount {
  name: string;
  email: string;
  role: Role;
  /** From `hashPassword`, made before the transaction. */
  passwordHash: string;
  unitId?: number;
  /** Somebody else has seen the password. */
  mustChangePassword?: boolean;
}

/** Opens an account without asking who wants it; pages use `addPerson`. */
export function addStaff(
  ctx: DomainContext,
  input: NewAccount,
): { outcome: 'added'; staffId: number } | { outcome: 'emailTaken' } {
  const email = normalEmail(input.email);
  const [added] = ctx.tx
    .insert(staff)
    .values({ ...input, name: input.name.trim(), email, createdAt: ctx.now })
    .onConflictDoNothing({ target: staff.email })
    .returning({ id: staff.id })
    .all();
  if (!added) return { outcome: 'emailTaken' };
  ctx.record({ kind: 'staff.added', staffId: added.id, role: input.role });
  return { outcome: 'added', staffId: added.id };
}

/** Makes sure that somebody can sign in: adds this administrator unless the address has an account already. */
export function ensureFirstAdministrator(
  ctx: DomainContext,
  input: { email: string; passwordHash: string; mustChangePassword?: boolean },
): { outcome: 'added'; staffId: number } | { outcome: 'kept' } {
  const added = addStaff(ctx, { ...input, name: 'Administrator', role: 'administrator' });
  return added.outcome === 'added' ? added : { outcome: 'kept' };
}

/** Why an account is left alone. */
export type Refused =
  | { outcome: 'notFound' }
  /** Above whoever asks, or of a unit out of reach. */
  | { outcome: 'notAllowed' }
  | { outcome: 'oneself' };

/** Closes an account and ends its sessions at once. The last administrator stays. */
export function switchOff(
  ctx: DomainContext,
  { staffId }: { staffId: number },
): { outcome: 'switchedOff' } | { outcome: 'lastAdministrator' } | Refused {
  const member = staffById(ctx.tx, staffId);
  if (!member) return { outcome: 'notFound' };
  if (isOneself(ctx, staffId)) return { outcome: 'oneself' };
  if (!allows(ctx, member)) return { outcome: 'notAllowed' };
  if (isLastAdministrator(ctx.tx, member)) return { outcome: 'lastAdministrator' };
  ctx.tx
    .update(staff)
    .set({ active: false, version: sql`${staff.version} + 1` })
    .where(eq(staff.id, staffId))
    .run();
  endSessionsOf(ctx, staffId);
  const changes = { active: { from: member.active, to: false } };
  ctx.record({ kind: 'staff.changed', staffId, what: 'switchedOff', changes });
  return { outcome: 'switchedOff' };
}

/** Opens a closed account again; the password is the one it had. */
export function switchOn(
  ctx: DomainContext,
  { staffId }: { staffId: number },
): { outcome: 'switchedOn' } | Refused {
  const member = staffById(ctx.tx, staffId);
  if (!member || isRemoved(ctx.tx, staffId)) return { outcome: 'notFound' };
  if (isOneself(ctx, staffId)) return { outcome: 'oneself' };
  if (!allows(ctx, member)) return { outcome: 'notAllowed' };
  ctx.tx
    .update(staff)
    .set({ active: true, version: sql`${staff.version} + 1` })
    .where(eq(staff.id, staffId))
    .run();
  const changes = { active: { from: member.active, to: true } };
  ctx.record({ kind: 'staff.changed', staffId, what: 'switchedOn', changes });
  return { outcome: 'switchedOn' };
}

/**
 * Sets a new password and ends every session of the account, so that a stolen one is worth nothing;
 * links by which one could be chosen end too. Whoever may do so has been asked before.
 */
export function changePassword(
  ctx: DomainContext,
  {
    staffId,
    passwordHash,
    mustChange = false,
  }: {
    staffId: number;
    passwordHash: string;
    /** Somebody else has seen it. */
    mustChange?: boolean;
  },
): { outcome: 'changed' } | { outcome: 'notFound' } {
  const { changes } = ctx.tx
    .update(staff)
    .set({ passwordHash, mustChangePassword: mustChange })
    .where(eq(staff.id, staffId))
    .run();
  if (changes === 0) return { outcome: 'notFound' };
  endSessionsOf(ctx, staffId);
  ctx.tx.delete(passwordLinks).where(eq(passwordLinks.staffId, staffId)).run();
  ctx.record({ kind: 'staff.changed', staffId, what: 'passwordChanged' });
  return { outcome: 'changed' };
}

/** Whether the lab would be left without anybody who can do everything. */
export function isLastAdministrator(
  db: Db,
  { id, role, active }: Pick<StaffMember, 'id' | 'role' | 'active'>,
): boolean {
  if (role !== 'administrator' || !active) return false;
  const other = db
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.role, 'administrator'), eq(staff.active, true), ne(staff.id, id)))
    .get();
  return other === undefined;
}

const isRemoved = (db: Db, staffId: number): boolean =>
  Boolean(db.select({ at: staff.removedAt }).from(staff).where(eq(staff.id, staffId)).get()?.at);
