import { and, eq, ne, sql } from 'drizzle-orm';
import { changesBetween } from '../changes.ts';
import type { DomainContext } from '../context.ts';
import type { Changes } from '../journal.ts';
import type { LabDay } from '../values/lab-day.ts';
import type { Service } from '../values/services.ts';
import { isLastAdministrator, type Refused } from './accounts.ts';
import { allows, isOneself } from './authority.ts';
import { freedEmail, normalEmail, normalUsername, ownEmail } from './rules.ts';
import { endSessionsOf } from './sessions.ts';
import { passwordLinks, recoveryCodes, staff } from './table.ts';
import type { Role } from './values.ts';

/** Where somebody is placed, and as what. */
export interface Placed {
  unitId: number;
  role: Role;
  /** Kept for service officers only. */
  services: readonly Service[];
}

/** What is kept of a person. */
export interface PersonFields extends Placed {
  name: string;
  email: string;
  /** Empty when there is none. */
  username: string;
  /** Digits with country code, or empty. */
  phone: string;
  sex: 'male' | 'female' | null;
  birthDate: LabDay | null;
}

type Taken = { outcome: 'emailTaken' } | { outcome: 'usernameTaken' };
type Row = typeof staff.$inferSelect;

/**
 * Opens an account without a password: its owner chooses one by a link (`makePasswordLink`). Refused
 * where one could not manage whom one would make.
 */
export function addPerson(
  ctx: DomainContext,
  { active, ...fields }: PersonFields & { active: boolean },
): { outcome: 'added'; staffId: number } | { outcome: 'notAllowed' } | Taken {
  if (!allows(ctx, fields)) return { outcome: 'notAllowed' };
  const wanted = kept(fields);
  const taken = takenBy(ctx, 0, wanted);
  if (taken) return taken;
  const row = { ...wanted, active, passwordHash: '', createdAt: ctx.now };
  const { id } = ctx.tx.insert(staff).values(row).returning({ id: staff.id }).get();
  const changes = changesBetween(undefined, { ...wanted, active });
  ctx.record({ kind: 'staff.added', staffId: id, role: fields.role, changes });
  return { outcome: 'added', staffId: id };
}

/** Changes a person; whoever does must be able to give the post as it was and as it will be. */
export function changePerson(
  ctx: DomainContext,
  { staffId, expectedVersion, ...fields }: PersonFields & { staffId: number; expectedVersion: number },
):
  | { outcome: 'changed'; changes: Changes }
  | { outcome: 'stale' }
  | { outcome: 'lastAdministrator' }
  | Taken
  | Refused {
  const row = rowOf(ctx, staffId);
  if (!row || row.removedAt) return { outcome: 'notFound' };
  if (isOneself(ctx, staffId)) return { outcome: 'oneself' };
  if (!allows(ctx, row) || !allows(ctx, fields)) return { outcome: 'notAllowed' };
  if (row.version !== expectedVersion) return { outcome: 'stale' };
  if (fields.role !== 'administrator' && isLastAdministrator(ctx.tx, row))
    return { outcome: 'lastAdministrator' };
  const wanted = kept(fields);
  const taken = takenBy(ctx, staffId, wanted);
  if (taken) return taken;
  const changes = changesBetween(row, wanted);
  if (Object.keys(changes).length > 0) {
    save(ctx, staffId, wanted);
    ctx.record({ kind: 'staff.changed', staffId, what: 'edited', changes });
  }
  return { outcome: 'changed', changes };
}

/**
 * Makes somebody who has or had an account an officer of a unit: of another unit, in another role,
 * closed or removed. Whoever comes back after a removal begins without password, second factor and chat.
 */
