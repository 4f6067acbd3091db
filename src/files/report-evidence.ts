import type { LabDay } from '../domain/values/lab-day.ts';

/** What of the person a report shows. `none` needs a second officer before release. */
export type Evidence = 'code' | 'nameAndBirthDate' | 'none';

/** Whose report it should be. */
export interface ReportOwner {
  /** The registration's code, such as `LAB-7K2M-9QXP-C`. */
  code: string;
  personName: string;
  /** Null where the service does not ask for it: then only the code tells. */
  birthDate: LabDay | null;
}

// Month names in Indonesian and English, in full and as laboratories shorten them.
const MONTHS = [
  'januari|january|jan',
  'februari|february|pebruari|feb|peb',
  'maret|march|mar|mrt',
  'april|apr',
  'mei|may',
  'juni|june|jun',
  'juli|july|jul',
  'agustus|august|agust|agst|agt|agu|ags|aug',
  'september|sept|sep',
  'oktober|october|okt|oct',
  'november|nopember|nov|nop',
  'desember|december|des|dec',
] as const;

/**
 * Tells by what a report names its owner: the code, or the name together with the birth date.
 * Forgives case, spaces, dashes, line breaks, accents and the way a date is written.
 *
 * @param text what the pages of the PDF show
 */
export function evidenceIn(text: string, owner: ReportOwner): Evidence {
  const plain = plainly(text);
  if (showsCode(plain, owner.code)) return 'code';
  const { personName, birthDate } = owner;
  const isNamed = birthDate !== null && showsName(plain, personName) && showsDay(plain, birthDate);
  return isNamed ? 'nameAndBirthDate' : 'none';
}

const plainly = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}|\p{Cf}/gu, '')
    .toLowerCase();

function showsCode(text: string, code: string): boolean {
  const letters = plainly(code).replace(/[^0-9a-z]/g, '');
  // Printed characters that are read for one another, as in a typed code.
  const lookAlike: Record<string, string> = { '0': '[0o]', '1': '[1il]' };
  const pattern = Array.from(letters, (letter) => lookAlike[letter] ?? letter).join('[^0-9a-z]{0,3}');
  // No word boundaries: every code is of one length, and PDF programs run words together.
  return letters.length > 0 && new RegExp(pattern).test(text);
}

function showsName(text: string, name: string): boolean {
  const letters = Array.from(plainly(name).replace(/[^\p{L}\p{N}]/gu, ''));
  // Between any two letters: apostrophes, hyphens, line breaks and the gaps PDF programs leave.
  const pattern = letters.join('[^\\p{L}\\p{N}]{0,4}');
  return letters.length > 1 && new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'u').test(text);
}

function showsDay(text: string, day: LabDay): boolean {
  const [year = '', month = '', date = ''] = day.split('-');
  const shortMonth = String(Number(month));
  const shortDate = String(Number(date));
  const name = `(?:${MONTHS[Number(month) - 1]})\\.?`;
  const gap = '\\s{0,3}[-/.,\\s]\\s{0,3}';
  const digits = `0?${shortDate}${gap}0?${shortMonth}${gap}${year}`;
  const backwards = `${year}${gap}0?${shortMonth}${gap}0?${shortDate}`;
  const inWords = `0?${shortDate}${gap}${name}${gap}${year}`;
  const inEnglish = `${name}${gap}0?${shortDate}(?:st|nd|rd|th)?${gap}${year}`;
  return new RegExp(`(?<![0-9a-z])(?:${digits}|${backwards}|${inWords}|${inEnglish})(?![0-9])`).test(text);
}
