import { z } from 'zod';
import { caseOf } from '../../../domain/cases/index.ts';
import { hold, releaseHold } from '../../../domain/retention/index.ts';
import { words } from '../../forms.ts';
import type { Deed, StaffVisit } from '../../visit.ts';
import { registrationIn, registrationPage } from './page.tsx';

const caseIdIn = (visit: StaffVisit): number => {
  const registration = registrationIn(visit);
  return caseOf(visit.parts.db, 'laboratory', registration?.id ?? 0)?.id ?? 0;
};

const reasonForm = z.object({
  reason: words(300, 'Tulis alasannya, misalnya nomor perkara atau surat permintaan.'),
});
const place = {
  page: registrationPage,
  back: (visit: StaffVisit) => `/admin/registrations/${visit.params.id}`,
};

/** Holds the case of a registration. */
export const holdDeed: Deed<z.infer<typeof reasonForm>> = {
  ...place,
  form: reasonForm,
  carryOut(ctx, visit, { reason }) {
    const held = hold(ctx, { caseId: caseIdIn(visit), reason });
    if (held.outcome === 'notFound') return { outcome: 'notFound' };
    return { outcome: 'done', notice: 'held' };
  },
};

/** Lets it go. */
export const releaseHoldDeed: Deed<unknown> = {
  ...place,
  form: z.unknown(),
  carryOut(ctx, visit) {
    const released = releaseHold(ctx, { caseId: caseIdIn(visit) });
    return released.outcome === 'notFound'
      ? { outcome: 'notFound' }
      : { outcome: 'done', notice: 'holdReleased' };
  },
};
