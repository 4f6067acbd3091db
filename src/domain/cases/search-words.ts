import { cleanText } from '../values/clean-text.ts';
import { readCode } from '../values/code.ts';
import { maskedNik, withMaskedNiks } from '../values/nik.ts';
import { readPhone } from '../values/phone.ts';

/** The longest that is searched for. */
export const SEARCH_CHARACTERS = 100;
/** So many words are looked for together; more narrow nothing down. */
const MOST_WORDS = 6;
const NIK_DIGITS = 16;
const FEWEST_PHONE_DIGITS = 4;

/** What somebody searches for, read. */
export type SoughtWords =
  | { kind: 'nothing' }
  | { kind: 'code'; code: string }
  /** Nearly a code: its check character does not agree. */
  | { kind: 'codeTypo' }
  | { kind: 'number'; number: number }
  | { kind: 'nik'; nik: string }
  /** How the number begins, with country code; all of it when `isWhole`. */
  | { kind: 'phone'; digits: string; isWhole: boolean }
  | { kind: 'words'; words: string[] };

/**
 * Reads what stands in the one box: a code however it is typed, `#26`, a whole NIK, a phone number or
 * its beginning in any form, or words.
 */
export function readSought(typed: string): SoughtWords {
  const text = cleanText(typed).slice(0, SEARCH_CHARACTERS);
  const code = readCode(text);
  if (code.outcome === 'code') return { kind: 'code', code: code.code };
  if (code.outcome === 'typo' && /\d|-/.test(text)) return { kind: 'codeTypo' };
  const number = /^#\s*(\d{1,9})$/.exec(text) ?? /^(?!0|62)(\d{1,3})$/.exec(text);
  if (number) return { kind: 'number', number: Number(number[1]) };
  const digits = text.replace(/[\s.\-+()/]/g, '').replace(/^nik:?/i, '');
  if (/^\d+$/.test(digits)) {
    if (digits.length === NIK_DIGITS) return { kind: 'nik', nik: digits };
    if (digits.length >= FEWEST_PHONE_DIGITS) return phoneIn(text, digits);
  }
  const words = wordsIn(text).slice(0, MOST_WORDS);
  return words.length === 0 ? { kind: 'nothing' } : { kind: 'words', words };
}

function phoneIn(text: string, digits: string): SoughtWords {
  const whole = readPhone(text);
  if (whole.outcome === 'phone') return { kind: 'phone', digits: whole.phone, isWhole: true };
  // `0812…`, `812…`, `62812…`, `62 0812…`: one way to write them all.
  return { kind: 'phone', digits: digits.replace(/^(?:620?|0)?8/, '628'), isWhole: false };
}

/** Whether what is sought says by itself who somebody is, and must therefore stand in no address. */
export const namesSomebody = (typed: string): boolean =>
  ['nik', 'phone'].includes(readSought(typed).kind) || withMaskedNiks(cleanText(typed)) !== cleanText(typed);

/** What was sought, as it may be kept: no NIK, phone number or name can be read out of it. */
export function maskedSought(typed: string): string {
  const sought = readSought(typed);
  switch (sought.kind) {
    case 'nothing':
      return '';
    case 'code':
      return sought.code;
    case 'number':
      return `#${sought.number}`;
    case 'nik':
      return maskedNik(sought.nik);
    case 'phone':
      return `${sought.digits.slice(0, 5)}•••${sought.isWhole ? sought.digits.slice(-3) : ''}`;
    case 'codeTypo':
      return '•••';
    case 'words':
      return sought.words.map((word) => `${Array.from(word)[0]}•••`).join(' ');
  }
}

/** The words of a text as the index takes them apart: lower case, without accents. */
export function wordsIn(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
