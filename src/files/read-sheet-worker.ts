/**
 * The thread a workbook from outside is opened in. It gets the bytes, answers once and ends; it is
 * started and limited by `read-sheet.ts`, which trusts nothing it says.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { Cell, Row, Workbook } from 'exceljs';
import { lookThrough } from './sheet-archive.ts';

const MAX_ROWS = 5_000;
const MAX_COLUMNS = 100;
const MAX_CELLS = 60_000;
const MAX_SHEETS = 20;
const MAX_CELL_CHARACTERS = 2_000;

interface FoundCell {
  address: string;
  column: number;
  kind: 'text' | 'number' | 'date' | 'yesNo' | 'formula' | 'error';
  text: string;
}

const tell = (percent: number): void => parentPort?.postMessage({ percent });

async function open(): Promise<unknown> {
  const bytes = Buffer.from(workerData);
  tell(5);
  const look = await lookThrough(bytes);
  if (look !== 'plain') return { outcome: look };
  tell(25);
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  // Only the words of cells are wanted; what else a sheet holds is not even looked at.
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length), {
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
  return wordsOf(workbook);
}

function wordsOf(workbook: Workbook): unknown {
  let left = MAX_ROWS;
  let cellsLeft = MAX_CELLS;
  const sheets = [];
  for (const sheet of workbook.worksheets) {
    if (sheets.length >= MAX_SHEETS) return { outcome: 'tooBig' };
    const rows: { number: number; isHidden: boolean; cells: FoundCell[] }[] = [];
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
    if (isTooBig || left < 0 || cellsLeft < 0) return { outcome: 'tooBig' };
    sheets.push({ name: sheet.name.slice(0, 100), rows });
  }
  tell(95);
  return { outcome: 'read', sheets };
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

function read({ value }: Cell): Pick<FoundCell, 'kind' | 'text'> {
  if (value === null || value === undefined) return { kind: 'text', text: '' };
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (typeof value === 'number') return { kind: 'number', text: String(value) };
  if (typeof value === 'boolean') return { kind: 'yesNo', text: value ? 'ya' : 'tidak' };
  if (value instanceof Date) {
    const isReal = !Number.isNaN(value.getTime());
    return isReal ? { kind: 'date', text: value.toISOString().slice(0, 10) } : { kind: 'error', text: '?' };
  }
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

const answer = await open().catch((error: unknown) => ({
  outcome: error instanceof RangeError ? 'tooBig' : 'damaged',
}));
parentPort?.postMessage(answer);
