// Longer than other files, because the list of the day is one table with its tabs and filters.
import type { JSX } from 'preact';
import { longDay } from '../../../../templates/messages/format.ts';
import { isStage } from '../../../../templates/messages/stages.ts';
import {
  type CaseSearch,
  itemsFor,
  MOST_COUNTED,
  type Progress,
  progressTeller,
  servicesInUse,
  WORK_LISTS,
  WORK_ORDERS,
  type WorkFilter,
  type WorkListName,
  type WorkOrder,
  type WorkRow,
  workCounts,
  workList,
} from '../../../domain/cases/index.ts';
import { unitsWithin } from '../../../domain/units/index.ts';
import { ROOT_UNIT_ID } from '../../../domain/units/table.ts';
import { addDays, instantAt } from '../../../domain/values/lab-day.ts';
import { isRegistered, SERVICES } from '../../../domain/values/services.ts';
import { Icon } from '../../icons.tsx';
import { tinyInstant } from '../../instants.ts';
import { readList } from '../../list-reading.ts';
import { Badge, Empty, Live, StageBadge } from '../../pieces.tsx';
import { WORKS } from '../../route.ts';
import type { Page, StaffVisit } from '../../visit.ts';
import { SERVICE_NAMES } from '../../words.ts';
import { DeadlineBadge } from '../cases/deadline.tsx';
import { CaseName, caseName } from '../cases/name.tsx';
import { statusName } from '../cases/words.ts';
import { exportAddress } from '../search/terms.ts';
import { BulkBar, Done } from './bulk.tsx';

const HERE = '/admin/today';
const PER_PAGE = 50;

const LIST_NAMES: Record<WorkListName, string> = {
  mine: 'Milik saya',
  unassigned: 'Belum ada petugas',
  waiting: 'Menunggu warga',
  dueToday: 'Tenggat hari ini',
  late: 'Terlambat',
  open: 'Semua yang terbuka',
};

const ORDER_NAMES: Record<WorkOrder, string> = {
  due: 'Tenggat terdekat',
  newest: 'Terbaru masuk',
  oldest: 'Terlama masuk',
};

/** What the address asks for. */
interface Wanted extends WorkFilter {
  list: WorkListName;
  order: WorkOrder;
}

/** The day's work: whose turn it is, who has it, and until when. Everything stands in the address. */
export const todayPage: Page = (visit) => {
  const { db } = visit.parts;
  const wanted = wantedIn(visit);
  const day = { now: visit.now, ends: instantAt(addDays(visit.today, 1), '00:00', visit.lab.timeZone) };
  const page = workList(db, visit.staff, wanted, { ...day, limit: PER_PAGE, after: visit.query.after });
  readList(visit, page.rows.length);
  const counts = workCounts(db, visit.staff, wanted, day);
  const services = servicesInUse(db, visit.staff);
  const units = unitsWithin(db, visit.staff);
  const exported = searchOf(wanted, visit.staff.staffId);
  const mayWork = WORKS.some((role) => role === visit.staff.role);
  const rows = (
    <Rows
      visit={visit}
      rows={page.rows}
      manyUnits={units.length > 1}
      services={services.length}
      mayWork={mayWork}
    />
  );
  return {
    outcome: 'page',
    title: 'Hari ini',
    body: (
      <>
        <div class="page-head">
          <h1>Hari ini</h1>
          <span class="muted push">{longDay(visit.today, 'id')}</span>
          {exported ? (
            <a href={exportAddress(visit, exported)}>
              <Icon name="download" /> Ekspor
            </a>
          ) : null}
        </div>
        <Done visit={visit} />
        <Filters wanted={wanted} services={services} units={units} />
        <Live visit={visit} part="today">
          <div id="today">
            <Tabs wanted={wanted} counts={counts} />
            <div class="card">
              {page.rows.length === 0 ? (
                <Nothing list={wanted.list} />
              ) : mayWork ? (
                <BulkBar visit={visit} from={addressOf(wanted, {})}>
                  {rows}
                </BulkBar>
              ) : (
                rows
              )}
              <Pager wanted={wanted} here={visit.query.after} next={page.next} />
            </div>
          </div>
        </Live>
      </>
    ),
  };
};

