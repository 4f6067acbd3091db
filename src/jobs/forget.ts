import { forgetExpiredLinks } from '../domain/links/index.ts';
import { forgetSpentProofs } from '../domain/proofs/index.ts';
import { forgetOldConversations } from '../engine/conversations.ts';
import { EVERY_MINUTE, type Job } from './job.ts';

/** Removes what has lost its use: expired links, spent proofs, forms left half-filled for three months. Nothing of a request. */
export const forget: Job = {
  name: 'forget',
  about:
    'Menghapus tautan kedaluwarsa, bukti lacak yang terpakai, dan isian setengah jadi yang berumur tiga bulan.',
  schedule: EVERY_MINUTE,
  oncePer: 'day',
  // 02:10, when nobody writes.
  at: '02:10',
  irreversible: true,
  anytime: true,
  run: (ctx) => forgetExpiredLinks(ctx) + forgetSpentProofs(ctx) + forgetOldConversations(ctx),
};
