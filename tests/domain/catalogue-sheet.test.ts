import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import {
  announcePrice,
  applyCatalogue,
  catalogueRows,
  listTests,
  planCatalogue,
  pricesOf,
  saveTest,
  seedCatalogue,
  testById,
} from '../../src/domain/catalogue/index.ts';
import { CATALOGUE_COLUMNS, type CatalogueColumn } from '../../src/domain/values/catalogue-columns.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { readSheet, type SheetRow } from '../../src/files/read-sheet.ts';
import { catalogueSheet } from '../../templates/documents/catalogue-sheet.ts';
import { testLab } from '../support/lab.ts';

const TODAY = '2026-11-20' as LabDay;

function furnished() {
  const lab = testLab();
  lab.change((ctx) => seedCatalogue(ctx));
  return lab;
}

/** The catalogue of a lab as it comes back from a spreadsheet. */
async function exported(lab: ReturnType<typeof testLab>): Promise<SheetRow[]> {
  const bytes = await catalogueSheet(catalogueRows(lab.db, TODAY), {
    labName: 'Labkesmas Uji',
    today: TODAY,
  });
  const read = await readSheet(bytes);
  if (read.outcome !== 'read') throw new Error(`our own workbook is ${read.outcome}`);
  return read.sheets[0]?.rows ?? [];
}

const columnOf = (column: CatalogueColumn): number =>
  CATALOGUE_COLUMNS.findIndex(([name]) => name === column) + 1;

/** The rows with one cell written anew. */
function written(
  rows: readonly SheetRow[],
  number: number,
  column: CatalogueColumn,
  text: string,
  kind: SheetRow['cells'][number]['kind'] = 'text',
): SheetRow[] {
  const at = columnOf(column);
  const cell = { address: `${String.fromCharCode(64 + at)}${number}`, column: at, kind, text };
  return rows.map((row) =>
    row.number === number
      ? { ...row, cells: [...row.cells.filter((each) => each.column !== at), cell] }
      : row,
  );
}

/** A row of a new test. */
const newRow = (number: number, cells: Partial<Record<CatalogueColumn, string>>): SheetRow => ({
  number,
  isHidden: false,
  cells: Object.entries(cells).map(([name, text]) => {
    const column = CATALOGUE_COLUMNS.findIndex(([known]) => known === name) + 1;
    return { address: `${String.fromCharCode(64 + column)}${number}`, column, kind: 'text' as const, text };
  }),
});

const NEW = {
  code: 'zz-01',
  group: 'Kimia klinik',
  name: 'Magnesium',
  nameEn: 'Magnesium',
  parameter: 'magnesium',
  method: 'fotometri',
  sample: 'darah',
  priceRupiah: 'Rp 45.000',
  turnaroundDays: '2',
};

