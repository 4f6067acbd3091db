import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';
import { staff } from '../staff/table.ts';

/** Lists of cases an officer has asked for as a file: made beside the running service, kept for a day. */
export const exports = sqliteTable(
  'exports',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    staffId: integer()
      .notNull()
      .references(() => staff.id),
    format: text({ enum: ['csv', 'xlsx'] }).notNull(),
    /** The search it is of, as it stood in the address. */
    search: text().notNull(),
    state: text({ enum: ['waiting', 'running', 'ready', 'failed', 'removed'] }).notNull(),
    rowsDone: integer().notNull().default(0),
    rowsTotal: integer(),
    /** Below the folder of exports; random. */
    storedAs: text(),
    createdAt: instant().notNull(),
    readyAt: instant(),
  },
  (t) => [index('exports_by_staff').on(t.staffId, t.id)],
);
