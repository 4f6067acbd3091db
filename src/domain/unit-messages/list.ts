import { and, asc, desc, eq, lt, ne, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import { staff } from '../staff/table.ts';
import { units } from '../units/table.ts';
import { unitMessages, unitThreadMembers, unitThreads } from './table.ts';

const MAX_PAGE = 100;
const MOST_MESSAGES = 500;

/** A conversation as one of its units sees it. */
export interface Thread {
  id: number;
  fromUnitId: number;
  fromUnitName: string;
  subject: string;
  isAnnouncement: boolean;
  lastAt: Date;
  /** Not yet marked as read by anybody of the unit. */
  unread: boolean;
  readAt: Date | null;
  readBy: number | null;
}

const unread = statement((db) =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(unitThreadMembers)
    .where(and(eq(unitThreadMembers.unitId, sql.placeholder('unitId')), eq(unitThreadMembers.unread, true)))
    .prepare(),
);

/** How many conversations nobody of a unit has read yet. */
export function unreadThreadCount(db: Db, unitId: number): number {
  return unread(db).get({ unitId })?.count ?? 0;
}

const shown = {
  id: unitThreads.id,
  fromUnitId: unitThreads.fromUnitId,
  fromUnitName: units.name,
  subject: unitThreads.subject,
  isAnnouncement: unitThreads.isAnnouncement,
  lastAt: unitThreads.lastAt,
  unread: unitThreadMembers.unread,
  readAt: unitThreadMembers.readAt,
  readBy: unitThreadMembers.readBy,
};

/**
 * The conversations of a unit, newest first, at most a hundred.
 *
 * @param page `before`: the last one already shown
 */
export function threadsFor(
  db: Db,
  unitId: number,
  page: { limit: number; before?: { at: Date; id: number } | undefined },
): Thread[] {
  const { before } = page;
  return db
    .select(shown)
    .from(unitThreadMembers)
    .innerJoin(unitThreads, eq(unitThreads.id, unitThreadMembers.threadId))
    .innerJoin(units, eq(units.id, unitThreads.fromUnitId))
    .where(
      and(
        eq(unitThreadMembers.unitId, unitId),
        before &&
          or(
            lt(unitThreads.lastAt, before.at),
            and(eq(unitThreads.lastAt, before.at), lt(unitThreads.id, before.id)),
          ),
      ),
    )
    .orderBy(desc(unitThreads.lastAt), desc(unitThreads.id))
    .limit(Math.min(page.limit, MAX_PAGE))
    .all();
}

/** One conversation, for a unit that takes part in it. */
export function threadFor(db: Db, unitId: number, id: number): Thread | undefined {
  return db
    .select(shown)
    .from(unitThreadMembers)
    .innerJoin(unitThreads, eq(unitThreads.id, unitThreadMembers.threadId))
    .innerJoin(units, eq(units.id, unitThreads.fromUnitId))
    .where(and(eq(unitThreadMembers.unitId, unitId), eq(unitThreads.id, id)))
    .get();
}

/** One line of a conversation. */
export interface ThreadLine {
  id: number;
  unitId: number;
  unitName: string;
  staffId: number;
  /** Who wrote it. */
  name: string;
  body: string;
  at: Date;
}

/** What was written in a conversation, oldest first: the newest 500. */
export function messagesOf(db: Db, threadId: number): ThreadLine[] {
  return db
    .select({
      id: unitMessages.id,
      unitId: unitMessages.unitId,
      unitName: units.name,
      staffId: unitMessages.staffId,
      name: staff.name,
      body: unitMessages.body,
      at: unitMessages.at,
    })
    .from(unitMessages)
    .innerJoin(units, eq(units.id, unitMessages.unitId))
    .innerJoin(staff, eq(staff.id, unitMessages.staffId))
    .where(eq(unitMessages.threadId, threadId))
    .orderBy(desc(unitMessages.id))
    .limit(MOST_MESSAGES)
    .all()
    .reverse();
}

/** One message with the conversation it stands in, or undefined: for whoever is told of it. */
export function messageById(
  db: Db,
  messageId: number,
): { unitId: number; unitName: string; subject: string } | undefined {
  return db
    .select({ unitId: unitMessages.unitId, unitName: units.name, subject: unitThreads.subject })
    .from(unitMessages)
    .innerJoin(unitThreads, eq(unitThreads.id, unitMessages.threadId))
    .innerJoin(units, eq(units.id, unitMessages.unitId))
    .where(eq(unitMessages.id, messageId))
    .get();
}

/** The units of a conversation besides one of them, by name, and whether they have read it. */
export function receiversOf(
  db: Db,
  threadId: number,
  besides: number,
): { unitId: number; name: string; unread: boolean }[] {
  return db
    .select({ unitId: unitThreadMembers.unitId, name: units.name, unread: unitThreadMembers.unread })
    .from(unitThreadMembers)
    .innerJoin(units, eq(units.id, unitThreadMembers.unitId))
    .where(and(eq(unitThreadMembers.threadId, threadId), ne(unitThreadMembers.unitId, besides)))
    .orderBy(asc(units.name))
    .all();
}
