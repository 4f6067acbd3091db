import type { JSX } from 'preact';
import { serviceName } from '../../../../templates/messages/services.ts';
import { isLate, type WorkRow } from '../../../domain/cases/index.ts';
import { ROOT_UNIT_ID } from '../../../domain/units/table.ts';
import { labDayAt } from '../../../domain/values/lab-day.ts';
import { tinyDay, tinyInstant } from '../../instants.ts';
import { Columns } from '../../lists.tsx';
import { Badge } from '../../pieces.tsx';
import type { StaffVisit } from '../../visit.ts';
import { CaseName } from '../cases/name.tsx';
import { statusName } from '../cases/words.ts';

/** What was found, line by line. */
export function Results({ visit, rows }: { visit: StaffVisit; rows: readonly WorkRow[] }): JSX.Element {
  return (
    <table class="list cards">
      <Columns names={['Nama', 'Layanan', 'Status', 'Unit', 'Petugas', 'Masuk', 'Tenggat']} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <CaseName row={row} />
            <td data-name="Layanan">{serviceName(row.service, 'id')}</td>
            <td>
              <Badge tone={row.phase === 'ended' ? 'grey' : row.phase === 'waiting' ? 'amber' : 'teal'}>
                {statusName(row.status)}
              </Badge>
            </td>
            <td data-name="Unit">{row.unitId === ROOT_UNIT_ID ? visit.lab.shortName : row.unitName}</td>
            <td data-name="Petugas">{row.assigneeName ?? <span class="muted">Belum ada</span>}</td>
            <td class="muted nowrap" data-name="Masuk">
              {tinyInstant(visit, row.receivedAt)}
            </td>
            <td class="nowrap" data-name="Tenggat">
              <Deadline visit={visit} row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Deadline({ visit, row }: { visit: StaffVisit; row: WorkRow }): JSX.Element {
  if (row.dueAt === null || row.phase === 'ended') return <span class="muted">–</span>;

  return (
    <>
      {tinyDay(labDayAt(row.dueAt, visit.lab.timeZone))}{' '}
      {isLate(row, visit.now) ? <Badge tone="red">Lewat</Badge> : null}
    </>
  );
}
