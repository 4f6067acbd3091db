import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { readSheet, SHEET_REFUSALS } from '../../src/files/read-sheet.ts';
import { fullWorkbook, madeRow, madeWorkbook, madeZip, oldOffice } from '../support/made-zip.ts';

const ONE_ROW = `<sheetData>${madeRow(1, ['Kode', 'Nama'])}</sheetData>`;
const plain = madeWorkbook(ONE_ROW);

describe('a workbook from outside', () => {
  test('is read cell by cell, as the words people see', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Katalog');
    sheet.addRow(['Kode', 'Tarif', 'Mulai', 'Langsung', 'Jumlah']);
    sheet.addRow([
      'KK-01',
      75_000,
      new Date('2027-01-01T00:00:00Z'),
      true,
      { formula: 'B2*2', result: 150_000 },
    ]);
    sheet.addRow(['0812', '3308105708900001', { richText: [{ text: 'gula ' }, { text: 'darah' }] }]);
    sheet.getRow(3).hidden = true;
    sheet.mergeCells('F1:G1');
    const read = await readSheet(new Uint8Array(await workbook.xlsx.writeBuffer()));
    expect(read).toMatchObject({
      outcome: 'read',
      sheets: [
        {
          name: 'Katalog',
          rows: [
            { number: 1, isHidden: false },
            {
              number: 2,
              cells: [
                { address: 'A2', kind: 'text', text: 'KK-01' },
                { address: 'B2', kind: 'number', text: '75000' },
                { address: 'C2', kind: 'date', text: '2027-01-01' },
                { address: 'D2', kind: 'yesNo', text: 'ya' },
                { address: 'E2', kind: 'formula', text: '' },
              ],
            },
            {
              number: 3,
              isHidden: true,
              cells: [
                { kind: 'text', text: '0812' },
                { kind: 'text', text: '3308105708900001' },
                { kind: 'text', text: 'gula darah' },
              ],
            },
          ],
        },
      ],
    });
  });

  test('may be as plain as a program can make it, and headings are only words', async () => {
    const read = await readSheet(
      madeWorkbook(`<sheetData>${madeRow(1, ['__proto__', 'constructor'])}</sheetData>`),
    );
    expect(read).toMatchObject({
      sheets: [{ rows: [{ cells: [{ text: '__proto__' }, { text: 'constructor' }] }] }],
    });
    expect(await readSheet(plain)).toMatchObject({ outcome: 'read' });
  });

  test('tells how far its reading is', async () => {
    const told: number[] = [];
    await readSheet(plain, { progress: (percent) => told.push(percent) });
    expect(told.length).toBeGreaterThan(2);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });
});

const merges = (range: string) =>
  madeWorkbook(`${ONE_ROW}<mergeCells><mergeCell ref="${range}"/></mergeCells>`);
const validation = (range: string) =>
  madeWorkbook(
    `${ONE_ROW}<dataValidations><dataValidation type="list" sqref="${range}"><formula1>"a,b"</formula1></dataValidation></dataValidations>`,
  );
const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024);
const pieces = (of: (at: number) => string, count: number) =>
  madeWorkbook(
    `<sheetData><row r="1"><c r="A1" t="inlineStr"><is>${Array.from({ length: count }, (_, at) => `<r><t>${of(at)}</t></r>`).join('')}</is></c></row></sheetData>`,
  );
describe('a hostile workbook is refused with one sentence, and the lab goes on', () => {
  test.each<[string, Uint8Array, string]>([
    ['a merge over the whole sheet', merges('A1:XFD1048576'), 'tooBig'],
    ['a validation over the whole sheet', validation('A1:XFD1048576'), 'tooBig'],
    ['a thousand small merges of too much', merges('A1:Z20000'), 'tooBig'],
    ['a range nobody writes', merges('A1:ZZZZZ1'), 'tooBig'],
    ['a bomb of zeros', madeWorkbook(ONE_ROW, [{ name: 'xl/media/a.xml', bytes: zeros(30) }]), 'tooBig'],
    [
      'many bombs below the limit of one',
      madeWorkbook(
        ONE_ROW,
        Array.from({ length: 8 }, (_, index) => ({ name: `xl/media/${index}.xml`, bytes: zeros(4) })),
      ),
      'tooBig',
    ],
    [
      'sizes that lie',
      madeWorkbook(ONE_ROW, [{ name: 'xl/media/a.xml', bytes: zeros(20), saysBytes: 1_000 }]),
      'damaged',
    ],
    [
      'a way out of the archive',
      madeWorkbook(ONE_ROW, [{ name: '../../etc/passwd', bytes: 'x' }]),
      'damaged',
    ],
    ['the same file twice', madeWorkbook(ONE_ROW, [{ name: 'xl/workbook.xml', bytes: 'x' }]), 'damaged'],
    ['macros', madeWorkbook(ONE_ROW, [{ name: 'xl/vbaProject.bin', bytes: 'x' }]), 'macros'],
    ['a CSV by another name', Buffer.from('kode;nama\nKK-01;Gula darah'), 'notXlsx'],
    ['a picture of a page', Buffer.from('%PDF-1.7'), 'notXlsx'],
    ['an archive of something else', madeZip([{ name: 'halo.txt', bytes: 'halo' }]), 'notXlsx'],
    ['nothing', Buffer.alloc(0), 'notXlsx'],
    ['half a file', plain.subarray(0, plain.length - 40), 'damaged'],
    ['an old workbook', oldOffice('Workbook'), 'oldXls'],
    ['a locked workbook', oldOffice('EncryptedPackage'), 'locked'],
    [
      'six thousand rows',
      madeWorkbook(
        `<sheetData>${Array.from({ length: 6_000 }, (_, at) => madeRow(at + 1, ['x'])).join('')}</sheetData>`,
      ),
      'tooBig',
    ],
    ['a text in a million pieces', pieces(() => 'x', 700_000), 'tooBig'],
    ['more cells than any list has', fullWorkbook(900, 99), 'tooBig'],
    ['more cells than the thread can hold', fullWorkbook(4_400, 99), 'tooBig'],
    ['no sheet at all', madeWorkbook('').subarray(0, 500), 'damaged'],
  ])('%s', { timeout: 20_000 }, async (_name, bytes, outcome) => {
    const read = await readSheet(bytes);
    expect(read.outcome).toBe(outcome);
    if (read.outcome !== 'read') expect(SHEET_REFUSALS[read.outcome]).toMatch(/(Simpan|Buka|Salin)/);
  });

  test('one that takes too long is given up', async () => {
    expect(await readSheet(plain, { timeoutMs: 1 })).toEqual({ outcome: 'tooSlow' });
    expect(await readSheet(plain)).toMatchObject({ outcome: 'read' });
  });
});
