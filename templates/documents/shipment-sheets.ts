import ExcelJS from 'exceljs';
import type { CleanValue, FilledRow } from '../../src/domain/sheets/values.ts';
import {
  MAX_SHEET_ROWS,
  SHEET_FORMS,
  SHEET_HEAD_ROW,
  type SheetColumn,
  type SheetForm,
} from '../../src/domain/values/sheet-columns.ts';
import type { SheetKind } from '../../src/domain/values/shipment.ts';
import { safeCell } from './safe-cell.ts';
import { validationOf } from './sheet-validations.ts';

const TEAL = 'FF10776E';
const PALE = 'FFEAF4F3';
const GREY = 'FF8A9499';
const YELLOW = 'FFFFF2B3';
const FIRST_ROW = SHEET_HEAD_ROW + 1;
const LAST_ROW = SHEET_HEAD_ROW + MAX_SHEET_ROWS;

/** The lab as its sheets name it. */
export interface SheetLab {
  name: string;
  letterhead: string;
  address: string;
  phone: string;
}

/** What a corrected copy holds besides the template. */
export interface SheetFilling {
  rows: readonly FilledRow[];
  extraHeadings: readonly string[];
}

/**
 * One of the three sheets of a shipment as a workbook: empty with an example row to be filled in, or filled
 * with what a sender has written and we could put right; what is still wrong is yellow there.
 */
export async function sheetTemplate(
  kind: SheetKind,
  lab: SheetLab,
  filling?: SheetFilling,
): Promise<Uint8Array> {
  const form = SHEET_FORMS[kind];
  const workbook = new ExcelJS.Workbook();
  workbook.creator = lab.name;
  const sheet = workbook.addWorksheet(form.name, {
    views: [{ state: 'frozen', xSplit: 2, ySplit: SHEET_HEAD_ROW, activeCell: `C${FIRST_ROW}` }],
    pageSetup: {
      ...{ orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      printTitlesRow: `${SHEET_HEAD_ROW}:${SHEET_HEAD_ROW}`,
    },
  });
  layOut(sheet, form);
  letterhead(sheet, form, lab);
  headings(sheet, form, filling?.extraHeadings ?? []);
  if (filling) fill(sheet, filling);
  else example(sheet, form);
  guide(workbook, form, lab);
  // Its type says Buffer of another Node; these are the bytes.
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function layOut(sheet: ExcelJS.Worksheet, { columns }: SheetForm): void {
  columns.forEach((column, index) => {
    const place = sheet.getColumn(index + 1);
    place.width = column.width;
    place.numFmt = formatOf(column);
  });
  // The library's types do not know this one: a whole column at once, without making its empty cells.
  const { dataValidations } = sheet as unknown as {
    dataValidations: { add(range: string, validation: ExcelJS.DataValidation): void };
  };
  columns.forEach((column, index) => {
    const { letter } = sheet.getColumn(index + 1);
    const validation = validationOf(column, `${letter}${FIRST_ROW}`);
    if (validation) dataValidations.add(`${letter}${FIRST_ROW}:${letter}${LAST_ROW}`, validation);
  });
}

/** A spreadsheet makes numbers and days of what looks like them, unless a column says that it holds words. */
function formatOf({ content }: SheetColumn): string {
  if (content.kind === 'day') return 'dd-mm-yyyy';
  return ['number', 'whole', 'decimal'].includes(content.kind) ? 'General' : '@';
}

function letterhead(sheet: ExcelJS.Worksheet, form: SheetForm, lab: SheetLab): void {
  const line = (row: number, words: string, font: Partial<ExcelJS.Font>): void => {
    const cell = sheet.getCell(row, 1);
    cell.value = safeCell(words);
    cell.font = font;
  };
  line(1, [lab.letterhead, lab.name].filter((words) => words !== '').join(' · '), { bold: true, size: 12 });
  line(2, [lab.address, lab.phone].filter((words) => words !== '').join(' · '), { color: { argb: GREY } });
  line(3, form.name.toUpperCase(), { bold: true, size: 14, color: { argb: TEAL } });
  line(4, 'Satu baris untuk satu sampel. Kolom bertanda * wajib diisi. Jangan mengubah judul kolom.', {
    italic: true,
  });
  const mark = sheet.getCell(4, form.columns.length);
  mark.value = form.mark;
  mark.font = { size: 8, color: { argb: GREY } };
  mark.alignment = { horizontal: 'right' };
}

function headings(sheet: ExcelJS.Worksheet, { columns }: SheetForm, extra: readonly string[]): void {
  const row = sheet.getRow(SHEET_HEAD_ROW);
  row.height = 34;
  [
    ...columns.map(({ heading, need }) => (need === 'always' ? `${heading} *` : heading)),
    ...extra.map(safeCell),
  ].forEach((heading, index) => {
    const cell = row.getCell(index + 1);
    cell.value = heading;
    cell.numFmt = '@';
    cell.font = { bold: true, color: { argb: 'FFFFFFFF' } };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: TEAL } };
    cell.alignment = { vertical: 'middle', horizontal: 'left', wrapText: true };
    cell.border = { right: { style: 'thin', color: { argb: 'FFFFFFFF' } } };
  });
}

