import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';

/** A file somebody gave us, or that we made: the bytes lie under a random name, the original name is only data. */
export const files = sqliteTable('files', {
  id: integer().primaryKey({ autoIncrement: true }),
  /** Path below the folder of files; random. */
  storedAs: text().notNull().unique(),
  /** What the sender called it, cleaned for display. */
  name: text().notNull(),
  mimeType: text().notNull(),
  sizeBytes: integer().notNull(),
  sha256: text().notNull(),
  /**
   * Who it is from: `citizen` in the chat, `website` with a form that may never be sent, `lab` what the lab
   * made itself.
   */
  origin: text({ enum: ['citizen', 'website', 'staff', 'lab'] }).notNull(),
  createdAt: instant().notNull(),
});
