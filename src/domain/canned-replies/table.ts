import { sql } from 'drizzle-orm';
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';
import { SERVICES } from '../values/services.ts';

/** Answers officers give again and again; `{nama}`, `{kode}` and the like are filled in. */
export const cannedReplies = sqliteTable(
  'canned_replies',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** One word to find it by: `/jam`. */
    shortcut: text().notNull(),
    title: text().notNull(),
    text: text().notNull(),
    /** English, for citizens who read that; empty: the Indonesian one. */
    textEn: text().notNull().default(''),
    /** Offered for this service only; empty for all. */
    service: text({ enum: SERVICES }),
    version: integer().notNull().default(1),
    updatedAt: instant().notNull(),
  },
  (t) => [uniqueIndex('canned_replies_by_shortcut').on(sql`${t.shortcut} collate nocase`)],
);
