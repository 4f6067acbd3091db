/** More does not fit into a cell of a workbook. */
const MAX_CELL_CHARACTERS = 32_767;

/**
 * Words for a cell of a table that is opened with a spreadsheet. What begins like a formula would be
 * carried out there: it gets an apostrophe before it, by which it stays words.
 */
export function safeCell(words: string): string {
  const text =
    /^[=+\-@＝＋－＠\t\r\n|%]/.test(words.trimStart()) || /^[\t\r\n]/.test(words) ? `'${words}` : words;
  return text.slice(0, MAX_CELL_CHARACTERS);
}
