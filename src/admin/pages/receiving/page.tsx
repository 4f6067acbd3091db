import type { JSX } from 'preact';
import { shortDay } from '../../../../templates/messages/format.ts';
import { type DeskRow, deskLists } from '../../../domain/day-list/index.ts';
import { opened, type Registration } from '../../../domain/registrations/index.ts';
import { isReceivable } from '../../../domain/shipments/index.ts';
import { Icon } from '../../icons.tsx';
import { clockWords, tinyDay } from '../../instants.ts';
import { readList } from '../../list-reading.ts';
import { Columns } from '../../lists.tsx';
import { registrationInReach } from '../../objects.ts';
import { Badge, Card, Empty, Live, StageBadge } from '../../pieces.tsx';
import type { Page, StaffVisit } from '../../visit.ts';
import { registrationIn } from '../registration/page.tsx';
import { Counting } from './counting.tsx';
import { readScan, SCAN_CHARACTERS } from './scan.ts';

/** Where the desk stands. */
export const DESK = '/admin/receiving';

/**
 * The receiving desk: a code is scanned or typed, the boxes are counted, and the next one follows. A
 * registration of another service leads to its own page.
 */
export const receivingPage: Page = (visit) => {
  const typed = visit.query.code?.trim() ?? '';
  const sought = soughtIn(visit, typed);
  if (sought.registration && sought.registration.service !== 'shipment')
    return { outcome: 'redirect', to: `/admin/registrations/${sought.registration.id}` };
  const shipment = sought.registration;
  if (shipment && !visit.background)
    visit.parts.transact({ kind: 'staff', id: visit.staff.staffId }, (ctx) => opened(ctx, shipment.id));
  const { role, unitId, unitPath, services } = visit.staff;
  const within = { role, unitId, unitPath, services };
  const timeZone = visit.lab.timeZone;
  const lists = deskLists(visit.parts.db, { today: visit.today, timeZone, within });
  // A scan is written down as the reading of what it found.
  if (!shipment) readList(visit, lists.expected.length + lists.received.length, '');
  return {
    outcome: 'page',
    title: 'Penerimaan sampel',
    body: (
      <>
        <div class="page-head">
          <h1>Penerimaan sampel</h1>
        </div>
        <Scan
          typed={shipment ? '' : typed}
          problem={sought.problem}
          isFocused={shipment === undefined || !isReceivable(shipment.stage)}
        />
        {shipment ? <Counting visit={visit} registration={shipment} /> : null}
        <Live visit={visit} part="desk-lists">
          <div id="desk-lists" class="two even">
            <List
              title="Diharapkan tiba"
              rows={lists.expected}
              nothing="Tidak ada yang ditunggu sampai hari ini."
              visit={visit}
            />
            <List
              title="Diterima hari ini"
              rows={lists.received}
              nothing="Belum ada kiriman hari ini."
              visit={visit}
            />
          </div>
        </Live>
      </>
    ),
  };
};

/** What stands in the address: a form that was sent back, or a code; what is out of reach is not there. */
function soughtIn(visit: StaffVisit, typed: string): { registration?: Registration; problem?: string } {
  const asked = registrationIn(visit);
  if (asked) return { registration: asked };
  if (typed === '') return {};
  const scanned = readScan(visit.parts.db, typed);
  switch (scanned.outcome) {
    case 'found': {
      const id = String(scanned.registration.id);
      if (registrationInReach({ ...visit, params: { id } })) return { registration: scanned.registration };
      return { problem: 'Kode ini tidak ada di daftar Anda. Periksa sekali lagi pada labelnya.' };
    }
    case 'unknown':
      return { problem: 'Kode ini tidak ada di daftar Anda. Periksa sekali lagi pada labelnya.' };
    case 'typo':
      return {
        problem: 'Ada huruf atau angka yang keliru dalam kode ini. Pindai ulang, atau ketik sekali lagi.',
      };
    case 'notACode':
      return { problem: 'Ini bukan kode pendaftaran. Contoh kode kiriman: KRM-7K2M-9QXP-C.' };
  }
}

function Scan({
  typed,
  problem,
  isFocused,
}: {
  typed: string;
  problem: string | undefined;
  isFocused: boolean;
}): JSX.Element {
  return (
    <form method="get" action={DESK} class="card scan" autoComplete="off">
      <div class="field">
        <label for="scan">Kode pada label</label>
        <div class="row">
          <input
            id="scan"
            name="code"
            value={typed}
            maxLength={SCAN_CHARACTERS}
            required
            {...(isFocused && { autoFocus: true })}
            data-whole
            autoCapitalize="characters"
            autoCorrect="off"
            spellcheck={false}
            enterkeyhint="search"
            placeholder="Pindai, atau ketik kodenya"
            aria-invalid={problem ? 'true' : undefined}
            aria-describedby={problem ? 'scan-error' : undefined}
          />
          <button type="submit">
            <Icon name="search" /> Cari
          </button>
        </div>
        {problem ? (
          <small id="scan-error" class="error" role="alert">
            {problem}
          </small>
        ) : null}
      </div>
    </form>
  );
}

function List({
  visit,
  title,
  rows,
  nothing,
}: {
  visit: StaffVisit;
  title: string;
  rows: readonly DeskRow[];
  nothing: string;
}): JSX.Element {
  return (
    <Card title={title} icon="list" flush side={<span class="muted">{rows.length}</span>}>
      {rows.length === 0 ? (
        <Empty icon="check" title={nothing}>
          Kiriman lain ditemukan dengan kodenya.
        </Empty>
      ) : (
        <table class="list cards">
          <Columns names={['Pengirim', 'Isi', 'Tahap']} />
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" class="name">
                  <a href={row.receivedAt ? `/admin/registrations/${row.id}` : `${DESK}?code=${row.code}`}>
                    {row.institution || row.personName}
                  </a>
                  <small class="code">{row.code}</small>
                </th>
                <td data-name="Isi">
                  {row.receivedAt
                    ? `${row.receivedSamples} sampel, ${row.receivedBoxes} kotak`
                    : `${row.samples} sampel, ${row.boxes} kotak`}{' '}
                  {row.receivedAt && isOther(row) ? <Badge tone="orange">Selisih</Badge> : null}
                </td>
                <td>
                  {row.receivedAt ? (
                    <span class="muted nowrap">pukul {clockWords(visit, row.receivedAt)}</span>
                  ) : (
                    <>
                      <StageBadge stage={row.stage} />{' '}
                      <span class="muted nowrap" title={shortDay(row.visitOn, 'id')}>
                        {row.visitOn < visit.today ? `sejak ${tinyDay(row.visitOn)}` : 'hari ini'}
                      </span>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

const isOther = ({ samples, boxes, receivedSamples, receivedBoxes }: DeskRow): boolean =>
  samples !== receivedSamples || boxes !== receivedBoxes;
