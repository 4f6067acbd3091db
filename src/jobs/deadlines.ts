import { escalateOverdue, warnOfDeadlines } from '../domain/cases/index.ts';
import type { Job } from './job.ts';

/**
 * Warns of deadlines that are nearly used up and says of those that are over that they are late, once for
 * each deadline; the journal's facts reach whoever answers for them.
 *
 * Words to people cannot be taken back, so nothing is said while the machine's clock is not believed. The
 * lists show what is late all the same. A clock that ran ahead for less than that marked deadlines in a
 * future that has not come: those marks count for nothing, and the deadlines are looked at again.
 */
export const deadlines: Job = {
  name: 'deadlines',
  about: 'Mengingatkan tenggat yang hampir habis dan melaporkan yang terlambat',
  // Every three minutes, off the full minute at which others begin.
  schedule: '40 */3 * * * *',
  irreversible: true,
  // What is late needs no warning any more.
  run: (ctx) => escalateOverdue(ctx) + warnOfDeadlines(ctx),
};
