/** The longest text we work with; what is beyond it stays in the intake. */
export const MAX_TEXT_CHARACTERS = 4_000;

// What is looked at all: the longest message WhatsApp carries.
const MAX_RAW_CHARACTERS = 65_536;

const NOT_PLAIN = /[^\x20-\x7e\n]/;
const LINE_ENDS = /\r\n?|[\u2028\u2029\u0085]/g;
const SPACES = /[\t\v\f\p{Zs}]/gu;
// Controls but the newline; bidi, zero-width and tag characters (all \p{Cf}); lone surrogates; and the
// fillers that are letters or symbols by name and show nothing.
const UNSEEN = /[[\p{Cc}--\n]\p{Cf}\p{Cs}\u115f\u1160\u2800\u3164\uffa0]/gv;
const MARKS_BEYOND_FOUR = /(\p{M}{4})\p{M}+/gu;
const OTHER_DIGITS = /[\p{Nd}--[0-9]]/gv;

/**
 * What somebody typed, made safe to read: NFC, decimal digits of any script as ASCII, no controls,
 * bidi overrides or zero-width characters, at most four marks on a letter, at most
 * `MAX_TEXT_CHARACTERS` (4,000), nothing at the ends. New lines stay.
 *
 * What only looks like a digit (①, ², O, l) stays what it is, so that a check can point at it.
 * Cleaning twice is cleaning once. The original is kept by the intake.
 */
export function cleanText(raw: string): string {
  if (raw.length <= MAX_TEXT_CHARACTERS && !NOT_PLAIN.test(raw)) return raw.trim();
  const seen = raw
    .slice(0, MAX_RAW_CHARACTERS)
    .replace(LINE_ENDS, '\n')
    .replace(SPACES, ' ')
    .replace(UNSEEN, '');
  // Marks are cut before composing, because sorting a long run of them is slow, and after it,
  // because composing can take a letter apart.
  const composed = withFewMarks(withFewMarks(seen).normalize('NFC'));
  return capped(composed.trim()).trimEnd().replace(OTHER_DIGITS, asciiDigit);
}

const withFewMarks = (text: string): string => text.replace(MARKS_BEYOND_FOUR, '$1');

function capped(text: string): string {
  if (text.length <= MAX_TEXT_CHARACTERS) return text;
  // A pair of surrogates is not cut in two.
  const last = text.charCodeAt(MAX_TEXT_CHARACTERS - 1);
  const opensPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, opensPair ? MAX_TEXT_CHARACTERS - 1 : MAX_TEXT_CHARACTERS);
}

// Bounded by the number of decimal digits in Unicode, fewer than a thousand.
const knownDigits = new Map<string, string>();

function asciiDigit(digit: string): string {
  const known = knownDigits.get(digit);
  if (known !== undefined) return known;
  const point = digit.codePointAt(0) ?? 0;
  // Unicode keeps decimal digits in unbroken runs of ten, from zero to nine.
  let first = point;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  const ascii = String((point - first) % 10);
  knownDigits.set(digit, ascii);
  return ascii;
}