export function appoint(
  ctx: DomainContext,
  { staffId, ...placed }: Placed & { staffId: number },
):
  | { outcome: 'appointed'; isBack: boolean; changes: Changes }
  | { outcome: 'lastAdministrator' }
  | { outcome: 'emailTaken' }
  | Refused {
  const row = rowOf(ctx, staffId);
  if (!row) return { outcome: 'notFound' };
  if (isOneself(ctx, staffId)) return { outcome: 'oneself' };
  if (!allows(ctx, row) || !allows(ctx, placed)) return { outcome: 'notAllowed' };
  if (placed.role !== 'administrator' && isLastAdministrator(ctx.tx, row))
    return { outcome: 'lastAdministrator' };
  const email = ownEmail(row.email);
  if (takenBy(ctx, staffId, { email, username: null })) return { outcome: 'emailTaken' };
  const wanted = { ...keptPost(placed), email, active: true, removedAt: null };
  const changes = changesBetween(row, wanted);
  save(ctx, staffId, wanted);
  ctx.record({ kind: 'staff.changed', staffId, what: 'edited', changes });
  return { outcome: 'appointed', isBack: row.removedAt !== null, changes };
}

/**
 * Takes somebody off the list for good. The row stays, because the journal names it; whatever opens the
 * account is gone, and its e-mail address is free for another.
 */
export function removePerson(
  ctx: DomainContext,
  { staffId }: { staffId: number },
): { outcome: 'removed' } | { outcome: 'lastAdministrator' } | Refused {
  const row = rowOf(ctx, staffId);
  if (!row || row.removedAt) return { outcome: 'notFound' };
  if (isOneself(ctx, staffId)) return { outcome: 'oneself' };
  if (!allows(ctx, row)) return { outcome: 'notAllowed' };
  if (isLastAdministrator(ctx.tx, row)) return { outcome: 'lastAdministrator' };
  save(ctx, staffId, {
    active: false,
    removedAt: ctx.now,
    email: freedEmail(staffId, row.email),
    username: null,
    passwordHash: '',
    secondFactorSecret: null,
    secondFactorSince: null,
    secondFactorStep: null,
    citizenId: null,
    wantsWhatsApp: false,
  });
  endSessionsOf(ctx, staffId);
  ctx.tx.delete(passwordLinks).where(eq(passwordLinks.staffId, staffId)).run();
  ctx.tx.delete(recoveryCodes).where(eq(recoveryCodes.staffId, staffId)).run();
  const changes = changesBetween(row, { active: false, username: null, removedAt: ctx.now });
  ctx.record({ kind: 'staff.changed', staffId, what: 'removed', changes });
  return { outcome: 'removed' };
}

const rowOf = (ctx: DomainContext, staffId: number): Row | undefined =>
  ctx.tx.select().from(staff).where(eq(staff.id, staffId)).get();

function save(ctx: DomainContext, staffId: number, values: Partial<Row>): void {
  ctx.tx
    .update(staff)
    .set({ ...values, version: sql`${staff.version} + 1` })
    .where(eq(staff.id, staffId))
    .run();
}

const keptPost = ({ unitId, role, services }: Placed) => ({
  unitId,
  role,
  services: role === 'serviceOfficer' ? [...services] : [],
});

const kept = ({ name, email, username, phone, sex, birthDate, ...placed }: PersonFields) => ({
  ...keptPost(placed),
  name: name.trim(),
  email: normalEmail(email),
  username: normalUsername(username) || null,
  phone,
  sex,
  birthDate,
});

/** Whether another account has this address or this name already. */
export function takenBy(
  ctx: DomainContext,
  staffId: number,
  { email, username }: { email: string; username: string | null },
): Taken | undefined {
  const other = (same: ReturnType<typeof eq>) =>
    ctx.tx
      .select({ id: staff.id })
      .from(staff)
      .where(and(same, ne(staff.id, staffId)))
      .get();
  if (other(eq(staff.email, email))) return { outcome: 'emailTaken' };
  return username !== null && other(eq(staff.username, username)) ? { outcome: 'usernameTaken' } : undefined;
}
