import type { JSX } from 'preact';
import { longDay, shortDay } from '../../../../templates/messages/format.ts';
import { comingDays, roomOn } from '../../../domain/calendar/index.ts';
import { type Proposal, proposalsOf } from '../../../domain/consultations/index.ts';
import type { Stage } from '../../../domain/registrations/table.ts';
import { staffById } from '../../../domain/staff/index.ts';
import { SelectField, TextArea } from '../../fields.tsx';
import { Icon } from '../../icons.tsx';
import { instantWords } from '../../instants.ts';
import { Card, Form, triedAt } from '../../pieces.tsx';
import { WORKS } from '../../route.ts';
import type { StaffVisit } from '../../visit.ts';
import type { Shown } from './page.tsx';

/** In which stages another day can be proposed. */
const PROPOSABLE: readonly Stage[] = ['registered', 'confirmed', 'dateProposed'];

const ANSWERS: Record<NonNullable<Proposal['answer']>, string> = {
  accepted: 'diterima pemohon',
  declined: 'pemohon memilih hari lain',
  withdrawn: 'ditarik petugas',
};

/** The day of a consultation: how full it is, the day that was proposed instead, and the way to another. */
export function ConsultationCard({ shown }: { shown: Shown }): JSX.Element {
  const { visit, registration } = shown;
  const { visitOn, stage } = registration;
  const { taken, perDay } = roomOn(visit.parts.db, visit, 'consultation', visitOn);
  const proposals = proposalsOf(visit.parts.db, registration.id);
  const [last] = proposals;
  const waiting = stage === 'dateProposed' && last?.answer === null ? last : undefined;
  const mayWork = WORKS.some((role) => role === visit.staff.role);
  return (
    <Card title="Hari kunjungan" icon="calendar" id="consultation">
      <dl class="facts">
        <dt>Datang</dt>
        <dd>
          {longDay(visitOn, 'id')}
          {stage === 'confirmed' || stage === 'completed' ? ' (dikonfirmasi)' : ''}
        </dd>
        <dt>Terisi hari itu</dt>
        <dd>
          <a href={`/admin/day?service=consultation&on=${visitOn}`}>
            {taken} dari {perDay} tempat
          </a>
        </dd>
      </dl>
      {waiting ? <Waiting shown={shown} proposal={waiting} mayWork={mayWork} /> : null}
      {PROPOSABLE.includes(stage) && mayWork ? (
        <ProposeAct shown={shown} isAnother={waiting !== undefined} />
      ) : null}
      <Earlier visit={visit} proposals={proposals.filter((each) => each !== waiting)} />
    </Card>
  );
}

/** The proposal that waits, with what can be done when the citizen answers on the telephone, or never. */
function Waiting({
  shown: { visit, registration, home, seen },
  proposal,
  mayWork,
}: {
  shown: Shown;
  proposal: Proposal;
  mayWork: boolean;
}): JSX.Element {
  const form = { visit, version: registration.version, seen };
  return (
    <>
      <p class="notice calm" id="proposal">
        <Icon name="clock" />
        <span>
          Menunggu jawaban pemohon: <strong>{longDay(proposal.day, 'id')}</strong>. Alasan: {proposal.reason}
        </span>
      </p>
      {mayWork ? (
        <div class="actions">
          <Form {...form} action={`${home}/proposal/accept`}>
            <button type="submit">Pemohon setuju (lewat telepon)</button>
          </Form>
          <Form {...form} action={`${home}/proposal/withdraw`}>
            <button type="submit" class="secondary">
              Tarik usulan
            </button>
          </Form>
        </div>
      ) : null}
      <p class="muted">{proposedBy(visit, proposal)}</p>
    </>
  );
}

/** Proposes another of the days that have room; full and closed ones are not to be chosen. */
function ProposeAct({
  shown: { visit, registration, home, seen },
  isAnother,
}: {
  shown: Shown;
  isAnother: boolean;
}): JSX.Element {
  const action = `${home}/proposal`;
  const field = { visit, action, required: true };
  const free = comingDays(visit.parts.db, visit, 'consultation', visit.lab.horizonDays).filter(
    ({ day, taken, perDay }) => taken < perDay && day !== registration.visitOn,
  );
  return (
    <details class="act" id="propose" open={triedAt(visit, action) !== undefined}>
      <summary>{isAnother ? 'Usulkan hari lain lagi' : 'Usulkan tanggal lain'}</summary>
      <div>
        <p>
          Pemohon menerima usulan dan alasannya lewat WhatsApp, lalu menjawab dengan 1 (terima) atau 2 (pilih
          hari lain). Tempat pada hari semula tetap tersimpan sampai ia menjawab.
        </p>
        <Form visit={visit} action={action} version={registration.version} seen={seen}>
          <SelectField
            {...field}
            name="day"
            label="Hari yang masih ada tempat"
            value=""
            choices={[
              ['', 'Pilih…'],
              ...free.map(
                ({ day, taken, perDay }) =>
                  [day, `${longDay(day, 'id')} (${perDay - taken} tempat)`] as const,
              ),
            ]}
          />
          <TextArea
            {...field}
            name="reason"
            label="Alasan, dengan kata-kata yang bisa dibaca pemohon"
            hint="Contoh: dokter sedang dinas luar."
            rows={2}
            maxLength={300}
          />
          <button type="submit">Kirim usulan</button>
        </Form>
      </div>
    </details>
  );
}

function Earlier({
  visit,
  proposals,
}: {
  visit: StaffVisit;
  proposals: readonly Proposal[];
}): JSX.Element | null {
  if (proposals.length === 0) return null;
  return (
    <>
      <h3>Usulan sebelumnya</h3>
      <ol class="times">
        {proposals.map((proposal) => (
          <li key={proposal.id}>
            {shortDay(proposal.day, 'id')}:{' '}
            {proposal.answer === null ? 'tidak dijawab' : ANSWERS[proposal.answer]}. Alasan: {proposal.reason}
            <small>{proposedBy(visit, proposal)}</small>
          </li>
        ))}
      </ol>
    </>
  );
}

const proposedBy = (visit: StaffVisit, { proposedBy: staffId, proposedAt }: Proposal): string =>
  `Diusulkan ${staffById(visit.parts.db, staffId)?.name ?? 'petugas'}, ${instantWords(visit, proposedAt)}`;
