import fc from 'fast-check';
import { degrees, PDFDocument, PDFName, PDFString } from 'pdf-lib';
import { getDocumentProxy } from 'unpdf';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Box } from '../../templates/documents/paper/pieces.ts';
import { type Typeface, typefaceFor } from '../../templates/documents/paper/typeface.ts';
import { replyLetter, replyLetterSheets } from '../../templates/documents/reply-letter.ts';
import { stamp } from '../../templates/documents/stamp.ts';
import { lab, letterData, mark } from './given.ts';

let face: Typeface;
beforeAll(async () => {
  face = await typefaceFor(await PDFDocument.create());
});

/** What a reader shows of each page, piece by piece; places in points from the lower left corner. */
async function shown(bytes: Uint8Array) {
  const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  const pages = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const pieces = items.flatMap((item) => {
      if (!('str' in item) || item.str.trim() === '') return [];
      const [x = 0, y = 0] = viewport.convertToViewportPoint(item.transform[4], item.transform[5]);
      return [{ text: item.str, x, y, width: item.width }];
    });
    pages.push({ width: viewport.width, height: viewport.height, pieces });
  }
  return pages;
}

const words = async (bytes: Uint8Array): Promise<string> =>
  (await shown(bytes)).flatMap(({ pieces }) => pieces.map(({ text }) => text)).join('\n');

