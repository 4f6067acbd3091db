import { forget } from './forget.ts';
import type { Job } from './job.ts';
import { releaseReports } from './release-reports.ts';

export { startJobs } from './job.ts';

/** Everything the clock starts. */
export const jobs = [releaseReports, forget] satisfies readonly Job[];
