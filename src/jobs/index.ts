import { watchBackups } from './backup.ts';
import { deadlines } from './deadlines.ts';
import { forget } from './forget.ts';
import type { Job } from './job.ts';
import { releaseReports } from './release-reports.ts';
import { requestWords } from './request-words.ts';
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
export { PRINT_JOB, printOrders } from './print-orders.ts';
export { createJobs, type Jobs } from './schedule.ts';
export { staffNews } from './staff-news.ts';
export { watchLine } from './watch-line.ts';

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
  searchIndex(requestWords),
] satisfies readonly Job[];
