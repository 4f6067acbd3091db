import type { LabelData } from '../../src/domain/papers/values.ts';
import { longDay } from '../messages/format.ts';
import { bars, qr } from './paper/codes.ts';
import { drawn } from './paper/draw.ts';
import { fitted } from './paper/fitted.ts';
import type { Box, Piece, Sheet } from './paper/pieces.ts';
import type { Typeface } from './paper/typeface.ts';

/** More boxes than this are no shipment but a mistake. */
const MAX_BOXES = 100;
/** Letters smaller than this cannot be read at arm's length. */
export const LEAST_POINTS = { a4: 6, roll: 5 } as const;

const A4 = { width: 210, height: 297 };
const ROLL = { width: 50, height: 25 };
/** What most printers cannot reach. */
const EDGE = 8;
const [COLUMNS, ROWS] = [2, 3];
const CELL = { width: (A4.width - 2 * EDGE) / COLUMNS, height: (A4.height - 2 * EDGE) / ROWS };
const PADDING = 4;

/**
 * The labels of a shipment, one for each box, for whoever carries and receives it: six to a page of plain
 * paper with lines to cut along, or one to a page of a label printer's roll.
 *
 * The bars hold the registration's code without dashes, so that they fit on a roll; the QR leads to
 * where the shipment is followed. Whatever is written by people is wrapped, made smaller, then cut:
 * nothing runs over its edge.
 */
export function label(data: LabelData): Promise<Uint8Array> {
  const about = { title: `Label ${data.code}`, author: data.lab.name };
  return drawn(about, (face) => labelSheets(face, data));
}

/** The pages of labels before they are drawn. */
export function labelSheets(face: Typeface, data: LabelData): Sheet[] {
  const boxes = Math.max(1, Math.min(data.boxes, MAX_BOXES));
  const numbers = Array.from({ length: boxes }, (_, at) => `${at + 1} dari ${boxes}`);
  if (data.sheet === 'roll')
    return numbers.map((number) => ({ ...ROLL, pieces: onRoll(face, data, number) }));
  const sheets: Sheet[] = [];
  for (let at = 0; at < boxes; at += COLUMNS * ROWS) {
    const here = numbers.slice(at, at + COLUMNS * ROWS);
    const pieces = here.flatMap((number, place) => onPaper(face, data, number, cellAt(place)));
    sheets.push({ ...A4, pieces: [...pieces, ...cutLines(here.length)] });
  }
  return sheets;
}

/** The part of a page that belongs to one label, from 0. */
export function cellAt(place: number): Box {
  const [column, row] = [place % COLUMNS, Math.floor(place / COLUMNS)];
  return { x: EDGE + column * CELL.width, y: EDGE + row * CELL.height, ...CELL };
}

function onPaper(face: Typeface, data: LabelData, number: string, cell: Box): Piece[] {
  const { code, sender, lab, mark } = data;
  const [left, top] = [cell.x + PADDING, cell.y + PADDING];
  const width = cell.width - 2 * PADDING;
  const qrSide = 27;
  const beside = width - qrSide - 1;
  const least = LEAST_POINTS.a4;
  const at = (y: number, height: number, wide = width): Box => ({ x: left, y: top + y, width: wide, height });
  const heading = (y: number, words: string): Piece[] =>
    fitted(face, words, at(y, 3), { size: 6.5, least, weight: 'semiBold', tone: 'grey' });
  const samples = data.contents.reduce((sum, one) => sum + one.samples, 0);
  return [
    // The QR brings its own white border, which may reach into the padding.
    qr(data.trackingUrl, { x: left + width - qrSide + 2, y: top - 3, width: qrSide, height: qrSide }),
    ...fitted(face, `Kotak ${number}`, at(0, 9, beside), { size: 19, least: 11, weight: 'bold' }),
    ...fitted(face, code, at(9.4, 5.5, beside), { size: 12, least: 8, weight: 'semiBold' }),
    ...fitted(face, aboutWords(data), at(15.4, 7.6, beside), { size: 7.5, least, tone: 'grey' }),
    line(at(24.2, 0)),
    ...heading(25.4, 'KEPADA'),
    ...fitted(face, lab.name, at(28.6, 9.2), { size: 11, least: 7, weight: 'bold', leading: 1.25 }),
    ...fitted(face, `${lab.address}\nTelp. ${lab.phone}`, at(38, 9.6), { size: 8, least }),
    ...heading(48.4, 'DARI'),
    ...fitted(face, sender.institution ?? sender.person, at(51.6, 5), {
      size: 9,
      least: 7,
      weight: 'semiBold',
    }),
    // The telephone has a place of its own: a long name must not push it away.
    ...fitted(
      face,
      `Telp. ${sender.phone}`,
      { ...at(56.4, 3.4, width * 0.38), x: left + width * 0.62 },
      { size: 7.5, least, align: 'right' },
    ),
    ...fitted(
      face,
      sender.institution === null ? 'Pengirim perorangan' : sender.person,
      at(56.4, 3.4, width * 0.6),
      {
        size: 7.5,
        least,
      },
    ),
    ...fitted(face, sender.address, at(59.8, 6.5), { size: 7.5, least, leading: 1.25 }),
    ...heading(67, `ISI · ${samples} SAMPEL`),
    ...fitted(face, contentsWords(data), at(70, 6.2), { size: 7, least, leading: 1.25 }),
    bars(plainCode(code), { x: left - 2, y: top + 77, width: width + 4, height: 7.2 }),
    ...fitted(face, `Keaslian: ${barely(mark.url)}`, at(84.4, 2.7), {
      size: 6,
      least: 4.5,
      tone: 'grey',
      align: 'center',
    }),
  ];
}

