import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import { normalEmail } from './rules.ts';
import { endSessionsOf } from './sessions.ts';
import { staff } from './table.ts';
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

/** Everybody with an account, active first, by name. */
export function listStaff(db: Db): StaffMember[] {
  return db.select(shown).from(staff).orderBy(sql`${staff.active} desc`, asc(staff.name)).all();
}

/** One account, or undefined. */
export function staffById(db: Db, id: number): StaffMember | undefined {
  return db.select(shown).from(staff).where(eq(staff.id, id)).get();
}

/** What the lab keeps of a password, or undefined when there is no such account. */
export function passwordHashOf(db: Db, staffId: number): string | undefined {
  return db.select({ hash: staff.passwordHash }).from(staff).where(eq(staff.id, staffId)).get()?.hash;
}

/** Opens an account. The hash comes from `hashPassword`, made before the transaction. */
export function addStaff(
  ctx: DomainContext,
  input: { name: string; email: string; role: Role; passwordHash: string; unitId?: number },
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
  input: { email: string; passwordHash: string },
): { outcome: 'added'; staffId: number } | { outcome: 'kept' } {
  const added = addStaff(ctx, { ...input, name: 'Administrator', role: 'administrator' });
  return added.outcome === 'added' ? added : { outcome: 'kept' };
}

/** Closes an account and ends its sessions at once. The last administrator stays. */
export function switchOff(
  ctx: DomainContext,
  { staffId }: { staffId: number },
): { outcome: 'switchedOff' } | { outcome: 'lastAdministrator' } | { outcome: 'notFound' } {
  const member = staffById(ctx.tx, staffId);
  if (!member) return { outcome: 'notFound' };
  if (member.role === 'administrator' && !hasAnotherAdministrator(ctx.tx, staffId)) {
    return { outcome: 'lastAdministrator' };
  }
  ctx.tx.update(staff).set({ active: false }).where(eq(staff.id, staffId)).run();
  endSessionsOf(ctx, staffId);
  ctx.record({ kind: 'staff.changed', staffId, what: 'switchedOff' });
  return { outcome: 'switchedOff' };
}

/** Opens a closed account again; the password is the one it had. */
export function switchOn(
  ctx: DomainContext,
  { staffId }: { staffId: number },
): { outcome: 'switchedOn' } | { outcome: 'notFound' } {
  const { changes } = ctx.tx.update(staff).set({ active: true }).where(eq(staff.id, staffId)).run();
  if (changes === 0) return { outcome: 'notFound' };
  ctx.record({ kind: 'staff.changed', staffId, what: 'switchedOn' });
  return { outcome: 'switchedOn' };
}

/** Sets a new password and ends every session of the account, so that a stolen one is worth nothing. */
export function changePassword(
  ctx: DomainContext,
  { staffId, passwordHash }: { staffId: number; passwordHash: string },
): { outcome: 'changed' } | { outcome: 'notFound' } {
  const { changes } = ctx.tx.update(staff).set({ passwordHash }).where(eq(staff.id, staffId)).run();
  if (changes === 0) return { outcome: 'notFound' };
  endSessionsOf(ctx, staffId);
  ctx.record({ kind: 'staff.changed', staffId, what: 'passwordChanged' });
  return { outcome: 'changed' };
}

function hasAnotherAdministrator(db: Db, staffId: number): boolean {
  const other = db
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.role, 'administrator'), eq(staff.active, true), ne(staff.id, staffId)))
    .get();
  return other !== undefined;
}
