import type { JSX } from 'preact';
import { longDay } from '../../../templates/messages/format.ts';
import { stageName } from '../../../templates/messages/stages.ts';
import { type QueueFilter, stagesOf } from '../../domain/registrations/index.ts';
import { STAGES, type Stage } from '../../domain/registrations/table.ts';
import { phaseOf } from '../../domain/registrations/values.ts';
import { REGISTRATION_SERVICES } from '../../domain/values/services.ts';
import { Icon } from '../icons.tsx';
import { readList } from '../list-reading.ts';
import { reachesNewRequest } from '../objects.ts';
import { Empty, Live } from '../pieces.tsx';
import { WORKS } from '../route.ts';
import { soughtShown } from '../sought.ts';
import type { Answer, Page, StaffVisit } from '../visit.ts';
import { PAYMENT_NAMES, SERVICE_NAMES } from '../words.ts';
import { addressOf, filterIn, LIST, maskedFilter, searchOf, servicesSeen } from './registrations/filter.ts';
import { Rows } from './registrations/rows.tsx';
import { Sealed } from './search/form.tsx';
import { exportAddress } from './search/terms.ts';

const PER_PAGE = 50;

/** The list of work: registrations of a service by stage, searched and filtered; everything stands in the address. */
export const registrationsPage: Page = async (visit) => {
  const filter = filterIn(visit);
  const before = Number(visit.query.before);
  const { role, unitId, unitPath, services } = visit.staff;
  const within = { role, unitId, unitPath, services };
  const wanted = { limit: PER_PAGE, ...(Number.isSafeInteger(before) && before > 0 && { before }) };
  const [page, counts] = await Promise.all([
    visit.parts.ask('registrations', { filter: { ...filter, within }, page: wanted }),
    visit.parts.ask('registrationCounts', {
      within,
      ...(filter.service && { service: filter.service }),
    }),
  ]);
  readList(visit, page.rows.length, maskedFilter(filter));
  const exported = searchOf(filter);
  return {
    outcome: 'page',
    title: 'Pendaftaran',
    body: (
      <>
        <div class="page-head">
          <h1>Pendaftaran</h1>
          <span class="muted push">{longDay(visit.today, 'id')}</span>
          <a href={`/admin/day?service=${filter.service ?? servicesSeen(visit)[0] ?? 'laboratory'}`}>
            <Icon name="calendar" /> Daftar hari
          </a>
          {exported ? (
            <a href={exportAddress(visit, exported)}>
              <Icon name="download" /> Ekspor
            </a>
          ) : null}
          {WORKS.some((role) => role === visit.staff.role) &&
          REGISTRATION_SERVICES.some((service) => reachesNewRequest(visit, service)) ? (
            <a class="button" href="/admin/registrations/new">
              <Icon name="plus" /> Daftarkan pemohon
            </a>
          ) : null}
        </div>
        <ServiceTabs visit={visit} filter={filter} />
        <search>
          <Filters visit={visit} filter={filter} />
        </search>
        <Live visit={visit} part="queue">
          <div id="queue">
            <StageTabs visit={visit} filter={filter} counts={counts} />
            <div class="card">
              {page.rows.length === 0 ? (
                <Nothing filter={filter} />
              ) : (
                <Rows visit={visit} of={filter.service ?? 'all'} rows={page.rows} />
              )}
              <Pager visit={visit} nextBefore={page.nextBefore} />
            </div>
          </div>
        </Live>
      </>
    ),
  };
};

/**
 * Takes a search from its form to its address, so that a NIK or phone number never stands in one. What
 * somebody looks for may be of any service, and a code says of which; without words the service stays.
 */
export const registrationsAsked = (visit: StaffVisit, fields: Readonly<Record<string, string>>): Answer => {
  const { service: _shown, ...anywhere } = fields;
  const query = fields.words?.trim() ? anywhere : fields;
  const filter = filterIn({ ...visit, query });
  return { outcome: 'redirect', to: addressOf(visit, filter, { stage: fields.stage }) };
};

/** Which service the list is of. */
function ServiceTabs({ visit, filter }: { visit: StaffVisit; filter: QueueFilter }): JSX.Element | null {
  const seen = servicesSeen(visit);
  if (seen.length < 2) return null;
  const stage = filter.words ? 'all' : undefined;
  return (
    <nav class="tabs services" aria-label="Layanan">
      {[...seen, 'all' as const].map((service) => (
        <a
          key={service}
          href={addressOf(visit, filter, { service, stage })}
          aria-current={(filter.service ?? 'all') === service ? 'true' : undefined}
        >
          {service === 'all' ? 'Semua layanan' : SERVICE_NAMES[service]}
        </a>
      ))}
    </nav>
  );
}

