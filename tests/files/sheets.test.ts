import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { files } from '../../src/domain/files/table.ts';
import { checkOf, type SheetCheck, sheetCheck } from '../../src/domain/sheets/index.ts';
import { SHEET_KINDS } from '../../src/domain/values/shipment.ts';
import { FILE_KINDS, FROM_CITIZENS } from '../../src/files/kinds.ts';
import { readSheet } from '../../src/files/read-sheet.ts';
import { createFileStore, type FileClaim, type FileStore } from '../../src/files/store.ts';
import { createSheetLook } from '../../src/sheets/index.ts';
import { type TestLab, testLab } from '../support/lab.ts';
import { fullWorkbook, madeRow, madeWorkbook, madeZip, oldOffice } from '../support/made-zip.ts';
import { filledTemplate, GOOD_ROW, openedTemplate, SHEET_LAB, TODAY, type Typed } from '../support/sheets.ts';

let dataDir: string;
let lab: TestLab;
let store: FileStore;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sapalab-sheets-'));
  lab = testLab();
  const lookIntoSheet = createSheetLook({ today: () => TODAY, lab: () => SHEET_LAB });
  const { db, clock, transact } = lab;
  store = createFileStore({ dataDir, db, clock, transact, lookIntoSheet });
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const claim = (name: string, more: Partial<FileClaim> = {}): FileClaim => ({
  ...{ name, origin: 'citizen', accepts: FROM_CITIZENS },
  ...more,
});

async function admitted(bytes: Buffer, said = claim('sampel.xlsx')): Promise<number> {
  const came = await store.admit(bytes, said);
  if (came.outcome !== 'stored') throw new Error(`refused: ${came.problem}`);
  return came.fileId;
}

async function checked(bytes: Buffer): Promise<SheetCheck> {
  const check = checkOf(lab.db, await admitted(bytes));
  if (!check) throw new Error('stored, and nobody has looked into it');
  return check;
}

const samples = (count: number, row: Typed = GOOD_ROW.identity): Typed[] =>
  Array.from({ length: count }, (_, at) => ({ ...row, sampleCode: `S-${at + 1}` }));

describe('a sheet that comes in', () => {
  test.each(SHEET_KINDS)('%s is kept with what was found in it', async (kind) => {
    expect(await checked(await filledTemplate(kind, [GOOD_ROW[kind]]))).toMatchObject({
      ...{ kind, rows: 1, mistakes: [], mistakeCount: 0, correctedFileId: null },
    });
  });

  test.each(SHEET_KINDS)('%s as we hand it out is empty, whatever example stands in it', async (kind) => {
    expect(await checked(await filledTemplate(kind, []))).toMatchObject({
      ...{ kind, rows: 0, mistakes: [{ problem: 'noRows' }] },
    });
  });

  test('has the words a spreadsheet makes of what is typed read as they are meant', async () => {
    const bytes = await filledTemplate('identity', [GOOD_ROW.identity], (sheet) => {
      sheet.getCell('I7').value = new Date('1899-12-30T07:30:00Z');
      sheet.getCell('I7').numFmt = 'hh:mm';
      sheet.getCell('J7').value = { richText: [{ text: 'Rina ' }, { text: 'Wulandari' }] };
    });
    expect(await checked(bytes)).toMatchObject({ mistakeCount: 0, correctedCells: 1 });
  });

  test('has its mistakes told by their cells', async () => {
    const fileId = await admitted(
      await filledTemplate('identity', samples(3), (sheet) => {
        sheet.getCell('H7').value = null;
        sheet.getCell('D8').value = 3308105708900001;
        sheet.getCell('C9').value = { formula: 'C8', result: 'Siti Aminah' };
        sheet.getRow(9).hidden = true;
      }),
    );
    expect(sheetCheck(lab.db, fileId, 'identity')).toMatchObject({
      ...{ outcome: 'mistakes', rows: 3, count: 4 },
      mistakes: [
        { cell: 'H7', problem: 'empty' },
        { cell: 'D8', problem: 'nikIsNumber' },
        { cell: 'A9', problem: 'hiddenRow' },
        { cell: 'C9', problem: 'formula' },
      ],
    });
  });

  test('is recognised as another one where that is wanted', async () => {
    const fileId = await admitted(await filledTemplate('control', [GOOD_ROW.control]));
    expect(sheetCheck(lab.db, fileId, 'nar')).toEqual({ outcome: 'wrongSheet', is: 'control' });
  });

  test('of nobody’s making is kept and known as none of ours', async () => {
    const bytes = madeWorkbook(`<sheetData>${madeRow(1, ['__proto__', 'Kode sampel'])}</sheetData>`);
    expect(await checked(bytes)).toMatchObject({ kind: null, rows: 0, mistakeCount: 0 });
  });

  test('hidden tabs of it say nothing', async () => {
    const bytes = await filledTemplate('control', [GOOD_ROW.control], (sheet, workbook) => {
      const hidden = workbook.addWorksheet('Lama', { state: 'veryHidden' });
      sheet.eachRow((row) => void hidden.addRow(row.values));
    });
    expect(await checked(bytes)).toMatchObject({ rows: 1, mistakeCount: 0 });
  });
});

