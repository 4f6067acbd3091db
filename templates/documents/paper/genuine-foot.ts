import type { Mark } from '../../../src/domain/papers/values.ts';
import { qr } from './codes.ts';
import { fitted } from './fitted.ts';
import type { Box, Piece } from './pieces.ts';
import type { Typeface } from './typeface.ts';

/** How high the strip is in which a paper says how it can be told to be genuine. */
export const FOOT_MM = 16;

/**
 * The strip at the foot of a page: a QR and the short code, so that whoever holds the paper can ask
 * whether it is genuine. It names nobody but the lab.
 *
 * @param strip `FOOT_MM` high
 * @param count for example `Halaman 1 dari 2`; may be empty
 */
export function genuineFoot(
  face: Typeface,
  strip: Box,
  { labName, mark, count }: { labName: string; mark: Mark; count: string },
): Piece[] {
  const side = strip.height;
  const [left, top] = [strip.x + side + 2, strip.y];
  const countWidth = 34;
  const width = Math.max(0, strip.width - side - 2);
  const style = { size: 7.5, least: 5, tone: 'grey' } as const;
  return [
    qr(mark.url, { x: strip.x, y: strip.y, width: side, height: side }),
    ...fitted(
      face,
      `Keaslian: ${mark.url.replace(/^https?:\/\//, '')}`,
      { x: left, y: top + 2, width, height: 4 },
      {
        size: 8.5,
        least: 5,
        weight: 'semiBold',
      },
    ),
    ...fitted(
      face,
      `atau ketik CEK ${mark.code} di WhatsApp kami.`,
      { x: left, y: top + 6, width, height: 3.6 },
      style,
    ),
    ...fitted(
      face,
      labName,
      { x: left, y: top + 9.6, width: Math.max(0, width - countWidth), height: 3.6 },
      style,
    ),
    ...fitted(
      face,
      count,
      { x: strip.x + strip.width - countWidth, y: top + 9.6, width: countWidth, height: 3.6 },
      { ...style, align: 'right' },
    ),
  ];
}
