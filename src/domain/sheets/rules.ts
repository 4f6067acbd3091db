import { type LabDay, parseLabDay } from '../values/lab-day.ts';
import { birthDateInNik, withMaskedNiks } from '../values/nik.ts';
import { EXAMPLE_CODE, SHEET_FORMS, type SheetColumn } from '../values/sheet-columns.ts';
import type { SheetKind } from '../values/shipment.ts';
import { letterOf, plain, readCell } from './cells.ts';
import { headOf, type SheetHead } from './heads.ts';
import type {
  CleanValue,
  FilledRow,
  SheetMistake,
  SheetProblem,
  SheetRead,
  SheetTab,
  TabCell,
  TabRow,
} from './values.ts';

/** A sheet with more mistakes is filled in anew; staff need not read them all. */
const MAX_MISTAKES_KEPT = 200;
const FOUND_CHARACTERS = 40;
/** Below a gap a row with fewer filled cells and no code is a signature or a remark, and no sample. */
const FEWEST_CELLS = 3;

// A card can have been issued with a wrong date, so this is asked and never refused.
const DOUBTS: ReadonlySet<SheetProblem> = new Set(['nikBirthDate']);

// What stands there is not what was typed. As words in a copy it would pass, so it leaves a gap.
const LOST: ReadonlySet<SheetProblem> = new Set(['formula', 'becameADate', 'nikIsNumber']);

/** Whether a problem is only worth a second look, and stands in nobody's way. */
export const isDoubt = (problem: SheetProblem): boolean => DOUBTS.has(problem);

/**
 * Looks through a workbook cell by cell: of which template it is, how many rows it has, what is wrong in
 * them and what we can put right by ourselves.
 */
export function checkSheet(tabs: readonly SheetTab[], today: LabDay): SheetRead {
  const heads = tabs.flatMap((tab) => {
    const head = headOf(tab);
    return head ? [{ tab, head }] : [];
  });
  const best = heads.toSorted((a, b) => b.head.likeness - a.head.likeness)[0]?.head;
  const found = newFindings(best?.kind ?? null, best?.extra.map(({ heading }) => heading) ?? []);
  if (!best) return found;
  const codes = new Set<string>();
  for (const { tab, head } of heads.filter(({ head }) => head.kind === best.kind))
    checkTab(found, { tab, head, today, codes });
  const [first] = heads.filter(({ head }) => head.kind === best.kind);
  if (found.rows === 0 && first)
    add(found, {
      ...placeOf(first.tab, first.head, 'sampleCode', first.head.row + 1),
      problem: 'noRows',
      found: '',
    });
  return found;
}

type Findings = SheetRead & { filled: FilledRow[] };

const newFindings = (kind: SheetKind | null, extraHeadings: string[]): Findings => ({
  ...{ kind, extraHeadings, rows: 0, boxes: null },
  ...{ mistakes: [], mistakeCount: 0, correctedCells: 0, filled: [] },
});

interface Checking {
  tab: SheetTab;
  head: SheetHead;
  today: LabDay;
  /** Codes of the rows above, to find those that come twice. */
  codes: Set<string>;
}

function checkTab(found: Findings, checking: Checking): void {
  const { tab, head } = checking;
  for (const { key, need } of SHEET_FORMS[head.kind].columns)
    if (need === 'always' && !head.columns.has(key))
      add(found, { ...placeOf(tab, head, key, head.row), problem: 'columnMissing', found: '' });
  let last = head.row;
  for (const row of tab.rows) {
    if (row.number <= head.row) continue;
    const cells = cellsOf(row, head);
    const code = plain(cells.get('sampleCode')?.text ?? '');
    const filled = [...cells].filter(([key]) => key !== 'number').length;
    const isAside = code === '' && row.number > last + 1 && filled < FEWEST_CELLS;
    if (filled === 0 || isAside || code.toUpperCase() === EXAMPLE_CODE) continue;
    last = row.number;
    found.rows += 1;
    if (row.isHidden)
      add(found, { sheet: tab.name, cell: `A${row.number}`, column: '', problem: 'hiddenRow', found: '' });
    checkRow(found, checking, row, cells);
  }
}

/** The cells that say something, by our columns. */
function cellsOf(row: TabRow, { columns }: SheetHead): Map<string, TabCell> {
  const byColumn = new Map(row.cells.map((cell) => [cell.column, cell]));
  const cells = new Map<string, TabCell>();
  for (const [key, column] of columns) {
    const cell = byColumn.get(column);
    if (cell && (cell.kind === 'formula' || plain(cell.text) !== '')) cells.set(key, cell);
  }
  return cells;
}

