import {
  clip,
  concatTransformationMatrix,
  degrees,
  endPath,
  PDFArray,
  PDFDocument,
  PDFName,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
} from 'pdf-lib';
import type { StampData, Stamped } from '../../src/domain/papers/values.ts';
import { draw } from './paper/draw.ts';
import { FOOT_MM, genuineFoot } from './paper/genuine-foot.ts';
import { POINTS_PER_MM } from './paper/pieces.ts';
import { type Typeface, typefaceFor } from './paper/typeface.ts';

/** More pages than any report has; what is checked before says the same. */
const MAX_PAGES = 500;
/** The strip and a little air above it, and what printers cannot reach below it. */
const STRIP_MM = FOOT_MM + 1.5;
const BELOW_MM = 4;
const SIDE_MM = 8;
/** A page too small for the strip is left as it is. */
const SMALLEST_MM = 70;

/**
 * Puts the mark of genuineness at the foot of every page of a PDF from outside. The page shrinks a little
 * to make room, so that the mark never covers anything, and stays as large as the paper it is printed on.
 *
 * @param bytes have been inspected before: no lock, no programs, nothing packed that bursts
 */
export async function stamp(bytes: Uint8Array, about: Omit<StampData, 'path'>): Promise<Stamped> {
  if (isSigned(bytes)) return { outcome: 'signed' };
  try {
    const document = await PDFDocument.load(bytes, { throwOnInvalidObject: true, updateMetadata: false });
    const pages = document.getPages();
    if (pages.length === 0 || pages.length > MAX_PAGES) return { outcome: 'unfit' };
    if (!pages.some(isLargeEnough)) return { outcome: 'unfit' };
    const face = await typefaceFor(document);
    for (const [at, page] of pages.entries()) {
      if (isLargeEnough(page)) stampPage(page, face, about, `Halaman ${at + 1} dari ${pages.length}`);
    }
    return { outcome: 'stamped', bytes: await document.save() };
  } catch {
    // Whatever a stranger's document makes the library throw, it is one we cannot mark.
    return { outcome: 'unfit' };
  }
}

/** Says where the signed bytes lie; it stands in the open in every signed document. */
const isSigned = (bytes: Uint8Array): boolean => Buffer.from(bytes).includes('/ByteRange');

/** A page as it is looked at: turned as its document says. */
interface Look {
  width: number;
  height: number;
  /** From what one sees, in points from the lower left corner, to the page's own numbers. */
  matrix: readonly [number, number, number, number, number, number];
}

function lookOf(page: PDFPage): Look {
  const { x, y, width, height } = page.getCropBox();
  const turned = ((page.getRotation().angle % 360) + 360) % 360;
  if (turned === 90) return { width: height, height: width, matrix: [0, 1, -1, 0, x + width, y] };
  if (turned === 180) return { width, height, matrix: [-1, 0, 0, -1, x + width, y + height] };
  if (turned === 270) return { width: height, height: width, matrix: [0, -1, 1, 0, x, y + height] };
  if (turned !== 0) page.setRotation(degrees(0));
  return { width, height, matrix: [1, 0, 0, 1, x, y] };
}

function isLargeEnough(page: PDFPage): boolean {
  const { width, height } = lookOf(page);
  return Math.min(width, height) >= SMALLEST_MM * POINTS_PER_MM;
}

function stampPage(
  page: PDFPage,
  face: Typeface,
  { labName, mark }: Omit<StampData, 'path'>,
  count: string,
): void {
  const look = lookOf(page);
  const foot = (STRIP_MM + BELOW_MM) * POINTS_PER_MM;
  shrink(page, look, foot);
  const [width, height] = [look.width / POINTS_PER_MM, look.height / POINTS_PER_MM];
  const strip = {
    x: SIDE_MM,
    y: height - BELOW_MM - FOOT_MM,
    width: Math.min(width - 2 * SIDE_MM, 194),
    height: FOOT_MM,
  };
  page.pushOperators(pushGraphicsState(), concatTransformationMatrix(...look.matrix));
  for (const piece of genuineFoot(face, strip, { labName, mark, count })) draw(page, face, piece, height);
  page.pushOperators(popGraphicsState());
}

/** Makes what is on the page smaller and moves it up, links and fields with it. */
function shrink(page: PDFPage, { width, height, matrix }: Look, foot: number): void {
  const scale = (height - foot) / height;
  const [a, b, c, d, e, f] = matrix;
  // Where the lower left corner of what one sees comes to lie, in the page's own numbers.
  const [left, up] = [(width * (1 - scale)) / 2, foot];
  const [moveX, moveY] = [a * left + c * up + e - scale * e, b * left + d * up + f - scale * f];
  const { context } = page.doc;
  const crop = page.getCropBox();
  const before = context.contentStream([
    pushGraphicsState(),
    concatTransformationMatrix(scale, 0, 0, scale, moveX, moveY),
    // What the page hides beyond its edge stays hidden.
    rectangle(crop.x, crop.y, crop.width, crop.height),
    clip(),
    endPath(),
  ]);
  const after = context.contentStream([popGraphicsState()]);
  page.node.normalize();
  page.node.wrapContentStreams(context.register(before), context.register(after));
  moveAnnotations(page, (x, y) => [x * scale + moveX, y * scale + moveY]);
}

function moveAnnotations(page: PDFPage, moved: (x: number, y: number) => [number, number]): void {
  const annotations = page.node.Annots()?.asArray() ?? [];
  for (const reference of annotations) {
    const annotation = page.doc.context.lookup(reference);
    if (!annotation || !('lookupMaybe' in annotation)) continue;
    // Of all that a page may list here only dictionaries can be looked into.
    const dictionary = annotation as import('pdf-lib').PDFDict;
    const box = dictionary.lookupMaybe(PDFName.of('Rect'), PDFArray)?.asRectangle();
    if (!box) continue;
    const [x1, y1] = moved(box.x, box.y);
    const [x2, y2] = moved(box.x + box.width, box.y + box.height);
    dictionary.set(PDFName.of('Rect'), page.doc.context.obj([x1, y1, x2, y2]));
  }
}
