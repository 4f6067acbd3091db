import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { SHEET_PROBLEMS, type SheetMistake } from '../../src/domain/sheets/values.ts';
import {
  EXAMPLE_CODE,
  MAX_SHEET_ROWS,
  SHEET_FORMS,
  SHEET_HEAD_ROW,
  sheetKindOfFile,
} from '../../src/domain/values/sheet-columns.ts';
import { SHEET_KINDS } from '../../src/domain/values/shipment.ts';
import { lookThrough } from '../../src/files/sheet-archive.ts';
import { sheetTemplate } from '../../templates/documents/shipment-sheets.ts';
import { mistakeLines, mistakeWords } from '../../templates/messages/sheets.ts';
import { openedTemplate, SHEET_LAB } from '../support/sheets.ts';

describe.each(SHEET_KINDS)('the template %s', (kind) => {
  const form = SHEET_FORMS[kind];

  test('has the letterhead, its name, its mark and all its columns', async () => {
    const { workbook, sheet } = await openedTemplate(kind);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([form.name, 'Petunjuk']);
    expect(sheet.getCell('A1').text).toContain(SHEET_LAB.name);
    expect(sheet.getCell('A3').text).toBe(form.name.toUpperCase());
    expect(sheet.getCell(4, form.columns.length).text).toBe(form.mark);
    expect(
      form.columns.map((_column, index) => sheet.getCell(SHEET_HEAD_ROW, index + 1).text.replace(' *', '')),
    ).toEqual(form.columns.map(({ heading }) => heading));
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: SHEET_HEAD_ROW });
  });

  test('keeps digits as words and days as days, down to its last row', async () => {
    const { sheet } = await openedTemplate(kind);
    form.columns.forEach(({ key, content }, index) => {
      const { numFmt } = sheet.getColumn(index + 1);
      if (['nik', 'phone', 'sampleCode', 'passport'].includes(key)) expect([key, numFmt]).toEqual([key, '@']);
      if (content.kind === 'day') expect([key, numFmt]).toEqual([key, 'dd-mm-yyyy']);
    });
  });

  test('has one example row that is marked, and says how to fill in each column', async () => {
    const { workbook, sheet } = await openedTemplate(kind);
    expect(sheet.getCell(SHEET_HEAD_ROW + 1, 1).text).toBe('Contoh');
    expect(JSON.stringify(sheet.getRow(SHEET_HEAD_ROW + 1).values)).toContain(EXAMPLE_CODE);
    expect(sheet.rowCount).toBe(SHEET_HEAD_ROW + 1);
    const guide = JSON.stringify(workbook.getWorksheet('Petunjuk')?.getSheetValues());
    for (const { heading, about } of form.columns) {
      expect(guide).toContain(heading);
      expect(guide).toContain(about);
    }
  });

  test('validates bounded ranges alone, and lets old people be born', async () => {
    const { sheet } = await openedTemplate(kind);
    // The library's types do not know what it has read.
    const { model } = (
      sheet as unknown as { dataValidations: { model: Record<string, ExcelJS.DataValidation> } }
    ).dataValidations;
    const rows = Object.keys(model).map((address) => Number(/\d+$/.exec(address)?.[0]));
    expect(Math.max(...rows)).toBe(SHEET_HEAD_ROW + MAX_SHEET_ROWS);
    const days = Object.values(model).filter(({ type }) => type === 'date');
    expect(days.length).toBeGreaterThan(0);
    for (const { formulae } of days) expect(new Date(formulae[0]).getUTCFullYear()).toBe(1900);
    for (const { prompt = '', promptTitle = '', error = '' } of Object.values(model).slice(0, 20)) {
      // A spreadsheet calls a file damaged that says more.
      expect(promptTitle.length).toBeLessThanOrEqual(32);
      expect(prompt.length).toBeLessThanOrEqual(255);
      expect(error.length).toBeLessThanOrEqual(225);
    }
  });

  test('is let in by the guard at our own door, and known by its file name', async () => {
    expect(await lookThrough(Buffer.from(await sheetTemplate(kind, SHEET_LAB)))).toBe('plain');
    expect(sheetKindOfFile(form.fileName)).toBe(kind);
  });

  test('carries out nothing that a lab calls itself', async () => {
    const bytes = await sheetTemplate(kind, { ...SHEET_LAB, letterhead: '=1+1', address: '@SUM(A1)' });
    const workbook = new ExcelJS.Workbook();
    // The library's types want a buffer of an older Node.
    await workbook.xlsx.load(bytes.buffer as never);
    const sheet = workbook.worksheets[0];
    expect(sheet?.getCell('A1').value).toMatch(/^'=1\+1/);
    expect(sheet?.getCell('A2').value).toMatch(/^'@SUM/);
  });
});

describe('the mistakes of a sheet, as they are told', () => {
  const mistake = (differs: Partial<SheetMistake> = {}): SheetMistake => ({
    ...{ sheet: 'Identitas Sampel', cell: 'H7', column: 'Tanggal ambil sampel', problem: 'empty', found: '' },
    ...differs,
  });

  test('stand by their cells, and say how many more there are', () => {
    const mistakes = [
      mistake(),
      mistake({ cell: 'D8', column: 'NIK', problem: 'nikWrong', found: '3308••••••00' }),
    ];
    expect(mistakeLines(mistakes, 6, 'id')).toBe(
      [
        'Lembar *Identitas Sampel*:',
        '• *H7*: tanggal ambil sampel kosong',
        '• *D8*: NIK "3308••••••00" bukan 16 angka',
        'dan 4 lagi',
      ].join('\n'),
    );
    expect(mistakeLines(mistakes.slice(0, 1), 1, 'en')).toBe(
      'Sheet *Identitas Sampel*:\n• *H7*: "Tanggal ambil sampel" is empty',
    );
  });

  test('tab by tab', () => {
    const told = mistakeLines([mistake(), mistake({ sheet: 'Lanjutan' })], 2, 'id');
    expect(told.split('\n').filter((line) => line.startsWith('Lembar'))).toHaveLength(2);
  });

  test('never let a stranger’s words format or link', () => {
    const told = mistakeLines(
      [mistake({ sheet: '*x*\n_y_', problem: 'notADate', found: 'http://a.id\n*b*' })],
      1,
      'id',
    );
    expect(told.split('\n')).toHaveLength(2);
    expect(told).not.toContain('http://');
    expect(told).toContain('Lembar *x y*:');
  });

  test.each(SHEET_PROBLEMS)('%s has words of its own in both languages', (problem) => {
    for (const language of ['id', 'en'] as const) {
      const words = mistakeWords(mistake({ problem, found: 'x' }), language);
      expect(words.length).toBeGreaterThan(10);
      const others = SHEET_PROBLEMS.filter((other) => other !== problem);
      expect(
        others.map((other) => mistakeWords(mistake({ problem: other, found: 'x' }), language)),
      ).not.toContain(words);
    }
  });
});

test('the decision on the sheets names the columns they have', () => {
  const decision = readFileSync(
    join(import.meta.dirname, '../../docs/decisions/0023-sheets-of-a-shipment.md'),
    'utf8',
  );
  for (const kind of SHEET_KINDS) {
    const columns = SHEET_FORMS[kind].columns.map(({ heading, need }) =>
      need === 'always' ? `${heading} *` : heading,
    );
    expect(decision).toContain(`| ${columns.join(', ')} |`);
  }
});
