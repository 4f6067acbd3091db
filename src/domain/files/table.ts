import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';

/** A file somebody gave us: the bytes lie under a random name, the original name is only data. */
export const files = sqliteTable('files', {
  id: integer().primaryKey({ autoIncrement: true }),
  /** Path below the folder of files; random. */
  storedAs: text().notNull().unique(),
  /** What the sender called it, cleaned for display. */
  name: text().notNull(),
  mimeType: text().notNull(),
  sizeBytes: integer().notNull(),
  sha256: text().notNull(),
  origin: text({ enum: ['citizen', 'staff'] }).notNull(),
  createdAt: instant().notNull(),
});
