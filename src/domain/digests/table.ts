import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';
import { staff } from '../staff/table.ts';
import type { LabDay } from '../values/lab-day.ts';

/** Which digest went to whom on which day, and what stood in it, so that "2" can be answered. */
export const digests = sqliteTable(
  'digests',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    kind: text({ enum: ['daily', 'weekly'] }).notNull(),
    day: text().$type<LabDay>().notNull(),
    staffId: integer()
      .notNull()
      .references(() => staff.id),
    /** The numbered items, each with the cases or figures it stands for. */
    items: text({ mode: 'json' }).$type<unknown[]>().notNull(),
    postedAt: instant().notNull(),
  },
  (t) => [uniqueIndex('digests_once').on(t.kind, t.day, t.staffId)],
);