function wantedIn({ query, staff }: StaffVisit): Wanted {
  const unitId = Number(query.unit);
  // Who only reads has nothing of one's own.
  const first = staff.role === 'supervisor' ? 'open' : 'mine';
  return {
    list: WORK_LISTS.find((known) => known === query.list) ?? first,
    order: WORK_ORDERS.find((known) => known === query.order) ?? 'due',
    service: SERVICES.find((known) => known === query.service),
    unitId: Number.isSafeInteger(unitId) && unitId > 0 ? unitId : undefined,
  };
}

/** The same list as a search, for a file of it; what is due on a day cannot be searched for. */
function searchOf({ list, service, unitId }: Wanted, staffId: number): CaseSearch | undefined {
  const lists: Record<WorkListName, CaseSearch | undefined> = {
    mine: { assigneeId: staffId, phase: 'unfinished' },
    unassigned: { assigneeId: 'none', phase: 'open' },
    waiting: { phase: 'waiting' },
    dueToday: undefined,
    late: { late: true },
    open: { phase: 'unfinished' },
  };
  return lists[list] && { ...lists[list], ...(service && { service }), ...(unitId && { unitId }) };
}

function addressOf(wanted: Wanted, change: Record<string, string | undefined>): string {
  const { list, order, service, unitId } = wanted;
  const parts = {
    list,
    order: order === 'due' ? undefined : order,
    service,
    unit: unitId === undefined ? undefined : String(unitId),
    ...change,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) if (value) query.set(name, value);
  return `${HERE}?${query}`;
}

function Tabs({ wanted, counts }: { wanted: Wanted; counts: Record<WorkListName, number> }): JSX.Element {
  return (
    <nav class="tabs" aria-label="Daftar">
      {WORK_LISTS.map((list) => (
        <a
          key={list}
          href={addressOf(wanted, { list })}
          aria-current={wanted.list === list ? 'true' : undefined}
          class={list === 'late' && counts.late > 0 ? 'urgent' : undefined}
        >
          {LIST_NAMES[list]}{' '}
          <span class="many">{counts[list] >= MOST_COUNTED ? `${MOST_COUNTED - 1}+` : counts[list]}</span>
        </a>
      ))}
    </nav>
  );
}

function Filters({
  wanted,
  services,
  units,
}: {
  wanted: Wanted;
  services: readonly (typeof SERVICES)[number][];
  units: readonly { id: number; name: string }[];
}): JSX.Element {
  return (
    <search>
      <form class="filters quick" method="get" action={HERE}>
        <input type="hidden" name="list" value={wanted.list} />
        {services.length > 1 ? (
          <Choice
            name="service"
            label="Layanan"
            chosen={wanted.service ?? ''}
            choices={[
              ['', 'Semua'],
              ...services.map((service) => [service, SERVICE_NAMES[service]] as const),
            ]}
          />
        ) : null}
        {units.length > 1 ? (
          <Choice
            name="unit"
            label="Unit"
            chosen={String(wanted.unitId ?? '')}
            choices={[['', 'Semua'], ...units.map(({ id, name }) => [String(id), name] as const)]}
          />
        ) : null}
        <Choice
          name="order"
          label="Urutan"
          chosen={wanted.order}
          choices={WORK_ORDERS.map((order) => [order, ORDER_NAMES[order]] as const)}
        />
        <div class="row">
          <button type="submit" class="secondary">
            Tampilkan
          </button>
        </div>
      </form>
    </search>
  );
}

