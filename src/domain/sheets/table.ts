import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';
import { files } from '../files/table.ts';
import { SHEET_KINDS } from '../values/shipment.ts';
import type { SheetMistake } from './values.ts';

/** What was found in an Excel sheet when it came in. */
export const sheetChecks = sqliteTable('sheet_checks', {
  fileId: integer()
    .primaryKey()
    .references(() => files.id),
  /** Of which template it is; null when of none. */
  kind: text({ enum: SHEET_KINDS }),
  /** Filled rows below the head. */
  rows: integer().notNull(),
  /** The highest number of a box that a control form names. */
  boxes: integer(),
  /** The first ones, in the order of the sheet; doubts are among them. */
  mistakes: text({ mode: 'json' }).$type<SheetMistake[]>().notNull(),
  /** How many there are in all; doubts do not count. */
  mistakeCount: integer().notNull(),
  /** A copy in which we have put right what could be; null when nothing could. */
  correctedFileId: integer().references(() => files.id),
  correctedCells: integer().notNull().default(0),
  checkedAt: instant().notNull(),
});
