import type { JSX } from 'preact';
import { z } from 'zod';
import { type Case, caseOf } from '../../../domain/cases/index.ts';
import { hold, releaseHold } from '../../../domain/retention/index.ts';
import { TextArea } from '../../fields.tsx';
import { words } from '../../forms.ts';
import { instantWords } from '../../instants.ts';
import { Form, triedAt } from '../../pieces.tsx';
import { LEADS } from '../../route.ts';
import type { Deed, StaffVisit } from '../../visit.ts';
import { registrationIn, registrationPage, type Shown } from './page.tsx';

/** Keeps a registration from being erased whatever its age, or says that it is kept. */
export function HoldAct({
  shown: { visit, home },
  about,
}: {
  shown: Shown;
  about: Case;
}): JSX.Element | null {
  const isLeader = LEADS.some((role) => role === visit.staff.role);
  const held = about.heldReason !== null;
  if (!held && (!isLeader || about.erasedAt)) return null;
  const action = `${home}/hold`;
  return (
    <>
      {held ? (
        <p class="notice calm">
          Ditahan dari penghapusan{about.heldSince ? ` sejak ${instantWords(visit, about.heldSince)}` : ''}.
          Alasan: {about.heldReason}
        </p>
      ) : null}
      {isLeader ? (
        <details class="act" open={triedAt(visit, action) !== undefined}>
          <summary>{held ? 'Ubah atau lepaskan penahanan' : 'Tahan dari penghapusan'}</summary>
          <div>
            <p class="muted">
              Selama ditahan, data dan berkasnya tidak dihapus walaupun masa simpannya lewat.
            </p>
            <Form visit={visit} action={action}>
              <TextArea
                visit={visit}
                action={action}
                name="reason"
                label="Alasan"
                value={about.heldReason ?? ''}
                maxLength={300}
                required
              />
              <button type="submit">Tahan</button>
            </Form>
            {held ? (
              <Form visit={visit} action={`${home}/release-hold`}>
                <button type="submit" class="secondary">
                  Lepaskan penahanan
                </button>
              </Form>
            ) : null}
          </div>
        </details>
      ) : null}
    </>
  );
}

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