function Choice({
  name,
  label,
  chosen,
  choices,
}: {
  name: string;
  label: string;
  chosen: string;
  choices: readonly (readonly [value: string, name: string])[];
}): JSX.Element {
  return (
    <div class="field">
      <label for={`today-${name}`}>{label}</label>
      <select id={`today-${name}`} name={name}>
        {choices.map(([value, words]) => (
          <option key={value} value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

function Rows({
  visit,
  rows,
  manyUnits,
  services,
  mayWork,
}: {
  visit: StaffVisit;
  rows: readonly WorkRow[];
  manyUnits: boolean;
  services: number;
  mayWork: boolean;
}): JSX.Element {
  const progressOf = progressTeller(visit.parts.db, visit.now, visit.lab);
  return (
    <table class="list cards">
      <thead>
        <tr>
          {mayWork ? (
            <th scope="col" class="pick">
              <span class="unseen">Pilih</span>
            </th>
          ) : null}
          <th scope="col">Nama</th>
          {services > 1 ? <th scope="col">Layanan</th> : null}
          <th scope="col">Tahap</th>
          <th scope="col">Petugas</th>
          <th scope="col">Tenggat</th>
          <th scope="col">Butir</th>
          <th scope="col">Masuk</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} class={row.assigneeId === visit.staff.staffId ? 'own' : undefined}>
            {mayWork ? (
              <td class="pick">
                <label>
                  <input type="checkbox" name={`c${row.id}`} value={row.version} data-pick />
                  <span class="unseen">
                    Pilih {caseName(row)}, {row.code}
                  </span>
                </label>
              </td>
            ) : null}
            <Cells
              visit={visit}
              row={row}
              progress={progressOf(row)}
              manyUnits={manyUnits}
              services={services}
            />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cells({
  visit,
  row,
  progress,
  manyUnits,
  services,
}: {
  visit: StaffVisit;
  row: WorkRow;
  progress: Progress | undefined;
  manyUnits: boolean;
  services: number;
}): JSX.Element {
  return (
    <>
      <CaseName row={row} />
      {services > 1 ? <td data-name="Layanan">{SERVICE_NAMES[row.service]}</td> : null}
      <td>
        {isRegistered(row.service) && isStage(row.status) ? (
          <StageBadge stage={row.status} />
        ) : (
          <Badge tone="blue">{statusName(row.status)}</Badge>
        )}
      </td>
      <td data-name="Petugas">
        {row.assigneeId === visit.staff.staffId ? (
          <strong>Anda</strong>
        ) : (
          (row.assigneeName ?? <span class="muted">Belum ada</span>)
        )}
        {manyUnits ? (
          <small class="muted under">
            {row.unitId === ROOT_UNIT_ID ? visit.lab.shortName : row.unitName}
          </small>
        ) : null}
      </td>
      <td>
        <DeadlineBadge visit={visit} one={row} progress={progress} />
      </td>
      <td class="nowrap" data-name="Butir">
        <Ticked visit={visit} row={row} />
      </td>
      <td class="muted nowrap" data-name="Masuk">
        {tinyInstant(visit, row.receivedAt)}
      </td>
    </>
  );
}

/** How much of its list of things to do is done. */
function Ticked({ visit, row }: { visit: StaffVisit; row: WorkRow }): JSX.Element {
  const items = itemsFor(visit.lab, row.service);
  if (items.length === 0) return <span class="muted">–</span>;
  const done = items.filter((item) => row.checked.includes(item)).length;
  return (
    <span class={done === items.length ? undefined : 'muted'}>
      {done}/{items.length}
      <span class="unseen"> butir selesai</span>
    </span>
  );
}

const NOTHING: Record<WorkListName, [title: string, words: string]> = {
  mine: ['Tidak ada yang Anda pegang', 'Ambil permintaan dari daftar Belum ada petugas.'],
  unassigned: ['Semua sudah ada petugasnya', 'Permintaan baru muncul di sini dengan sendirinya.'],
  waiting: ['Tidak ada yang menunggu warga', 'Di sini ada yang langkah berikutnya di tangan warga.'],
  dueToday: ['Tidak ada lagi yang jatuh tempo hari ini', 'Lihat juga daftar Terlambat.'],
  late: ['Tidak ada yang terlambat', 'Semua janji kepada warga masih terjaga.'],
  open: ['Tidak ada permintaan yang terbuka', 'Permintaan baru muncul di sini dengan sendirinya.'],
};

function Nothing({ list }: { list: WorkListName }): JSX.Element {
  const [title, words] = NOTHING[list];
  return (
    <Empty icon="check" title={title}>
      {words}
    </Empty>
  );
}

function Pager({
  wanted,
  here,
  next,
}: {
  wanted: Wanted;
  here: string | undefined;
  next: string | undefined;
}): JSX.Element | null {
  if (!here && !next) return null;
  return (
    <div class="pager">
      {here ? <a href={addressOf(wanted, {})}>Ke awal daftar</a> : <span />}
      {next ? (
        <a href={addressOf(wanted, { after: next })} rel="next">
          Berikutnya <Icon name="next" />
        </a>
      ) : null}
    </div>
  );
}
