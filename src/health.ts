import { statfsSync } from 'node:fs';
import type { Clock } from './clock.ts';
import type { Db } from './db/open.ts';
import { whyNotWritable } from './db/write-check.ts';
import { unindexed } from './domain/cases/index.ts';
import { isOpen, openAlarm, openCount } from './domain/incidents/index.ts';
import { clockDoubt, failingJobs, lastDone } from './domain/job-runs/index.ts';
import type { Health } from './domain/values/health.ts';
import { labDayAt } from './domain/values/lab-day.ts';
import { readPulse } from './engine/pulse.ts';
import { BACKUP_JOB } from './jobs/index.ts';
import type { Transport } from './transports/transport.ts';

/** What is looked at to say how the lab is. */
export interface HealthParts {
  db: Db;
  dataDir: string;
  timeZone: string;
  clock: Clock;
  transport: Pick<Transport, 'name' | 'state'>;
  /** What the engine cannot do now. */
  trouble(): string | undefined;
}

const LOW_DISK_MEGABYTES = 100;
const WRITE_CHECK_MS = 1_000;

/** A look at the lab, as often as anybody likes. */
export function createHealth({
  db,
  dataDir,
  timeZone,
  clock,
  transport,
  trouble,
}: HealthParts): () => Health {
  const unwritable = atMostEach(WRITE_CHECK_MS, clock, () => whyNotWritable(db));
  return () => {
    const space = statfsSync(dataDir);
    const freeDiskMegabytes = Math.floor((space.bavail * space.bsize) / 1_048_576);
    const { status } = transport.state();
    const problem =
      trouble() ??
      unwritable() ??
      (freeDiskMegabytes < LOW_DISK_MEGABYTES ? 'the disk is almost full' : undefined) ??
      // Only once it has become an alarm: a line that is made anew within minutes is nobody's trouble.
      (openAlarm(db) ? `citizens cannot be reached: ${transport.name} is ${status}` : undefined);
    return {
      status: problem ? 'trouble' : 'ok',
      ...(problem ? { problem } : {}),
      transport: { name: transport.name, status },
      ...readPulse(db),
      incidents: openCount(db),
      freeDiskMegabytes,
      lastBackupAt: lastDone(db, BACKUP_JOB)?.endedAt?.toISOString() ?? null,
      backupIsOld: isOpen(db, 'backupOld'),
      failingJobs: failingJobs(db, labDayAt(clock.now(), timeZone)),
      clockDoubted: clockDoubt(db) !== undefined,
      unindexedCases: unindexed(db, 10_000),
    };
  };
}

/** Asks again at most each `ms`, however often somebody wants to know. */
function atMostEach<Answer>(ms: number, clock: Clock, ask: () => Answer): () => Answer {
  let last: { answer: Answer; at: number } | undefined;
  return () => {
    const now = clock.now().getTime();
    // A clock that was set back must not keep an old answer.
    if (!last || now < last.at || now - last.at >= ms) last = { answer: ask(), at: now };
    return last.answer;
  };
}
