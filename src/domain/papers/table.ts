import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';
import { citizens } from '../citizens/table.ts';
import { files } from '../files/table.ts';
import { registrations } from '../registrations/table.ts';
import { PAPER_KINDS } from './values.ts';

/** Every paper the lab has issued. One that was replaced stays: it was genuine, and no longer counts. */
export const papers = sqliteTable(
  'papers',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** `7K2M-9QXP-C`: random, printed on it beside the QR. It opens nothing. */
    code: text().notNull().unique(),
    kind: text({ enum: PAPER_KINDS }).notNull(),
    registrationId: integer()
      .notNull()
      .references(() => registrations.id),
    /** Null once the file is erased; what it was like stays known by `sha256`. */
    fileId: integer().references(() => files.id),
    sha256: text().notNull(),
    /** What it was made from, as a hash: the same again needs no new paper. Null when it came from outside. */
    madeFrom: text(),
    /** The number of a letter. */
    number: text(),
    /** Null while it is a draft that nobody outside has. */
    issuedAt: instant(),
    /** Since when another one counts, or none. */
    replacedAt: instant(),
  },
  (t) => [
    index('papers_by_registration').on(t.registrationId, t.kind, t.id),
    index('papers_by_file').on(t.fileId),
    index('papers_by_hash').on(t.sha256),
  ],
);

/** How many letters of a year have a number; one more with each. */
export const letterNumbers = sqliteTable('letter_numbers', {
  year: integer().primaryKey(),
  last: integer().notNull(),
});

/** What is to be printed beside the event loop: a row, so that a crash loses none. */
export const printOrders = sqliteTable(
  'print_orders',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    what: text({ enum: ['label', 'sheetTemplates'] }).notNull(),
    registrationId: integer().references(() => registrations.id),
    /** Who gets it in the chat; null when staff or the website asked. */
    citizenId: integer().references(() => citizens.id),
    /** The codes its papers will have, drawn with the order: printed twice after a crash, they stay the same. */
    codes: text({ mode: 'json' }).$type<string[]>().notNull(),
    state: text({ enum: ['waiting', 'done', 'failed'] })
      .notNull()
      .default('waiting'),
    tries: integer().notNull().default(0),
    orderedAt: instant().notNull(),
    doneAt: instant(),
  },
  (t) => [index('print_orders_by_state').on(t.state, t.id)],
);
