import type { JSX } from 'preact';
import { longDay } from '../../../templates/messages/format.ts';
import { stageName } from '../../../templates/messages/stages.ts';
import { type DayListRow, MOST_ON_A_DAY } from '../../domain/day-list/index.ts';
import { addDays, type LabDay, labDayAt, parseLabDay } from '../../domain/values/lab-day.ts';
import { REGISTRATION_SERVICES, type RegistrationService } from '../../domain/values/services.ts';
import { Icon } from '../icons.tsx';
import { clockWords, tinyDay } from '../instants.ts';
import { readList } from '../list-reading.ts';
import { Empty } from '../pieces.tsx';
import type { Page, StaffVisit } from '../visit.ts';
import { SERVICE_NAMES } from '../words.ts';
import { servicesSeen } from './registrations/filter.ts';

/** Where the list stands. */
const HERE = '/admin/day';

/** Who is expected on a day for one service, to be printed and ticked off at the counter. */
export const dayPage: Page = async (visit) => {
  const { role, unitId, unitPath, services } = visit.staff;
  const service =
    REGISTRATION_SERVICES.find((known) => known === visit.query.service) ??
    servicesSeen(visit)[0] ??
    'laboratory';
  const on = parseLabDay(visit.query.on ?? '') ?? visit.today;
  const within = { role, unitId, unitPath, services };
  const { rows, isCut } = await visit.parts.ask('dayList', { service, on, within });
  readList(visit, rows.length, `service=${service} on=${on}`);
  return {
    outcome: 'page',
    title: `${SERVICE_NAMES[service]}, ${longDay(on, 'id')}`,
    body: (
      <>
        <p class="trail">
          <a href={`/admin/registrations?service=${service}`}>Pendaftaran</a> <Icon name="next" /> Daftar hari
        </p>
        <Choose visit={visit} service={service} on={on} />
        <section class="card day-list" aria-labelledby="day-heading">
          <div class="page-head">
            <div>
              <h1 id="day-heading">{SERVICE_NAMES[service]}</h1>
              <p class="day-of">{longDay(on, 'id')}</p>
            </div>
            <p class="push muted small day-summary">
              {visit.lab.shortName}
              <br />
              {summary(service, rows)}
            </p>
          </div>
          {rows.length === 0 ? (
            <Empty icon="calendar" title="Tidak ada yang diharapkan">
              Pilih hari atau layanan lain di atas.
            </Empty>
          ) : (
            <DayTable visit={visit} service={service} rows={rows} />
          )}
          {isCut ? (
            <p>Hanya {MOST_ON_A_DAY} yang pertama. Sisanya ada di daftar pendaftaran dengan tanggal ini.</p>
          ) : null}
        </section>
        {rows.length === 0 ? null : (
          <p class="no-print muted">
            Cetak dengan Ctrl+P, kertas A4. Daftar ini memuat data pribadi: musnahkan sesudah dipakai.
          </p>
        )}
      </>
    ),
  };
};

const addressOf = (service: RegistrationService, on: LabDay): string => `${HERE}?service=${service}&on=${on}`;

function Choose({
  visit,
  service,
  on,
}: {
  visit: StaffVisit;
  service: RegistrationService;
  on: LabDay;
}): JSX.Element {
  return (
    <div class="no-print">
      <nav class="tabs services" aria-label="Layanan">
        {servicesSeen(visit).map((one) => (
          <a key={one} href={addressOf(one, on)} aria-current={one === service ? 'true' : undefined}>
            {SERVICE_NAMES[one]}
          </a>
        ))}
      </nav>
      <form class="filters quick" method="get" action={HERE}>
        <input type="hidden" name="service" value={service} />
        <div class="field">
          <label for="day-on">Hari</label>
          <input id="day-on" type="date" name="on" value={on} required />
        </div>
        <div class="row">
          <button type="submit" class="secondary">
            Tampilkan
          </button>
          <a href={addressOf(service, addDays(on, -1))}>Sehari sebelumnya</a>
          <a href={addressOf(service, addDays(on, 1))}>Sehari sesudahnya</a>
        </div>
      </form>
    </div>
  );
}

/** How many, as the counter has to prepare for them. */
function summary(service: RegistrationService, rows: readonly DayListRow[]): string {
  if (service === 'tour') {
    const visitors = rows.reduce((sum, { places }) => sum + places, 0);
    return `${rows.length} rombongan, ${visitors} orang`;
  }
  return `${rows.length} ${service === 'shipment' ? 'kiriman' : 'orang'}`;
}

const ASKED_NAMES: Record<RegistrationService, string> = {
  laboratory: 'Pemeriksaan',
  consultation: 'Keperluan',
  tour: 'Kunjungan',
  shipment: 'Isi kiriman',
};

function DayTable({
  visit,
  service,
  rows,
}: {
  visit: StaffVisit;
  service: RegistrationService;
  rows: readonly DayListRow[];
}): JSX.Element {
  const asks = service !== 'consultation';
  return (
    <table class="list cards day-table">
      <thead>
        <tr>
          <th scope="col">
            <span class="unseen">Centang</span>
          </th>
          <th scope="col">Mendaftar</th>
          <th scope="col">Nama</th>
          <th scope="col">Kode</th>
          {asks ? <th scope="col">{ASKED_NAMES[service]}</th> : null}
          <th scope="col">Nomor HP</th>
          <th scope="col">Tahap</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td class="tick-box">
              <span aria-hidden="true" />
            </td>
            <td class="nowrap" data-name="Mendaftar">
              {registeredAt(visit, row)}
            </td>
            <th scope="row" class="name">
              <a href={`/admin/registrations/${row.id}`}>{row.institution || row.personName}</a>
              <small class="under">
                {row.institution ? row.personName : row.nik ? `NIK ${row.nik}` : ''}
              </small>
            </th>
            <td class="code">{row.code}</td>
            {asks ? (
              <td data-name={ASKED_NAMES[service]}>
                {service === 'tour' ? <p>{groupWords(row)}</p> : null}
                {row.asked.map((words) => (
                  <p key={words}>{words}</p>
                ))}
              </td>
            ) : null}
            <td class="nowrap" data-name="Nomor HP">
              +{row.phone}
            </td>
            <td data-name="Tahap">{stageName(row.stage, 'id')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `20 Nov 09.05`: who registered first. */
function registeredAt(visit: StaffVisit, { createdAt }: DayListRow): string {
  const day = tinyDay(labDayAt(createdAt, visit.lab.timeZone));
  return `${day.slice(0, -5)} ${clockWords(visit, createdAt)}`;
}

function groupWords({ places, visitOn, untilOn }: DayListRow): string {
  const until = untilOn === null || untilOn === visitOn ? '' : `, ${tinyDay(visitOn)} – ${tinyDay(untilOn)}`;
  return `${places} orang${until}`;
}
