import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';
import type { LabDay } from '../values/lab-day.ts';

/** Every run of a job that runs once a day: what it did, or why it could not. */
export const jobRuns = sqliteTable(
  'job_runs',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    job: text().notNull(),
    day: text().$type<LabDay>().notNull(),
    startedAt: instant().notNull(),
    endedAt: instant(),
    state: text({ enum: ['running', 'done', 'failed', 'paused'] }).notNull(),
    tries: integer().notNull().default(1),
    /** What it did, in figures and short words. */
    result: text({ mode: 'json' }).$type<Record<string, string | number>>(),
    problem: text(),
  },
  (t) => [uniqueIndex('job_runs_once').on(t.job, t.day)],
);

/** The machine's clock as it was last seen, and whether it is believed. One row. */
export const jobClock = sqliteTable('job_clock', {
  id: integer().primaryKey(),
  seenAt: instant().notNull(),
  /** Set while a jump is unexplained: since then nothing is erased or closed because of its age. */
  doubtedSince: instant(),
  jumpedFrom: instant(),
  jumpedTo: instant(),
});
