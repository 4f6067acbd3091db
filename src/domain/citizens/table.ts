import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';

/** A person who writes to us: known by an internal id, never by a phone number. */
export const citizens = sqliteTable('citizens', {
  id: integer().primaryKey({ autoIncrement: true }),
  /** The name the person gave WhatsApp; shown to staff, proves nothing. */
  displayName: text(),
  language: text({ enum: ['id', 'en'] })
    .notNull()
    .default('id'),
  /** The phone as digits with country code; unknown for somebody seen only under a LID. */
  phone: text(),
  /** Set while the person wants no notices. */
  optedOutAt: instant(),
  /** The officer who has taken the chat over from the bot; null beside `handledUntil`: on the lab's phone. */
  handledBy: integer(),
  handledSince: instant(),
  /** The bot takes the chat back at this instant unless staff wrote meanwhile. */
  handledUntil: instant(),
  createdAt: instant().notNull(),
  /** Since when somebody else may be behind the address; null while it has always been the same person. */
  holderSince: instant(),
  /** This row and that one turned out to be one person; everything of it has moved there. */
  mergedInto: integer(),
});

/** Where a person can be reached: one row per phone address, LID or other id. */
export const addresses = sqliteTable(
  'addresses',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    citizenId: integer()
      .notNull()
      .references(() => citizens.id),
    transport: text().notNull(),
    address: text().notNull(),
    /** Raised when somebody else may hold this address now; results for an older one are held. */
    generation: integer().notNull().default(0),
    createdAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex('addresses_by_address').on(t.transport, t.address),
    index('addresses_by_citizen').on(t.citizenId),
  ],
);

/** Every answer to "may we use your data?", with the version of the text that was shown. */
export const consents = sqliteTable(
  'consents',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    citizenId: integer()
      .notNull()
      .references(() => citizens.id),
    purpose: text({ enum: ['service'] }).notNull(),
    version: integer().notNull(),
    decision: text({ enum: ['given', 'refused', 'withdrawn'] }).notNull(),
    at: instant().notNull(),
  },
  (t) => [index('consents_by_citizen').on(t.citizenId, t.purpose, t.id)],
);
