import type { Db } from '../db/open.ts';
import { testsOf } from '../domain/registrations/index.ts';
import { watchBackups } from './backup.ts';
import { deadlines } from './deadlines.ts';
import { forget } from './forget.ts';
import type { Job } from './job.ts';
import { releaseReports } from './release-reports.ts';
import { retentionCount, retentionErase } from './retention.ts';
import { searchIndex } from './search-index.ts';
import { tidyNews } from './staff-news.ts';
import { vainInvitations } from './vain-invitations.ts';
import { visitReminders } from './visit-reminders.ts';

export { BACKUP_JOB, nightlyBackup } from './backup.ts';
export { closingWindows } from './closing-windows.ts';
export { digests } from './digest.ts';
export { makeExports } from './exports.ts';
export { mediaSweep } from './media-sweep.ts';
export { createJobs, type Jobs } from './schedule.ts';
export { staffNews } from './staff-news.ts';
export { watchLine } from './watch-line.ts';

// A laboratory request is found by what it asks to be tested.
const testNames = (db: Db, id: number): string =>
  testsOf(db, id)
    .map(({ name }) => name)
    .join(' ');

/** Everything the clock starts, besides what needs to know the transports. */
export const jobs = [
  releaseReports,
  forget,
  vainInvitations,
  visitReminders,
  deadlines,
  tidyNews,
  watchBackups,
  retentionCount,
  retentionErase,
  searchIndex({ laboratory: testNames }),
] satisfies readonly Job[];
