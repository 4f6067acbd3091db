import ExcelJS from 'exceljs';
import {
  CATALOGUE_COLUMNS,
  type CatalogueColumn,
  type CatalogueRow,
} from '../../src/domain/values/catalogue-columns.ts';
import { safeCell } from './safe-cell.ts';

const TEAL = 'FF10776E';
const PALE = 'FFEAF4F3';
/** So many rows know what may be typed; more than any price list. */
const LAST_ROW = 1_500;

const WIDTHS: Partial<Record<CatalogueColumn, number>> = {
  code: 10,
  group: 20,
  name: 32,
  nameEn: 32,
  parameter: 36,
  method: 22,
  sample: 22,
  preparation: 36,
  preparationEn: 36,
  synonyms: 40,
};

const HOW_TO = [
  'Cara memakai berkas ini',
  '',
  '1. Ubah isi lembar Katalog. Satu baris adalah satu pemeriksaan; barisnya dikenali dari Kode.',
  '2. Kode yang belum ada menjadi pemeriksaan baru. Pemeriksaan yang tidak ada di berkas dibiarkan apa adanya.',
  '3. Untuk berhenti menawarkan pemeriksaan, tulis "tidak" di kolom Ditawarkan. Jangan menghapus barisnya.',
  '4. Tarif dan lama pengerjaan ditulis sebagai angka bulat, misalnya 75000.',
  '5. Tarif yang baru berlaku nanti ditulis di Tarif berikutnya dan Berlaku mulai, misalnya 2027-01-04.',
  '6. Jangan mengubah judul kolom, memakai rumus, menyembunyikan baris, atau menggabungkan sel.',
  '7. Simpan, lalu muat di halaman Katalog. Sebelum disimpan, semua perubahan ditunjukkan lebih dulu.',
];

/** The catalogue as a workbook that can be changed and read back: one test a row, all columns. */
export async function catalogueSheet(
  rows: readonly CatalogueRow[],
  { labName, today }: { labName: string; today: string },
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Katalog', {
    views: [{ state: 'frozen', xSplit: 1, ySplit: 1 }],
    pageSetup: { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.columns = CATALOGUE_COLUMNS.map(([column, heading]) => ({
    key: column,
    header: heading,
    width: WIDTHS[column] ?? 14,
  }));
  const head = sheet.getRow(1);
  head.height = 32;
  head.font = { bold: true, color: { argb: 'FFFFFFFF' } };
  head.alignment = { vertical: 'middle', wrapText: true };
  head.eachCell((cell) => {
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: TEAL } };
  });
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: CATALOGUE_COLUMNS.length } };
  for (const test of rows) {
    const row = sheet.addRow(CATALOGUE_COLUMNS.map(([column]) => cellOf(test[column])));
    row.alignment = { vertical: 'top', wrapText: true };
    if (!test.isOffered) row.font = { color: { argb: 'FF8A9499' } };
  }
  formatColumns(sheet);
  const groups = groupsSheet(workbook, [...new Set(rows.map(({ group }) => group))]);
  validate(sheet, groups);
  howToSheet(workbook, `${labName}, ${today}`);
  // Its type says Buffer of another Node; these are the bytes.
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function cellOf(value: string | number | boolean | undefined): string | number | null {
  if (typeof value === 'boolean') return value ? 'ya' : 'tidak';
  if (value === undefined || value === '') return null;
  return typeof value === 'number' ? value : safeCell(value);
}

const placeOf = (column: CatalogueColumn): number =>
  CATALOGUE_COLUMNS.findIndex(([name]) => name === column) + 1;

function formatColumns(sheet: ExcelJS.Worksheet): void {
  for (const column of ['priceRupiah', 'comingPrice'] as const)
    sheet.getColumn(placeOf(column)).numFmt = '#,##0';
  // Codes and days are words: a spreadsheet must not make dates or numbers of them.
  for (const column of ['code', 'comingFrom'] as const) sheet.getColumn(placeOf(column)).numFmt = '@';
}

function groupsSheet(workbook: ExcelJS.Workbook, groups: readonly string[]): string {
  const sheet = workbook.addWorksheet('Pilihan', { state: 'hidden' });
  for (const group of groups) sheet.addRow([safeCell(group)]);
  return `Pilihan!$A$1:$A$${Math.max(1, groups.length)}`;
}

function validate(sheet: ExcelJS.Worksheet, groups: string): void {
  // The library's types do not know this one: a whole column at once, without making its empty cells.
  const { dataValidations } = sheet as unknown as {
    dataValidations: { add(range: string, validation: ExcelJS.DataValidation): void };
  };
  const add = (column: CatalogueColumn, validation: ExcelJS.DataValidation): void => {
    const { letter } = sheet.getColumn(placeOf(column));
    dataValidations.add(`${letter}2:${letter}${LAST_ROW}`, validation);
  };
  for (const column of ['inPerson', 'isOffered'] as const) {
    add(column, {
      type: 'list',
      allowBlank: true,
      formulae: ['"ya,tidak"'],
      showErrorMessage: true,
      errorTitle: 'Ya atau tidak',
      error: 'Tulis ya atau tidak.',
    });
  }
  // A new group may be typed; the list only helps to write the known ones alike.
  add('group', { type: 'list', allowBlank: true, formulae: [groups], showErrorMessage: false });
  for (const column of ['priceRupiah', 'turnaroundDays'] as const) {
    add(column, {
      type: 'whole',
      operator: 'greaterThanOrEqual',
      allowBlank: true,
      formulae: [0],
      showErrorMessage: true,
      errorTitle: 'Angka bulat',
      error: 'Tulis angka bulat, misalnya 75000.',
    });
  }
}

function howToSheet(workbook: ExcelJS.Workbook, from: string): void {
  const sheet = workbook.addWorksheet('Petunjuk');
  sheet.getColumn(1).width = 110;
  for (const line of [...HOW_TO, '', `Diunduh dari ${from}.`]) sheet.addRow([safeCell(line)]);
  sheet.getRow(1).font = { bold: true, size: 14 };
  sheet.getCell('A1').fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: PALE } };
  sheet.eachRow((row) => {
    row.alignment = { wrapText: true };
  });
}
