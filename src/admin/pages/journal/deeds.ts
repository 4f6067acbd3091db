import { z } from 'zod';
import type { Deed } from '../../visit.ts';
import { journalPage } from './page.tsx';

/** Has the whole chain checked beside the event loop. */
export const checkJournalDeed: Deed<unknown> = {
  page: journalPage,
  back: () => '/admin/journal',
  form: z.unknown(),
  carryOut(_ctx, visit) {
    const { journalCheck } = visit.parts;
    if (!journalCheck) return { outcome: 'notFound' };
    return { outcome: 'done', afterwards: () => journalCheck.start(visit.staff.staffId) };
  },
};
