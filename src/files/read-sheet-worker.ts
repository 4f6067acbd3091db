/**
 * The thread a workbook from outside is opened in. It gets the bytes, answers once and ends; it is
 * started and limited by `read-sheet.ts`, which trusts nothing it says.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { openWorkbook } from './workbook.ts';

const MAX_ROWS = 5_000;

async function open(): Promise<unknown> {
  const opened = await openWorkbook(Buffer.from(workerData), {
    maxRows: MAX_ROWS,
    tell: (percent) => parentPort?.postMessage({ percent }),
  });
  if (opened.outcome === 'tooManyRows') return { outcome: 'tooBig' };
  if (opened.outcome !== 'opened') return opened;
  return { outcome: 'read', sheets: opened.sheets.map(({ name, rows }) => ({ name, rows })) };
}

const answer = await open().catch((error: unknown) => ({
  outcome: error instanceof RangeError ? 'tooBig' : 'damaged',
}));
parentPort?.postMessage(answer);
