import { noteVainInvitations } from '../engine/window.ts';
import type { Job } from './job.ts';

/** Tells staff of people for whom something waits and who have not answered an invitation to write. */
export const vainInvitations: Job = {
  name: 'vain-invitations',
  about: 'Memberi tahu petugas bila seseorang tidak menjawab ajakan untuk menulis.',
  // At twenty past the hour: days are counted here, not minutes.
  schedule: '0 20 * * * *',
  run: (ctx) => noteVainInvitations(ctx),
};
