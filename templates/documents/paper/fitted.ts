import { type Box, FALL, POINTS_PER_MM, RISE, type TextPiece, type Tone, type Weight } from './pieces.ts';
import type { Typeface } from './typeface.ts';

/** How a text is to stand in its box. */
export interface Style {
  weight?: Weight;
  tone?: Tone;
  /** Points: as large as it may be. */
  size: number;
  /** As small as it may become before it is cut. */
  least: number;
  align?: 'left' | 'right' | 'center';
  /** From one line to the next, in sizes. */
  leading?: number;
}

const STEP_POINTS = 0.5;
/** From one line to the next, unless a style says otherwise; never less than the letters are high. */
const LEADING = 1.3;
const ELLIPSIS = '…';

/** The height of one line of letters, in millimetres. */
export const lineHeight = (size: number, leading = LEADING): number => (size * leading) / POINTS_PER_MM;

/**
 * Sets a text into a box: wrapped, then made smaller down to `least`, then cut with an ellipsis. Nothing
 * of it lies outside; a box that holds not one line stays empty.
 *
 * @param text paragraphs are parted by line breaks
 */
export function fitted(face: Typeface, text: string, box: Box, style: Style): TextPiece[] {
  const { size, least, leading = LEADING, weight = 'regular' } = style;
  const paragraphs = text
    .split('\n')
    .map(face.plain)
    .filter((paragraph) => paragraph !== '');
  if (paragraphs.length === 0) return [];
  for (let tried = size; ; tried = Math.max(least, tried - STEP_POINTS)) {
    const room = linesIn(box.height, tried, leading);
    const lines = paragraphs.flatMap((paragraph) => wrap(face, paragraph, box.width, weight, tried));
    if (lines.length <= room || tried <= least) {
      return place(cut(face, lines, room, box.width, weight, tried), face, box, tried, style);
    }
  }
}

/** The words in lines that are not wider than `width`; a word that is wider alone is parted anywhere. */
export function wrap(face: Typeface, text: string, width: number, weight: Weight, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (face.width(longer, weight, size) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (face.width(line, weight, size) > width) {
      const head = headOf(face, line, width, weight, size);
      if (head === '') return lines;
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** As many letters as fit, at least none; never half of one. */
function headOf(face: Typeface, word: string, width: number, weight: Weight, size: number): string {
  const letters = Array.from(word);
  let [fits, tooMany] = [0, letters.length + 1];
  while (tooMany - fits > 1) {
    const half = Math.floor((fits + tooMany) / 2);
    if (face.width(letters.slice(0, half).join(''), weight, size) <= width) fits = half;
    else tooMany = half;
  }
  return letters.slice(0, fits).join('');
}

function linesIn(height: number, size: number, leading: number): number {
  const first = ((RISE + FALL) * size) / POINTS_PER_MM;
  return height < first ? 0 : 1 + Math.floor((height - first) / lineHeight(size, leading) + 1e-9);
}

function cut(
  face: Typeface,
  lines: readonly string[],
  room: number,
  width: number,
  weight: Weight,
  size: number,
): string[] {
  if (lines.length <= room) return [...lines];
  const kept = lines.slice(0, room);
  const last = kept.pop();
  if (last === undefined) return [];
  let letters = Array.from(last);
  while (letters.length > 0 && face.width(`${letters.join('')}${ELLIPSIS}`, weight, size) > width) {
    letters = letters.slice(0, -1);
  }
  return [...kept, `${letters.join('').trimEnd()}${ELLIPSIS}`];
}

function place(
  lines: readonly string[],
  face: Typeface,
  box: Box,
  size: number,
  { weight = 'regular', tone = 'black', align = 'left', leading = LEADING }: Style,
): TextPiece[] {
  const height = ((RISE + FALL) * size) / POINTS_PER_MM;
  return lines.map((text, at) => {
    const width = face.width(text, weight, size);
    const free = align === 'left' ? 0 : align === 'right' ? box.width - width : (box.width - width) / 2;
    const y = box.y + at * lineHeight(size, leading);
    return { kind: 'text', text, weight, tone, size, x: box.x + free, y, width, height };
  });
}
