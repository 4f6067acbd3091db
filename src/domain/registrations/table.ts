import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant, yesNo } from '../../db/columns.ts';
import { citizens } from '../citizens/table.ts';
import { files } from '../files/table.ts';
import type { LabDay } from '../values/lab-day.ts';

/** The way of a laboratory registration, and where it can leave it (docs/decisions: stages). */
export const STAGES = [
  'registered',
  'verified',
  'sampleReceived',
  'testing',
  'validating',
  'completed',
  'rejected',
  'sampleRejected',
  'cancelled',
] as const;
export type Stage = (typeof STAGES)[number];

/** One person's request for laboratory tests. */
export const registrations = sqliteTable(
  'registrations',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** `LAB-7K2M-9QXP-C`; random, the only number a citizen sees. */
    code: text().notNull().unique(),
    /** The contact that registered, who may do so for somebody else. */
    citizenId: integer()
      .notNull()
      .references(() => citizens.id),
    personName: text().notNull(),
    /** Sixteen digits as text: it does not fit a JavaScript number. */
    nik: text().notNull(),
    birthDate: text().$type<LabDay>().notNull(),
    visitOn: text().$type<LabDay>().notNull(),
    /** Digits with country code. */
    phone: text().notNull(),
    letterFileId: integer().references(() => files.id),
    stage: text({ enum: STAGES }).notNull(),
    /** Why it was rejected, or its sample was. */
    stageReason: text(),
    stageSince: instant().notNull(),
    expectedOn: text().$type<LabDay>().notNull(),
    /** Set when staff moved the expected day. */
    expectedReason: text(),
    totalRupiah: integer().notNull(),
    payment: text({ enum: ['unpaid', 'paid', 'free'] })
      .notNull()
      .default('unpaid'),
    receiptNumber: text(),
    paidRupiah: integer(),
    freeReason: text(),
    /** The visit day the person has been reminded of. */
    remindedFor: text().$type<LabDay>(),
    /** Raised by every change; a form sent from an older one is refused. */
    version: integer().notNull().default(1),
    createdAt: instant().notNull(),
  },
  (t) => [
    index('registrations_by_stage').on(t.stage, t.id),
    index('registrations_by_visit').on(t.visitOn, t.id),
    index('registrations_by_citizen').on(t.citizenId, t.id),
  ],
);

/** The tests of a registration as they were priced on that day. */
export const registrationTests = sqliteTable(
  'registration_tests',
  {
    registrationId: integer()
      .notNull()
      .references(() => registrations.id),
    testId: integer().notNull(),
    name: text().notNull(),
    priceRupiah: integer().notNull(),
    turnaroundDays: integer().notNull(),
    inPerson: yesNo().notNull(),
  },
  (t) => [primaryKey({ columns: [t.registrationId, t.testId] })],
);