describe('the catalogue as a workbook', () => {
  test('comes back as it went out', async () => {
    const lab = furnished();
    const [first] = listTests(lab.db);
    if (!first) throw new Error('no tests');
    // What would be a formula, and a price to come.
    const fields = { ...first, synonyms: '=1+1, -gula', preparation: '@puasa' };
    lab.change((ctx) => saveTest(ctx, { id: first.id, expectedVersion: first.version, fields }));
    lab.change((ctx) =>
      announcePrice(ctx, {
        testId: first.id,
        expectedVersion: first.version + 1,
        validFrom: '2027-01-04' as LabDay,
        priceRupiah: 99_000,
      }),
    );
    const plan = planCatalogue(lab.db, await exported(lab), TODAY);
    expect(plan).toMatchObject({ problems: [], added: [], changed: [], missing: [] });
    expect(plan.unchanged).toBe(listTests(lab.db).length);
  });

  test('says what is new, what changes field by field, and what it leaves out', async () => {
    const lab = furnished();
    const rows = await exported(lab);
    const codeIn = (row: SheetRow | undefined) => row?.cells.find(({ column }) => column === 1)?.text ?? '';
    const changed = written(written(rows, 3, 'priceRupiah', '77.000'), 3, 'comingPrice', '80000', 'number');
    const wanted = written(changed, 3, 'comingFrom', '04-01-2027');
    const plan = planCatalogue(lab.db, [...wanted.slice(0, -1), newRow(900, NEW)], TODAY);
    expect(plan.problems).toEqual([]);
    expect(plan.added).toMatchObject([{ code: 'ZZ-01', name: 'Magnesium' }]);
    expect(plan.changed).toMatchObject([
      {
        code: codeIn(rows[2]),
        changes: { priceRupiah: { to: 77_000 }, coming: { from: null, to: '80000 mulai 2027-01-04' } },
      },
    ]);
    expect(plan.missing.map(({ code }) => code)).toEqual([codeIn(rows.at(-1))]);
    lab.change((ctx) => applyCatalogue(ctx, plan));
    const after = testById(lab.db, plan.changed[0]?.id ?? 0);
    expect(after?.priceRupiah).toBe(77_000);
    expect(pricesOf(lab.db, after?.id ?? 0)).toEqual([{ validFrom: '2027-01-04', priceRupiah: 80_000 }]);
    expect(listTests(lab.db, { words: 'ZZ-01' })).toMatchObject([{ priceRupiah: 45_000, turnaroundDays: 2 }]);
    expect(planCatalogue(lab.db, wanted, TODAY)).toMatchObject({ added: [], changed: [], problems: [] });
  });

  test('takes a test off the list and puts it back', async () => {
    const lab = furnished();
    const rows = await exported(lab);
    const apply = (lines: SheetRow[]) =>
      lab.change((ctx) => applyCatalogue(ctx, planCatalogue(ctx.tx, lines, TODAY)));
    apply(written(rows, 2, 'isOffered', 'Tidak'));
    expect(listTests(lab.db, { retired: true })).toHaveLength(1);
    apply(rows);
    expect(listTests(lab.db, { retired: true })).toHaveLength(0);
  });

  test.each<[string, (rows: SheetRow[]) => SheetRow[], string, string]>([
    [
      'a price in words',
      (rows) => written(rows, 12, 'priceRupiah', 'murah'),
      'H12',
      'harus angka bulat, contoh 75000',
    ],
    [
      'a price with a fraction',
      (rows) => written(rows, 12, 'priceRupiah', '75000.5', 'number'),
      'H12',
      'angka bulat',
    ],
    ['a price with a comma', (rows) => written(rows, 12, 'priceRupiah', '75,5'), 'H12', 'angka bulat'],
    ['a price below zero', (rows) => written(rows, 12, 'priceRupiah', '-5', 'number'), 'H12', 'angka bulat'],
    ['no price', (rows) => [...rows, newRow(90, { ...NEW, priceRupiah: '' })], 'H90', 'Tarif'],
    ['no name', (rows) => written(rows, 12, 'name', ''), 'C12', 'Wajib diisi'],
    ['a formula', (rows) => written(rows, 12, 'name', '', 'formula'), 'C12', 'berisi rumus'],
    ['a word for yes or no', (rows) => written(rows, 12, 'inPerson', 'mungkin'), 'M12', 'ya atau tidak'],
    [
      'the same code twice',
      (rows) => [...rows, { ...(rows[3] ?? newRow(1, {})), number: 95 }],
      'A4',
      'sudah dipakai di baris',
    ],
    [
      'a code with spaces',
      (rows) => [...rows, newRow(90, { ...NEW, code: 'ZZ 01' })],
      'A90',
      'Pakai huruf, angka',
    ],
    [
      'a day that is none',
      (rows) => written(written(rows, 12, 'comingPrice', '5000'), 12, 'comingFrom', '31-02-2027'),
      'P12',
      'harus tanggal',
    ],
    [
      'a day that has begun',
      (rows) => written(written(rows, 12, 'comingPrice', '5000'), 12, 'comingFrom', '2026-11-20'),
      'P12',
      'sesudah hari ini',
    ],
    [
      'a price to come without a day',
      (rows) => written(rows, 12, 'comingPrice', '5000'),
      'P12',
      'tanggal berlakunya',
    ],
    [
      'a hidden row',
      (rows) => rows.map((row) => (row.number === 12 ? { ...row, isHidden: true } : row)),
      'A12',
      'tersembunyi',
    ],
    [
      'a heading from elsewhere',
      (rows) =>
        rows.map((row) =>
          row.number === 1
            ? {
                ...row,
                cells: [
                  ...row.cells,
                  { address: 'Q1', column: 17, kind: 'text' as const, text: '__proto__' },
                ],
              }
            : row,
        ),
      'Q1',
      'tidak dikenal',
    ],
    ['no heading at all', (rows) => rows.slice(1), 'A2', 'tidak dikenal'],
    [
      'a cell beyond the columns',
      (rows) =>
        rows.map((row) =>
          row.number === 12
            ? {
                ...row,
                cells: [...row.cells, { address: 'Z12', column: 26, kind: 'text' as const, text: 'catatan' }],
              }
            : row,
        ),
      'Z12',
      'tidak berjudul',
    ],
  ])('%s is told at its cell, and nothing can be taken over', async (_mistake, spoil, address, problem) => {
    const lab = furnished();
    const plan = planCatalogue(lab.db, spoil(await exported(lab)), TODAY);
    expect(plan.problems.map((each) => each.problem).join()).toContain(problem);
    expect(plan.problems[0]?.address).toBe(address);
    if (address.endsWith('12')) expect(plan.missing).toEqual([]);
    expect(() => lab.change((ctx) => applyCatalogue(ctx, plan))).toThrow('with problems');
  });
});

test('the workbook helps to write: a frozen heading, filters, lists to choose from, and no empty rows', async () => {
  const lab = furnished();
  const bytes = await catalogueSheet(catalogueRows(lab.db, TODAY), {
    labName: 'Labkesmas Uji',
    today: TODAY,
  });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer);
  expect(workbook.worksheets.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'Katalog visible',
    'Pilihan hidden',
    'Petunjuk visible',
  ]);
  const sheet = workbook.getWorksheet('Katalog');
  expect(sheet?.rowCount).toBe(listTests(lab.db).length + 1);
  expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  expect(sheet?.autoFilter).toBe('A1:P1');
  expect(sheet?.getCell('M900').dataValidation).toMatchObject({ type: 'list', formulae: ['"ya,tidak"'] });
  expect(sheet?.getCell('B2').dataValidation.formulae[0]).toContain('Pilihan!');
});
