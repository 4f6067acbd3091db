import type { LabDay } from '../values/lab-day.ts';
import type { SheetKind } from '../values/shipment.ts';

/** What can be wrong with a cell, or with a row, of a sheet. */
export const SHEET_PROBLEMS = [
  'empty',
  'notADate',
  'inTheFuture',
  'tooLongAgo',
  'beforeBirth',
  'notATime',
  'notANumber',
  'nikWrong',
  'nikIsNumber',
  'nikBirthDate',
  'phoneWrong',
  'notInList',
  'repeated',
  'tooLong',
  'becameADate',
  'formula',
  'hiddenRow',
  'columnMissing',
  'noRows',
] as const;
/** One of them. */
export type SheetProblem = (typeof SHEET_PROBLEMS)[number];

/** One thing that is wrong in a sheet, by its cell. */
export interface SheetMistake {
  /** What the tab is called. */
  sheet: string;
  /** `C7`. */
  cell: string;
  /** What the column is called. */
  column: string;
  problem: SheetProblem;
  /** What stands there, shortened; empty for an empty cell. Never a whole NIK. */
  found: string;
}

/** A copy of a sheet in which we have put right what could be. */
export interface CorrectedSheet {
  fileId: number;
  name: string;
}

/** What is said of a sheet somebody has sent. */
export type SheetTold =
  /**
   * Nothing stands in the way; `doubts` are worth a second look, and staff see them too. `rows` are samples;
   * `boxes` is the highest number of a box that a control form names.
   */
  | {
      outcome: 'good';
      rows: number;
      boxes: number | null;
      doubts: SheetMistake[];
      corrected: CorrectedSheet | null;
    }
  /** The first ten, in the order of the sheet, of `count`. */
  | {
      outcome: 'mistakes';
      rows: number;
      boxes: number | null;
      mistakes: SheetMistake[];
      count: number;
      corrected: CorrectedSheet | null;
    }
  /** It is another of our sheets, or none of ours (null). */
  | { outcome: 'wrongSheet'; is: SheetKind | null }
  /** An old workbook (.xls): staff look at it. */
  | { outcome: 'unread' };

/** A cell of a workbook as it was read: a stranger's words. */
export interface TabCell {
  /** `C12`. */
  address: string;
  /** From 1. */
  column: number;
  kind: 'text' | 'number' | 'date' | 'time' | 'yesNo' | 'formula' | 'error';
  text: string;
}

/** A row that says anything. */
export interface TabRow {
  /** From 1. */
  number: number;
  isHidden: boolean;
  cells: readonly TabCell[];
}

/** A visible tab of a workbook. */
export interface SheetTab {
  name: string;
  rows: readonly TabRow[];
}

/** What a cell says once it is read, as it stands in a corrected copy. */
export type CleanValue = { text: string } | { number: number } | { day: LabDay };

/** A row as it stands in a corrected copy, its cells in the order of the template's columns. */
export interface FilledRow {
  cells: readonly { value: CleanValue | null; problem?: SheetProblem }[];
  /** What stood in columns of the sender's own. */
  extra: readonly string[];
}

/** What was found in a workbook. */
export interface SheetFound {
  /** Of which template it is; null when of none. */
  kind: SheetKind | null;
  rows: number;
  /** The highest number of a box that a control form names; null elsewhere. */
  boxes: number | null;
  /** The first ones, in the order of the sheet; doubts are among them. */
  mistakes: SheetMistake[];
  /** How many mistakes there are in all; doubts do not count. */
  mistakeCount: number;
  /** Cells that we could put right. */
  correctedCells: number;
}

/** The same, with what a corrected copy is made of. */
export interface SheetRead extends SheetFound {
  filled: readonly FilledRow[];
  /** Headings of the sender's own columns. */
  extraHeadings: readonly string[];
}

// Pure, and loaded by a thread that knows no database.
export { tabOfCopy } from './copy.ts';
export { checkSheet } from './rules.ts';