function Filters({ visit, filter }: { visit: StaffVisit; filter: QueueFilter }): JSX.Element {
  return (
    <form class="filters" method="post" action="/admin/registrations">
      <Sealed visit={visit} words={filter.words} />
      {filter.stage ? <input type="hidden" name="stage" value={filter.words ? 'all' : filter.stage} /> : null}
      <input type="hidden" name="service" value={filter.service ?? 'all'} />
      <div class="field wide">
        <label for="words">Cari</label>
        <input
          id="words"
          type="search"
          name="words"
          value={soughtShown(filter.words)}
          maxLength={100}
          placeholder="Kode, nama, NIK, atau nomor HP"
        />
      </div>
      <div class="field">
        <label for="visitOn">Tanggal datang</label>
        <input id="visitOn" type="date" name="visitOn" value={filter.visitOn} />
      </div>
      <div class="field">
        <label for="payment">Pembayaran</label>
        <select id="payment" name="payment">
          <option value="">Semua</option>
          {Object.entries(PAYMENT_NAMES).map(([value, name]) => (
            <option key={value} value={value} selected={filter.payment === value}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="row">
        <button type="submit">
          <Icon name="search" /> Cari
        </button>
        {filter.words || filter.visitOn || filter.payment ? (
          <a href={addressOf(visit, {}, { service: filter.service ?? 'all' })}>Hapus saringan</a>
        ) : null}
      </div>
    </form>
  );
}

function StageTabs({
  visit,
  filter,
  counts,
}: {
  visit: StaffVisit;
  filter: QueueFilter;
  counts: Record<Stage, number>;
}): JSX.Element {
  const sum = (stages: readonly Stage[]) => stages.reduce((total, stage) => total + counts[stage], 0);
  // Of all services together the stages are too many to choose from.
  const own = filter.service ? stagesOf(filter.service) : [];
  const stages = STAGES.filter((stage) => own.includes(stage));
  const open = STAGES.filter((stage) => phaseOf(stage) !== 'ended');
  const tabs: [value: Stage | 'open' | 'all', name: string, count: number][] = [
    ['open', 'Perlu dikerjakan', sum(open)],
    ...stages.map((stage): [Stage, string, number] => [stage, stageName(stage, 'id'), counts[stage]]),
    ['all', 'Semua', sum(STAGES)],
  ];
  return (
    <nav class="tabs" aria-label="Tahap">
      {tabs.map(([value, name, count]) => (
        <a
          key={value}
          href={addressOf(visit, filter, { stage: value })}
          aria-current={(filter.stage ?? 'all') === value ? 'true' : undefined}
        >
          {name} <span class="many">{count}</span>
        </a>
      ))}
    </nav>
  );
}

function Nothing({ filter }: { filter: QueueFilter }): JSX.Element {
  const narrowed = filter.words ?? filter.visitOn ?? filter.payment;
  return narrowed ? (
    <Empty icon="search" title="Tidak ada yang cocok">
      Periksa ejaannya, atau hapus saringan tanggal dan pembayaran. Nama dicari dari awal setiap katanya.
    </Empty>
  ) : (
    <Empty icon="list" title="Belum ada pendaftaran di sini">
      Begitu warga mendaftar lewat WhatsApp, pendaftarannya muncul sendiri tanpa memuat ulang halaman.
    </Empty>
  );
}

function Pager({
  visit,
  nextBefore,
}: {
  visit: StaffVisit;
  nextBefore: number | undefined;
}): JSX.Element | null {
  const { before: here, notice: _said, ...rest } = visit.query;
  if (!here && nextBefore === undefined) return null;
  const address = (before?: number) => {
    const query = new URLSearchParams({ ...rest, ...(before && { before: String(before) }) });
    return `${LIST}${query.size > 0 ? `?${query}` : ''}`;
  };
  return (
    <div class="pager">
      {here ? <a href={address()}>Ke yang terbaru</a> : <span />}
      {nextBefore === undefined ? null : (
        <a href={address(nextBefore)} rel="next">
          Lebih lama <Icon name="next" />
        </a>
      )}
    </div>
  );
}
