import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';

/** What the simulated phones show: both sides of each chat. */
export const simulatorMessages = sqliteTable(
  'simulator_messages',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    /** Unique, so that a second delivery of the same message shows once. */
    id: text().notNull().unique(),
    phone: text().notNull(),
    direction: text({ enum: ['fromCitizen', 'toCitizen'] }).notNull(),
    kind: text().notNull(),
    text: text().notNull(),
    fileId: integer(),
    fileName: text(),
    mimeType: text(),
    sentAt: instant().notNull(),
  },
  (t) => [index('simulator_messages_by_phone').on(t.phone, t.seq)],
);