function checkRow(found: Findings, checking: Checking, row: TabRow, cells: Map<string, TabCell>): void {
  const { tab, head, today } = checking;
  const { columns } = SHEET_FORMS[head.kind];
  const values = new Map<string, CleanValue>();
  const problems = new Map<string, SheetProblem>();
  for (const { key, content } of columns) {
    const cell = cells.get(key);
    const reading = cell && readCell(cell, content, today);
    if (reading?.outcome === 'wrong') problems.set(key, reading.problem);
    if (reading?.outcome !== 'read') continue;
    values.set(key, reading.value);
    if (reading.mended) found.correctedCells += 1;
  }
  for (const column of columns)
    if (!cells.has(column.key) && head.columns.has(column.key) && isNeeded(column, cells))
      problems.set(column.key, 'empty');
  compare(problems, values, checking);
  for (const { key } of columns) {
    const problem = problems.get(key);
    if (!problem) continue;
    add(found, { ...placeOf(tab, head, key, row.number), problem, found: shown(cells.get(key), key) });
  }
  const box = values.get('box');
  if (box && 'number' in box) found.boxes = Math.max(found.boxes ?? 0, box.number);
  found.filled.push({
    cells: columns.map(({ key }) => {
      const cell = cells.get(key);
      const problem = problems.get(key);
      // What cannot be read stays as it was typed, so that its sender finds it again.
      const isTyped = cell !== undefined && !(problem && LOST.has(problem));
      const value = values.get(key) ?? (isTyped ? { text: plain(cell.text) } : null);
      return problem ? { value, problem } : { value };
    }),
    extra: head.extra.map(({ column }) =>
      plain(row.cells.find((cell) => cell.column === column)?.text ?? ''),
    ),
  });
}

function isNeeded({ need }: SheetColumn, cells: ReadonlyMap<string, TabCell>): boolean {
  if (need === 'always') return true;
  if (need === 'never') return false;
  if (need === 'person') return ['nik', 'birthDate', 'sex'].some((key) => cells.has(key));
  return !cells.has(need.unless);
}

/** What cells say of each other. */
function compare(
  problems: Map<string, SheetProblem>,
  values: ReadonlyMap<string, CleanValue>,
  { today, codes }: Checking,
): void {
  const textIn = (key: string) => {
    const value = values.get(key);
    return value && 'text' in value ? value.text : undefined;
  };
  const code = textIn('sampleCode')?.toLowerCase().replace(/\s/g, '');
  if (code !== undefined && codes.has(code)) problems.set('sampleCode', 'repeated');
  if (code !== undefined) codes.add(code);
  const born = values.get('birthDate');
  if (!born || !('day' in born)) return;
  const nik = textIn('nik');
  if (nik !== undefined && birthDateInNik(nik, today) !== born.day) problems.set('nik', 'nikBirthDate');
  for (const [key, value] of values)
    if ('day' in value && value.day < born.day) problems.set(key, 'beforeBirth');
}

function add(found: Findings, mistake: SheetMistake): void {
  if (!isDoubt(mistake.problem)) found.mistakeCount += 1;
  if (found.mistakes.length < MAX_MISTAKES_KEPT) found.mistakes.push(mistake);
}

/** Where a column of ours stands, or would stand in the template. */
function placeOf(
  tab: SheetTab,
  head: SheetHead,
  key: string,
  row: number,
): Pick<SheetMistake, 'sheet' | 'cell' | 'column'> {
  const { columns } = SHEET_FORMS[head.kind];
  const index = columns.findIndex((column) => column.key === key);
  const column = head.columns.get(key) ?? index + 1;
  return { sheet: tab.name, cell: `${letterOf(column)}${row}`, column: columns[index]?.heading ?? '' };
}

// A NIK with a digit too few, or with an O for a nought, is still most of a NIK.
const LIKE_A_NUMBER = /^(?=(?:\D*\d){8})(.{4}).{4,}(.{2})$/;
// Elsewhere a code may be long, but whatever is as long as a NIK, or nearly, may hold one.
const LIKE_A_NIK = /(\d{4})\d{8,}(\d{2})/g;

/** What stands in a cell, fit to be told: short, and never a whole NIK. */
function shown(cell: TabCell | undefined, key: string): string {
  if (!cell) return '';
  // As the column shows it, not as it is kept.
  const day = cell.kind === 'date' ? parseLabDay(cell.text) : undefined;
  if (day) return day.split('-').reverse().join('-');
  const text = withMaskedNiks(plain(cell.text)).replace(LIKE_A_NIK, '$1••••••$2');
  const tight = text.replace(/[\s.-]/g, '');
  const masked =
    key === 'nik' && LIKE_A_NUMBER.test(tight) ? tight.replace(LIKE_A_NUMBER, '$1••••••$2') : text;
  return masked.length > FOUND_CHARACTERS ? `${masked.slice(0, FOUND_CHARACTERS - 1)}…` : masked;
}
