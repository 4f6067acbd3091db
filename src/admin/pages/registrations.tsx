import type { JSX } from 'preact';
import { longDay, rupiah } from '../../../templates/messages/format.ts';
import { stageName } from '../../../templates/messages/stages.ts';
import { type CaseSearch, maskedSought } from '../../domain/cases/index.ts';
import type { QueueFilter, QueueRow } from '../../domain/registrations/index.ts';
import { STAGES, type Stage } from '../../domain/registrations/table.ts';
import { phaseOf } from '../../domain/registrations/values.ts';
import { parseLabDay } from '../../domain/values/lab-day.ts';
import { REGISTRATION_SERVICES } from '../../domain/values/services.ts';
import { Icon } from '../icons.tsx';
import { tinyDay, tinyInstant } from '../instants.ts';
import { readList } from '../list-reading.ts';
import { Columns } from '../lists.tsx';
import { reachesNewRequest } from '../objects.ts';
import { Badge, Empty, Live, StageBadge } from '../pieces.tsx';
import { WORKS } from '../route.ts';
import { soughtIn, soughtShown, soughtTerm } from '../sought.ts';
import type { Answer, Page, StaffVisit } from '../visit.ts';
import { PAYMENT_NAMES } from '../words.ts';
import { Sealed } from './search/form.tsx';
import { exportAddress } from './search/terms.ts';

const PER_PAGE = 50;
const OPEN_STAGES = STAGES.filter((stage) => phaseOf(stage) !== 'ended');

/** The list of work: registrations by stage, searched and filtered; everything stands in the address. */
export const registrationsPage: Page = async (visit) => {
  const filter = filterIn(visit);
  const before = Number(visit.query.before);
  const { role, unitId, unitPath, services } = visit.staff;
  const within = { role, unitId, unitPath, services };
  const wanted = { limit: PER_PAGE, ...(Number.isSafeInteger(before) && before > 0 && { before }) };
  const [page, counts] = await Promise.all([
    visit.parts.ask('registrations', { filter: { ...filter, within }, page: wanted }),
    visit.parts.ask('registrationCounts', { within }),
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
          {exported ? (
            <a href={exportAddress(visit, exported)}>
              <Icon name="download" /> Ekspor
            </a>
          ) : null}
          {WORKS.some((role) => role === visit.staff.role) && reachesNewRequest(visit, 'laboratory') ? (
            <a class="button" href="/admin/registrations/new">
              <Icon name="plus" /> Daftarkan pemohon
            </a>
          ) : null}
        </div>
        <search>
          <Filters visit={visit} filter={filter} />
        </search>
        <Live visit={visit} part="queue">
          <div id="queue">
            <StageTabs visit={visit} filter={filter} counts={counts} />
            <div class="card">
              {page.rows.length === 0 ? <Nothing filter={filter} /> : <Rows visit={visit} rows={page.rows} />}
              <Pager visit={visit} nextBefore={page.nextBefore} />
            </div>
          </div>
        </Live>
      </>
    ),
  };
};

function filterIn(visit: StaffVisit): QueueFilter {
  const { query } = visit;
  const service = REGISTRATION_SERVICES.find((known) => known === query.service) ?? 'laboratory';
  const stage = [...STAGES, 'open' as const].find((known) => known === query.stage);
  const visitOn = parseLabDay(query.visitOn ?? '');
  const payment = (['unpaid', 'paid', 'free'] as const).find((known) => known === query.payment);
  const { words } = soughtIn(visit, query);
  // A search looks everywhere unless a stage is chosen; the list of work shows what is open.
  const shown = query.stage === 'all' ? undefined : (stage ?? (words ? undefined : 'open'));
  return {
    service,
    ...(shown && { stage: shown }),
    ...(visitOn && { visitOn }),
    ...(payment && { payment }),
    ...(words && { words }),
  };
}

/** The same list as a search, for a file of it; only the laboratory knows of visits and payments. */
function searchOf({ service, stage, visitOn, payment, words }: QueueFilter): CaseSearch | undefined {
  if (visitOn || payment) return undefined;
  return {
    ...(service && { service }),
    ...(words && { words }),
    ...(stage === 'open' ? { phase: 'unfinished' as const } : stage && { status: stage }),
  };
}

/** What was looked for, with nobody to be read out of it. */
function maskedFilter({ words, ...same }: QueueFilter): string {
  const parts = Object.entries(same).map(([name, value]) => `${name}=${value}`);
  return [...(words ? [`words=${maskedSought(words)}`] : []), ...parts].join(' ');
}

/** Takes a search from its form to its address, so that a NIK or phone number never stands in one. */
export const registrationsAsked = (visit: StaffVisit, fields: Readonly<Record<string, string>>): Answer => {
  const filter = filterIn({ ...visit, query: fields });
  return { outcome: 'redirect', to: addressOf(visit, filter, { stage: fields.stage }) };
};

function addressOf(
  visit: StaffVisit,
  filter: QueueFilter,
  change: Record<string, string | undefined>,
): string {
  const wanted = { visitOn: filter.visitOn, payment: filter.payment, ...change };
  const query = new URLSearchParams(soughtTerm(visit, filter.words));
  for (const [name, value] of Object.entries(wanted)) if (value) query.set(name, value);
  return `/admin/registrations${query.size > 0 ? `?${query}` : ''}`;
}

function Filters({ visit, filter }: { visit: StaffVisit; filter: QueueFilter }): JSX.Element {
  return (
    <form class="filters" method="post" action="/admin/registrations">
      <Sealed visit={visit} words={filter.words} />
      {filter.stage ? <input type="hidden" name="stage" value={filter.words ? 'all' : filter.stage} /> : null}
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
          <a href="/admin/registrations">Hapus saringan</a>
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
  const tabs: [value: Stage | 'open' | 'all', name: string, count: number][] = [
    ['open', 'Perlu dikerjakan', sum(OPEN_STAGES)],
    ...STAGES.map((stage): [Stage, string, number] => [stage, stageName(stage, 'id'), counts[stage]]),
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

function Rows({ visit, rows }: { visit: StaffVisit; rows: QueueRow[] }): JSX.Element {
  return (
    <table class="list cards">
      <Columns names={['Nama', 'Kode', 'Tahap', 'Datang', 'Selesai', 'Pembayaran', 'Masuk']} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" class="name">
              <a href={`/admin/registrations/${row.id}`}>{row.personName}</a>
            </th>
            <td class="code">{row.code}</td>
            <td>
              <StageBadge stage={row.stage} />
            </td>
            <td class="nowrap" data-name="Datang">
              {tinyDay(row.visitOn)}
            </td>
            <td class="nowrap" data-name="Selesai">
              {tinyDay(row.expectedOn)} {isPromiseOver(visit, row) ? <Badge tone="red">Lewat</Badge> : null}
            </td>
            <td>
              {row.payment === 'unpaid' ? (
                <>
                  {PAYMENT_NAMES.unpaid} <span class="muted nowrap">{rupiah(row.totalRupiah)}</span>
                </>
              ) : (
                PAYMENT_NAMES[row.payment]
              )}
            </td>
            <td class="muted nowrap" data-name="Masuk">
              {tinyInstant(visit, row.createdAt)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The day for which the result was promised is over, and it is not because of the citizen. */
const isPromiseOver = (visit: StaffVisit, row: QueueRow): boolean =>
  row.expectedOn < visit.today && phaseOf(row.stage) === 'open';

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
    return `/admin/registrations${query.size > 0 ? `?${query}` : ''}`;
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