describe('the corrected copy', () => {
  const untidy: Typed = {
    ...GOOD_ROW.identity,
    nik: '3308 1057 0890 0001',
    birthDate: '17 Agustus 1990',
    sex: 'p',
    note: '=HYPERLINK("http://contoh.example";"klik")',
  };

  test('holds what was put right, and passes when it is sent', async () => {
    const check = await checked(await filledTemplate('identity', [untidy]));
    expect(check).toMatchObject({ mistakeCount: 0, correctedCells: 3 });
    const copy = store.open(check.correctedFileId ?? 0);
    expect(copy).toMatchObject({ name: 'sampel (diperbaiki).xlsx', mimeType: FILE_KINDS.xlsx.mimeType });

    const again = await checked(readFileSync(copy?.path ?? ''));
    expect(again).toMatchObject({ kind: 'identity', rows: 1, mistakeCount: 0, correctedFileId: null });
  });

  test('is checked itself, for whoever chooses it: what is still wrong stands in its own cells', async () => {
    const bytes = await filledTemplate('identity', [
      untidy,
      {},
      { ...untidy, sampleCode: 'S-02', tests: null },
    ]);
    const { correctedFileId, mistakes } = await checked(bytes);
    expect(mistakes).toMatchObject([{ cell: 'K9', problem: 'empty' }]);
    expect(sheetCheck(lab.db, correctedFileId ?? 0, 'identity')).toMatchObject({
      ...{ outcome: 'mistakes', rows: 2, corrected: null },
      mistakes: [{ cell: 'K7', problem: 'empty' }],
    });
    const read = await readSheet(readFileSync(store.open(correctedFileId ?? 0)?.path ?? ''));
    if (read.outcome !== 'read') throw new Error(read.outcome);
    expect(read.sheets[0]?.rows.find(({ number }) => number === 7)?.cells[0]).toMatchObject({
      ...{ address: 'B7', text: 'S-02' },
    });
  });

  test('never carries out what somebody has typed', async () => {
    const { correctedFileId } = await checked(await filledTemplate('identity', [untidy]));
    const read = await readSheet(readFileSync(store.open(correctedFileId ?? 0)?.path ?? ''));
    if (read.outcome !== 'read') throw new Error(read.outcome);
    const cells = read.sheets.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
    expect(cells.filter(({ kind }) => kind === 'formula')).toEqual([]);
    expect(cells.map(({ text }) => text)).toContain(`'${String(untidy.note)}`);
  });

  test('keeps what is still wrong, and columns of the sender’s own', async () => {
    const bytes = await filledTemplate('identity', [{ ...untidy, takenOn: 'kemarin' }], (sheet) => {
      sheet.getCell('M5').value = 'Kurir';
      sheet.getCell('M7').value = 'Budi';
    });
    const { correctedFileId, mistakes } = await checked(bytes);
    expect(mistakes).toMatchObject([{ cell: 'H7', problem: 'notADate' }]);
    const read = await readSheet(readFileSync(store.open(correctedFileId ?? 0)?.path ?? ''));
    const texts = read.outcome === 'read' ? read.sheets[0]?.rows.at(-1)?.cells.map(({ text }) => text) : [];
    expect(texts).toEqual(expect.arrayContaining(['kemarin', 'Budi', '3308105708900001']));
  });

  test('is there with its sheet or not at all', async () => {
    const failing = createFileStore({
      ...{ dataDir, db: lab.db, clock: lab.clock },
      lookIntoSheet: createSheetLook({ today: () => TODAY, lab: () => SHEET_LAB }),
      transact: () => {
        throw new Error('disk full');
      },
    });
    await expect(
      failing.admit(await filledTemplate('identity', [untidy]), claim('a.xlsx')),
    ).rejects.toThrow();
    expect(lab.db.select().from(files).all()).toEqual([]);
    expect(await store.sweep()).toBe(0);
  });
});

