import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';

/** Messages the lab says in words of its own instead of ours. */
export const messageTexts = sqliteTable(
  'message_texts',
  {
    /** As in the templates: `notices.takenOver`. */
    message: text().notNull(),
    language: text({ enum: ['id', 'en'] }).notNull(),
    text: text().notNull(),
    staffId: integer().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.message, t.language] })],
);
