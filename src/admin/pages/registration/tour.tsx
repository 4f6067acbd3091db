import { Fragment, type JSX } from 'preact';
import { longDay } from '../../../../templates/messages/format.ts';
import { stayWords } from '../../../../templates/messages/group.ts';
import { isWorkingDay, roomOn } from '../../../domain/calendar/index.ts';
import { type Tour, tourOf } from '../../../domain/tours/index.ts';
import { addDays, daysBetween, type LabDay } from '../../../domain/values/lab-day.ts';
import { Icon } from '../../icons.tsx';
import { instantWords } from '../../instants.ts';
import { Card } from '../../pieces.tsx';
import type { Shown } from './page.tsx';

/** What a group has asked for, and how full the hall is while it is here. */
export function TourCard({ shown }: { shown: Shown }): JSX.Element {
  const { visit, registration, home } = shown;
  const tour = tourOf(visit.parts.db, registration.id);
  const letter =
    registration.letterFileId === null ? undefined : visit.parts.files.open(registration.letterFileId);
  return (
    <Card title="Rombongan" icon="person" id="data">
      <dl class="facts">
        <dt>Instansi</dt>
        <dd>{registration.institution}</dd>
        <dt>Penanggung jawab</dt>
        <dd>{registration.personName}</dd>
        <dt>E-mail</dt>
        <dd>
          <a href={`mailto:${registration.email}`}>{registration.email}</a>
        </dd>
        <dt>WhatsApp</dt>
        <dd>+{registration.phone}</dd>
        <dt>Jenis wisata</dt>
        <dd>{tour?.kindName}</dd>
        <dt>Jumlah</dt>
        <dd>{tour?.visitors} orang</dd>
        <dt>Kunjungan</dt>
        <dd>{stayWords(registration.visitOn, registration.untilOn, 'id')}</dd>
        <dt>Perkiraan</dt>
        <dd>
          {longDay(registration.expectedOn, 'id')}
          {registration.expectedReason ? <small class="muted"> ({registration.expectedReason})</small> : null}
        </dd>
        <dt>Surat pengantar</dt>
        <dd>
          <a href={`${home}/letter`}>
            <Icon name="download" /> {letter?.name ?? 'Unduh'}
          </a>
        </dd>
        <dt>Mendaftar</dt>
        <dd>{instantWords(visit, registration.createdAt)}</dd>
        {registration.stageReason ? (
          <>
            <dt>Alasan</dt>
            <dd>{registration.stageReason}</dd>
          </>
        ) : null}
      </dl>
      {tour ? <Hall shown={shown} tour={tour} /> : null}
    </Card>
  );
}

/** The longest stay a lab can set. */
const MOST_DAYS = 31;

function Hall({ shown: { visit, registration }, tour }: { shown: Shown; tour: Tour }): JSX.Element {
  const { visitOn, untilOn, places } = registration;
  const length = Math.min(MOST_DAYS, daysBetween(visitOn, untilOn ?? visitOn) + 1);
  const days = Array.from({ length }, (_, offset) => addDays(visitOn, offset));
  // A group that was turned down or has called off takes no places any more.
  const holds = !['rejected', 'cancelled'].includes(registration.stage) && places > 0;
  return (
    <>
      <h3>Isi aula</h3>
      <dl class="facts">
        {days.map((day) => (
          <Fragment key={day}>
            <dt>{longDay(day, 'id')}</dt>
            <dd>{hallWords(visit, day)}</dd>
          </Fragment>
        ))}
      </dl>
      <p class="muted small">
        {holds
          ? `Termasuk rombongan ini, ${tour.visitors} orang.`
          : 'Rombongan ini tidak memesan tempat lagi.'}
      </p>
    </>
  );
}

function hallWords(visit: Shown['visit'], day: LabDay): string {
  const { db } = visit.parts;
  const { taken, perDay } = roomOn(db, { lab: visit.lab }, 'tour', day);
  if (taken === 0 && !isWorkingDay(db, day, visit.lab)) return 'Tutup';
  return `${taken} dari ${perDay} orang`;
}
