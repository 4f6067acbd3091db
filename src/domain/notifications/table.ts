import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';
import { staff } from '../staff/table.ts';
import { KINDS } from './values.ts';

/** What an officer is told by the bell. Words are made when it is shown; no citizen's name stands here. */
export const notifications = sqliteTable(
  'notifications',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    staffId: integer()
      .notNull()
      .references(() => staff.id),
    kind: text({ enum: KINDS }).notNull(),
    /** What it is about, as the journal writes it: `case:12`, `unitMessage:3`, `citizen:4`, `unit:1`. */
    subject: text().notNull(),
    /** A code, a title, the name of the officer who did it: never of a citizen. */
    about: text().notNull().default(''),
    createdAt: instant().notNull(),
    readAt: instant(),
    /** When the person was told of it on WhatsApp too. */
    toldAt: instant(),
  },
  (t) => [
    index('notifications_by_staff').on(t.staffId, t.createdAt, t.id),
    // The same news about the same thing is one row until it has been read, however often it comes.
    uniqueIndex('notifications_one_unread').on(t.staffId, t.kind, t.subject).where(sql`read_at is null`),
  ],
);
