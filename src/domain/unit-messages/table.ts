import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant, yesNo } from '../../db/columns.ts';
import { staff } from '../staff/table.ts';
import { units } from '../units/table.ts';

/** A conversation between units; every officer of a unit reads and answers for it. */
export const unitThreads = sqliteTable(
  'unit_threads',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    fromUnitId: integer()
      .notNull()
      .references(() => units.id),
    subject: text().notNull().default(''),
    /** Cannot be answered. */
    isAnnouncement: yesNo().notNull(),
    createdAt: instant().notNull(),
    lastAt: instant().notNull(),
  },
  (t) => [index('unit_threads_by_last').on(t.lastAt, t.id)],
);

/** What was written in it, the first message included. */
export const unitMessages = sqliteTable(
  'unit_messages',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    threadId: integer()
      .notNull()
      .references(() => unitThreads.id),
    unitId: integer()
      .notNull()
      .references(() => units.id),
    staffId: integer()
      .notNull()
      .references(() => staff.id),
    body: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [index('unit_messages_by_thread').on(t.threadId, t.id)],
);

/** Which units take part, the sender included, and up to which message each has read. */
export const unitThreadMembers = sqliteTable(
  'unit_thread_members',
  {
    threadId: integer()
      .notNull()
      .references(() => unitThreads.id),
    unitId: integer()
      .notNull()
      .references(() => units.id),
    /** Somebody of another unit has written since an officer of this one marked it read. */
    unread: yesNo().notNull(),
    readAt: instant(),
    readBy: integer().references(() => staff.id),
  },
  (t) => [
    primaryKey({ columns: [t.threadId, t.unitId] }),
    index('unit_thread_members_by_unit').on(t.unitId, t.threadId),
    index('unit_thread_members_unread').on(t.unitId).where(sql`unread = 1`),
  ],
);
