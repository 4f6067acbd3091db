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
}

/** Starts every job; the answer stops them. A failing job is logged and tried again at its next hour. */
export function startJobs(
  jobs: readonly Job[],
  { transact, timeZone, log }: { transact: Transact; timeZone: string; log: Log },
): () => Promise<void> {
  const tasks = jobs.map((job) =>
    cron.schedule(
      job.schedule,
      () => {
        try {
          const done = transact({ kind: 'system' }, (ctx) => job.run(ctx));
          if (done > 0) log.info({ job: job.name, done }, 'a job did its work');
        } catch (error) {
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
    for (const task of tasks) await task.destroy();
  };
}
