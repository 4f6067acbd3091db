import { type LabDay, labDayOf } from './lab-day.ts';

const NIK_DIGITS = 16;
// With fewer digits it is not a NIK with a mistake in it.
const FEWEST_DIGITS = 4;

/** What came of reading a typed NIK. */
export type NikReading =
  | { outcome: 'nik'; nik: string; birthDate: LabDay | undefined }
  | { outcome: 'length'; digits: number }
  /** `position` counts from 1 and leaves out spaces, dots and dashes. */
  | { outcome: 'notDigits'; position: number; character: string }
  /** Sixteen times the same digit: typed to get past the question. */
  | { outcome: 'allSame' }
  /** Something else altogether, such as "tidak tahu". */
  | { outcome: 'notANik' };

/**
 * Reads a NIK as people type it: with spaces, dots or dashes, and with "NIK" before it.
 *
 * It is text from end to end: the NIK of Papua (91…97) are beyond what a number holds exactly.
 * The region is not checked, because old cards carry codes that no longer exist, and a date that
 * cannot be read out of it is no reason to refuse: some cards were issued with a wrong one.
 *
 * @param text already cleaned, digits in ASCII
 * @param today decides the century of the birth date
 */
export function readNik(text: string, today: LabDay): NikReading {
  const plain = text
    .replace(/^\s*(?:(?:no|nomor)\b\.?\s*)?nik\b(?:\s*saya\b)?/i, '')
    .replace(/[\s.:\-‐‑‒–—]/g, '');
  if (plain.replace(/[^0-9]/g, '').length < FEWEST_DIGITS) return { outcome: 'notANik' };
  const characters = Array.from(plain);
  const wrong = characters.findIndex((character) => !/^[0-9]$/.test(character));
  if (wrong !== -1) return { outcome: 'notDigits', position: wrong + 1, character: characters[wrong] ?? '' };
  if (plain.length !== NIK_DIGITS) return { outcome: 'length', digits: plain.length };
  if (/^(.)\1+$/.test(plain)) return { outcome: 'allSame' };
  return { outcome: 'nik', nik: plain, birthDate: birthDateInNik(plain, today) };
}

/**
 * The birth date that stands in digits 7–12 of a NIK (women: day + 40), or undefined when they are no date.
 * Of the two centuries possible it is the later one that is not in the future.
 */
export function birthDateInNik(nik: string, today: LabDay): LabDay | undefined {
  const digits = /^\d{6}(\d\d)(\d\d)(\d\d)\d{4}$/.exec(nik);
  if (!digits) return undefined;
  const [written = 0, month = 0, year = 0] = digits.slice(1).map(Number);
  const day = written > 40 ? written - 40 : written;
  const century = Number(today.slice(0, 2)) * 100;
  return [century, century - 100]
    .map((start) => labDayOf(start + year, month, day))
    .find((found) => found !== undefined && found <= today);
}

/** `3308••••••••0001`: a NIK is never echoed whole, because it holds the birth date. */
export function maskedNik(nik: string): string {
  return `${nik.slice(0, 4)}••••••••${nik.slice(-4)}`;
}

// Between the digits: whatever `readNik` leaves out, a few times over.
const LIKE_A_NIK = /(?<!\d)\d(?:[\s.:_/\-‐‑‒–—]{0,3}\d){15}(?!\d)/g;

/** A text, its digits in ASCII, in which everything that can be a NIK is masked, however it was spaced. */
export function withMaskedNiks(text: string): string {
  return text.replace(LIKE_A_NIK, (typed) => maskedNik(typed.replace(/\D/g, '')));
}
