import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as fontkit from '@cantoo/fontkit';
import type { PDFDocument, PDFFont } from 'pdf-lib';
import { POINTS_PER_MM, type Weight } from './pieces.ts';

const require = createRequire(import.meta.url);
const FILES: Record<Weight, string> = {
  regular: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  semiBold: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
  bold: '@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf',
};
/** Longer than anything that is ever printed on one line or in one paragraph. */
const MAX_CHARACTERS = 20_000;

/** Letters that can be measured before they are drawn. */
export interface Typeface {
  /** The same words in letters the typeface has, on one line. */
  plain(text: string): string;
  /** How wide the words are, in millimetres. */
  width(text: string, weight: Weight, size: number): number;
  fonts: Record<Weight, PDFFont>;
}

/** Read and understood once: a document only takes out of it the letters it uses. */
let files: Promise<Record<Weight, Uint8Array>> | undefined;
const understand = (bytes: Uint8Array) => fontkit.create(bytes);
const understood = new Map<Uint8Array, ReturnType<typeof understand>>();
let letters: ReadonlySet<number> | undefined;

const remembering = {
  create(bytes: Uint8Array) {
    const font = understood.get(bytes) ?? understand(bytes);
    understood.set(bytes, font);
    return font;
  },
};

/** Gives a document our letters; only those that are used end up in it. */
export async function typefaceFor(document: PDFDocument): Promise<Typeface> {
  files ??= readAll();
  const read = await files;
  document.registerFontkit(remembering);
  // Without its habit of turning `1x2` into a multiplication, so that codes stay as they are.
  const embed = (weight: Weight) =>
    document.embedFont(read[weight], { subset: true, features: { calt: false, liga: false } });
  const [regular, semiBold, bold] = await Promise.all([embed('regular'), embed('semiBold'), embed('bold')]);
  const fonts = { regular, semiBold, bold };
  letters ??= new Set(regular.getCharacterSet());
  const known = letters;
  const widths = new Map<string, number>();
  return {
    fonts,
    plain: (text) => plain(text, known),
    width(text, weight, size) {
      const key = `${weight} ${text}`;
      let ofOnePoint = widths.get(key);
      if (ofOnePoint === undefined) {
        ofOnePoint = fonts[weight].widthOfTextAtSize(text, 1000) / 1000 / POINTS_PER_MM;
        widths.set(key, ofOnePoint);
      }
      return ofOnePoint * size;
    },
  };
}

async function readAll(): Promise<Record<Weight, Uint8Array>> {
  const [regular, semiBold, bold] = await Promise.all([
    readFile(require.resolve(FILES.regular)),
    readFile(require.resolve(FILES.semiBold)),
    readFile(require.resolve(FILES.bold)),
  ]);
  return { regular, semiBold, bold };
}

/**
 * Pictures in a text go, because they say nothing on paper; other letters we do not have become one
 * question mark for each run, so that a reader sees that something is missing.
 */
function plain(text: string, known: ReadonlySet<number>): string {
  const tidy = text
    .slice(0, MAX_CHARACTERS)
    .toWellFormed()
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]+/gu, ' ')
    // Invisible letters, and those that turn the direction of all that follow.
    .replace(/[\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, '')
    .replace(/\p{Extended_Pictographic}[\u{1F3FB}-\u{1F3FF}\uFE0F]*/gu, (sign) =>
      known.has(sign.codePointAt(0) ?? 0) ? (sign[0] ?? '') : '',
    );
  let kept = '';
  let isGap = false;
  for (const letter of tidy) {
    const isKnown = known.has(letter.codePointAt(0) ?? 0);
    // A mark that sits on the letter before it is not worth a question.
    if (!isKnown && /\p{M}/u.test(letter)) continue;
    if (isKnown) kept += letter;
    else if (!isGap) kept += '?';
    isGap = !isKnown;
  }
  return kept.replace(/ {2,}/g, ' ').trim();
}
