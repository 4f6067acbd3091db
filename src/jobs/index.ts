import { watchBackups } from './backup.ts';
import { deadlines } from './deadlines.ts';
import { forget } from './forget.ts';
import type { Job } from './job.ts';
import { releaseReports } from './release-reports.ts';
import { vainInvitations } from './vain-invitations.ts';

export { nightlyBackup } from './backup.ts';
export { closingWindows } from './closing-windows.ts';
export { createJobs } from './schedule.ts';
export { watchLine } from './watch-line.ts';

/** Everything the clock starts, besides what needs to know the transports. */
export const jobs = [
  releaseReports,
  forget,
  vainInvitations,
  deadlines,
  watchBackups,
] satisfies readonly Job[];
