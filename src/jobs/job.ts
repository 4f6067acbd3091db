import cron from 'node-cron';
import type { DomainContext } from '../domain/context.ts';
import type { Log } from '../log.ts';
import type { Transact } from '../transact.ts';

/** Something the clock starts. A job looks for due work in the database, so a missed hour is made up for. */
export interface Job {
  name: string;
  /** Six cron fields, seconds first, in the lab's zone. */
  schedule: string;
  /** Does what is due, in one transaction; how much that was. */
  run(ctx: DomainContext): number;
  /** Slow work once that is committed. It looks for what is due in the database too. */
  afterwards?(transact: Transact): Promise<void>;
}

/** Starts every job; the answer stops them. A failing job is logged and tried again at its next hour. */
export function startJobs(
  jobs: readonly Job[],
  { transact, timeZone, log }: { transact: Transact; timeZone: string; log: Log },
): () => Promise<void> {
  let isStopped = false;
  const tasks = jobs.map((job) =>
    cron.schedule(
      job.schedule,
      async () => {
        try {
          const done = transact({ kind: 'system' }, (ctx) => job.run(ctx));
          if (done > 0) log.info({ job: job.name, done }, 'a job did its work');
          await job.afterwards?.(transact);
        } catch (error) {
          // What was under way when the lab closed finds it closed, and is due again at the next start.
          if (isStopped) return;
          log.error(
            { job: job.name, error: error instanceof Error ? error.message : 'unknown' },
            'a job failed',
          );
        }
      },
      { timezone: timeZone, noOverlap: true, name: job.name },
    ),
  );
  return async () => {
    isStopped = true;
    for (const task of tasks) await task.destroy();
  };
}
