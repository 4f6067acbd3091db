import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BinaryBitmap, Code128Reader, GlobalHistogramBinarizer, RGBLuminanceSource } from '@zxing/library';
import fc from 'fast-check';
import { PDFDocument } from 'pdf-lib';
import decodeQr from 'qr/decode.js';
import sharp from 'sharp';
import { getDocumentProxy } from 'unpdf';
import { beforeAll, describe, expect, test } from 'vitest';
import { cellAt, LEAST_POINTS, label, labelSheets } from '../../templates/documents/label.ts';
import { THINNEST_BAR_MM } from '../../templates/documents/paper/codes.ts';
import type { Box, Piece, Sheet } from '../../templates/documents/paper/pieces.ts';
import { type Typeface, typefaceFor } from '../../templates/documents/paper/typeface.ts';
import { labelData } from './given.ts';

let face: Typeface;
beforeAll(async () => {
  face = await typefaceFor(await PDFDocument.create());
});

/** What people, and those who mean no good, may have typed. */
const NASTY = fc.oneof(
  fc.constantFrom(
    'W'.repeat(300),
    'i'.repeat(300),
    'مختبر الصحة العامة',
    '‮terbalik‬',
    'Rumah Sakit 🏥 Éclair Ångström Çelik ŁódźŚwięta',
    '日本語の名前がとても長い場合'.repeat(20),
    'a\u0301\u0323\u0300'.repeat(100),
    '   ',
    '\n\n\n',
    '👩‍⚕️'.repeat(40),
    'kata '.repeat(80),
    '\u0000\u200b\ufeff',
    '½ x 2 -> 3',
  ),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

const nastyLabel = fc
  .record({
    sheet: fc.constantFrom('a4' as const, 'roll' as const),
    boxes: fc.integer({ min: -1, max: 9 }),
    words: fc.array(NASTY, { minLength: 11, maxLength: 11 }),
    many: fc.integer({ min: 0, max: 12 }),
    isInstitution: fc.boolean(),
    prefix: fc.constantFrom('KRM', 'ABCD', 'WW'),
    host: fc.constantFrom('a.id', 'portal-layanan.labkesmas-magelang.kemkes.go.example'),
  })
  .map(({ sheet, boxes, words, many, isInstitution, prefix, host }) => {
    const [a = '', b = '', c = '', d = '', e = '', f = '', g = '', h = '', i = '', j = '', k = ''] = words;
    const code = `${prefix}-7K2M-9QXP-C`;
    return {
      ...labelData,
      sheet,
      boxes,
      code,
      trackingUrl: `https://${host}/t/${code}`,
      sender: { institution: isInstitution ? a : null, person: b, address: c, phone: d },
      lab: { name: e, shortName: f, address: g, phone: h },
      contents: Array.from({ length: many }, () => ({ test: i, sampleType: j, samples: 10_000 })),
      mark: { code: '9M3T-XW0A-7', url: `https://${host}/v/9M3T-XW0A-7${k.length > 250 ? '/long' : ''}` },
    };
  });

const isInside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x - 0.001 &&
  inner.y >= outer.y - 0.001 &&
  inner.x + inner.width <= outer.x + outer.width + 0.001 &&
  inner.y + inner.height <= outer.y + outer.height + 0.001;

const overlap = (one: Box, other: Box): boolean =>
  one.x + one.width > other.x + 0.001 &&
  other.x + other.width > one.x + 0.001 &&
  one.y + one.height > other.y + 0.001 &&
  other.y + other.height > one.y + 0.001;

/** The edges inside which each label of a page has to stay, with a millimetre of air. */
function edgesOf({ width, height }: Sheet, sheet: 'a4' | 'roll', at: number): Box {
  const cell = sheet === 'a4' ? cellAt(at) : { x: 0, y: 0, width, height };
  const air = sheet === 'a4' ? 1 : 0;
  return { x: cell.x + air, y: cell.y + air, width: cell.width - 2 * air, height: cell.height - 2 * air };
}

const inked = ({ kind }: Piece): boolean => kind !== 'line';

describe('a label', () => {
  test('holds everything inside its edges, whatever people have written', () => {
    fc.assert(
      fc.property(nastyLabel, (data) => {
        for (const page of labelSheets(face, data)) {
          const pieces = page.pieces.filter(inked);
          const edges = Array.from({ length: data.sheet === 'a4' ? 6 : 1 }, (_, at) =>
            edgesOf(page, data.sheet, at),
          );
          for (const piece of pieces) {
            expect(
              edges.some((edge) => isInside(piece, edge)),
              JSON.stringify(piece),
            ).toBe(true);
            if ('black' in piece) for (const box of piece.black) expect(isInside(box, piece)).toBe(true);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test('lets nothing stand on anything else', () => {
    fc.assert(
      fc.property(nastyLabel, (data) => {
        for (const page of labelSheets(face, data)) {
          const pieces = page.pieces.filter(inked);
          for (const [at, piece] of pieces.entries())
            for (const other of pieces.slice(at + 1))
              expect(overlap(tight(piece), tight(other)), JSON.stringify([piece, other])).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('measures letters as a reader of the PDF does', async () => {
    const document = await getDocumentProxy(await label({ ...labelData, sheet: 'roll' }), { verbosity: 0 });
    const { items } = await (await document.getPage(1)).getTextContent();
    const [sheet] = labelSheets(face, { ...labelData, sheet: 'roll' });
    const shown = items.flatMap((item) => ('str' in item && item.str.trim() ? [item] : []));
    expect(shown.length).toBeGreaterThan(4);
    for (const { str, width } of shown) {
      const piece = sheet?.pieces.find((each) => each.kind === 'text' && each.text === str);
      expect(piece, str).toBeDefined();
      expect((piece?.width ?? 0) * (72 / 25.4)).toBeCloseTo(width, 1);
    }
  });

  test('says which box it is for, and has a page of plain paper for six', async () => {
    expect(textsOf({ ...labelData, sheet: 'roll', boxes: 3 })).toEqual(
      expect.arrayContaining(['Kotak 1 dari 3', 'Kotak 2 dari 3', 'Kotak 3 dari 3']),
    );
    expect(labelSheets(face, { ...labelData, boxes: 6 })).toHaveLength(1);
    expect(labelSheets(face, { ...labelData, boxes: 7 })).toHaveLength(2);
    expect(labelSheets(face, { ...labelData, sheet: 'roll', boxes: 7 })).toHaveLength(7);
    const pages = (await PDFDocument.load(await label({ ...labelData, sheet: 'roll' }))).getPages();
    expect(
      pages.map((page) => [page.getWidth(), page.getHeight()].map((points) => points * (25.4 / 72))),
    ).toEqual([0, 1, 2].map(() => [expect.closeTo(50, 3), expect.closeTo(25, 3)]));
  });

  test('names sender, lab and contents, and never loses the telephone to a long name', () => {
    const texts = textsOf({ ...labelData, sender: { ...labelData.sender, person: 'W'.repeat(300) } }).join(
      '\n',
    );
    for (const words of [
      'Puskesmas Mawar Indah',
      '+6281200001234',
      '(0293) 555-0100',
      'ISI · 38 SAMPEL',
      '8 Dahak',
    ])
      expect(texts).toContain(words);
  });

  test('writes a question mark for letters it does not have, and no box of nothing', () => {
    expect(face.plain('Dr. مختبر Ö')).toBe('Dr. ? Ö');
    expect(face.plain('Klinik 🏥 Sehat')).toBe('Klinik Sehat');
    expect(face.plain('‮abc‬')).toBe('abc');
    expect(face.plain('Łódź Ångström é')).toBe('Łódź Ångström é');
  });

  test('makes no letter smaller than can be read, and no bar thinner than can be printed', () => {
    fc.assert(
      fc.property(nastyLabel, (data) => {
        for (const { pieces } of labelSheets(face, data))
          for (const piece of pieces) {
            // The line about genuineness may be smaller on paper: its code stands there in full.
            if (piece.kind === 'text' && !piece.text.startsWith('Keaslian'))
              expect(piece.size).toBeGreaterThanOrEqual(LEAST_POINTS[data.sheet]);
            if (piece.kind === 'bars')
              for (const { width } of piece.black)
                expect(width).toBeGreaterThanOrEqual(THINNEST_BAR_MM - 1e-9);
          }
      }),
      { numRuns: 40 },
    );
  });
});

const PDFTOPPM = ['/usr/bin/pdftoppm', '/usr/local/bin/pdftoppm'].find((path) => existsSync(path));

// Said aloud where it is left out; .ci/run installs it.
if (!PDFTOPPM) console.warn('No pdftoppm found: no label is printed and scanned. Debian: poppler-utils.');

describe.skipIf(!PDFTOPPM)('a printed label', () => {
  // What a thermal printer has to the inch, and a cheap office printer.
  test.each([
    ['roll', 203],
    ['a4', 300],
  ] as const)('on %s at %i dots to the inch is read by a scanner', async (sheet, dots) => {
    const { pixels, width, height } = await printed(await label({ ...labelData, sheet, boxes: 1 }), dots);
    expect(barsIn(pixels, width, height)).toBe('KRM7K2M9QXPC');
    const qr = await sharp(pixels, { raw: { width, height, channels: 1 } })
      .extract(cutOut(sheet, dots))
      .toColourspace('srgb')
      .ensureAlpha()
      .resize({ width: 600, kernel: 'nearest' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(decodeQr({ width: qr.info.width, height: qr.info.height, data: qr.data })).toBe(
      labelData.trackingUrl,
    );
  });
});

/** The upper right part of the first label, where the QR is. */
function cutOut(sheet: 'a4' | 'roll', dots: number) {
  const mm = (length: number) => Math.floor((length * dots) / 25.4);
  const box = sheet === 'roll' ? { left: 34.5, top: 0, side: 15.5 } : { left: 76, top: 8.5, side: 28 };
  return { left: mm(box.left), top: mm(box.top), width: mm(box.side) - 1, height: mm(box.side) - 1 };
}

/** Reads the bars somewhere on the picture, as a scanner that is held over it line by line. */
function barsIn(pixels: Buffer, width: number, height: number): string | undefined {
  const reader = new Code128Reader();
  const source = new RGBLuminanceSource(new Uint8ClampedArray(pixels), width, height);
  const bitmap = new BinaryBitmap(new GlobalHistogramBinarizer(source));
  for (let row = 0; row < height; row += 3) {
    try {
      return reader.decodeRow(row, bitmap.getBlackRow(row, null as never), new Map()).getText();
    } catch {
      // No bars in this line.
    }
  }
  return undefined;
}

async function printed(bytes: Uint8Array, dots: number) {
  const folder = mkdtempSync(join(tmpdir(), 'label-'));
  try {
    writeFileSync(join(folder, 'label.pdf'), bytes);
    execFileSync(PDFTOPPM ?? '', ['-r', String(dots), '-gray', '-png', '-singlefile', 'label.pdf', 'label'], {
      cwd: folder,
    });
    const { data, info } = await sharp(readFileSync(join(folder, 'label.png')))
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { pixels: data, width: info.width, height: info.height };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// Letters have air above and below inside their box; it may be shared, as lines of one text share it.
function tight(piece: Piece): Box {
  if (piece.kind !== 'text') return piece.kind === 'qr' ? shrunk(piece, 2) : piece;
  const air = piece.height * 0.18;
  return { x: piece.x, width: piece.width, y: piece.y + air, height: piece.height - 2 * air };
}

const shrunk = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x + by,
  y: y + by,
  width: width - 2 * by,
  height: height - 2 * by,
});

const textsOf = (data: typeof labelData): string[] =>
  labelSheets(face, data).flatMap(({ pieces }) =>
    pieces.flatMap((piece) => (piece.kind === 'text' ? [piece.text] : [])),
  );
