import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';
import type { LabDay } from '../values/lab-day.ts';

/** Every look at what is too old to keep: first only counted, erased once somebody has agreed. */
export const retentionRuns = sqliteTable('retention_runs', {
  id: integer().primaryKey({ autoIncrement: true }),
  day: text().$type<LabDay>().notNull(),
  countedAt: instant().notNull(),
  /** By kind of data: how many, and the oldest and newest day. */
  found: text({ mode: 'json' }).$type<Record<string, number>>().notNull(),
  /** Kept although old enough, because somebody holds them. */
  held: integer().notNull().default(0),
  agreedBy: integer(),
  agreedAt: instant(),
  /** What was erased in fact, once it was. */
  erased: text({ mode: 'json' }).$type<Record<string, number>>(),
  endedAt: instant(),
});
