import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';

/** Forms of the website that were sent, by the key each of them carries: a double click sends once. */
export const webForms = sqliteTable('web_forms', {
  key: text().primaryKey(),
  /** Of the registration it became. */
  code: text().notNull(),
  at: instant().notNull(),
});
