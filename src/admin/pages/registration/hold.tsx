import type { JSX } from 'preact';
import type { Case } from '../../../domain/cases/index.ts';
import { TextArea } from '../../fields.tsx';
import { fingerprint } from '../../forms.ts';
import { instantWords } from '../../instants.ts';
import { Form, triedAt } from '../../pieces.tsx';
import { LEADS } from '../../route.ts';
import type { Shown } from './page.tsx';

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
  const was = fingerprint(about.heldReason);
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
            <Form visit={visit} action={action} was={was}>
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
              <Form visit={visit} action={`${home}/release-hold`} was={was}>
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