function onRoll(face: Typeface, data: LabelData, number: string): Piece[] {
  const { code, sender, lab, mark } = data;
  const qrSide = 15.5;
  const left = 2;
  const width = ROLL.width - left - qrSide;
  const least = LEAST_POINTS.roll;
  const at = (y: number, height: number, wide = width): Box => ({ x: left, y, width: wide, height });
  return [
    qr(data.trackingUrl, { x: ROLL.width - qrSide, y: 0, width: qrSide, height: qrSide }),
    ...fitted(face, `Kotak ${number}`, at(1, 4.3), { size: 10, least: 7, weight: 'bold' }),
    ...fitted(face, code, at(5.2, 3.4), { size: 7.5, least: 6, weight: 'semiBold' }),
    ...fitted(face, sender.institution ?? sender.person, at(8.5, 4.4), { size: 6, least, leading: 1.23 }),
    ...fitted(face, `ke ${lab.shortName}`, at(12.8, 2.3), { size: 5, least, tone: 'grey' }),
    bars(plainCode(code), { x: 0.25, y: 15.7, width: ROLL.width - 0.5, height: 6 }),
    ...fitted(face, `Keaslian ${mark.code}`, at(22, 2.2, ROLL.width - 2 * left), {
      size: 5,
      least,
      tone: 'grey',
      align: 'center',
    }),
  ];
}

const CATEGORIES = { human: 'Sampel manusia', nonHuman: 'Sampel nonmanusia' } as const;

const aboutWords = ({ category, registeredOn }: LabelData): string =>
  `${CATEGORIES[category]}\nTerdaftar ${longDay(registeredOn, 'id')}`;

const contentsWords = ({ contents }: LabelData): string =>
  contents.map(({ test, sampleType, samples }) => `${samples} ${sampleType} (${test})`).join('; ');

const plainCode = (code: string): string => code.replaceAll('-', '');
const barely = (url: string): string => url.replace(/^https?:\/\//, '');

const line = ({ x, y, width }: Box): Piece => ({
  kind: 'line',
  tone: 'grey',
  thickness: 0.5,
  x,
  y,
  width,
  height: 0,
});

/** Lines to cut along, around as many labels as there are. */
function cutLines(labels: number): Piece[] {
  const rows = Math.ceil(labels / COLUMNS);
  const columns = Math.min(labels, COLUMNS);
  const dashes = { kind: 'line', tone: 'grey', thickness: 0.4, dashed: true } as const;
  const [width, height] = [columns * CELL.width, rows * CELL.height];
  return [
    ...Array.from({ length: columns + 1 }, (_, at) => ({
      ...dashes,
      x: EDGE + at * CELL.width,
      y: EDGE,
      width: 0,
      height,
    })),
    ...Array.from({ length: rows + 1 }, (_, at) => ({
      ...dashes,
      x: EDGE,
      y: EDGE + at * CELL.height,
      width,
      height: 0,
    })),
  ];
}
