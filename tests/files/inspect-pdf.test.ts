import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installRoot } from '../../src/db/root.ts';
import { inspectPdf } from '../../src/files/inspect-pdf.ts';
import {
  bombOfContents,
  bombOfObjects,
  bombOfPlaces,
  handWrittenPdf,
  lockedPdf,
  longPdf,
  pdf,
  pdfWithCatalogEntry,
} from './made-files.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sapalab-pdf-'));
  path = join(folder, 'from outside.pdf');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function inspect(bytes: Buffer, limits?: { timeoutMs: number }) {
  writeFileSync(path, bytes);
  return inspectPdf(path, limits);
}

test('a report is read: its pages and its words', async () => {
  const read = await inspect(await pdf('Nama: SITI CONTOH', 'Kode LAB-7K2M-9QXP-C'));

  expect(read).toMatchObject({ outcome: 'ok', pages: 1 });
  expect('text' in read && read.text).toMatch(/Nama: SITI CONTOH\s+Kode LAB-7K2M-9QXP-C/);
});

test('a harmless document with a link and a table of contents stays harmless', async () => {
  const linked = pdfWithCatalogEntry('/OpenAction [3 0 R /Fit] /URI << /Base (https://labkesmas.example) >>');

  expect(await inspect(linked)).toMatchObject({ outcome: 'ok' });
});

test.each([
  ['a program at opening', '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>'],
  ['a program under a disguised name', '/OpenAction << /S /J#61va#53cript /JS (1) >>'],
  ['the start of another program', '/OpenAction << /S /Launch /F (cmd.exe) >>'],
  ['a list of attached files', '/Names << /EmbeddedFiles << /Names [] >> >>'],
  ['a form of the scripting kind', '/AcroForm << /XFA [] /Fields [] >>'],
])('%s makes a document unsafe', async (_what, entry) => {
  expect(await inspect(pdfWithCatalogEntry(entry))).toEqual({ outcome: 'unsafe' });
});

test('packed objects in an unusual packing are not trusted', async () => {
  const hidden =
    '<< /Type /ObjStm /N 1 /First 4 /Filter /ASCIIHexDecode /Length 10 >>\nstream\n3120302020>\nendstream';
  const document = handWrittenPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [] /Count 0 >>',
    hidden,
  ]);

  expect(await inspect(document)).toEqual({ outcome: 'unsafe' });
});

test('a locked document, also one that only its owner may change, is named as locked', async () => {
  expect(await inspect(await lockedPdf())).toEqual({ outcome: 'encrypted' });
  expect(await inspect(await lockedPdf({ userPassword: '' }))).toEqual({ outcome: 'encrypted' });
});

test('five thousand pages are too many', async () => {
  expect(await inspect(await longPdf(5_000))).toEqual({ outcome: 'unsafe' });
});

test.each([
  ['no page', handWrittenPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>'])],
  ['only a beginning', Buffer.from('%PDF-1.7\nhalo')],
  ['only noise between a beginning and an end', Buffer.from('%PDF-1.7\nhalo\nstartxref\n5\n%%EOF')],
])('a document with %s is damaged', async (_what, bytes) => {
  expect(await inspect(bytes)).toEqual({ outcome: 'damaged' });
});

test.each([
  ['by its word', '/Type /XRef'],
  ['by a reference', '/Type 4 0 R'],
  ['by its columns alone', ''],
])('a table of places that swells is refused although nothing mentions it: named %s', async (_how, kind) => {
  expect(await inspect(bombOfPlaces(300, kind))).toEqual({ outcome: 'tooBig' });
});

test('a table of places of the usual kind is no danger', async () => {
  const document = await PDFDocument.load(await pdf('Nama: SITI CONTOH'));
  const modern = Buffer.from(await document.save({ useObjectStreams: true }));
  expect(modern.includes('/XRef')).toBe(true);
  expect(await inspect(modern)).toMatchObject({ outcome: 'ok' });
});

test.each([
  ['packed objects', () => bombOfObjects(300)],
  ['page contents', () => bombOfContents(400)],
])('%s that swell end the process that reads, not the one that asks', async (_what, bomb) => {
  writeFileSync(path, bomb());
  const before = process.memoryUsage().rss;
  let highest = before;
  const watch = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage().rss);
  }, 20);

  const { outcome } = await inspectPdf(path);
  clearInterval(watch);

  expect(['tooBig', 'tooSlow']).toContain(outcome);
  expect(highest - before).toBeLessThan(200_000_000);
});

test('who takes longer than allowed is stopped', async () => {
  expect(await inspect(await pdf('halo'), { timeoutMs: 1 })).toEqual({ outcome: 'tooSlow' });
});

test('many documents at once are all read, each with its own words', async () => {
  const paths = await Promise.all(
    ['satu', 'dua', 'tiga', 'empat', 'lima'].map(async (word) => {
      const place = join(folder, `${word}.pdf`);
      writeFileSync(place, await pdf(word));
      return { word, place };
    }),
  );

  const read = await Promise.all(paths.map(({ place }) => inspectPdf(place)));

  expect(read.map((one) => 'text' in one && one.text.trim())).toEqual(paths.map(({ word }) => word));
});

const built = join(installRoot, 'dist/src/files/inspect-pdf.js');

// Built, the reader runs without a compiler and under a tighter limit than from source; `npm test` builds first.
test('the built program reads and refuses as the source does', async () => {
  const program: { inspectPdf: typeof inspectPdf } = await import(built);
  writeFileSync(path, await pdf('halo'));
  expect(await program.inspectPdf(path)).toMatchObject({ outcome: 'ok', pages: 1 });
  writeFileSync(path, bombOfContents(400));
  expect(['tooBig', 'tooSlow']).toContain((await program.inspectPdf(path)).outcome);
});

test('inspecting leaves the document as it was', async () => {
  const bytes = await pdf('halo');

  await inspect(bytes);

  expect(readFileSync(path).equals(bytes)).toBe(true);
});
