import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';
import { files } from '../files/table.ts';
import { registrations } from '../registrations/table.ts';
import { DOCUMENT_KINDS, SAMPLE_CATEGORIES } from '../values/shipment.ts';

/** What a registration of a sample shipment has besides what every registration has. */
export const shipments = sqliteTable('shipments', {
  registrationId: integer()
    .primaryKey()
    .references(() => registrations.id),
  street: text().notNull(),
  /** Digits, three at most; empty when there is none. */
  rt: text().notNull(),
  rw: text().notNull(),
  village: text().notNull(),
  subdistrict: text().notNull(),
  /** Official codes with the names of that day: `33` Jawa Tengah, `33.71` Kota Magelang. */
  provinceCode: text().notNull(),
  provinceName: text().notNull(),
  regencyCode: text().notNull(),
  regencyName: text().notNull(),
  category: text({ enum: SAMPLE_CATEGORIES }).notNull(),
  /** When the desk took it in, and what it wrote about it. */
  receivedAt: instant(),
  receivedBy: integer(),
  receivedNote: text(),
});

/** One kind of sample in a shipment: what was announced and what the desk counted. */
export const shipmentSamples = sqliteTable(
  'shipment_samples',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    registrationId: integer()
      .notNull()
      .references(() => registrations.id),
    /** From 1, in the sender's order. */
    position: integer().notNull(),
    testId: integer().notNull(),
    testName: text().notNull(),
    sampleType: text().notNull(),
    samples: integer().notNull(),
    boxes: integer().notNull(),
    receivedSamples: integer(),
    receivedBoxes: integer(),
  },
  (t) => [uniqueIndex('shipment_samples_in_order').on(t.registrationId, t.position)],
);

/** Every document that came with a shipment; a corrected one is a new version, the old one stays. */
export const shipmentDocuments = sqliteTable(
  'shipment_documents',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    registrationId: integer()
      .notNull()
      .references(() => registrations.id),
    kind: text({ enum: DOCUMENT_KINDS }).notNull(),
    version: integer().notNull(),
    fileId: integer()
      .notNull()
      .references(() => files.id),
    fileName: text().notNull(),
    verdict: text({ enum: ['waiting', 'accepted', 'toFix'] })
      .notNull()
      .default('waiting'),
    /** What is to be put right; the sender reads it. */
    reason: text(),
    judgedBy: integer(),
    judgedAt: instant(),
    sentAt: instant().notNull(),
  },
  (t) => [index('shipment_documents_by_registration').on(t.registrationId, t.kind, t.version)],
);
