import { fitted, lineHeight, type Style, wrap } from './fitted.ts';
import { FALL, type Piece, POINTS_PER_MM, RISE, type Sheet, type TextPiece } from './pieces.ts';
import type { Typeface } from './typeface.ts';

const A4 = { width: 210, height: 297 };
/** More pages than this is no letter. */
const MAX_PAGES = 20;
const LEADING = 1.42;

/** Where a letter's words may stand. */
export interface Margins {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A letter that grows line by line, over as many pages as it needs. */
export interface Flow {
  /** Words from margin to margin, or in a column; parted by line breaks into paragraphs. */
  words(text: string, style?: WordStyle): void;
  /** White space, but none at the top of a page. */
  gap(millimetres: number): void;
  /** A line beginning with a sign or a name, and the words beside it. */
  beside(lead: string, text: string, leadWidth: number, style?: WordStyle): void;
  /** Goes on on the next page unless so much room is left. */
  keepTogether(millimetres: number): void;
  /** Puts pieces where the letter has come to; it goes on below them. */
  put(height: number, pieces: (y: number) => Piece[]): void;
  sheets(): Sheet[];
}

/** How words in a flow look. */
export interface WordStyle {
  size?: number;
  weight?: Style['weight'];
  tone?: Style['tone'];
  indent?: number;
}

/**
 * Begins a letter.
 *
 * @param head what stands on top of the first page, and how far down it reaches
 */
export function flow(face: Typeface, margins: Margins, head: { pieces: Piece[]; until: number }): Flow {
  const pages: Sheet[] = [{ ...A4, pieces: [...head.pieces] }];
  const bottom = A4.height - margins.bottom;
  const width = A4.width - margins.left - margins.right;
  let y = head.until;
  const page = (): Sheet => pages[pages.length - 1] ?? newPage();

  function newPage(): Sheet {
    const sheet: Sheet = { ...A4, pieces: [] };
    pages.push(sheet);
    y = margins.top;
    return sheet;
  }

  function lines(
    text: string,
    { size = 10.5, weight = 'regular', tone = 'black', indent = 0 }: WordStyle,
  ): void {
    const wide = width - indent;
    const tall = ((RISE + FALL) * size) / POINTS_PER_MM;
    for (const paragraph of text.split('\n').map(face.plain)) {
      const all = paragraph === '' ? [] : wrap(face, paragraph, wide, weight, size);
      // No line stands alone at the foot of a page.
      if (all.length > 1) keepTogether(2 * lineHeight(size, LEADING));
      for (const line of all) {
        if (y + tall > bottom && !isFull()) newPage();
        if (isFull()) return;
        page().pieces.push(textAt(line, margins.left + indent, size, weight, tone, tall));
        y += lineHeight(size, LEADING);
      }
    }
  }

  const isFull = (): boolean => pages.length >= MAX_PAGES && y + lineHeight(12) > bottom;

  function textAt(
    text: string,
    x: number,
    size: number,
    weight: TextPiece['weight'],
    tone: TextPiece['tone'],
    height: number,
  ): TextPiece {
    return { kind: 'text', text, weight, tone, size, x, y, width: face.width(text, weight, size), height };
  }

  function keepTogether(millimetres: number): void {
    if (y + millimetres > bottom && y > margins.top && pages.length < MAX_PAGES) newPage();
  }

  return {
    words: (text, style = {}) => lines(text, style),
    gap(millimetres) {
      if (y > margins.top) y += millimetres;
    },
    beside(lead, text, leadWidth, style = {}) {
      const { size = 10.5, indent = 0 } = style;
      const tall = lineHeight(size, LEADING);
      keepTogether(tall);
      const box = { x: margins.left + indent, y, width: leadWidth, height: tall };
      page().pieces.push(...fitted(face, lead, box, { size, least: 6 }));
      lines(text === '' ? '–' : text, { ...style, indent: indent + leadWidth });
    },
    keepTogether,
    put(height, pieces) {
      keepTogether(height);
      page().pieces.push(...pieces(y));
      y += height;
    },
    sheets: () => pages,
  };
}
