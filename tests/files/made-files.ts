import { deflateSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';

/** A PDF with these lines on its only page. */
export async function pdf(...lines: string[]): Promise<Buffer> {
  const document = await PDFDocument.create();
  const page = document.addPage();
  for (const [row, line] of lines.entries()) page.drawText(line, { x: 50, y: 700 - row * 20, size: 12 });
  return Buffer.from(await document.save());
}

/** A locked PDF; with an empty `userPassword` anybody can read it, but not change it. */
export async function lockedPdf({ userPassword = 'rahasia' } = {}): Promise<Buffer> {
  const document = await PDFDocument.load(await pdf('rahasia'));
  await document.encrypt({ userPassword, ownerPassword: 'pemilik' });
  return Buffer.from(await document.save());
}

/** A PDF that runs a program when it is opened; packed or in plain sight. */
export async function scriptedPdf({ packed }: { packed: boolean }): Promise<Buffer> {
  const document = await PDFDocument.load(await pdf('halo'));
  document.addJavaScript('main', 'app.alert("halo")');
  return Buffer.from(await document.save({ useObjectStreams: packed }));
}

/** A PDF with another file inside. */
export async function pdfWithAttachment(): Promise<Buffer> {
  const document = await PDFDocument.load(await pdf('lampiran'));
  await document.attach(Buffer.from('MZ, a program'), 'program.exe', {
    mimeType: 'application/x-msdownload',
  });
  return Buffer.from(await document.save());
}

/** A PDF with so many pages. */
export async function longPdf(pages: number): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage([100, 100]);
  return Buffer.from(await document.save());
}

/** A PDF of these hand-written objects, whole and well formed. */
export function handWrittenPdf(objects: (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const places: number[] = [];
  for (const [index, body] of objects.entries()) {
    places.push(Buffer.concat(parts).length);
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n'));
  }
  const start = Buffer.concat(parts).length;
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${rows}`));
  parts.push(Buffer.from(`trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>';
const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';

/** A small PDF whose packed objects inflate to `megabytes`. */
export function bombOfObjects(megabytes: number): Buffer {
  const packed = deflateSync(Buffer.alloc(megabytes * 1024 * 1024, 0x20), { level: 9 });
  const dictionary = `<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>`;
  const stream = Buffer.concat([Buffer.from(`${dictionary}\nstream\n`), packed, Buffer.from('\nendstream')]);
  return handWrittenPdf([CATALOG, PAGES, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>', stream]);
}

/** A small PDF with a table of places that nothing mentions and that inflates to `megabytes`. */
export function bombOfPlaces(megabytes: number, kind = '/Type /XRef'): Buffer {
  const packed = deflateSync(Buffer.alloc(megabytes * 1024 * 1024), { level: 9 });
  const dictionary = `<< ${kind} /Size 1 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /Length ${packed.length} >>`;
  const stream = Buffer.concat([Buffer.from(`${dictionary}\nstream\n`), packed, Buffer.from('\nendstream')]);
  const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>';
  return handWrittenPdf([CATALOG, PAGES, page, '/XRef', stream]);
}

/** A small PDF whose page contents inflate to `megabytes` of words that a reader must keep. */
export function bombOfContents(megabytes: number): Buffer {
  const words = Buffer.alloc(megabytes * 1024 * 1024, '(halo) Tj ');
  const packed = deflateSync(Buffer.concat([Buffer.from('BT /F1 9 Tf '), words]), { level: 9 });
  const dictionary = `<< /Filter /FlateDecode /Length ${packed.length} >>`;
  const stream = Buffer.concat([Buffer.from(`${dictionary}\nstream\n`), packed, Buffer.from('\nendstream')]);
  const page =
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>';
  const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
  return handWrittenPdf([CATALOG, PAGES, page, stream, font]);
}

/** A PDF whose catalogue holds this entry besides what it needs. */
export function pdfWithCatalogEntry(entry: string): Buffer {
  return handWrittenPdf([
    `<< /Type /Catalog /Pages 2 0 R ${entry} >>`,
    PAGES,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>',
  ]);
}

/** A photo as a telephone makes it: lying on its side, with place and owner written into it. */
export function phonePhoto(): Promise<Buffer> {
  return sharp({ create: { width: 64, height: 32, channels: 3, background: '#228855' } })
    .jpeg()
    .withExif({
      IFD0: { Artist: 'Siti Contoh', Model: 'Telepon' },
      IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '7/1 28/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

/** A small PNG. */
export function picture(): Promise<Buffer> {
  return sharp({ create: { width: 8, height: 8, channels: 3, background: '#ffffff' } })
    .png()
    .toBuffer();
}

/** The same PNG, whose header claims other measures. */
export async function pictureClaiming(width: number, height: number): Promise<Buffer> {
  const bytes = Buffer.from(await picture());
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(checksum(bytes.subarray(12, 29)), 29);
  return bytes;
}

function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
