import { sheetTemplate } from '../../templates/documents/shipment-sheets.ts';
import { keepCheck } from '../domain/sheets/index.ts';
import type { CleanValue, FilledRow, SheetMistake } from '../domain/sheets/values.ts';
import type { LabDay } from '../domain/values/lab-day.ts';
import type { LabSettings } from '../domain/values/lab-settings.ts';
import { SHEET_FORMS, type SheetColumn } from '../domain/values/sheet-columns.ts';
import { SHEET_KINDS, type SheetKind } from '../domain/values/shipment.ts';
import type { FileStore } from '../files/store.ts';
import type { Transact } from '../transact.ts';
import { sampleReport } from './sample-report.ts';

/** The four documents of an invented shipment, as the form would have taken them. */
export interface DemoDocuments {
  cover: { fileId: number; name: string };
  identity: { fileId: number; name: string; rows: number };
  control: { fileId: number; name: string; rows: number };
  nar: { fileId: number; name: string; rows: number };
}

/** Writes the documents of a shipment with so many samples; the one named has two mistakes. */
export async function demoDocuments(
  { files, transact }: { files: FileStore; transact: Transact },
  about: { sender: string; samples: number; takenOn: LabDay; lab: LabSettings; mistaken?: SheetKind },
): Promise<DemoDocuments> {
  const { sender, samples, takenOn, lab, mistaken } = about;
  const letter = await sampleReport({ code: 'Surat pengantar', personName: sender, tests: [] });
  const cover = {
    fileId: await files.keepOwn(letter, { name: 'surat-pengantar.pdf', kind: 'pdf' }),
    name: 'surat-pengantar.pdf',
  };
  const sheet = async (kind: SheetKind) => {
    const { columns, fileName: name } = SHEET_FORMS[kind];
    const rows = Array.from({ length: samples }, (_, index) => rowOf(columns, index + 1, takenOn));
    const bytes = await sheetTemplate(kind, lab, { rows, extraHeadings: [] });
    const fileId = await files.keepOwn(bytes, { name, kind: 'xlsx' });
    const mistakes = kind === mistaken ? MISTAKES : [];
    transact({ kind: 'system' }, (ctx) =>
      keepCheck(ctx, {
        ...{ fileId, kind, rows: samples, boxes: kind === 'control' ? 1 : null, mistakes },
        ...{ mistakeCount: mistakes.length, correctedFileId: null, correctedCells: 0 },
      }),
    );
    return { fileId, name, rows: samples };
  };
  const [identity, control, nar] = await Promise.all(SHEET_KINDS.map(sheet));
  if (!identity || !control || !nar) throw new Error('a kind of sheet is missing');
  return { cover, identity, control, nar };
}

const MISTAKES: SheetMistake[] = [
  { sheet: 'Identitas Sampel', cell: 'H7', column: 'Tanggal ambil sampel', problem: 'empty', found: '' },
  { sheet: 'Identitas Sampel', cell: 'B8', column: 'Kode sampel', problem: 'repeated', found: 'S-02' },
];

const rowOf = (columns: readonly SheetColumn[], nth: number, takenOn: LabDay): FilledRow => ({
  cells: columns.map((column) => ({ value: cellOf(column, nth, takenOn) })),
  extra: [],
});

function cellOf({ key, content, example }: SheetColumn, nth: number, takenOn: LabDay): CleanValue | null {
  switch (content.kind) {
    case 'number':
    case 'whole':
      return { number: key === 'number' ? nth : 1 };
    case 'decimal':
      return { number: 4 };
    case 'day':
      return key === 'birthDate' || key === 'symptomsOn' ? null : { day: takenOn };
    case 'nik':
    case 'phone':
      return null;
    default:
      if (key === 'sampleCode') return { text: `S-${String(nth).padStart(2, '0')}` };
      if (key === 'name') return { text: `Sampel ${nth}` };
      return example === '' ? null : { text: example };
  }
}
