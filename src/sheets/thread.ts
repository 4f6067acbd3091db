/**
 * The thread a sheet of a shipment is checked in. It gets the bytes, answers once and ends; it is started and
 * limited by `index.ts`, which trusts nothing it says.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { checkSheet, tabOfCopy } from '../domain/sheets/values.ts';
import { MAX_SHEET_ROWS } from '../domain/values/sheet-columns.ts';
import { openWorkbook } from '../files/workbook.ts';
import type { Errand } from './index.ts';

// Besides the samples there are letterheads, examples and instructions.
const OTHER_ROWS = 300;

async function look({ bytes, today, lab }: Errand): Promise<unknown> {
  const opened = await openWorkbook(Buffer.from(bytes), { maxRows: MAX_SHEET_ROWS + OTHER_ROWS });
  if (opened.outcome !== 'opened') return opened;
  const { filled, extraHeadings, ...found } = checkSheet(
    opened.sheets.filter(({ isHidden }) => !isHidden),
    today,
  );
  if (found.rows > MAX_SHEET_ROWS) return { outcome: 'tooManyRows' };
  if (!found.kind || found.correctedCells === 0) return { outcome: 'looked', found, corrected: null };
  const { sheetTemplate } = await import('../../templates/documents/shipment-sheets.ts');
  const copy = await sheetTemplate(found.kind, lab, { rows: filled, extraHeadings });
  const {
    filled: _rows,
    extraHeadings: _headings,
    ...left
  } = checkSheet([tabOfCopy(found.kind, filled)], today);
  return { outcome: 'looked', found, corrected: { bytes: copy, found: left } };
}

const answer = await look(workerData).catch((error: unknown) => ({
  outcome: error instanceof RangeError ? 'tooBig' : 'damaged',
}));
parentPort?.postMessage(answer);
