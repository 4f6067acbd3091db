import { and, desc, eq, gte, inArray, ne, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { isWorkingDay } from '../calendar/index.ts';
import type { DomainContext } from '../context.ts';
import { addDays, type LabDay } from '../values/lab-day.ts';
import { clockDoubt } from './clock.ts';
import { isDue, type JobRun, MAX_TRIES } from './rules.ts';
import { jobRuns } from './table.ts';

export { clockDoubt, lookAtClock, trustClock } from './clock.ts';
export { type ClockLook, type JobRun, retryAt } from './rules.ts';

/** What a job did, in figures and short words: `{ erased: 12 }`. */
export type JobResult = Record<string, string | number>;

/** Longer words of a problem are of no use on a page. */
const MAX_PROBLEM = 300;

/** A job that runs once a day, as far as it matters for when. */
export interface DailyWork {
  name: string;
  /** `HH:MM` in the lab's zone. */
  at: string;
  on: 'allDays' | 'workingDays';
  /** Erases, or closes by age: not done while the clock is doubted. */
  irreversible: boolean;
}

/** What came of asking for today's run. */
export type TakenUp = { outcome: 'taken'; runId: number; tries: number } | { outcome: 'notDue' | 'paused' };

/**
 * Takes up today's run of a daily job if it is due: once per job and day, however often it is asked.
 * Days on which the lab was down are not made up for. Must not be asked while the job is running.
 *
 * @param wish `isWanted`: somebody wants it run whatever the hour, and once more if it is done
 */
export function takeUp(ctx: DomainContext, job: DailyWork, time: string, { isWanted = false } = {}): TakenUp {
  const run = runOn(ctx.tx, job.name, ctx.today);
  const moment = { now: ctx.now, time, isWorkingDay: isWorkingDay(ctx.tx, ctx.today, ctx.lab), run };
  if (!isWanted && !isDue(job, moment)) return { outcome: 'notDue' };
  if (job.irreversible && clockDoubt(ctx.tx)) {
    pause(ctx, job.name);
    return { outcome: 'paused' };
  }
  return { outcome: 'taken', ...began(ctx, job.name, run, isWanted) };
}

function began(
  ctx: DomainContext,
  job: string,
  run: JobRun | undefined,
  isWanted: boolean,
): { runId: number; tries: number } {
  // A run that only waited has not been tried, and a wish begins anew.
  const tries = run && run.state !== 'paused' && !isWanted ? run.tries + 1 : 1;
  const begins = { state: 'running', startedAt: ctx.now, endedAt: null, tries } as const;
  if (run) {
    ctx.tx.update(jobRuns).set(begins).where(eq(jobRuns.id, run.id)).run();
    return { runId: run.id, tries };
  }
  const { id } = ctx.tx
    .insert(jobRuns)
    .values({ job, day: ctx.today, ...begins })
    .returning({ id: jobRuns.id })
    .get();
  return { runId: id, tries };
}

/** Says how far a run has come, while it runs. */
export function noteProgress(ctx: DomainContext, runId: number, result: JobResult): void {
  ctx.tx.update(jobRuns).set({ result }).where(eq(jobRuns.id, runId)).run();
}

/** A run has done its work. */
export function finish(ctx: DomainContext, runId: number, result: JobResult): void {
  ctx.tx
    .update(jobRuns)
    .set({ state: 'done', endedAt: ctx.now, result, problem: null })
    .where(eq(jobRuns.id, runId))
    .run();
}

/** A run could not do its work; it is tried again later the same day. */
export function fail(ctx: DomainContext, runId: number, problem: string): void {
  ctx.tx
    .update(jobRuns)
    .set({ state: 'failed', endedAt: ctx.now, problem: problem.slice(0, MAX_PROBLEM) })
    .where(eq(jobRuns.id, runId))
    .run();
}

// Today's run waits until an administrator has looked at the clock.
function pause(ctx: DomainContext, job: string): void {
  ctx.tx
    .insert(jobRuns)
    .values({ job, day: ctx.today, startedAt: ctx.now, endedAt: ctx.now, state: 'paused', tries: 0 })
    .onConflictDoNothing()
    .run();
}

/** Runs of earlier days that a process did not survive: they are over, and nobody makes up for them. */
export function giveUpInterrupted(ctx: DomainContext): number {
  return ctx.tx
    .update(jobRuns)
    .set({ state: 'failed', endedAt: ctx.now, problem: 'Layanan berhenti di tengah pekerjaan.' })
    .where(and(eq(jobRuns.state, 'running'), ne(jobRuns.day, ctx.today)))
    .run().changes;
}

/** The run of a job on one day, or undefined. */
export function runOn(db: Db, job: string, day: LabDay): JobRun | undefined {
  return db
    .select()
    .from(jobRuns)
    .where(and(eq(jobRuns.job, job), eq(jobRuns.day, day)))
    .get();
}

/** The last runs of a job, newest first. */
export function lastRuns(db: Db, job: string, limit: number): JobRun[] {
  return db.select().from(jobRuns).where(eq(jobRuns.job, job)).orderBy(desc(jobRuns.day)).limit(limit).all();
}

/** The newest run of a job that did its work, or undefined. */
export function lastDone(db: Db, job: string): JobRun | undefined {
  return db
    .select()
    .from(jobRuns)
    .where(and(eq(jobRuns.job, job), eq(jobRuns.state, 'done')))
    .orderBy(desc(jobRuns.day))
    .limit(1)
    .get();
}

/** When a job ran for the first time, well or not; undefined before that. */
export function firstRunAt(db: Db, job: string): Date | undefined {
  return (
    db
      .select({ at: jobRuns.startedAt })
      .from(jobRuns)
      .where(eq(jobRuns.job, job))
      .orderBy(jobRuns.day)
      .limit(1)
      .get()?.at ?? undefined
  );
}

/** How many tries it takes until a failing job is somebody's trouble: not a hiccup. */
const TRIES_BEFORE_ALARM = 3;

/** The daily jobs whose last run of these two days failed again and again, by name. */
export function failingJobs(db: Db, today: LabDay): string[] {
  const newest = db
    .select({ id: sql<number>`max(${jobRuns.id})` })
    .from(jobRuns)
    .where(gte(jobRuns.day, addDays(today, -1)))
    .groupBy(jobRuns.job);
  return db
    .select({ job: jobRuns.job, tries: jobRuns.tries })
    .from(jobRuns)
    .where(and(inArray(jobRuns.id, newest), eq(jobRuns.state, 'failed')))
    .orderBy(jobRuns.job)
    .all()
    .filter(({ tries }) => tries >= Math.min(TRIES_BEFORE_ALARM, MAX_TRIES))
    .map(({ job }) => job);
}
