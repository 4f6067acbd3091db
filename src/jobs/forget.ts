import { forgetExpiredLinks } from '../domain/links/index.ts';
import { forgetSpentProofs } from '../domain/proofs/index.ts';
import { forgetAbandonedUploads } from '../domain/retention/index.ts';
import { forgetOldConversations } from '../engine/conversations.ts';
import { EVERY_MINUTE, type Job } from './job.ts';

/** Removes what has lost its use: expired links, spent proofs, forms left half-filled for three months, files of forms that were never sent. Nothing of a request. */
export const forget: Job = {
  name: 'forget',
  about:
    'Menghapus tautan kedaluwarsa, bukti lacak yang terpakai, isian setengah jadi yang berumur tiga bulan, dan berkas formulir situs yang tidak jadi dikirim.',
  schedule: EVERY_MINUTE,
  oncePer: 'day',
  // 02:10, when nobody writes.
  at: '02:10',
  irreversible: true,
  anytime: true,
  run: (ctx) =>
    forgetExpiredLinks(ctx) +
    forgetSpentProofs(ctx) +
    forgetOldConversations(ctx) +
    forgetAbandonedUploads(ctx),
};
