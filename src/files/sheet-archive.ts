import { type Entry, fromBuffer, type ZipFile } from 'yauzl';

/** Why an archive is not handed to the library. */
export type ArchiveRefusal = 'notXlsx' | 'macros' | 'locked' | 'damaged' | 'tooBig';

const MAX_ENTRIES = 200;
const MAX_ENTRY_BYTES = 12 * 1024 * 1024;
const MAX_TOTAL_BYTES = 24 * 1024 * 1024;
// Sheets full of the same words shrink to a fiftieth; a bomb to a thousandth.
const MAX_RATIO = 150;
const SMALL_BYTES = 64 * 1024;
const MAX_RANGES = 2_000;
const MAX_RANGE_CELLS = 300_000;

/**
 * Looks through a workbook's archive before anything is made of it: every entry is read to its end and
 * counted, because a directory may lie about sizes, and what sheets say of merged cells and validations
 * is added up, because the library unfolds it cell by cell.
 */
export async function lookThrough(bytes: Buffer): Promise<ArchiveRefusal | 'plain'> {
  const zip = await opened(bytes);
  if (!zip) return 'damaged';
  if (zip.entryCount > MAX_ENTRIES) return 'tooBig';
  const names = new Set<string>();
  let total = 0;
  for await (const entry of entriesOf(zip)) {
    const name = entry.fileName;
    if (/(^|[\\/])\.\.([\\/]|$)|^[\\/]|\\|\0/.test(name) || names.has(name)) return 'damaged';
    names.add(name);
    if ((entry.generalPurposeBitFlag & 1) === 1) return 'locked';
    if (/vbaProject|macrosheets|activeX|\.bin$/i.test(name) && !/printerSettings/i.test(name))
      return 'macros';
    const isBomb =
      entry.uncompressedSize > SMALL_BYTES && entry.uncompressedSize > entry.compressedSize * MAX_RATIO;
    total += entry.uncompressedSize;
    if (isBomb || entry.uncompressedSize > MAX_ENTRY_BYTES || total > MAX_TOTAL_BYTES) return 'tooBig';
    const text = await read(zip, entry);
    if (text === undefined) return 'damaged';
    if (/^xl\/worksheets\/.*\.xml$/i.test(name) && asksTooMuch(text)) return 'tooBig';
    if (name === '[Content_Types].xml' && text.includes('macroEnabled')) return 'macros';
  }
  return names.has('[Content_Types].xml') && names.has('xl/workbook.xml') ? 'plain' : 'notXlsx';
}

const opened = (bytes: Buffer): Promise<ZipFile | undefined> =>
  new Promise((resolve) =>
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true }, (error, zip) =>
      resolve(error ? undefined : zip),
    ),
  );

/** The entries one by one, in the order of the directory. */
async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (let count = 0; count < zip.entryCount; count += 1) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      const tidy = () => {
        zip.off('entry', onEntry);
        zip.off('end', onEnd);
        zip.off('error', onError);
      };
      const onEntry = (found: Entry) => {
        tidy();
        resolve(found);
      };
      const onEnd = () => {
        tidy();
        resolve(undefined);
      };
      const onError = (error: Error) => {
        tidy();
        reject(error);
      };
      zip.on('entry', onEntry);
      zip.on('end', onEnd);
      zip.on('error', onError);
      zip.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

/** What an entry holds; undefined when it is not as long as the directory says, or cannot be inflated. */
function read(zip: ZipFile, entry: Entry): Promise<string | undefined> {
  return new Promise((resolve) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return resolve(undefined);
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', () => resolve(undefined));
      stream.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    });
  });
}

function asksTooMuch(sheet: string): boolean {
  let ranges = 0;
  let cells = 0;
  for (const [, list = ''] of sheet.matchAll(
    /<(?:\w+:)?(?:mergeCell|dataValidation)\b[^>]*?\b(?:ref|sqref)\s*=\s*["']([^"']*)["']/g,
  )) {
    for (const range of list.split(/\s+/)) {
      ranges += 1;
      cells += cellsIn(range);
      if (ranges > MAX_RANGES || cells > MAX_RANGE_CELLS) return true;
    }
  }
  return false;
}

/** How many cells `A1:C3` spans; what is no range of ours spans too many. */
function cellsIn(range: string): number {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(range);
  if (!found) return range === '' ? 0 : Number.POSITIVE_INFINITY;
  const [, fromColumn = '', fromRow = '', toColumn = fromColumn, toRow = fromRow] = found;
  const width = Math.abs(columnOf(toColumn) - columnOf(fromColumn)) + 1;
  return width * (Math.abs(Number(toRow) - Number(fromRow)) + 1);
}

/** 1 for `A`, 27 for `AA`. */
const columnOf = (letters: string): number =>
  Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
