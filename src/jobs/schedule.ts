import cron, { type ScheduledTask } from 'node-cron';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/open.ts';
import { raise, settled } from '../domain/incidents/index.ts';
import {
  type ClockLook,
  clockDoubt,
  fail,
  failingJobs,
  finish,
  giveUpInterrupted,
  type JobResult,
  lastRuns,
  lookAtClock,
  noteProgress,
  takeUp,
} from '../domain/job-runs/index.ts';
import type { JobsDesk, JobView } from '../domain/job-runs/values.ts';
import type { Log } from '../log.ts';
import type { Transact } from '../transact.ts';
import type { Job } from './job.ts';

const SYSTEM = { kind: 'system' } as const;
const EVERY_HALF_MINUTE = '*/30 * * * * *';
const RUNS_SHOWN = 14;
const PROGRESS_EVERY_MS = 1_000;

/** Everything the clock starts. */
export interface Jobs extends JobsDesk {
  start(): void;
  stop(): Promise<void>;
  /** Wakes one job as the clock would. */
  wake(name: string): Promise<void>;
  /** Looks at both clocks, as happens twice a minute. */
  lookAtClock(): void;
  /** Resolves once nothing runs. */
  idle(): Promise<void>;
  /** Counts since the process started, by job and outcome. */
  counts(): { job: string; outcome: 'done' | 'failed'; count: number }[];
}

/** What the jobs need of the lab. */
export interface JobsParts {
  db: Db;
  clock: Clock;
  transact: Transact;
  timeZone: string;
  log: Log;
  /** Milliseconds that only count how long this machine has run, whatever the clock on the wall says. */
  steadyMs?: () => number;
}

/**
 * Puts the jobs under one clock. node-cron only wakes them: what is due stands in the database.
 *
 * A failing job is logged and tried again: a daily one later the same day, with growing pauses.
 */