describe('an old workbook', () => {
  test('is kept for staff, unread', async () => {
    const said = claim('kendali.xls', { mimeType: 'application/vnd.ms-excel' });
    const fileId = await admitted(oldOffice('Workbook'), said);
    expect(store.open(fileId)).toMatchObject({ name: 'kendali.xls', mimeType: FILE_KINDS.xls.mimeType });
    expect(sheetCheck(lab.db, fileId, 'control')).toEqual({ outcome: 'unread' });
  });

  test.each([
    ['with programs', oldOffice('Workbook', '_VBA_PROJECT_CUR'), 'a.xls', 'macros'],
    ['locked with a password', oldOffice('EncryptedPackage'), 'a.xls', 'encrypted'],
    ['locked, of the new kind', oldOffice('EncryptedPackage'), 'a.xlsx', 'encrypted'],
    ['that calls itself a new one', oldOffice('Workbook'), 'a.xlsx', 'wrongKind'],
    ['that is a letter', oldOffice('WordDocument'), 'a.xls', 'wrongKind'],
    ['that is a letter by its name', oldOffice('Workbook'), 'a.doc', 'wrongKind'],
    ['that is a web page', Buffer.from('<html><table><tr><td>S-01</table>'), 'a.xls', 'wrongKind'],
    ['that is cut off', oldOffice().subarray(0, 600), 'a.xls', 'wrongKind'],
  ])('%s is not', async (_what, bytes, name, problem) => {
    expect(await store.admit(bytes, claim(name))).toEqual({ outcome: 'refused', problem });
  });
});

const ONE_ROW = `<sheetData>${madeRow(1, ['Kode sampel', 'Nama'])}</sheetData>`;
const merge = (range: string) =>
  madeWorkbook(`${ONE_ROW}<mergeCells><mergeCell ref="${range}"/></mergeCells>`);
const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024);
const rowsOf = (count: number) =>
  madeWorkbook(
    `<sheetData>${Array.from({ length: count }, (_, at) => madeRow(at + 1, [`S-${at}`])).join('')}</sheetData>`,
  );

