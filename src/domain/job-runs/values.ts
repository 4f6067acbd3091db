import type { ClockDoubt } from './clock.ts';
import type { JobRun } from './rules.ts';

/** How a job is doing, for the page that shows it. */
export interface JobView {
  name: string;
  about: string | undefined;
  /** As cron writes it. */
  schedule: string;
  daily: { at: string; on: 'allDays' | 'workingDays' } | undefined;
  /** It erases, or closes because of age. */
  irreversible: boolean;
  canRunNow: boolean;
  isRunning: boolean;
  /** Of a job that runs all the time; undefined before the jobs are started. */
  nextAt: Date | undefined;
  /** Of a daily job, newest first. */
  runs: JobRun[];
  /** Of this process; a job that runs all the time keeps no rows. */
  lastRun: { at: Date; problem: string | undefined } | undefined;
}

/** What came of wanting a job now. */
export type RunWish = 'started' | 'alreadyRunning' | 'unknown';

/** What staff pages see and want of the jobs. */
export interface JobsDesk {
  overview(): JobView[];
  clockDoubt(): ClockDoubt | undefined;
  /** Starts a job that may run at any time, and returns at once. */
  runNow(name: string): RunWish;
}
