import type { DomainContext } from '../domain/context.ts';
import type { JobResult } from '../domain/job-runs/index.ts';
import type { Transact } from '../transact.ts';

/** Says how far slow work has come; shown on the page of jobs. */
export type Progress = (result: JobResult) => void;

/**
 * Something the clock starts. A job looks for due work in the database, so a missed hour is made up for.
 *
 * One with `oncePer: 'day'` has a row for each day it ran: it runs once, is tried again the same day
 * when it fails or the process dies in it, and its result is kept. Days on which the lab was down are
 * not made up for.
 */
export interface Job {
  name: string;
  /** Six cron fields, seconds first, in the lab's zone. For a daily job when it looks whether it is due. */
  schedule: string;
  /** What it is for, in Indonesian, for the page of jobs. */
  about?: string;
  oncePer?: 'day';
  /** The earliest hour of a daily job, `HH:MM` in the lab's zone; midnight when unset. */
  at?: string;
  /** The days of a daily job; all when unset. */
  on?: 'allDays' | 'workingDays';
  /** It erases, or closes because of age: it waits while the machine's clock is not believed. */
  irreversible?: boolean;
  /** Whether an administrator may start it at any time. */
  anytime?: boolean;
  /** Does what is due, in one transaction; how much that was. */
  run(ctx: DomainContext): number | JobResult;
  /**
   * Slow work once that is committed, outside any transaction. It looks for what is due in the
   * database too, and finds what an interrupted run has left. What it gives back is the result of a
   * daily job.
   */
  afterwards?(transact: Transact, progress: Progress): Promise<JobResult | undefined>;
}

/** When a daily job looks whether it is due. */
export const EVERY_MINUTE = '12 * * * * *';
