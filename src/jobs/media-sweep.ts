import type { Clock } from '../clock.ts';
import type { Db } from '../db/open.ts';
import { sweepFiles } from '../files/sweep.ts';
import { EVERY_MINUTE, type Job } from './job.ts';

/** Brings the folder of files and the table of files together each night. */
export const mediaSweep = (parts: {
  dataDir: string;
  db: Db;
  clock: Clock;
  sweepIncoming(): Promise<number>;
}): Job => ({
  name: 'media-sweep',
  about: 'Menghapus berkas di disk yang datanya sudah dihapus, dan menghitung berkas yang hilang.',
  schedule: EVERY_MINUTE,
  oncePer: 'day',
  // After what erases.
  at: '03:40',
  irreversible: true,
  anytime: true,
  run: () => 0,
  async afterwards() {
    const leftovers = await parts.sweepIncoming();
    const { removed, missing } = await sweepFiles(parts.dataDir, parts.db, parts.clock.now());
    return { 'berkas dihapus': removed, 'sisa unggahan': leftovers, 'berkas hilang': missing };
  },
});
