import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkSheet, type SheetTab, type TabCell, tabOfCopy } from '../../src/domain/sheets/values.ts';
import { SHEET_FORMS, SHEET_HEAD_ROW } from '../../src/domain/values/sheet-columns.ts';
import { SHEET_KINDS, type SheetKind } from '../../src/domain/values/shipment.ts';
import { TODAY } from '../support/sheets.ts';

type Said = Pick<TabCell, 'kind' | 'text'>;

/** What people leave in cells, and what nobody would think of. */
const written = fc.oneof(
  fc.string({ maxLength: 60, unit: 'binary' }),
  fc.constantFrom(
    ...['3308105708900001', '33081057089000011', '3308 1057 0890 0001', "'=1+1", '-4', '4 °C', 'P', 'OK'],
    ...[
      '17 Agustus 1990',
      '7.30',
      '0,5',
      '1e999',
      '__proto__',
      'CONTOH-01',
      '2026-11-20',
      ' ',
      "''",
      '’Aisyah',
    ],
  ),
);
const numbers = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.constantFrom(3308105708900001, 33102, 7.3),
);
const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
/** What has words of its own, so that a copy can hold them. */
const typed: fc.Arbitrary<Said> = fc.oneof(
  written.map((text): Said => ({ kind: 'text', text })),
  numbers.map((number): Said => ({ kind: 'number', text: String(number) })),
  days.map((day): Said => ({ kind: 'date', text: day.toISOString().slice(0, 10) })),
  days.map((day): Said => ({ kind: 'time', text: day.toISOString().slice(11, 16) })),
);
const anything: fc.Arbitrary<Said> = fc.oneof(
  typed,
  fc.constantFrom<Said>(
    { kind: 'formula', text: '' },
    { kind: 'error', text: '#REF!' },
    { kind: 'yesNo', text: 'ya' },
  ),
);

const addressOf = (row: number, index: number): string => `${String.fromCharCode(65 + index)}${row}`;

const tabOf = (kind: SheetKind, rows: readonly (Said | undefined)[][]): SheetTab => {
  const { name, columns } = SHEET_FORMS[kind];
  const at = (row: number, index: number): Pick<TabCell, 'address' | 'column'> => ({
    ...{ address: addressOf(row, index), column: index + 1 },
  });
  const heads = columns.map(
    ({ heading }, index): TabCell => ({
      ...at(SHEET_HEAD_ROW, index),
      ...{ kind: 'text', text: heading },
    }),
  );
  return {
    name,
    rows: [
      { number: SHEET_HEAD_ROW, isHidden: false, cells: heads },
      ...rows.map((cells, index) => {
        const number = SHEET_HEAD_ROW + 1 + index;
        const filled = cells.flatMap((one, column) => (one ? [{ ...at(number, column), ...one }] : []));
        return { number, isHidden: false, cells: filled };
      }),
    ],
  };
};

const sheetsOf = (cell: fc.Arbitrary<Said>): fc.Arbitrary<{ kind: SheetKind; tab: SheetTab }> =>
  fc.constantFrom(...SHEET_KINDS).chain((kind) => {
    const row = fc.array(fc.option(cell, { nil: undefined }), {
      maxLength: SHEET_FORMS[kind].columns.length,
    });
    return fc.array(row, { maxLength: 8 }).map((rows) => ({ kind, tab: tabOf(kind, rows) }));
  });

test('whatever stands in a sheet, it is checked, and what is told of it is short and shows no NIK', () => {
  fc.assert(
    fc.property(sheetsOf(anything), ({ kind, tab }) => {
      const found = checkSheet([tab], TODAY);
      expect(found.kind).toBe(kind);
      for (const { cell: place, found: shown } of found.mistakes) {
        expect(place).toMatch(/^[A-Z]{1,2}\d+$/);
        expect(shown.length).toBeLessThanOrEqual(40);
        expect(shown).not.toMatch(/\d{16}/);
      }
    }),
  );
});

test('a corrected copy has nothing more to put right, and nothing that was wrong passes in it', () => {
  fc.assert(
    fc.property(sheetsOf(anything), ({ kind, tab }) => {
      const { filled } = checkSheet([tab], TODAY);
      // A row of nothing but formulas, and perhaps a number, leaves a gap.
      fc.pre(filled.every(({ cells }) => cells.slice(1).some(({ value }) => value !== null)));
      const again = checkSheet([tabOfCopy(kind, filled)], TODAY);
      expect(again.correctedCells).toBe(0);
      expect(again.rows).toBe(filled.length);
      const wrong = again.mistakes.map(({ cell }) => cell);
      for (const [at, { cells }] of filled.entries())
        for (const [index, { value, problem }] of cells.entries())
          if (value && problem) expect(wrong).toContain(addressOf(SHEET_HEAD_ROW + 1 + at, index));
    }),
  );
});
