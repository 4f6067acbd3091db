import { SHEET_FORMS, type SheetForm } from '../values/sheet-columns.ts';
import { SHEET_KINDS, type SheetKind } from '../values/shipment.ts';
import { plain } from './cells.ts';
import type { SheetTab, TabCell, TabRow } from './values.ts';

/** Where in a tab the columns of one of our sheets stand. */
export interface SheetHead {
  kind: SheetKind;
  /** The row of the headings. */
  row: number;
  /** Our columns by the number of theirs. */
  columns: ReadonlyMap<string, number>;
  /** Columns of the sender's own. */
  extra: readonly { column: number; heading: string }[];
  /** How sure it is: 1 when all headings are there, and one more with the mark. */
  likeness: number;
}

/** Letterheads of others may stand above the headings, but no page of text. */
const LAST_HEAD_ROW = 30;
/** With fewer of its headings it is no sheet of ours. */
const LEAST_LIKENESS = 0.5;
const MAX_EXTRA_COLUMNS = 20;

/** Finds the headings of one of our sheets in a tab, whatever the tab is called; undefined for none. */
export function headOf(tab: SheetTab): SheetHead | undefined {
  const top = tab.rows.filter(({ number }) => number <= LAST_HEAD_ROW);
  const marked = SHEET_KINDS.find((kind) =>
    top.some(({ cells }) => cells.some(({ text }) => text.includes(SHEET_FORMS[kind].mark))),
  );
  let best: SheetHead | undefined;
  for (const row of top) {
    for (const kind of SHEET_KINDS) {
      const head = headIn(row, kind, kind === marked);
      if (head && head.likeness > (best?.likeness ?? 0)) best = head;
    }
  }
  return best && best.likeness >= LEAST_LIKENESS ? best : undefined;
}

function headIn(row: TabRow, kind: SheetKind, isMarked: boolean): SheetHead | undefined {
  const keys = keysOf(SHEET_FORMS[kind]);
  const columns = new Map<string, number>();
  const extra: { column: number; heading: string }[] = [];
  for (const cell of row.cells) {
    const key = keys.get(bare(cell));
    // Of two columns with one heading the first counts.
    if (key !== undefined && !columns.has(key)) columns.set(key, cell.column);
    else if (extra.length < MAX_EXTRA_COLUMNS) extra.push({ column: cell.column, heading: plain(cell.text) });
  }
  if (columns.size < 2) return undefined;
  const likeness = columns.size / keys.size + (isMarked ? 1 : 0);
  return { kind, row: row.number, columns, extra, likeness };
}

// A map and not an object: a heading may be called `__proto__`.
const keysOf = ({ columns }: SheetForm): ReadonlyMap<string, string> =>
  new Map(columns.map(({ key, heading }) => [bare({ text: heading }), key]));

/** A heading without signs, brackets and case: `Suhu saat dikemas (°C) *` is `suhusaatdikemas`. */
const bare = ({ text }: Pick<TabCell, 'text'>): string =>
  plain(text)
    .toLowerCase()
    .replace(/\([^)]*\)/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
