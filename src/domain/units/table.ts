import { sql } from 'drizzle-orm';
import { type AnySQLiteColumn, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant, yesNo } from '../../db/columns.ts';
import type { Service } from '../values/services.ts';

/** The lab itself: the root of the tree, made by the migration. */
export const ROOT_UNIT_ID = 1;

/** Parts of the organisation, as a tree. Whoever belongs to a unit manages it and everything below. */
export const units = sqliteTable(
  'units',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    parentId: integer().references((): AnySQLiteColumn => units.id),
    /** The ids from the root down to this one, `/1/4/9/`: what lies below begins with it. */
    path: text().notNull().unique(),
    name: text().notNull(),
    alias: text().notNull().default(''),
    email: text().notNull().default(''),
    website: text().notNull().default(''),
    phone: text().notNull().default(''),
    address: text().notNull().default(''),
    /** Whose new cases come here first. */
    services: text({ mode: 'json' }).$type<Service[]>().notNull().default([]),
    active: yesNo().notNull().default(true),
    version: integer().notNull().default(1),
    createdAt: instant().notNull(),
  },
  (t) => [index('units_by_parent').on(t.parentId, sql`${t.name} collate nocase`)],
);
