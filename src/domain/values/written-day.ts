import { monthOf } from './months.ts';

/** A date as it was written; nothing is added and nothing checked against the calendar. */
export interface WrittenDay {
  day: number;
  month?: number;
  year?: number;
  /** The year has two digits: `90`. */
  shortYear: boolean;
  /** All three numbers could be a day, a month or a year: `01/02/03`. */
  ambiguous: boolean;
}

// What stands before the numbers and changes nothing.
const BEFORE = new Set(
  `tanggal tgl tg tggl tangal hari pada lahir kelahiran the on
  senin senen selasa rabu kamis jumat jumaat sabtu minggu ahad
  monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun`.split(/\s+/),
);

// What stands between them. After the last number it would mean something else: "2 bulan".
const BETWEEN = new Set(['bulan', 'bln', 'tahun', 'thn', 'th', 'of']);

/**
 * Reads a date in numbers (`17-08-1990`, `17/8/90`, `17081990`, `1990-08-17`) or with the month in words
 * (`17 Agst 1990`, `August 17, 1990`), with a weekday or a birthplace before it.
 */
export function readWrittenDay(text: string): WrittenDay | undefined {
  const tokens = tokensOf(text);
  const shape = tokens.map((token) => (/^\d+$/.test(token) ? 'n' : monthOf(token) ? 'm' : '?')).join('');
  const [first = '', second = '', third = ''] = tokens;
  switch (shape) {
    case 'n':
      return first.length <= 2 ? written(first) : fromRun(first);
    case 'nn':
      return written(first, second);
    case 'nnn':
      return first.length === 4 ? written(third, second, first) : written(first, second, third);
    case 'nm':
      return written(first, second);
    case 'mn':
      return written(second, first);
    case 'nmn':
      return first.length === 4 ? written(third, second, first) : written(first, second, third);
    case 'mnn':
      return written(second, first, third);
    default:
      return undefined;
  }
}

function tokensOf(text: string): string[] {
  const tokens = text
    .toLowerCase()
    // "Magelang, 17 Agustus 1990", as forms ask for place and date of birth
    .replace(/^[\p{L} .']{1,40},\s*(?=\d)/u, '')
    .replace(/^(\d{1,2})[,_|](\d{1,2})[,_|](\d{4})$/, '$1-$2-$3')
    .replace(/(?<=\d)(?:st|nd|rd|th)\b/g, '')
    .replace(/(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)/g, ' ')
    // A comma between digits is a decimal; one beside a space or a letter separates.
    .replace(/,(?=\s|[a-z])|(?<=[a-z]),/g, ' ')
    .replace(/['’`]/g, ' ')
    .split(/(?<=[\da-z])\s*[-/.–]\s*(?=[\da-z])|\s+/)
    .filter((token) => token !== '');
  const firstNumber = tokens.findIndex((token) => /^\d/.test(token));
  return tokens.filter(
    (token, place) =>
      !(BEFORE.has(token) && place < firstNumber) && !(BETWEEN.has(token) && place < tokens.length - 1),
  );
}

/** `17081990`, `170890`, or `19900817` where the end is no year of our time. */
function fromRun(run: string): WrittenDay | undefined {
  if (run.length === 6) return written(run.slice(0, 2), run.slice(2, 4), run.slice(4));
  if (run.length !== 8) return undefined;
  return /^(?:19|20)\d\d(?:0[1-9]|1[0-2])/.test(run) && !/(?:19|20)\d\d$/.test(run)
    ? written(run.slice(6), run.slice(4, 6), run.slice(0, 4))
    : written(run.slice(0, 2), run.slice(2, 4), run.slice(4));
}

function written(day: string, month?: string, year?: string): WrittenDay | undefined {
  if (day.length > 2) return undefined;
  const isName = month !== undefined && !/^\d/.test(month);
  if (month !== undefined && !isName && month.length > 2) return undefined;
  if (year !== undefined && year.length !== 2 && year.length !== 4) return undefined;
  const monthNumber = month === undefined ? undefined : isName ? monthOf(month) : Number(month);
  const numbers = [day, month, year].map(Number);
  return {
    day: Number(day),
    ...(monthNumber === undefined ? {} : { month: monthNumber }),
    ...(year === undefined ? {} : { year: Number(year) }),
    shortYear: year?.length === 2,
    ambiguous: year?.length === 2 && !isName && numbers.every((number) => number >= 1 && number <= 12),
  };
}
