/** One thing that is wrong in a sheet, by its cell. */
export interface SheetMistake {
  /** What the tab is called. */
  sheet: string;
  /** `C7`. */
  cell: string;
  /** What the column is called. */
  column: string;
  problem:
    | 'empty'
    | 'notADate'
    | 'inTheFuture'
    | 'notANumber'
    | 'nikWrong'
    | 'notInList'
    | 'repeated'
    | 'tooLong';
  /** What stands there, shortened; empty for an empty cell. Never a whole NIK. */
  found: string;
}
