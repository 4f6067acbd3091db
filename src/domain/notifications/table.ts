import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';
import { staff } from '../staff/table.ts';

/** What an officer is told by the bell. Words are made when it is shown; no citizen's name stands here. */
export const notifications = sqliteTable(
  'notifications',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    staffId: integer()
      .notNull()
      .references(() => staff.id),
    kind: text({
      enum: [
        'caseReceived',
        'caseAssigned',
        'caseHandedOver',
        'caseReturned',
        'caseForwarded',
        'caseChanged',
        'citizenReplied',
        'personWanted',
        'dueSoon',
        'overdue',
        'noteAdded',
        'unitMessage',
        'alarm',
        'exportReady',
      ],
    }).notNull(),
    /** What it is about, as the journal writes it: `case:12`, `unitMessage:3`, `citizen:4`. */
    subject: text().notNull(),
    /** A code, a title, the name of the officer who did it: never of a citizen. */
    about: text().notNull().default(''),
    createdAt: instant().notNull(),
    readAt: instant(),
  },
  (t) => [
    index('notifications_by_staff').on(t.staffId, t.id),
    index('notifications_unread').on(t.staffId).where(sql`read_at is null`),
  ],
);
