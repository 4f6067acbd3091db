import { type Answer, say } from '../kit.ts';
import { typedAnswer, unclear } from './typed.ts';
import { numberWord } from './words.ts';

const ALL = /^(?:semua(?:nya)?|smua|seluruhnya|all)[.! ]*$/i;

/**
 * Some of `count` numbered things: `1 3`, `1,3 dan 5`, `1-3`, `satu dan dua`, `semua`.
 *
 * @returns places from 0, ascending, each once
 */
export function several(count: number): Answer<number[]> {
  return typedAnswer(say('answers.severalExample', { count }), (text) => {
    if (ALL.test(text)) return { outcome: 'read', value: Array.from({ length: count }, (_, place) => place) };
    const numbers = numbersIn(text, count);
    if (numbers === undefined) return unclear(say('answers.severalUnclear', { count }));
    if (numbers.some((number) => number < 1 || number > count)) {
      return unclear(say('answers.severalOutOfRange', { count }));
    }
    return {
      outcome: 'read',
      value: [...new Set(numbers)].sort((a, b) => a - b).map((number) => number - 1),
    };
  });
}

// Room for each number of the longest list with words between them.
const MAX_LIST_CHARACTERS = 300;

function numbersIn(text: string, count: number): number[] | undefined {
  if (text.length > MAX_LIST_CHARACTERS) return undefined;
  const parts = text
    .toLowerCase()
    .replace(/\s*(?:\bs\.?\/?d\b\.?|\b(?:sampai|hingga|to)\b|[-–—])\s*/g, '-')
    .split(/\s*(?:[,;+&/\n.]|\bdan\b|\band\b|\bsama\b|\bnomor\b|\bno\b)\s*|\s+/)
    .filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  const numbers: number[] = [];
  for (const part of parts) {
    const ends = /^([^-]+)(?:-([^-]+))?$/.exec(part);
    const from = numberOf(ends?.[1]);
    const to = ends?.[2] === undefined ? from : numberOf(ends[2]);
    if (from === undefined || to === undefined || to < from) return undefined;
    // One beyond the list is enough to see that it is too much.
    for (let number = from; number <= Math.min(to, Math.max(from, count + 1)); number += 1)
      numbers.push(number);
  }
  return numbers;
}

function numberOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  return /^\d{1,4}$/.test(word) ? Number(word) : numberWord(word);
}
