import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';
import { registrations } from '../registrations/table.ts';

/** What groups can come to see. A kind is retired, never deleted: old registrations name it. */
export const tourKinds = sqliteTable('tour_kinds', {
  id: integer().primaryKey({ autoIncrement: true }),
  name: text().notNull(),
  nameEn: text().notNull(),
  /** One sentence on what is shown. */
  about: text().notNull(),
  aboutEn: text().notNull(),
  hours: integer().notNull(),
  smallestGroup: integer().notNull(),
  largestGroup: integer().notNull(),
  /** For each visitor; 0 when it is free of charge. */
  priceRupiah: integer().notNull(),
  retiredAt: instant(),
  version: integer().notNull().default(1),
});

/** What a registration for a scientific tour has besides what every registration has. */
export const tours = sqliteTable('tours', {
  registrationId: integer()
    .primaryKey()
    .references(() => registrations.id),
  kindId: integer()
    .notNull()
    .references(() => tourKinds.id),
  /** As it was called on that day. */
  kindName: text().notNull(),
  visitors: integer().notNull(),
});
