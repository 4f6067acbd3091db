import decodeQR from 'qr/decode.js';

const MODULE_PIXELS = 4;
const QUIET_MODULES = 4;

/**
 * Reads the newest QR that was printed to a terminal in half blocks, as an operator's phone would from
 * the screen.
 *
 * @returns `undefined` when none was printed, or not all of it yet
 */
export function qrIn(printed: string): string | undefined {
  const picture = picturesIn(printed).at(-1);
  return picture && read(picture);
}

/** Pictures as rows of modules, `true` for dark. */
function picturesIn(printed: string): boolean[][][] {
  const pictures: boolean[][][] = [];
  let inPicture = false;
  for (const line of printed.split('\n')) {
    const isPart = /[▀▄█]/.test(line);
    if (isPart && !inPicture) pictures.push([]);
    inPicture = isPart;
    if (isPart) pictures.at(-1)?.push(...rowsIn(line));
  }
  return pictures;
}

/** One line of text is two rows: the upper and the lower half of its blocks. */
function rowsIn(line: string): [boolean[], boolean[]] {
  const upper: boolean[] = [];
  const lower: boolean[] = [];
  // Blocks are dark unless the text colour is white, as on the frame around the picture.
  let isInkDark = true;
  for (const [, colours, glyph] of line.matchAll(/\u001b\[([\d;]*)m|([\s\S])/g)) {
    if (colours === '37') isInkDark = false;
    if (colours === '30') isInkDark = true;
    if (glyph === undefined) continue;
    upper.push(isInkDark && (glyph === '▀' || glyph === '█'));
    lower.push(isInkDark && (glyph === '▄' || glyph === '█'));
  }
  return [upper, lower];
}

function read(rows: boolean[][]): string | undefined {
  const modules = Math.max(rows.length, ...rows.map((row) => row.length)) + 2 * QUIET_MODULES;
  const size = modules * MODULE_PIXELS;
  const data = new Uint8Array(size * size * 3).fill(255);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const row = rows[Math.floor(y / MODULE_PIXELS) - QUIET_MODULES];
      if (row?.[Math.floor(x / MODULE_PIXELS) - QUIET_MODULES])
        data.fill(0, (y * size + x) * 3, (y * size + x) * 3 + 3);
    }
  }
  try {
    return decodeQR({ width: size, height: size, data });
  } catch {
    // Half a picture is not a QR yet.
    return undefined;
  }
}
