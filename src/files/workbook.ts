/**
 * Opens workbooks from outside. Only for threads that are limited (`src/threads/limited.ts`): a few kilobytes can
 * ask the library for gigabytes.
 */
import type { Cell, Row, Workbook } from 'exceljs';
import { type ArchiveRefusal, lookThrough } from './sheet-archive.ts';

const MAX_COLUMNS = 100;
const MAX_CELLS = 60_000;
const MAX_SHEETS = 20;
const MAX_CELL_CHARACTERS = 2_000;
const MAX_NAME_CHARACTERS = 100;

/** A cell that says anything. */
export interface FoundCell {
  address: string;
  column: number;
  kind: 'text' | 'number' | 'date' | 'time' | 'yesNo' | 'formula' | 'error';
  text: string;
}

/** One sheet of a workbook, in the order of its tabs. */
export interface FoundSheet {
  name: string;
  isHidden: boolean;
  rows: { number: number; isHidden: boolean; cells: FoundCell[] }[];
}

/** What came of opening a workbook. */
export type Opened =
  | { outcome: 'opened'; sheets: FoundSheet[] }
  | { outcome: ArchiveRefusal | 'tooManyRows' };

/** The words of a workbook: what else it holds is not even looked at. */
export async function openWorkbook(
  bytes: Buffer,
  { maxRows, tell = () => {} }: { maxRows: number; tell?: (percent: number) => void },
): Promise<Opened> {
  tell(5);
  const look = await lookThrough(bytes);
  if (look !== 'plain') return { outcome: look };
  tell(25);
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  // A copy of its own: a small buffer may lie in a pool with others.
  await workbook.xlsx.load(new Uint8Array(bytes).buffer, {
    ignoreNodes: [
      'mergeCells',
      'dataValidations',
      'conditionalFormatting',
      'hyperlinks',
      'drawing',
      'picture',
    ],
  });
  tell(70);
  const opened = wordsOf(workbook, maxRows);
  tell(95);
  return opened;
}

function wordsOf(workbook: Workbook, maxRows: number): Opened {
  let left = maxRows;
  let cellsLeft = MAX_CELLS;
  const sheets: FoundSheet[] = [];
  for (const sheet of workbook.worksheets) {
    if (sheets.length >= MAX_SHEETS) return { outcome: 'tooBig' };
    const rows: FoundSheet['rows'] = [];
    let isTooBig = false;
    sheet.eachRow((row, number) => {
      const cells = cellsOf(row);
      if (cells === 'tooMany') isTooBig = true;
      else if (cells.length > 0) {
        rows.push({ number, isHidden: row.hidden === true, cells });
        left -= 1;
        cellsLeft -= cells.length;
      }
    });
    if (left < 0) return { outcome: 'tooManyRows' };
    if (isTooBig || cellsLeft < 0) return { outcome: 'tooBig' };
    const isHidden = sheet.state !== 'visible';
    sheets.push({ name: sheet.name.slice(0, MAX_NAME_CHARACTERS), isHidden, rows });
  }
  return { outcome: 'opened', sheets };
}

function cellsOf(row: Row): FoundCell[] | 'tooMany' {
  const cells: FoundCell[] = [];
  let isTooMany = false;
  row.eachCell((cell, column) => {
    if (column > MAX_COLUMNS) isTooMany = true;
    const { kind, text } = read(cell);
    // A formula may show nothing and still be one.
    if (text.trim() !== '' || kind === 'formula') {
      cells.push({ address: cell.address, column, kind, text: text.slice(0, MAX_CELL_CHARACTERS) });
    }
  });
  return isTooMany ? 'tooMany' : cells;
}

type Words = Pick<FoundCell, 'kind' | 'text'>;

function read({ value }: Cell): Words {
  if (value === null || value === undefined) return { kind: 'text', text: '' };
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (typeof value === 'number') return { kind: 'number', text: String(value) };
  if (typeof value === 'boolean') return { kind: 'yesNo', text: value ? 'ya' : 'tidak' };
  if (value instanceof Date) return instant(value);
  if ('richText' in value) return { kind: 'text', text: value.richText.map(({ text }) => text).join('') };
  if ('error' in value) return { kind: 'error', text: String(value.error) };
  if ('formula' in value || 'sharedFormula' in value) return { kind: 'formula', text: '' };
  if ('text' in value) {
    // A link: what it shows may itself be rich text.
    const shown: unknown = value.text;
    return { kind: 'text', text: typeof shown === 'string' ? shown : '' };
  }
  return { kind: 'error', text: '?' };
}

const MINUTE_MS = 60_000;

function instant(value: Date): Words {
  if (Number.isNaN(value.getTime())) return { kind: 'error', text: '?' };
  // A time without a day is a part of the day before the first.
  if (value.getUTCFullYear() < 1900) {
    const rounded = new Date(Math.round(value.getTime() / MINUTE_MS) * MINUTE_MS);
    return { kind: 'time', text: rounded.toISOString().slice(11, 16) };
  }
  return { kind: 'date', text: value.toISOString().slice(0, 10) };
}
