import ExcelJS from 'exceljs';
import type { SheetTab, TabCell } from '../../src/domain/sheets/values.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { SHEET_FORMS, SHEET_HEAD_ROW } from '../../src/domain/values/sheet-columns.ts';
import type { SheetKind } from '../../src/domain/values/shipment.ts';
import { sheetTemplate } from '../../templates/documents/shipment-sheets.ts';

/** The Saturday the sheets of the tests are checked on. */
export const TODAY = '2026-11-21' as LabDay;

export const SHEET_LAB = {
  name: 'Balai Laboratorium Contoh',
  letterhead: 'Kementerian Contoh',
  address: 'Jalan Contoh 1',
  phone: '(0293) 555-0100',
};

/** What somebody has typed into a row, by the keys of its columns. */
export type Typed = Readonly<Record<string, ExcelJS.CellValue>>;

/** A row nobody could say anything against. */
export const GOOD_ROW: Record<SheetKind, Typed> = {
  identity: {
    sampleCode: 'S-01',
    name: 'Siti Aminah',
    nik: '3308105708900001',
    birthDate: new Date('1990-08-17T00:00:00Z'),
    sex: 'Perempuan',
    sampleType: 'Serum',
    takenOn: new Date('2026-11-20T00:00:00Z'),
    takenAt: '07.30',
    takenBy: 'Rina Wulandari',
    tests: 'Gula darah puasa',
  },
  control: {
    sampleCode: 'S-01',
    containers: 1,
    box: 1,
    condition: 'Baik',
    temperature: 4,
    packedOn: new Date('2026-11-20T00:00:00Z'),
    packedAt: '08.00',
    packedBy: 'Rina Wulandari',
  },
  nar: {
    nik: '3308105708900001',
    name: 'Siti Aminah',
    birthDate: new Date('1990-08-17T00:00:00Z'),
    sex: 'Perempuan',
    address: 'Jalan Contoh 5',
    regency: 'Kota Magelang',
    phone: '081200001234',
    sampleCode: 'S-01',
    sampleType: 'Serum',
    tests: 'Gula darah puasa',
    takenOn: new Date('2026-11-20T00:00:00Z'),
    sender: 'Puskesmas Contoh',
  },
};

/** The letters of a column: `C` for the name in the sheet of identities. */
export function letterOf(kind: SheetKind, key: string): string {
  return String.fromCharCode(65 + SHEET_FORMS[kind].columns.findIndex((column) => column.key === key));
}

/** A template as the lab hands it out, opened to be filled in. */
export async function openedTemplate(
  kind: SheetKind,
): Promise<{ workbook: ExcelJS.Workbook; sheet: ExcelJS.Worksheet }> {
  const workbook = new ExcelJS.Workbook();
  const bytes = await sheetTemplate(kind, SHEET_LAB);
  // The library's types want a buffer of an older Node.
  await workbook.xlsx.load(bytes.buffer as never);
  const sheet = workbook.getWorksheet(SHEET_FORMS[kind].name);
  if (!sheet) throw new Error(`the template ${kind} has no sheet of its name`);
  return { workbook, sheet };
}

/** A template filled in with rows below its example, as bytes. */
export async function filledTemplate(
  kind: SheetKind,
  rows: readonly Typed[],
  change: (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void = () => {},
): Promise<Buffer> {
  const { workbook, sheet } = await openedTemplate(kind);
  rows.forEach((row, index) => {
    for (const [key, value] of Object.entries(row))
      sheet.getCell(`${letterOf(kind, key)}${SHEET_HEAD_ROW + 2 + index}`).value = value;
  });
  change(sheet, workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** The same as it comes out of the reading of a workbook, without the workbook. */
export function tabOf(
  kind: SheetKind,
  rows: readonly Readonly<Record<string, string | Partial<TabCell>>>[],
  { name = SHEET_FORMS[kind].name, isHidden = false, from = SHEET_HEAD_ROW + 2 } = {},
): SheetTab {
  const { columns } = SHEET_FORMS[kind];
  const cell = (number: number, index: number, said: string | Partial<TabCell>): TabCell => ({
    address: `${String.fromCharCode(65 + index)}${number}`,
    column: index + 1,
    kind: 'text',
    text: '',
    ...(typeof said === 'string' ? { text: said } : said),
  });
  return {
    name,
    rows: [
      {
        number: SHEET_HEAD_ROW,
        isHidden: false,
        cells: columns.map(({ heading }, index) => cell(SHEET_HEAD_ROW, index, heading)),
      },
      ...rows.map((row, at) => ({
        number: from + at,
        isHidden,
        cells: Object.entries(row).map(([key, said]) =>
          cell(
            from + at,
            columns.findIndex((column) => column.key === key),
            said,
          ),
        ),
      })),
    ],
  };
}
