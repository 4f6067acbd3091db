import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';

/** Short links of our own: `/s/<slug>` leads to `target`, counted without knowing who came. */
export const links = sqliteTable(
  'links',
  {
    slug: text().primaryKey(),
    target: text().notNull(),
    opened: integer().notNull().default(0),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
  },
  (t) => [index('links_by_target').on(t.target, t.expiresAt)],
);
