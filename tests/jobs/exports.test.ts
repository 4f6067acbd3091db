import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cases } from '../../src/domain/cases/table.ts';
import {
  exportById,
  exportsOf,
  MOST_UNFINISHED,
  removeExport,
  requestAgain,
  requestExport,
} from '../../src/domain/exports/index.ts';
import type { Ask } from '../../src/domain/readings.ts';
import { staff } from '../../src/domain/staff/table.ts';
import { makeExports } from '../../src/jobs/exports.ts';
import { readHere } from '../../src/reader/index.ts';
import { type TestLab, testLab } from '../support/lab.ts';

let lab: TestLab;
let folder: string;
let staffId: number;

beforeEach(() => {
  lab = testLab();
  folder = join(mkdtempSync(join(tmpdir(), 'exports-')), 'exports');
  const account = {
    name: 'Rina',
    email: 'rina@lab.example',
    role: 'administrator',
    passwordHash: '',
  } as const;
  const inserted = lab.db
    .insert(staff)
    .values({ ...account, createdAt: lab.clock.now() })
    .returning();
  staffId = inserted.get().id;
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

function fill(count: number, name: (i: number) => string = (i) => `Budi ${i}`): void {
  const receivedAt = lab.clock.now();
  for (let i = 1; i <= count; i += 1)
    lab.db
      .insert(cases)
      .values({
        service: 'laboratory',
        subjectId: i,
        code: `LAB-${i}`,
        unitId: 1,
        personName: name(i),
        phone: '6281234567890',
        nik: '3308105708900001',
        status: 'testing',
        phase: 'open',
        phaseSince: receivedAt,
        source: 'whatsapp',
        receivedAt,
        clockFrom: receivedAt,
      })
      .run();
}

const request = (format: 'csv' | 'xlsx', search = {}) =>
  lab.transact({ kind: 'staff', id: staffId }, (ctx) =>
    requestExport(ctx, { format, wanted: { search, sort: 'oldest', about: 'words=b•••' } }),
  );
const asked = (format: 'csv' | 'xlsx', search = {}): number => {
  const requested = request(format, search);
  if (requested.outcome !== 'requested') throw new Error(requested.outcome);
  return requested.id;
};

/** The job wakes once, as the clock would wake it. */
async function wake(ask: Ask = readHere(lab.db).ask): Promise<void> {
  const log = { info() {}, warn() {}, debug() {}, error() {} };
  const job = makeExports({ db: lab.db, ask, folder, timeZone: 'Asia/Jakarta', log });
  lab.change((ctx) => job.run(ctx));
  await job.afterwards?.(lab.transact, () => {});
}

function fileOf(id: number): string {
  const { storedAs } = exportById(lab.db, id) ?? {};
  if (!storedAs) throw new Error(`export ${id} has no file`);
  return join(folder, storedAs);
}

test('a CSV opens in Excel as it is set up in Indonesia, one row for each case', async () => {
  fill(2, (i) => (i === 1 ? 'Siti; "Nur" Aminah' : 'José Álvarez'));
  const id = asked('csv');
  await wake();
  const text = readFileSync(fileOf(id), 'utf8');
  const [head = '', first = '', second = '', end] = text.split('\r\n');
  expect(head.startsWith('\uFEFFKode;Nomor;Layanan;Status')).toBe(true);
  expect(first).toContain('LAB-1;;Pemeriksaan laboratorium;Diperiksa;Giliran lab;"Siti; ""Nur"" Aminah"');
  expect(second).toContain('José Álvarez;3308••••••••0001;0812-3456-7890');
  expect(second).toContain('2026-11-20 09:00');
  expect(end).toBe('');
  expect(text).not.toContain('3308105708900001');
  expect(exportById(lab.db, id)).toMatchObject({ state: 'ready', rowsDone: 2, rowsTotal: 2 });
});

test('an XLSX opens, with times as times and the NIK masked', async () => {
  fill(3);
  const id = asked('xlsx');
  await wake();
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(fileOf(id));
  const sheet = book.getWorksheet('Permintaan');
  expect(sheet?.rowCount).toBe(4);
  const header = sheet?.getRow(1).values as string[];
  const row = sheet?.getRow(2);
  const cell = (name: string) => row?.getCell(header.indexOf(name)).value;
  expect(cell('Kode')).toBe('LAB-1');
  expect(cell('NIK (disamarkan)')).toBe('3308••••••••0001');
  expect(cell('Masuk')).toEqual(new Date('2026-11-20T09:00:00Z'));
});

test.each(['=1+1', '+62', '-1', '@SUM(A1)', '\t=1', '＝1+1', '＠x', ' =cmd'])(
  'a name that begins like a formula stays words in both kinds of file: %j',
  async (name) => {
    fill(1, () => name);
    const [csv, xlsx] = [asked('csv'), asked('xlsx')];
    await wake();
    expect(readFileSync(fileOf(csv), 'utf8')).toContain(`;'${name}`);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(fileOf(xlsx));
    const cell = book.getWorksheet('Permintaan')?.getRow(2).getCell(6);
    expect(cell?.type).toBe(ExcelJS.ValueType.String);
    expect(cell?.value).toBe(`'${name}`);
  },
);

test('more rows than a sheet holds go on the next sheet', async () => {
  fill(7);
  const id = asked('xlsx');
  const { ask } = readHere(lab.db);
  const small: Ask = (name, input, asking) =>
    ask(name, name === 'exportCases' ? { ...input, rowsPerSheet: 3 } : input, asking);
  await wake(small);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(fileOf(id));
  expect(book.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
    ['Permintaan', 4],
    ['Permintaan 2', 4],
    ['Permintaan 3', 2],
  ]);
});

test('only what the search finds is in it, and whoever asked is told by a fact in their name', async () => {
  fill(12);
  const id = asked('csv', { words: 'budi', status: 'testing' });
  await wake();
  expect(exportById(lab.db, id)?.rowsDone).toBe(12);
  expect(lab.facts).toContainEqual({
    kind: 'cases.exported',
    exportId: id,
    search: 'words=b•••',
    format: 'csv',
    count: 12,
  });
});

test('whoever has lost a part of the reach meanwhile gets nothing of it', async () => {
  fill(3);
  const id = asked('csv');
  lab.db.$client
    .prepare("update staff set role = 'serviceOfficer', services = '[\"complaint\"]' where id = ?")
    .run(staffId);
  await wake();
  expect(exportById(lab.db, id)).toMatchObject({ state: 'ready', rowsDone: 0 });
});

test('what was under way when the lab went down is said to have failed, and can be tried again', async () => {
  fill(2);
  const id = asked('csv');
  lab.db.$client.prepare("update exports set state = 'running', stored_as = 'half.csv' where id = ?").run(id);
  await wake();
  expect(exportById(lab.db, id)?.state).toBe('failed');
  lab.change((ctx) => requestAgain(ctx, id));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'half.csv.part'), 'half');
  await wake();
  expect(exportById(lab.db, id)?.state).toBe('ready');
  expect(readdirSync(folder)).toEqual([exportById(lab.db, id)?.storedAs]);
});

