import type { jobRuns } from './table.ts';

/** A run as it is kept. */
export type JobRun = typeof jobRuns.$inferSelect;

/** Minutes between one try and the next; after the last of them a job waits for the next day. */
const RETRY_MINUTES = [1, 5, 15, 60, 180] as const;
/** So often a job is tried on one day. */
export const MAX_TRIES = RETRY_MINUTES.length + 1;
/** A clock that moves further than this without time passing is not believed. */
const JUMP_MS = 24 * 3_600_000;

/** When a failed run is tried again; undefined when it is not tried again that day. */
export function retryAt(run: JobRun): Date | undefined {
  const minutes = RETRY_MINUTES[run.tries - 1];
  if (run.state !== 'failed' || minutes === undefined) return undefined;
  return new Date((run.endedAt ?? run.startedAt).getTime() + minutes * 60_000);
}

/** What decides whether a daily job is due. */
export interface Moment {
  now: Date;
  /** `HH:MM` in the lab's zone. */
  time: string;
  isWorkingDay: boolean;
  /** The run of today, if there was one. */
  run: JobRun | undefined;
}

/**
 * Whether a daily job is to run now. A run that says `running` is one the process did not survive:
 * whoever asks knows that it is not running here, and one process owns the data.
 */
export function isDue(
  job: { at: string; on: 'allDays' | 'workingDays' },
  { now, time, isWorkingDay, run }: Moment,
): boolean {
  if (time < job.at || (job.on === 'workingDays' && !isWorkingDay)) return false;
  switch (run?.state) {
    case undefined:
    case 'paused':
      return true;
    case 'done':
      return false;
    case 'running':
      return run !== undefined && run.tries < MAX_TRIES;
    case 'failed': {
      const again = run && retryAt(run);
      // A clock that was set back keeps nothing waiting for hours.
      return again !== undefined && (now >= again || (run.endedAt !== null && now < run.endedAt));
    }
  }
}

/** One look at both clocks: the wall's, and the one that only counts how long the process runs. */
export interface ClockLook {
  wall: Date;
  steadyMs: number;
}

/**
 * Whether the wall clock has jumped since it was last looked at. Within one process the steady clock
 * says how much time has passed. Between two, nobody knows: more than a day's gap is doubted as well,
 * since a machine that was off and one whose clock was set look the same.
 */
export function hasJumped(before: { wall: Date; steadyMs?: number }, { wall, steadyMs }: ClockLook): boolean {
  const moved = wall.getTime() - before.wall.getTime();
  const passed = before.steadyMs === undefined ? 0 : steadyMs - before.steadyMs;
  return Math.abs(moved - passed) > JUMP_MS;
}
