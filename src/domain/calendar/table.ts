import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { LabDay } from '../values/lab-day.ts';
import { VISIT_SERVICES } from './values.ts';

/** Days off that the government announces and sometimes moves; staff correct them here. */
export const holidays = sqliteTable('holidays', {
  day: text().$type<LabDay>().primaryKey(),
  name: text().notNull(),
  kind: text({ enum: ['libur_nasional', 'cuti_bersama', 'tutup'] }).notNull(),
});

/** How many places of a day are taken: a counter, so that asking for one costs one row. */
export const bookings = sqliteTable(
  'bookings',
  {
    service: text({ enum: VISIT_SERVICES }).notNull(),
    day: text().$type<LabDay>().notNull(),
    taken: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.service, t.day] })],
);
