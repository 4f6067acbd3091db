import type { ComponentChildren, JSX } from 'preact';
import { rupiah } from '../../../../templates/messages/format.ts';
import type { QueueRow } from '../../../domain/registrations/index.ts';
import { phaseOf } from '../../../domain/registrations/values.ts';
import type { RegistrationService } from '../../../domain/values/services.ts';
import { tinyDay, tinyInstant } from '../../instants.ts';
import { Columns } from '../../lists.tsx';
import { Badge, StageBadge } from '../../pieces.tsx';
import type { StaffVisit } from '../../visit.ts';
import { PAYMENT_NAMES, SERVICE_NAMES } from '../../words.ts';

/** A column besides name, code and stage, which every list has. */
interface Column {
  name: string;
  cell(visit: StaffVisit, row: QueueRow): ComponentChildren;
}

const service: Column = { name: 'Layanan', cell: (_visit, row) => SERVICE_NAMES[row.service] };
const comes: Column = { name: 'Datang', cell: (_visit, row) => tinyDay(row.visitOn) };
const arrives: Column = { name: 'Tiba', cell: (_visit, row) => tinyDay(row.visitOn) };
const visits: Column = {
  name: 'Kunjungan',
  cell: (_visit, { visitOn, untilOn }) =>
    untilOn === null || untilOn === visitOn
      ? tinyDay(visitOn)
      : `${tinyDay(visitOn).slice(0, -5)} – ${tinyDay(untilOn)}`,
};
const visitors: Column = { name: 'Orang', cell: (_visit, { places }) => String(places) };
const payment: Column = {
  name: 'Pembayaran',
  cell: (_visit, row) =>
    row.payment === 'unpaid' && row.totalRupiah > 0 ? (
      <>
        {PAYMENT_NAMES.unpaid} <span class="muted nowrap">{rupiah(row.totalRupiah)}</span>
      </>
    ) : row.payment === 'unpaid' ? (
      'Tanpa biaya'
    ) : (
      PAYMENT_NAMES[row.payment]
    ),
};
const came: Column = {
  name: 'Masuk',
  cell: (visit, row) => <span class="muted">{tinyInstant(visit, row.createdAt)}</span>,
};
/** The day for which something was promised; over, it is marked, unless it is because of the citizen. */
const promised = (name: string): Column => ({
  name,
  cell: (visit, row) => (
    <>
      {tinyDay(row.expectedOn)}{' '}
      {row.expectedOn < visit.today && phaseOf(row.stage) === 'open' ? <Badge tone="red">Lewat</Badge> : null}
    </>
  ),
});

/** What of a registration matters in the list of its service, and in that of all of them. */
const COLUMNS: Record<RegistrationService | 'all', readonly Column[]> = {
  laboratory: [comes, promised('Selesai'), payment, came],
  consultation: [comes, payment, came],
  tour: [visits, visitors, promised('Balasan'), payment],
  shipment: [arrives, promised('Selesai'), payment],
  all: [service, visits, payment],
};

/** The registrations that were found, line by line, with what matters for their service. */
export function Rows({
  visit,
  of,
  rows,
}: {
  visit: StaffVisit;
  of: RegistrationService | 'all';
  rows: readonly QueueRow[];
}): JSX.Element {
  const columns = COLUMNS[of];
  return (
    <table class="list cards">
      <Columns names={['Nama', 'Kode', 'Tahap', ...columns.map(({ name }) => name)]} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" class="name">
              <a href={`/admin/registrations/${row.id}`}>
                {row.institution || row.personName || 'Tanpa nama'}
              </a>
              {row.institution ? <small class="muted under">{row.personName}</small> : null}
            </th>
            <td class="code">{row.code}</td>
            <td>
              <StageBadge stage={row.stage} />
            </td>
            {columns.map(({ name, cell }) => (
              <td key={name} class={name === 'Pembayaran' ? undefined : 'nowrap'} data-name={name}>
                {cell(visit, row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