test('an export that is called off ends, and nothing of it stays', async () => {
  fill(5);
  const id = asked('csv');
  const { ask } = readHere(lab.db);
  const calledOff: Ask = async (name, input, asking) => {
    lab.change((ctx) => removeExport(ctx, id));
    asking?.progress?.(1, 5);
    return ask(name, input, asking);
  };
  await wake(calledOff);
  expect(exportById(lab.db, id)).toMatchObject({ state: 'removed', search: '' });
  expect(readdirSync(folder)).toEqual([]);
  expect(lab.facts).toEqual([]);
});

test('a reading that fails leaves no half file, and the next export is made', async () => {
  fill(2);
  const [first, second] = [asked('csv'), asked('csv')];
  const { ask } = readHere(lab.db);
  let times = 0;
  const failing: Ask = (name, input, asking) => {
    times += 1;
    if (times === 1) throw new Error('the disk is full');
    return ask(name, input, asking);
  };
  await wake(failing);
  expect(exportById(lab.db, first)?.state).toBe('failed');
  expect(exportById(lab.db, second)?.state).toBe('ready');
});

test('a file goes after 24 hours, and the search with it', async () => {
  fill(1);
  const id = asked('csv', { words: '3308105708900001' });
  await wake();
  expect(readdirSync(folder)).toHaveLength(1);
  lab.clock.pass({ hours: 23 });
  await wake();
  expect(exportById(lab.db, id)?.state).toBe('ready');
  lab.clock.pass({ hours: 2 });
  await wake();
  expect(exportById(lab.db, id)).toMatchObject({ state: 'removed', search: '' });
  expect(readdirSync(folder)).toEqual([]);
  expect(exportsOf(lab.db, staffId)).toEqual([]);
});

test('one officer does not fill the queue', () => {
  for (let i = 0; i < MOST_UNFINISHED; i += 1) asked('csv');
  expect(request('csv')).toEqual({ outcome: 'tooMany' });
});
