import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive that is made by hand. */
export interface MadeEntry {
  name: string;
  bytes: string | Uint8Array;
  /** What the directory says its size is, when it lies. */
  saysBytes?: number;
}

/** An archive (ZIP), entry by entry; it may lie about sizes and name files as no program would. */
export function madeZip(entries: readonly MadeEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, saysBytes } of entries) {
    const plain = Buffer.from(bytes);
    const packed = deflateRawSync(plain);
    const path = Buffer.from(name);
    const fixed = Buffer.alloc(26);
    fixed.writeUInt16LE(20, 0);
    fixed.writeUInt16LE(0x0800, 2);
    fixed.writeUInt16LE(8, 4);
    fixed.writeUInt32LE(crc32(plain), 10);
    fixed.writeUInt32LE(packed.length, 14);
    fixed.writeUInt32LE(saysBytes ?? plain.length, 18);
    fixed.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fixed, path, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fixed, tail, path]));
    parts.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}

const TYPES = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`;
const ROOT = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
const BOOK = `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Lembar" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const LINKS = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`;

/** A workbook whose only sheet is this XML (what stands inside `<worksheet>`), with entries of one's own. */
export const madeWorkbook = (sheet: string, more: readonly MadeEntry[] = []): Buffer =>
  madeZip([
    { name: '[Content_Types].xml', bytes: TYPES },
    { name: '_rels/.rels', bytes: ROOT },
    { name: 'xl/workbook.xml', bytes: BOOK },
    { name: 'xl/_rels/workbook.xml.rels', bytes: LINKS },
    {
      name: 'xl/worksheets/sheet1.xml',
      bytes: `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${sheet}</worksheet>`,
    },
    ...more,
  ]);

/** A row of texts, as XML of a sheet. */
export const madeRow = (number: number, texts: readonly string[], attributes = ''): string =>
  `<row r="${number}" ${attributes}>${texts
    .map(
      (text, index) =>
        `<c r="${String.fromCharCode(65 + index)}${number}" t="inlineStr"><is><t>${text}</t></is></c>`,
    )
    .join('')}</row>`;

/** A workbook of so many rows and columns of numbers, each another. */
export const fullWorkbook = (rows: number, columns: number): Buffer =>
  madeWorkbook(
    `<sheetData>${Array.from(
      { length: rows },
      (_, at) =>
        `<row r="${at + 1}">${Array.from({ length: columns }, (_none, column) => `<c r="${columnName(column)}${at + 1}"><v>${(at * 7919 + column * 104_729) % 99_991}</v></c>`).join('')}</row>`,
    ).join('')}</sheetData>`,
  );

const columnName = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : String.fromCharCode(64 + Math.floor(column / 26)) + columnName(column % 26);

/** What old programs of Office write: the mark, room for the tables, and the names of the parts. */
export const oldOffice = (...parts: string[]): Buffer =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(1_528),
    ...parts.map((part) => Buffer.from(part, 'utf16le')),
  ]);
