import type { Mark, PaperLab } from '../../src/domain/papers/values.ts';
import { fitted, type Style } from './paper/fitted.ts';
import { type Flow, flow, type Margins } from './paper/flow.ts';
import { FOOT_MM, genuineFoot } from './paper/genuine-foot.ts';
import type { Piece, Sheet } from './paper/pieces.ts';
import type { Typeface } from './paper/typeface.ts';

const MARGINS: Margins = { left: 25, right: 20, top: 22, bottom: 32 };
const WIDTH = 210 - MARGINS.left - MARGINS.right;
const AIR_BELOW_HEAD = 7;
const FOOT_FROM = 297 - 27;

/** What every letter of the lab has. */
export interface Letterhead {
  lab: PaperLab;
  mark: Mark;
}

/**
 * A letter on the lab's paper: the letterhead on the first page, the strip of genuineness at the foot of
 * every page, and between them whatever `write` writes.
 */
export function letterSheets(
  face: Typeface,
  { lab, mark }: Letterhead,
  write: (letter: Flow) => void,
): Sheet[] {
  const head = letterhead(face, lab);
  const until = Math.max(...head.map(({ y }) => y)) + AIR_BELOW_HEAD;
  const letter = flow(face, MARGINS, { pieces: head, until });
  write(letter);
  const sheets = letter.sheets();
  for (const [at, sheet] of sheets.entries()) {
    const strip = { x: MARGINS.left - 2, y: FOOT_FROM, width: WIDTH + 2, height: FOOT_MM };
    const count = `Halaman ${at + 1} dari ${sheets.length}`;
    sheet.pieces.push(
      line(FOOT_FROM - 1.5, 0.5),
      ...genuineFoot(face, strip, { labName: lab.name, mark, count }),
    );
  }
  return sheets;
}

function letterhead(face: Typeface, lab: PaperLab): Piece[] {
  const reached = [lab.address, `Telp. ${lab.phone}`, lab.email].filter((words) => words !== '').join(' · ');
  const centered = { align: 'center' } as const;
  let y = 12;
  const pieces: Piece[] = [];
  // One below the other, because the name takes one line or two.
  const add = (words: string, height: number, style: Style) => {
    const set = fitted(face, words, { x: MARGINS.left, y, width: WIDTH, height }, { ...centered, ...style });
    pieces.push(...set);
    const last = set.at(-1);
    if (last) y = last.y + last.height + 0.6;
  };
  add(lab.letterhead.toUpperCase(), 5, { size: 10.5, least: 7 });
  add(lab.name.toUpperCase(), 13, { size: 14, least: 9, weight: 'bold', leading: 1.23 });
  y += 0.6;
  add(reached, 8, { size: 8.5, least: 6 });
  return [...pieces, line(y + 1.4, 1.6), line(y + 2.4, 0.5)];
}

const line = (y: number, thickness: number): Piece => ({
  kind: 'line',
  tone: 'black',
  thickness,
  x: MARGINS.left,
  y,
  width: WIDTH,
  height: 0,
});

/** The block on the right in which somebody signs: office, room for the hand, name and number. */
export function signature(
  face: Typeface,
  letter: Flow,
  { name, title, number }: { name: string; title: string; number: string },
): void {
  const width = 72;
  const x = 210 - MARGINS.right - width;
  letter.put(44, (y) => {
    const at = (down: number, height: number) => ({ x, y: y + down, width, height });
    return [
      ...fitted(face, `${title},`, at(0, 10), { size: 10.5, least: 8 }),
      ...fitted(face, name, at(31, 5), { size: 10.5, least: 7, weight: 'semiBold' }),
      ...fitted(face, number, at(36, 4.6), { size: 9, least: 7 }),
    ];
  });
}
