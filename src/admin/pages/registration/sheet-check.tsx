import type { JSX } from 'preact';
import { mistakeWords } from '../../../../templates/messages/sheets.ts';
import { checkOf, isDoubt, type SheetCheck } from '../../../domain/sheets/index.ts';
import type { SheetMistake } from '../../../domain/sheets/values.ts';
import { SHEET_FORMS } from '../../../domain/values/sheet-columns.ts';
import type { SheetKind } from '../../../domain/values/shipment.ts';
import { Icon } from '../../icons.tsx';
import type { StaffVisit } from '../../visit.ts';

/** What was found in a sheet when it came in: nothing, or its mistakes by their cells. */
export function SheetCheckNote({
  visit,
  fileId,
  kind,
  announced,
  copyHref,
}: {
  visit: StaffVisit;
  fileId: number;
  kind: SheetKind;
  /** What the sender has registered, which the sheet has to agree with. */
  announced: { samples: number; boxes: number };
  /** Where the corrected copy is, should there be one. */
  copyHref?: string;
}): JSX.Element {
  const check = checkOf(visit.parts.db, fileId);
  if (!check)
    return (
      <p class="notice calm">
        Berkas Excel lama (.xls) tidak diperiksa otomatis. Unduh dan periksa isinya sendiri.
      </p>
    );
  if (check.kind !== kind) return <p class="notice">{otherSheet(check.kind)}</p>;
  const { mistakes, correctedFileId } = check;
  return (
    <>
      <p class="small">
        <Icon name={check.mistakeCount === 0 ? 'check' : 'warning'} /> {summaryOf(check)}
      </p>
      {isOther(check, announced) ? (
        <p class="notice calm">
          <Icon name="warning" /> Tidak sama dengan pendaftaran: {announced.samples} sampel, {announced.boxes}{' '}
          kotak.
        </p>
      ) : null}
      {mistakes.length > 0 ? <Mistakes check={check} /> : null}
      {correctedFileId !== null && copyHref ? (
        <p class="small">
          <a href={copyHref}>
            <Icon name="download" /> Salinan yang diperbaiki
          </a>{' '}
          <span class="muted">({check.correctedCells} sel ditulis ulang dengan baku)</span>
        </p>
      ) : null}
    </>
  );
}

/** Samples are counted in the identity sheet, boxes in the control form; as the summary in the chat does. */
const isOther = ({ kind, rows, boxes }: SheetCheck, announced: { samples: number; boxes: number }): boolean =>
  (kind === 'identity' && rows !== announced.samples) ||
  (kind === 'control' && boxes !== null && boxes !== announced.boxes);

const otherSheet = (is: SheetKind | null): string =>
  is === null
    ? 'Berkas ini tidak memakai format dari laboratorium, sehingga isinya tidak diperiksa otomatis.'
    : `Berkas ini ternyata ${SHEET_FORMS[is].name}.`;

function summaryOf({ rows, boxes, mistakes, mistakeCount }: SheetCheck): string {
  const size = boxes === null ? `${rows} sampel` : `${rows} sampel dalam ${boxes} kotak`;
  if (mistakeCount > 0) return `${size}, ${mistakeCount} kesalahan.`;
  return mistakes.length === 0
    ? `${size}, tidak ada kesalahan.`
    : `${size}, ${mistakes.length} hal perlu dicek ulang.`;
}

function Mistakes({ check: { mistakes, mistakeCount } }: { check: SheetCheck }): JSX.Element {
  const shown = mistakes.filter(({ problem }) => !isDoubt(problem)).length;
  return (
    <details>
      <summary>Lihat per sel</summary>
      <table class="list cards">
        <thead>
          <tr>
            <th scope="col">Sel</th>
            <th scope="col">Yang ditemukan</th>
          </tr>
        </thead>
        <tbody>
          {mistakes.map((mistake) => (
            <tr key={`${mistake.sheet} ${mistake.cell} ${mistake.problem}`}>
              <th scope="row" class="name">
                {mistake.cell}
                <small class="muted under">{mistake.sheet}</small>
              </th>
              <td data-name="Yang ditemukan">{sentence(mistake)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {mistakeCount > shown ? <p class="muted small">dan {mistakeCount - shown} kesalahan lagi.</p> : null}
    </details>
  );
}

function sentence(mistake: SheetMistake): string {
  const words = mistakeWords(mistake, 'id');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}
