import { sendDue } from '../domain/reports/index.ts';
import type { Job } from './job.ts';

/** Lets released reports go out once the minutes are over in which staff can take them back. */
export const releaseReports: Job = {
  name: 'release-reports',
  about: 'Mengirim laporan yang sudah dilepas begitu waktu penarikannya habis.',
  schedule: '*/2 * * * * *',
  run: (ctx) => sendDue(ctx),
};
