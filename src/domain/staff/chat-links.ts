import { and, eq, lt } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import { units } from '../units/table.ts';
import { spelled } from './rules.ts';
import { chatLinks, staff } from './table.ts';
import type { Standing } from './values.ts';

const CODE_LETTERS = 8;
const CODE_MINUTES = 30;

/** An officer as the chat knows one. */
export interface LinkedStaff extends Standing {
  staffId: number;
  name: string;
}

/**
 * A code by which an officer links a chat: written to the lab's number from one's own WhatsApp within
 * half an hour, it says whose chat that is. A new code is the end of the one before.
 */
export function makeChatLink(
  ctx: DomainContext,
  { staffId }: { staffId: number },
): { code: string; expiresAt: Date } {
  const code = spelled(ctx.chance(CODE_LETTERS)).toUpperCase();
  const expiresAt = new Date(ctx.now.getTime() + CODE_MINUTES * 60_000);
  ctx.tx.delete(chatLinks).where(lt(chatLinks.expiresAt, ctx.now)).run();
  ctx.tx.delete(chatLinks).where(eq(chatLinks.staffId, staffId)).run();
  ctx.tx.insert(chatLinks).values({ code, staffId, expiresAt }).run();
  return { code, expiresAt };
}

/** The code an officer has not used yet, if there is one. */
export function openChatLink(
  db: Db,
  staffId: number,
  now: Date,
): { code: string; expiresAt: Date } | undefined {
  const found = db.select().from(chatLinks).where(eq(chatLinks.staffId, staffId)).get();
  return found && found.expiresAt > now ? { code: found.code, expiresAt: found.expiresAt } : undefined;
}

/**
 * Links the chat of whoever wrote `code` to the account it was made for. The code is good once; a chat
 * belongs to one account, so an earlier link of either ends.
 *
 * @param code as it was typed; case and the space around it do not matter
 */
export function linkChat(
  ctx: DomainContext,
  { code, citizenId }: { code: string; citizenId: number },
): { outcome: 'linked'; name: string } | { outcome: 'unknown' } {
  const [link] = ctx.tx
    .delete(chatLinks)
    .where(eq(chatLinks.code, code.trim().toUpperCase()))
    .returning()
    .all();
  if (!link || link.expiresAt <= ctx.now) return { outcome: 'unknown' };
  const member = ctx.tx.select().from(staff).where(eq(staff.id, link.staffId)).get();
  if (!member?.active) return { outcome: 'unknown' };
  if (member.citizenId !== citizenId) unlinkHandedOver(ctx, citizenId);
  ctx.tx.update(staff).set({ citizenId }).where(eq(staff.id, member.id)).run();
  ctx.as({ kind: 'staff', id: member.id }).record({
    kind: 'staff.changed',
    staffId: member.id,
    what: 'chatLinked',
  });
  return { outcome: 'linked', name: member.name };
}

/** Ends the link between an account and its chat: nothing goes there any more. */
export function unlinkChat(
  ctx: DomainContext,
  { staffId }: { staffId: number },
): { outcome: 'unlinked' } | { outcome: 'notLinked' } {
  const member = ctx.tx.select().from(staff).where(eq(staff.id, staffId)).get();
  if (!member?.citizenId) return { outcome: 'notLinked' };
  ctx.tx.update(staff).set({ citizenId: null, wantsWhatsApp: false }).where(eq(staff.id, staffId)).run();
  ctx.record({ kind: 'staff.changed', staffId, what: 'chatUnlinked' });
  return { outcome: 'unlinked' };
}

/** Ends the link of a chat that somebody else may hold now. Most chats are linked to nobody. */
export function unlinkHandedOver(ctx: DomainContext, citizenId: number): void {
  const linked = ctx.tx.select({ id: staff.id }).from(staff).where(eq(staff.citizenId, citizenId)).get();
  if (linked) unlinkChat(ctx, { staffId: linked.id });
}

/** The officer whose chat this is, as long as the account is open. */
export function linkedStaff(db: Db, citizenId: number): LinkedStaff | undefined {
  return db
    .select({
      staffId: staff.id,
      name: staff.name,
      role: staff.role,
      unitId: staff.unitId,
      unitPath: units.path,
      services: staff.services,
    })
    .from(staff)
    .innerJoin(units, eq(units.id, staff.unitId))
    .where(and(eq(staff.citizenId, citizenId), eq(staff.active, true)))
    .get();
}
