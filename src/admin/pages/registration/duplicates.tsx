import type { JSX } from 'preact';
import { longDay } from '../../../../templates/messages/format.ts';
import { duplicateOf, type Lookalike, lookalikes } from '../../../domain/registrations/index.ts';
import { Card, Form, StageBadge, triedAt } from '../../pieces.tsx';
import { LEADS } from '../../route.ts';
import type { StaffVisit } from '../../visit.ts';
import type { Shown } from './page.tsx';

const leads = (visit: StaffVisit): boolean => LEADS.some((role) => role === visit.staff.role);

const WHY: Record<Lookalike['by'], string> = {
  nik: 'NIK sama',
  nameAndPhone: 'nama dan nomor HP sama',
};

/** Calmly points at requests of what may be the same person; nothing when there are none. */
export function DuplicatesCard({ shown }: { shown: Shown }): JSX.Element | null {
  const { visit, registration, home } = shown;
  const marked = duplicateOf(visit.parts.db, registration);
  const found = lookalikes(visit.parts.db, registration, visit.staff);
  if (!marked && found.length === 0) return null;
  return (
    <Card title="Mungkin orang yang sama" icon="people" id="duplicates">
      {marked ? (
        <>
          <p>
            Ditandai ganda dari{' '}
            <a class="code" href={`/admin/registrations/${marked.of.id}`}>
              {marked.of.code}
            </a>
            .
          </p>
          {marked.mayUndo && leads(visit) ? (
            <Form
              visit={visit}
              action={`${home}/duplicate/undo`}
              version={registration.version}
              seen={shown.seen}
            >
              <button type="submit" class="secondary">
                Batalkan tanda ganda
              </button>
              <small class="muted">Pendaftaran hidup lagi di tahap sebelumnya; pemohon diberi tahu.</small>
            </Form>
          ) : null}
        </>
      ) : null}
      {found.length === 0 ? null : (
        <ul class="plain">
          {found.map((each) => (
            <li key={each.registration.id}>
              <Alike shown={shown} alike={each} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Alike({ shown, alike }: { shown: Shown; alike: Lookalike }): JSX.Element {
  const { visit, registration, home } = shown;
  const { registration: other, likeness, by } = alike;
  const action = `${home}/duplicate`;
  const isTried = triedAt(visit, action)?.values.of === String(other.id);
  return (
    <>
      <p>
        <a class="code" href={`/admin/registrations/${other.id}`}>
          {other.code}
        </a>{' '}
        <StageBadge stage={other.stage} />
        <br />
        {other.personName}, datang {longDay(other.visitOn, 'id')}
        <br />
        <small class="muted">
          {likeness === 'sameRequest'
            ? `Mungkin permintaan ganda: ${WHY[by]}, hari datang sama.`
            : `Mungkin orang yang sama dari percakapan lain: ${WHY[by]}.`}
        </small>
      </p>
      {likeness === 'sameRequest' && leads(visit) ? (
        <details class="act grave" open={isTried}>
          <summary>Tandai ganda</summary>
          <div>
            <p>
              Pendaftaran <span class="code">{registration.code}</span> ini dibatalkan karena sama dengan{' '}
              <span class="code">{other.code}</span>, yang tetap berjalan. Datanya tetap tersimpan, pemohon
              diberi tahu, dan tanda ini bisa dibatalkan.
            </p>
            <Form visit={visit} action={action} version={registration.version} seen={shown.seen}>
              <input type="hidden" name="of" value={other.id} />
              <button type="submit">Ya, tandai ganda</button>
            </Form>
          </div>
        </details>
      ) : null}
    </>
  );
}