describe('a hostile sheet is refused within ten seconds, and the lab answers meanwhile', () => {
  const HOSTILE: readonly [what: string, bytes: Buffer, problem: string, name?: string][] = [
    ['a merge over everything', merge('A1:XFD1048576'), 'overfull'],
    [
      'a validation over everything',
      madeWorkbook(
        `${ONE_ROW}<dataValidations><dataValidation type="list" sqref="A1:XFD1048576"/></dataValidations>`,
      ),
      'overfull',
    ],
    ['a bomb', madeWorkbook(ONE_ROW, [{ name: 'xl/media/a.xml', bytes: zeros(30) }]), 'overfull'],
    ['more cells than any list', fullWorkbook(2_200, 99), 'overfull'],
    [
      'a text in pieces',
      madeWorkbook(
        `<sheetData><row r="1"><c r="A1" t="inlineStr"><is>${'<r><t>x</t></r>'.repeat(700_000)}</is></c></row></sheetData>`,
      ),
      'overfull',
    ],
    ['five thousand rows', rowsOf(5_000), 'tooManyRows'],
    [
      'sizes that lie',
      madeWorkbook(ONE_ROW, [{ name: 'xl/media/a.xml', bytes: zeros(20), saysBytes: 1_000 }]),
      'damaged',
    ],
    ['a way out', madeWorkbook(ONE_ROW, [{ name: '../../etc/passwd', bytes: 'x' }]), 'damaged'],
    ['half of it', rowsOf(50).subarray(0, 1_000), 'damaged'],
    ['a program', madeWorkbook(ONE_ROW, [{ name: 'xl/vbaProject.bin', bytes: 'x' }]), 'macros'],
    ['a program by its name', madeWorkbook(ONE_ROW), 'macros', 'sampel.xlsm'],
    ['an archive', madeZip([{ name: 'halo.txt', bytes: 'halo' }]), 'wrongKind'],
    ['an archive by its name', madeWorkbook(ONE_ROW), 'wrongKind', 'sampel.zip'],
    ['a table in plain text', Buffer.from('Kode sampel;Nama\nS-01;Siti'), 'wrongKind'],
    ['a web page', Buffer.from('<!doctype html><table></table>'), 'wrongKind'],
    ['nothing', Buffer.alloc(0), 'empty'],
  ];
  test.each(HOSTILE)('%s', { timeout: 20_000 }, async (_what, bytes, problem, name = 'sampel.xlsx') => {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const began = performance.now();
    expect(await store.admit(bytes, claim(name))).toEqual({ outcome: 'refused', problem });
    expect(performance.now() - began).toBeLessThan(10_000);
    delay.disable();
    // Far more than the 50 ms that the bench allows: here other tests run beside it.
    expect(delay.max / 1e6).toBeLessThan(1_000);
    expect(lab.db.select().from(files).all()).toEqual([]);
  });

  test('2,001 samples are too many for one sheet, 2,000 are not', { timeout: 30_000 }, async () => {
    expect(await store.admit(await filledTemplate('identity', samples(2_001)), claim('a.xlsx'))).toEqual({
      ...{ outcome: 'refused', problem: 'tooManyRows' },
    });
    expect(await checked(await filledTemplate('identity', samples(2_000)))).toMatchObject({ rows: 2_000 });
  });

  test('the same sheet five times at once is five sheets', { timeout: 20_000 }, async () => {
    const bytes = await filledTemplate('identity', samples(20));
    const ids = await Promise.all([1, 2, 3, 4, 5].map(() => admitted(bytes)));
    expect(new Set(ids).size).toBe(5);
    for (const id of ids) expect(checkOf(lab.db, id)?.rows).toBe(20);
  });

  test('while very many wait, the next is asked for once more', { timeout: 20_000 }, async () => {
    const { db, clock, transact } = lab;
    const lookIntoSheet = createSheetLook({ today: () => TODAY, lab: () => SHEET_LAB, maxWaiting: 2 });
    const busy = createFileStore({ dataDir, db, clock, transact, lookIntoSheet });
    const bytes = await filledTemplate('identity', samples(1));
    const came = await Promise.all([1, 2, 3].map(() => busy.admit(bytes, claim('a.xlsx'))));
    expect(came.filter(({ outcome }) => outcome === 'stored').length).toBe(2);
    expect(came.find(({ outcome }) => outcome === 'refused')).toMatchObject({ problem: 'notFetched' });
    expect(await busy.admit(bytes, claim('a.xlsx'))).toMatchObject({ outcome: 'stored' });
  });

  test('without somebody to look into it no sheet is taken', async () => {
    const { db, clock, transact } = lab;
    const blind = createFileStore({ dataDir, db, clock, transact });
    expect(await blind.admit(await filledTemplate('identity', samples(1)), claim('a.xlsx'))).toEqual({
      ...{ outcome: 'refused', problem: 'wrongKind' },
    });
  });
});

describe('what a sheet is called', () => {
  test.each([
    ['../../../etc/sampel.xlsx', 'sampel.xlsx'],
    ['C:\\Users\\rina\\sampel.xlsx', 'sampel.xlsx'],
    ['sampel\u202Excod.xlsx', 'sampelxcod.xlsx'],
    [`${'s'.repeat(300)}.xlsx`, `${'s'.repeat(115)}.xlsx`],
    ['NIK 3308105708900001.xlsx', 'NIK 3308••••••••0001.xlsx'],
  ])('%s becomes %s', async (name, kept) => {
    const fileId = await admitted(await filledTemplate('identity', samples(1)), claim(name));
    expect(store.open(fileId)?.name).toBe(kept);
  });

  test.each([
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/octet-stream',
    'application/zip',
    'application/vnd.ms-excel',
  ])('a telephone that says %s is believed', async (mimeType) => {
    const bytes = await filledTemplate('identity', samples(1));
    expect(await store.admit(bytes, claim('sampel.xlsx', { mimeType }))).toMatchObject({ outcome: 'stored' });
  });

  test('one that says it is a picture is not', async () => {
    const bytes = await filledTemplate('identity', samples(1));
    expect(await store.admit(bytes, claim('sampel.xlsx', { mimeType: 'image/png' }))).toEqual({
      ...{ outcome: 'refused', problem: 'wrongKind' },
    });
  });

  test('the template is ours in whatever tab it lies', async () => {
    const { workbook, sheet } = await openedTemplate('nar');
    sheet.name = 'Sheet1';
    const bytes = Buffer.from(await workbook.xlsx.writeBuffer());
    expect(await checked(bytes)).toMatchObject({ kind: 'nar' });
  });
});
