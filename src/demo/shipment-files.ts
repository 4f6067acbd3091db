import { sheetTemplate } from '../../templates/documents/shipment-sheets.ts';
import { keepCheck } from '../domain/sheets/index.ts';
import { type CleanValue, checkSheet, type FilledRow, tabOfCopy } from '../domain/sheets/values.ts';
import { type LabDay, parseLabDay } from '../domain/values/lab-day.ts';
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

/**
 * Writes the documents of a shipment with so many samples in so many boxes; the one named has two mistakes.
 * What is kept of a sheet is what our own check finds in it.
 */
export async function demoDocuments(
  { files, transact }: { files: FileStore; transact: Transact },
  about: {
    sender: string;
    samples: number;
    boxes: number;
    takenOn: LabDay;
    lab: LabSettings;
    mistaken?: SheetKind;
  },
): Promise<DemoDocuments> {
  const { sender, samples, boxes, takenOn, lab, mistaken } = about;
  const letter = await sampleReport({ code: 'Surat pengantar', personName: sender, tests: [] });
  const cover = {
    fileId: await files.keepOwn(letter, { name: 'surat-pengantar.pdf', kind: 'pdf' }),
    name: 'surat-pengantar.pdf',
  };
  const sheet = async (kind: SheetKind) => {
    const { columns, fileName: name } = SHEET_FORMS[kind];
    const rows = Array.from({ length: samples }, (_, index) => {
      const box = 1 + Math.floor((index * boxes) / samples);
      return rowOf(columns, { nth: index + 1, box, takenOn, isMistaken: kind === mistaken });
    });
    const bytes = await sheetTemplate(kind, lab, { rows, extraHeadings: [] });
    const fileId = await files.keepOwn(bytes, { name, kind: 'xlsx' });
    const { filled: _filled, extraHeadings: _more, ...found } = checkSheet([tabOfCopy(kind, rows)], takenOn);
    const expected = kind === mistaken ? MISTAKES : 0;
    if (found.mistakeCount !== expected)
      throw new Error(`demo: ${name} has ${found.mistakeCount} mistakes: ${JSON.stringify(found.mistakes)}`);
    transact({ kind: 'system' }, (ctx) =>
      keepCheck(ctx, { ...found, fileId, kind, correctedFileId: null, correctedCells: 0 }),
    );
    return { fileId, name, rows: samples };
  };
  const [identity, control, nar] = await Promise.all(SHEET_KINDS.map(sheet));
  if (!identity || !control || !nar) throw new Error('a kind of sheet is missing');
  return { cover, identity, control, nar };
}

/** A day that is left out in the second row, and a code of it that comes again in the third. */
const MISTAKES = 2;

interface RowToWrite {
  nth: number;
  box: number;
  takenOn: LabDay;
  isMistaken: boolean;
}

const rowOf = (columns: readonly SheetColumn[], row: RowToWrite): FilledRow => ({
  cells: columns.map((column) => ({ value: cellOf(column, row) })),
  extra: [],
});

function cellOf(
  { key, content, example }: SheetColumn,
  { nth, box, takenOn, isMistaken }: RowToWrite,
): CleanValue | null {
  const code = isMistaken && nth === 3 ? 2 : nth;
  switch (key) {
    case 'number':
      return { number: nth };
    case 'box':
      return { number: box };
    case 'sampleCode':
      return { text: `S-${String(code).padStart(2, '0')}` };
    case 'name':
      return { text: `Sampel ${nth}` };
    case 'takenOn':
      return isMistaken && nth === 2 ? null : { day: takenOn };
    case 'symptomsOn':
      return null;
  }
  switch (content.kind) {
    case 'whole':
      return { number: 1 };
    case 'decimal':
      return { number: 4 };
    case 'day':
      return { day: (key === 'birthDate' && parseLabDay(example)) || takenOn };
    default:
      return example === '' ? null : { text: example };
  }
}
