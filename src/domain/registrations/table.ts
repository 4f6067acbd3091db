import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant, yesNo } from '../../db/columns.ts';
import { citizens } from '../citizens/table.ts';
import { files } from '../files/table.ts';
import type { LabDay } from '../values/lab-day.ts';
import { REGISTRATION_SERVICES } from '../values/services.ts';

/** Every stage a registration can be in; which service has which, and the ways between them, is in `rules.ts`. */
export const STAGES = [
  'registered',
  // laboratory
  'verified',
  // consultation
  'confirmed',
  'dateProposed',
  'noShow',
  // tour
  'reviewing',
  'approved',
  // shipment
  'documentsVerified',
  'documentsToFix',
  'awaitingSamples',
  // laboratory and shipment
  'sampleReceived',
  'testing',
  'validating',
  'completed',
  'rejected',
  'sampleRejected',
  'cancelled',
] as const;
export type Stage = (typeof STAGES)[number];

/** One request for a service that people register for. What only one service asks stands in its own table. */
export const registrations = sqliteTable(
  'registrations',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    service: text({ enum: REGISTRATION_SERVICES }).notNull(),
    /** `LAB-7K2M-9QXP-C`; random, the only number a citizen sees. */
    code: text().notNull().unique(),
    /** The contact that registered, who may do so for somebody else. */
    citizenId: integer()
      .notNull()
      .references(() => citizens.id),
    /** Who is served; of a group or a shipment, who is in charge of it. */
    personName: text().notNull(),
    /** Sixteen digits as text: it does not fit a JavaScript number. Null where the service does not ask for it. */
    nik: text(),
    /** Null where the service does not ask for it. */
    birthDate: text().$type<LabDay>(),
    /** Where a group or a shipment comes from; null for a person. */
    institution: text(),
    /** Null where the service does not ask for it. */
    email: text(),
    /** The day the person, the group or the samples are expected at the lab. */
    visitOn: text().$type<LabDay>().notNull(),
    /** The last day of a visit of several days; null for one day. */
    untilOn: text().$type<LabDay>(),
    /** How many places it takes on each of its days: one for a person, none for samples. */
    places: integer().notNull().default(1),
    /**
     * On which days of a visit of several days it took them: those that were open then, whatever the
     * calendar says by now. Empty for one day.
     */
    placesOn: text({ mode: 'json' }).$type<LabDay[]>().notNull().default([]),
    /** Digits with country code. */
    phone: text().notNull(),
    /** The referral or cover letter that was sent with it. */
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
    index('registrations_by_service').on(t.service, t.stage, t.id),
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
    /** For one sample. */
    priceRupiah: integer().notNull(),
    /** How many samples are to be tested so. */
    samples: integer().notNull().default(1),
    turnaroundDays: integer().notNull(),
    inPerson: yesNo().notNull(),
  },
  (t) => [primaryKey({ columns: [t.registrationId, t.testId] })],
);

/** Another day that staff propose for a visit, and what the citizen answered. */
export const visitProposals = sqliteTable(
  'visit_proposals',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    registrationId: integer()
      .notNull()
      .references(() => registrations.id),
    day: text().$type<LabDay>().notNull(),
    /** Why; the citizen reads it. */
    reason: text().notNull(),
    /** Holds the officer's id. */
    proposedBy: integer().notNull(),
    proposedAt: instant().notNull(),
    answer: text({ enum: ['accepted', 'declined', 'withdrawn'] }),
    answeredAt: instant(),
  },
  (t) => [index('visit_proposals_by_registration').on(t.registrationId, t.id)],
);
