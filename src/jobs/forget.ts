import { forgetExpiredLinks } from '../domain/links/index.ts';
import { forgetSpentProofs } from '../domain/proofs/index.ts';
import { forgetOldConversations } from '../engine/conversations.ts';
import type { Job } from './job.ts';

/** Removes what has lost its use: expired links, spent proofs, forms left half-filled for three months. Nothing of a request. */
export const forget: Job = {
  name: 'forget',
  // 02:10, when nobody writes.
  schedule: '0 10 2 * * *',
  run: (ctx) => forgetExpiredLinks(ctx) + forgetSpentProofs(ctx) + forgetOldConversations(ctx),
};