describe('a reply letter', () => {
  test('says who may come, when, with how many, and what it costs', async () => {
    const text = await words(await replyLetter(letterData));
    for (const part of [
      'BALAI LABORATORIUM KESEHATAN MASYARAKAT MAGELANG',
      ': HM.02/17/XI/2026',
      'Magelang, 21 November 2026',
      'SMA Negeri 1 Contoh',
      'u.p. Andi Contoh',
      ': Selasa, 8 Desember 2026 sampai Rabu, 9 Desember 2026',
      ': 36 orang',
      ': Rp 540.000 untuk seluruh rombongan',
      'Sepatu tertutup.',
      'dr. Contoh Pratama',
      'Keaslian: lab.example/v/9M3T-XW0A-7',
      'Halaman 1 dari 1',
    ])
      expect(text).toContain(part);
  });

  test('says no with the reason, and asks for no money', async () => {
    const reason = 'Aula kami sedang diperbaiki sampai akhir Desember.';
    const text = await words(await replyLetter({ ...letterData, decision: { outcome: 'rejected', reason } }));
    expect(text).toContain(reason);
    expect(text).toContain('belum dapat kami penuhi');
    expect(text).not.toContain('Biaya');
  });

  test('goes over several pages, each with its number and its mark, and loses no word', async () => {
    const note = Array.from({ length: 400 }, (_, at) => `kalimat${at}`).join(' ');
    const decision = { ...letterData.decision, note: `${note}\n${note}` } as typeof letterData.decision;
    const bytes = await replyLetter({ ...letterData, decision });
    const pages = await shown(bytes);
    expect(pages.length).toBeGreaterThan(1);
    for (const [at, { pieces }] of pages.entries()) {
      const text = pieces.map((piece) => piece.text).join('\n');
      expect(text).toContain(`Halaman ${at + 1} dari ${pages.length}`);
      expect(text).toContain('Keaslian: lab.example/v/9M3T-XW0A-7');
    }
    const text = (await words(bytes)).replaceAll('\n', ' ');
    for (let at = 0; at < 400; at += 1) expect(text.split(`kalimat${at} `).length).toBe(3);
  });

  test('keeps everything inside its margins, whatever stands in it', () => {
    const any = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.constantFrom('W'.repeat(300), 'مختبر', '🏥'.repeat(50), 'x\n\ny', ''),
    );
    fc.assert(
      fc.property(fc.array(any, { minLength: 9, maxLength: 9 }), fc.boolean(), (typed, isApproved) => {
        const [a = '', b = '', c = '', d = '', e = '', f = '', g = '', h = '', i = ''] = typed;
        const sheets = replyLetterSheets(face, {
          ...letterData,
          lab: { letterhead: a, name: b, address: c, phone: d, email: e },
          addressee: { person: f, institution: g },
          contact: h,
          number: i,
          signer: { name: a, title: b, number: c },
          decision: isApproved ? letterData.decision : { outcome: 'rejected', reason: d },
        });
        for (const { pieces, width, height } of sheets)
          for (const piece of pieces) {
            const edge: Box = { x: 20, y: 10, width: width - 38, height: height - 18 };
            expect(piece.x, JSON.stringify(piece)).toBeGreaterThanOrEqual(edge.x);
            expect(piece.y).toBeGreaterThanOrEqual(edge.y);
            expect(piece.x + piece.width, JSON.stringify(piece)).toBeLessThanOrEqual(
              edge.x + edge.width + 0.01,
            );
            expect(piece.y + piece.height).toBeLessThanOrEqual(edge.y + edge.height + 0.01);
          }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a marked report', () => {
  /** A report with a line at each edge of its page. */
  async function report({ turned = 0, width = 595, height = 842, offset = 0 } = {}): Promise<Uint8Array> {
    const document = await PDFDocument.create();
    const page = document.addPage([width, height]);
    page.setMediaBox(offset, offset, width, height);
    page.setRotation(degrees(turned));
    page.drawText('UPPER', { x: offset + 4, y: offset + height - 14, size: 12 });
    page.drawText('LOWER', { x: offset + 4, y: offset + 4, size: 12 });
    page.drawText('RIGHT', { x: offset + width - 50, y: offset + height / 2, size: 12 });
    return document.save();
  }
  async function stamped(bytes: Uint8Array): Promise<Uint8Array> {
    const made = await stamp(bytes, { labName: lab.name, mark });
    if (made.outcome !== 'stamped') throw new Error(made.outcome);
    return made.bytes;
  }

  test.each([
    [0, 595, 842, 0],
    [90, 595, 842, 0],
    [180, 595, 842, 30],
    [270, 842, 595, -20],
    [0, 842, 595, 100],
  ])(
    'turned by %i degrees bears its mark upright at the foot, and nothing is covered',
    async (turned, width, height, offset) => {
      const [page] = await shown(await stamped(await report({ turned, width, height, offset })));
      if (!page) throw new Error('no page');
      const markAt = page.pieces.find(({ text }) => text.startsWith('Keaslian'));
      expect(markAt?.text).toBe('Keaslian: lab.example/v/9M3T-XW0A-7');
      // A reader counts from the upper left corner of what one sees.
      const top = page.height - ((16 + 4) * 72) / 25.4;
      expect(markAt?.y).toBeGreaterThan(top);
      for (const { text, x, y } of page.pieces.filter((piece) => /UPPER|LOWER|RIGHT/.test(piece.text))) {
        expect(y, text).toBeLessThanOrEqual(top);
        expect(x, text).toBeGreaterThanOrEqual(0);
        expect(x, text).toBeLessThanOrEqual(page.width);
      }
      expect(page.pieces.map(({ text }) => text)).toEqual(
        expect.arrayContaining(['UPPER', 'LOWER', 'RIGHT']),
      );
    },
  );

  test('keeps its size, and can be marked again', async () => {
    const once = await stamped(await report());
    const twice = await PDFDocument.load(await stamped(once));
    expect(twice.getPage(0).getSize()).toEqual({ width: 595, height: 842 });
  });

  test('moves its links with its words', async () => {
    const document = await PDFDocument.load(await report());
    const link = document.context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [100, 0, 200, 20],
      A: { S: 'URI', URI: PDFString.of('https://lab.example') },
    });
    document
      .getPage(0)
      .node.set(PDFName.of('Annots'), document.context.obj([document.context.register(link)]));
    const moved = await getDocumentProxy(new Uint8Array(await stamped(await document.save())), {
      verbosity: 0,
    });
    const [annotation] = await (await moved.getPage(1)).getAnnotations();
    expect(annotation.rect[1]).toBeGreaterThan(50);
    expect(annotation.rect[2] - annotation.rect[0]).toBeLessThan(100);
  });

  test('that is signed electronically stays as it is', async () => {
    const signed = Buffer.concat([Buffer.from(await report()), Buffer.from('\n% /ByteRange [0 1 2 3]')]);
    expect(await stamp(signed, { labName: lab.name, mark })).toEqual({ outcome: 'signed' });
  });

  test('that cannot be rewritten is refused', async () => {
    const broken = (await report()).slice(0, 400);
    expect(await stamp(broken, { labName: lab.name, mark })).toEqual({ outcome: 'unfit' });
    expect(await stamp(await report({ width: 100, height: 100 }), { labName: lab.name, mark })).toEqual({
      outcome: 'unfit',
    });
  });
});
