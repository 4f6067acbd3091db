import { type EventEmitter, once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setImmediate as breath } from 'node:timers/promises';
import { CASE_COLUMNS, type CaseCell } from '../../templates/documents/case-columns.ts';
import { safeCell } from '../../templates/documents/safe-cell.ts';
import type { Db } from '../db/open.ts';
import { allIdsFound, exportRows } from '../domain/cases/index.ts';
import type { CasesExportAsked } from '../domain/readings.ts';
import type { Tell } from '../threads/values.ts';

/** Rows that are read and written together. */
const ROWS_AT_ONCE = 1_000;
/** A sheet of Excel has 1,048,576 rows, and the first is the heading. */
const ROWS_PER_SHEET = 1_048_575;

/** Where rows go, one after the other. */
interface Sink {
  add(cells: readonly CaseCell[]): void;
  /** Resolves once what was added has nearly all been written. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Writes everything a search finds into a file, one row for each case; gives the number of rows. */
export async function exportCases(db: Db, asked: CasesExportAsked, tell: Tell): Promise<number> {
  const { path, format, timeZone, rowsPerSheet = ROWS_PER_SHEET } = asked;
  const ids = allIdsFound(db, asked);
  const sink = format === 'csv' ? csv(path) : await xlsx(path, rowsPerSheet);
  const local = localClock(timeZone);
  let rows = 0;
  for (let at = 0; at < ids.length; at += ROWS_AT_ONCE) {
    tell(at, ids.length);
    for (const row of exportRows(db, ids.slice(at, at + ROWS_AT_ONCE))) {
      sink.add(CASE_COLUMNS.map(({ cell }) => inLab(cell(row), local)));
      rows += 1;
    }
    await sink.settle();
  }
  await sink.close();
  return rows;
}

function inLab(cell: CaseCell, local: (at: Date) => Date): CaseCell {
  if (cell instanceof Date) return local(cell);
  return typeof cell === 'string' ? safeCell(cell) : cell;
}

/**
 * As Excel with Indonesian settings opens it by a double click: semicolons, because the comma stands in
 * its numbers, and a mark at the start that says the letters are UTF-8.
 */
function csv(path: string): Sink {
  const file = createWriteStream(path, { mode: 0o600 });
  let text = '\uFEFF';
  const add = (cells: readonly CaseCell[]) => {
    text += `${cells.map(csvCell).join(';')}\r\n`;
  };
  const settle = async () => {
    const isRoomy = file.write(text);
    text = '';
    if (!isRoomy) await once(file, 'drain');
    else await breath();
  };
  add(CASE_COLUMNS.map(({ header }) => header));
  return {
    add,
    settle,
    async close() {
      file.end(text);
      await once(file, 'close');
    },
  };
}

function csvCell(cell: CaseCell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 16).replace('T', ' ');
  const text = String(cell);
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

async function xlsx(path: string, rowsPerSheet: number): Promise<Sink> {
  // Large, and only needed here.
  const { default: ExcelJS } = await import('exceljs');
  const file = createWriteStream(path, { mode: 0o600 });
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: file, useStyles: true });
  let sheets = 0;
  let rows = 0;
  const newSheet = () => {
    sheets += 1;
    rows = 0;
    const sheet = book.addWorksheet(sheets === 1 ? 'Permintaan' : `Permintaan ${sheets}`, {
      views: [{ state: 'frozen', ySplit: 1 }],
    });
    sheet.columns = CASE_COLUMNS.map(({ header, width }) => ({ header, width }));
    const heading = sheet.getRow(1);
    heading.font = { bold: true };
    heading.commit();
    return sheet;
  };
  let sheet = newSheet();
  return {
    add(cells) {
      if (rows === rowsPerSheet) {
        sheet.commit();
        sheet = newSheet();
      }
      const row = sheet.addRow([...cells]);
      for (const [at, cell] of cells.entries())
        if (cell instanceof Date) row.getCell(at + 1).numFmt = 'yyyy-mm-dd hh:mm';
      row.commit();
      rows += 1;
    },
    async settle() {
      await breath();
      // exceljs never waits for the compressor it pipes into; without this a million rows wait in memory.
      for (const compressor of compressorsOf(sheet)) {
        if (compressor._writableState.needDrain) await once(compressor, 'drain');
      }
      if (file.writableNeedDrain) await once(file, 'drain');
    },
    async close() {
      const closed = once(file, 'close');
      await book.commit();
      await closed;
    },
  };
}

/** A stream of the older kind that exceljs brings along, which tells only inside that it is full. */
type Compressor = EventEmitter & { _writableState: { needDrain: boolean } };

// Not in its types; exceljs is pinned.
const compressorsOf = (sheet: object): Compressor[] =>
  (sheet as unknown as { stream: { pipes: Compressor[] } }).stream.pipes;

/** Turns an instant into one whose UTC reads as the clock in the lab, for cells that know no zone. */
function localClock(timeZone: string): (at: Date) => Date {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  // By the hour, because asking for each of a million rows takes seconds; a zone changes on full hours.
  const offsets = new Map<number, number>();
  return (at) => {
    const hour = Math.floor(at.getTime() / HOUR_MS);
    let offset = offsets.get(hour);
    if (offset === undefined) {
      const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
      const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
      offset = (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
      if (offsets.size >= MOST_HOURS) offsets.clear();
      offsets.set(hour, offset);
    }
    return new Date(at.getTime() + offset);
  };
}

const HOUR_MS = 3_600_000;
const MOST_HOURS = 100_000;