function example(sheet: ExcelJS.Worksheet, { columns }: SheetForm): void {
  columns.forEach((column, index) => {
    const cell = sheet.getCell(FIRST_ROW, index + 1);
    cell.value = exampleOf(column);
    cell.font = { italic: true, color: { argb: GREY } };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: PALE } };
  });
}

function exampleOf({ content, example: written }: SheetColumn): ExcelJS.CellValue {
  if (written === '') return null;
  if (content.kind === 'day') return new Date(`${written}T00:00:00Z`);
  return content.kind === 'whole' || content.kind === 'decimal' ? Number(written) : written;
}

function fill(sheet: ExcelJS.Worksheet, { rows }: SheetFilling): void {
  rows.forEach(({ cells, extra }, index) => {
    const row = sheet.getRow(FIRST_ROW + index);
    cells.forEach(({ value, problem }, column) => {
      const cell = row.getCell(column + 1);
      if (value) cell.value = cellValueOf(value);
      // Words in a column of numbers or days stay words: another reader must not guess anew.
      if (value && 'text' in value) cell.numFmt = '@';
      if (problem) cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: YELLOW } };
    });
    extra.forEach((words, place) => {
      if (words === '') return;
      const cell = row.getCell(cells.length + place + 1);
      cell.value = safeCell(words);
      cell.numFmt = '@';
    });
  });
}

function cellValueOf(value: CleanValue): ExcelJS.CellValue {
  if ('day' in value) return new Date(`${value.day}T00:00:00Z`);
  return 'number' in value ? value.number : safeCell(value.text);
}

function guide(workbook: ExcelJS.Workbook, form: SheetForm, lab: SheetLab): void {
  const sheet = workbook.addWorksheet('Petunjuk');
  sheet.columns = [{ width: 28 }, { width: 34 }, { width: 74 }, { width: 32 }];
  const howTo = [
    `Cara mengisi ${form.name}`,
    `1. Isi lembar ${form.name} mulai baris ${FIRST_ROW}, satu baris untuk satu sampel.`,
    '2. Baris contoh boleh dihapus atau dibiarkan; baris itu tidak dihitung.',
    '3. Tanggal ditulis tanggal-bulan-tahun, misalnya 17-08-1990.',
    '4. Jangan memakai rumus, menyembunyikan baris, atau menggabungkan sel.',
    `5. Paling banyak ${MAX_SHEET_ROWS.toLocaleString('id-ID')} baris. Selebihnya kirim dalam pendaftaran lain.`,
    '6. Simpan sebagai Excel Workbook (.xlsx), lalu kirim berkasnya di chat atau unggah di halaman pendaftaran.',
    '',
  ];
  for (const line of howTo) sheet.addRow([line]);
  const head = sheet.addRow(['Kolom', 'Wajib diisi', 'Cara mengisi', 'Contoh']);
  for (const column of form.columns)
    sheet.addRow([column.heading, needOf(column, form), column.about, shownExample(column)]).alignment = {
      vertical: 'top',
      wrapText: true,
    };
  sheet.addRow([]);
  sheet.addRow([safeCell(`${lab.name} · ${form.mark}`)]).font = { size: 8, color: { argb: GREY } };
  sheet.getColumn(4).numFmt = '@';
  sheet.getRow(1).font = { bold: true, size: 14, color: { argb: TEAL } };
  head.font = { bold: true };
  head.eachCell((cell) => {
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: PALE } };
  });
}

function needOf({ need }: SheetColumn, { columns }: SheetForm): string {
  if (need === 'always') return 'Ya';
  if (need === 'never') return 'Tidak';
  if (need === 'person') return 'Ya, untuk sampel manusia';
  const other = columns.find(({ key }) => key === need.unless)?.heading ?? '';
  return `Ya, kecuali ${other} diisi`;
}

const shownExample = ({ content, example: written }: SheetColumn): string =>
  content.kind === 'day' ? written.split('-').reverse().join('-') : written;
