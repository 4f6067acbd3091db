import bwip from 'bwip-js/node';
import { create } from 'qrcode';
import type { Box, CodePiece } from './pieces.ts';

/** White around a QR, in its squares, as its standard asks. */
const QR_QUIET = 4;
/** White beside the bars, in widths of the thinnest. */
const BARS_QUIET = 10;
/** Thinner bars than this smear on a thermal printer; two of its dots. */
export const THINNEST_BAR_MM = 0.25;

/**
 * A QR that fills the box, white border included.
 *
 * @throws when the text is longer than any QR holds
 */
export function qr(text: string, { x, y, width }: Box): CodePiece {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const side = width / (modules.size + 2 * QR_QUIET);
  const black: Box[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let from = 0; from < modules.size; from += 1) {
      if (!modules.get(row, from)) continue;
      // Squares side by side are one piece, or hairlines show between them.
      let until = from + 1;
      while (until < modules.size && modules.get(row, until)) until += 1;
      black.push({
        x: x + (from + QR_QUIET) * side,
        y: y + (row + QR_QUIET) * side,
        width: (until - from) * side,
        height: side,
      });
      from = until;
    }
  }
  return { kind: 'qr', holds: text, x, y, width, height: width, black };
}

/**
 * A Code 128 in the middle of the box, with its white on both sides; as wide as whole steps of
 * `THINNEST_BAR_MM` allow.
 *
 * @param text capitals and digits
 */
export function bars(text: string, { x, y, width, height }: Box): CodePiece {
  const [drawn] = bwip.raw({ bcid: 'code128', text });
  if (!drawn || !('sbs' in drawn)) throw new Error('the bars of a code have no widths');
  // Bars and gaps in turn, beginning with a bar.
  const steps = drawn.sbs.reduce((sum, step) => sum + step, 0) + 2 * BARS_QUIET;
  const step = Math.max(THINNEST_BAR_MM, Math.min(width / steps, MOST_STEP_MM));
  if (step * steps > width + 1e-6) throw new Error(`bars of ${steps} steps need more than ${width} mm`);
  let at = x + (width - step * steps) / 2 + BARS_QUIET * step;
  const black: Box[] = [];
  for (const [index, count] of drawn.sbs.entries()) {
    if (index % 2 === 0) black.push({ x: at, y, width: count * step, height });
    at += count * step;
  }
  return { kind: 'bars', holds: text, x, y, width, height, black };
}

const MOST_STEP_MM = 0.38;
