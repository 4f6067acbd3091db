import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant, yesNo } from '../../db/columns.ts';
import type { LabDay } from '../values/lab-day.ts';

/** What the lab can test, at what price. A test is retired, never deleted: old registrations name it. */
export const tests = sqliteTable(
  'tests',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    code: text().notNull().unique(),
    name: text().notNull(),
    nameEn: text().notNull(),
    /** The group it stands under on the price list, for example "Kimia klinik". */
    group: text().notNull(),
    parameter: text().notNull(),
    method: text().notNull(),
    /** What is taken: blood, urine, water. */
    sample: text().notNull(),
    priceRupiah: integer().notNull(),
    /** Working days from the sample's arrival to the result. */
    turnaroundDays: integer().notNull(),
    /** What the citizen does before coming; empty when nothing. */
    preparation: text().notNull().default(''),
    preparationEn: text().notNull().default(''),
    /** Other words people use for it, separated by commas. */
    synonyms: text().notNull().default(''),
    /** A sensitive result is handed over in person, never sent as a file (HIV, for one). */
    inPerson: yesNo().notNull().default(false),
    retiredAt: instant(),
    version: integer().notNull().default(1),
  },
  (t) => [index('tests_by_group').on(t.group, t.name)],
);

/** Prices with the day they begin to count; until the first one, the test's own price does. */
export const testPrices = sqliteTable(
  'test_prices',
  {
    testId: integer()
      .notNull()
      .references(() => tests.id),
    validFrom: text().$type<LabDay>().notNull(),
    priceRupiah: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.testId, t.validFrom] })],
);
