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
  /** Nothing stands in the way; `doubts` are worth a second look, and staff see them too. */
  | { outcome: 'good'; rows: number; doubts: SheetMistake[]; corrected: CorrectedSheet | null }
  /** The first ten, in the order of the sheet, of `count`. */
  | {
      outcome: 'mistakes';
      rows: number;
      mistakes: SheetMistake[];
      count: number;
      corrected: CorrectedSheet | null;
    }
  /** It is another of our sheets, or none of ours (null). */
  | { outcome: 'wrongSheet'; is: SheetKind | null }
  /** An old workbook (.xls): staff look at it. */
  | { outcome: 'unread' };
