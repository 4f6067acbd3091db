import { SHEET_FORMS, SHEET_HEAD_ROW } from '../values/sheet-columns.ts';
import type { SheetKind } from '../values/shipment.ts';
import { letterOf } from './cells.ts';
import type { CleanValue, FilledRow, SheetTab, TabCell } from './values.ts';

/**
 * The tab of a corrected copy as it would be read, its rows one below the other under the headings: what is
 * still wrong stands in other cells there than in the sheet it was made from.
 */
export function tabOfCopy(kind: SheetKind, filled: readonly FilledRow[]): SheetTab {
  const { name, columns } = SHEET_FORMS[kind];
  const cell = (row: number, index: number, value: CleanValue | null): TabCell[] =>
    value === null ? [] : [{ address: `${letterOf(index + 1)}${row}`, column: index + 1, ...said(value) }];
  const head = columns.flatMap(({ heading }, index) => cell(SHEET_HEAD_ROW, index, { text: heading }));
  const rows = filled.map(({ cells }, at) => {
    const number = SHEET_HEAD_ROW + 1 + at;
    return {
      number,
      isHidden: false,
      cells: cells.flatMap(({ value }, index) => cell(number, index, value)),
    };
  });
  return { name, rows: [{ number: SHEET_HEAD_ROW, isHidden: false, cells: head }, ...rows] };
}

function said(value: CleanValue): Pick<TabCell, 'kind' | 'text'> {
  if ('day' in value) return { kind: 'date', text: value.day };
  return 'number' in value
    ? { kind: 'number', text: String(value.number) }
    : { kind: 'text', text: value.text };
}
