import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The lab's own settings as JSON, one row each; what has no row has its default. */
export const settings = sqliteTable('settings', {
  key: text().primaryKey(),
  value: text({ mode: 'json' }).notNull(),
});
