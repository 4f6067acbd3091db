import { PDFDocument, type PDFPage, rgb } from 'pdf-lib';
import { type Piece, POINTS_PER_MM, RISE, type Sheet, type Tone } from './pieces.ts';
import { type Typeface, typefaceFor } from './typeface.ts';

const TONES = { black: rgb(0, 0, 0), grey: rgb(0.35, 0.35, 0.35) } satisfies Record<Tone, unknown>;
const DASH = [2.2, 2.2];

/** What a document says about itself. */
export interface About {
  title: string;
  author: string;
}

/** Draws sheets that are laid out with this document's letters. */
export async function drawn(about: About, layOut: (face: Typeface) => readonly Sheet[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const face = await typefaceFor(document);
  document.setTitle(face.plain(about.title), { showInWindowTitleBar: true });
  document.setAuthor(face.plain(about.author));
  document.setLanguage('id-ID');
  for (const sheet of layOut(face)) {
    const page = document.addPage([sheet.width * POINTS_PER_MM, sheet.height * POINTS_PER_MM]);
    for (const piece of sheet.pieces) draw(page, face, piece, sheet.height);
  }
  return document.save();
}

/** Draws a piece on a page that is `height` millimetres high. */
export function draw(page: PDFPage, face: Typeface, piece: Piece, height: number): void {
  const left = piece.x * POINTS_PER_MM;
  const top = (height - piece.y) * POINTS_PER_MM;
  switch (piece.kind) {
    case 'text':
      page.drawText(piece.text, {
        x: left,
        y: top - piece.size * RISE,
        size: piece.size,
        font: face.fonts[piece.weight],
        color: TONES[piece.tone],
      });
      return;
    case 'line':
      page.drawLine({
        start: { x: left, y: top },
        end: { x: left + piece.width * POINTS_PER_MM, y: top - piece.height * POINTS_PER_MM },
        thickness: piece.thickness,
        color: TONES[piece.tone],
        ...(piece.dashed && { dashArray: DASH }),
      });
      return;
    case 'qr':
    case 'bars':
      for (const { x, y, width, height: tall } of piece.black) {
        page.drawRectangle({
          x: x * POINTS_PER_MM,
          y: (height - y - tall) * POINTS_PER_MM,
          width: width * POINTS_PER_MM,
          height: tall * POINTS_PER_MM,
          color: TONES.black,
        });
      }
  }
}
