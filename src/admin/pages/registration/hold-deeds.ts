import { z } from 'zod';
import { caseOf } from '../../../domain/cases/index.ts';
import { hold, releaseHold } from '../../../domain/retention/index.ts';
import { comparisonPage } from '../../comparison.tsx';
import { fingerprint, words } from '../../forms.ts';
import type { Deed, Done, StaffVisit } from '../../visit.ts';
import { backToRegistration } from './deeds.ts';
import { registrationIn, registrationPage } from './page.tsx';

function caseIn(visit: StaffVisit) {
  const registration = registrationIn(visit);
  return registration && caseOf(visit.parts.db, registration.service, registration.id);
}

/** What the form showed: the reason as it stood. */
const was = z.string().max(100);
const holdForm = z.object({
  was,
  reason: words(300, 'Tulis alasannya, misalnya nomor perkara atau surat permintaan.'),
});
const releaseForm = z.object({ was });
const place = { page: registrationPage, back: backToRegistration };

/** Holds the case of a registration. */
export const holdDeed: Deed<z.infer<typeof holdForm>> = {
  ...place,
  form: holdForm,
  carryOut(ctx, visit, { was: shown, reason }) {
    const about = caseIn(visit);
    if (!about) return { outcome: 'notFound' };
    if (shown !== fingerprint(about.heldReason)) return stale(visit, about, reason);
    hold(ctx, { caseId: about.id, reason });
    return { outcome: 'done', notice: 'held' };
  },
};

/** Lets it go. */
export const releaseHoldDeed: Deed<z.infer<typeof releaseForm>> = {
  ...place,
  form: releaseForm,
  carryOut(ctx, visit, { was: shown }) {
    const about = caseIn(visit);
    if (!about) return { outcome: 'notFound' };
    if (shown !== fingerprint(about.heldReason)) return stale(visit, about, null);
    releaseHold(ctx, { caseId: about.id });
    return { outcome: 'done', notice: 'holdReleased' };
  },
};

// Another leader has held it or let it go since: what one of them knows must not be lost by the other's word.
function stale(
  visit: StaffVisit,
  { id, heldReason }: NonNullable<ReturnType<typeof caseIn>>,
  wanted: string | null,
): Done {
  const spoken = (reason: string | null) => (reason === null ? 'tidak ditahan' : `ditahan: ${reason}`);
  const rows = [{ name: 'Penahanan', wanted: spoken(wanted), now: spoken(heldReason) }];
  const back = backToRegistration(visit);
  return {
    outcome: 'stale',
    comparison: comparisonPage(visit, { subject: `case:${id}`, seen: Number.MAX_SAFE_INTEGER, back, rows }),
  };
}
