import type { JSX } from 'preact';
import { type Export, exportSearchIn, exportsOf, KEPT_HOURS } from '../../../domain/exports/index.ts';
import { Icon } from '../../icons.tsx';
import { tinyInstant } from '../../instants.ts';
import { Columns } from '../../lists.tsx';
import { Badge, Empty, Form, Live } from '../../pieces.tsx';
import type { Page, StaffVisit } from '../../visit.ts';
import { spokenTerms } from '../search/spoken.ts';

const STATES: Record<Export['state'], [name: string, tone: string]> = {
  waiting: ['Menunggu giliran', 'grey'],
  running: ['Sedang dibuat', 'amber'],
  ready: ['Siap diunduh', 'green'],
  failed: ['Gagal', 'red'],
  removed: ['Dihapus', 'grey'],
};
/** While something is being made one wants to see it move. */
const MOVING_SECONDS = 2;
const CALM_SECONDS = 60;

/** The files one has asked for, how far they are, and where to fetch them (S-14). */
export const exportsPage: Page = (visit) => {
  const all = exportsOf(visit.parts.db, visit.staff.staffId);
  const isMoving = all.some(({ state }) => state === 'waiting' || state === 'running');
  return {
    outcome: 'page',
    title: 'Ekspor',
    body: (
      <div class="medium">
        <div class="page-head">
          <h1>Ekspor</h1>
          <a class="push" href="/admin/search">
            <Icon name="search" /> Cari, lalu ekspor
          </a>
        </div>
        <p class="muted">
          Satu baris untuk setiap permintaan, NIK disamarkan. Berkas hanya bisa diunduh oleh Anda dan dihapus
          sendiri sesudah {KEPT_HOURS} jam.
        </p>
        <Live visit={visit} part="exports" everySeconds={isMoving ? MOVING_SECONDS : CALM_SECONDS}>
          <div id="exports" class="card">
            {all.length === 0 ? (
              <Empty icon="download" title="Belum ada ekspor">
                Buka Pencarian, saring yang diperlukan, lalu pilih Ekspor.
              </Empty>
            ) : (
              <Rows visit={visit} rows={all} />
            )}
          </div>
        </Live>
      </div>
    ),
  };
};

function Rows({ visit, rows }: { visit: StaffVisit; rows: readonly Export[] }): JSX.Element {
  return (
    <table class="list cards">
      <Columns names={['Pencarian', 'Diminta', 'Keadaan']} deeds="Tindakan" />
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" class="name">
              {spokenTerms(visit, exportSearchIn(row.search)?.search ?? {})}
              <small>{row.format === 'xlsx' ? 'Excel (XLSX)' : 'CSV'}</small>
            </th>
            <td class="muted nowrap" data-name="Diminta">
              {tinyInstant(visit, row.createdAt)}
            </td>
            <td data-name="Keadaan">
              <Badge tone={STATES[row.state][1]}>{STATES[row.state][0]}</Badge> <Done row={row} />
            </td>
            <td>
              <Deeds visit={visit} row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const number = (count: number): string => new Intl.NumberFormat('id-ID').format(count);

function Done({ row }: { row: Export }): JSX.Element | null {
  if (row.state === 'ready') return <span class="muted">{number(row.rowsDone)} baris</span>;
  if (row.state !== 'running') return null;
  if (row.rowsTotal === null) return <span class="muted">menghitung…</span>;
  return (
    <>
      <progress value={row.rowsDone} max={row.rowsTotal} aria-label="Baris yang sudah ditulis" />
      <span class="muted nowrap">
        {number(row.rowsDone)} dari {number(row.rowsTotal)} baris
      </span>
    </>
  );
}

function Deeds({ visit, row }: { visit: StaffVisit; row: Export }): JSX.Element {
  const here = `/admin/exports/${row.id}`;
  const isUnfinished = row.state === 'waiting' || row.state === 'running';
  return (
    <div class="row">
      {row.state === 'ready' ? (
        <a class="button" href={`${here}/file`} download>
          <Icon name="download" /> Unduh
        </a>
      ) : null}
      {row.state === 'failed' ? (
        <Form visit={visit} action={`${here}/again`}>
          <button type="submit">Coba lagi</button>
        </Form>
      ) : null}
      <Form visit={visit} action={`${here}/remove`}>
        <button type="submit" class="secondary">
          {isUnfinished ? 'Batalkan' : 'Hapus'}
        </button>
      </Form>
    </div>
  );
}