export function createJobs(jobs: readonly Job[], parts: JobsParts): Jobs {
  const { db, clock, transact, timeZone, log, steadyMs = () => performance.now() } = parts;
  const running = new Set<string>();
  const underway = new Set<Promise<void>>();
  const lately = new Map<string, JobView['lastRun']>();
  const counts = new Map<string, { job: string; outcome: 'done' | 'failed'; count: number }>();
  const tasks = new Map<string, ScheduledTask>();
  let isStopped = false;
  let lastLook: ClockLook | undefined;

  const wake = (job: Job, isWanted = false): Promise<void> => {
    if (isStopped || running.has(job.name)) return Promise.resolve();
    running.add(job.name);
    const work = (job.oncePer === 'day' ? runDaily(job, isWanted) : runAlways(job)).finally(() => {
      running.delete(job.name);
      underway.delete(work);
    });
    underway.add(work);
    return work;
  };

  async function runAlways(job: Job): Promise<void> {
    try {
      if (job.irreversible && clockDoubt(db)) return;
      const done = transact(SYSTEM, (ctx) => job.run(ctx));
      if (done !== 0) log.info({ job: job.name, done }, 'a job did its work');
      await job.afterwards?.(transact, () => {});
      note(job, undefined, done !== 0 || job.afterwards !== undefined);
    } catch (error) {
      noteFailure(job, error);
    }
  }

  async function runDaily(job: Job, isWanted: boolean): Promise<void> {
    const taken = transact(SYSTEM, (ctx) =>
      takeUp(ctx, dailyWork(job), timeNow(ctx.now, timeZone), { isWanted }),
    );
    if (taken.outcome !== 'taken') return;
    const { runId } = taken;
    try {
      const begun = transact(SYSTEM, (ctx) => {
        const result = asResult(job.run(ctx));
        // Without slow work the deed and its row are one commit: it happens once or not at all.
        if (!job.afterwards) finish(ctx, runId, result);
        return result;
      });
      if (job.afterwards) {
        const slow = await job.afterwards(transact, atMost(PROGRESS_EVERY_MS, progressOf(runId)));
        transact(SYSTEM, (ctx) => finish(ctx, runId, slow ?? begun));
      }
      log.info({ job: job.name }, 'a daily job did its work');
      note(job, undefined, true);
    } catch (error) {
      noteFailure(job, error, runId);
    }
    if (!isStopped) transact(SYSTEM, settleAlarm);
  }

  function noteFailure(job: Job, error: unknown, runId?: number): void {
    // What was under way when the lab closed finds it closed, and is due again at the next start.
    if (isStopped) return;
    const problem = error instanceof Error ? error.message : 'unknown';
    log.error({ job: job.name, error: problem }, 'a job failed');
    note(job, problem, true);
    if (runId === undefined) return;
    try {
      transact(SYSTEM, (ctx) => fail(ctx, runId, problem));
    } catch (again) {
      // A disk that is full: the row says `running`, and is taken up again once it can be written.
      log.error(
        { job: job.name, error: again instanceof Error ? again.message : 'unknown' },
        'a failed job could not be written down',
      );
    }
  }

  function note(job: Job, problem: string | undefined, counted: boolean): void {
    lately.set(job.name, { at: clock.now(), problem });
    if (!counted) return;
    const outcome = problem === undefined ? 'done' : 'failed';
    const key = `${job.name} ${outcome}`;
    const known = counts.get(key) ?? { job: job.name, outcome, count: 0 };
    counts.set(key, { ...known, count: known.count + 1 });
  }

  const progressOf = (runId: number) => (result: JobResult) => {
    if (!isStopped) transact(SYSTEM, (ctx) => noteProgress(ctx, runId, result));
  };

  function settleAlarm(ctx: Parameters<Parameters<Transact>[1]>[0]): void {
    const failing = failingJobs(ctx.tx, ctx.today);
    if (failing.length > 0)
      raise(ctx, { kind: 'jobFailed', about: `Berulang kali gagal: ${failing.join(', ')}` });
    else settled(ctx, { kind: 'jobFailed' });
  }

  function watchClock(): void {
    if (isStopped) return;
    const steady = steadyMs();
    try {
      const look = transact(SYSTEM, (ctx) => {
        const seen = lookAtClock(ctx, lastLook, steady);
        if (seen === 'jumped')
          raise(ctx, { kind: 'clockJumped', about: 'Jam komputer meloncat lebih dari sehari' });
        return { seen, wall: ctx.now };
      });
      lastLook = { wall: look.wall, steadyMs: steady };
      if (look.seen === 'jumped')
        log.error({}, 'the clock jumped by more than a day: nothing is erased until somebody has looked');
    } catch (error) {
      log.error(
        { error: error instanceof Error ? error.message : 'unknown' },
        'the clock could not be written down',
      );
    }
  }

  return {
    start() {
      // Before any job: what is erased because of its age must not hang on a clock that was just set.
      watchClock();
      transact(SYSTEM, giveUpInterrupted);
      const options = { timezone: timeZone, noOverlap: true };
      tasks.set(' clock', cron.schedule(EVERY_HALF_MINUTE, watchClock, { ...options, name: 'clock' }));
      for (const job of jobs)
        tasks.set(
          job.name,
          cron.schedule(job.schedule, () => wake(job), { ...options, name: job.name }),
        );
    },
    async stop() {
      isStopped = true;
      for (const task of tasks.values()) await task.destroy();
    },
    clockDoubt: () => clockDoubt(db),
    lookAtClock: watchClock,
    async wake(name) {
      const job = jobs.find((each) => each.name === name);
      if (job) await wake(job);
    },
    async idle() {
      await Promise.all(underway);
    },
    runNow(name) {
      const job = jobs.find((each) => each.name === name && each.anytime);
      if (!job) return 'unknown';
      if (running.has(name)) return 'alreadyRunning';
      void wake(job, true);
      return 'started';
    },
    counts: () => [...counts.values()],
    overview: () =>
      jobs.map((job) => {
        const daily = job.oncePer === 'day' ? dailyWork(job) : undefined;
        return {
          name: job.name,
          about: job.about,
          schedule: job.schedule,
          daily,
          irreversible: job.irreversible ?? false,
          canRunNow: job.anytime ?? false,
          isRunning: running.has(job.name),
          nextAt: daily ? undefined : (tasks.get(job.name)?.getNextRun() ?? undefined),
          runs: daily ? lastRuns(db, job.name, RUNS_SHOWN) : [],
          lastRun: lately.get(job.name),
        };
      }),
  };
}

const dailyWork = ({ name, at = '00:00', on = 'allDays', irreversible = false }: Job) => ({
  name,
  at,
  on,
  irreversible,
});

const asResult = (done: number | JobResult): JobResult =>
  typeof done === 'number' ? { jumlah: done } : done;

const timeFormats = new Map<string, Intl.DateTimeFormat>();

/** `HH:MM` in a zone. */
function timeNow(now: Date, timeZone: string): string {
  const known = timeFormats.get(timeZone);
  const format =
    known ??
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  timeFormats.set(timeZone, format);
  return format.format(now);
}

/** Lets a word through at most each `ms`. */
function atMost(ms: number, say: (result: JobResult) => void): (result: JobResult) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (result) => {
    const now = performance.now();
    if (now - last < ms) return;
    last = now;
    say(result);
  };
}
