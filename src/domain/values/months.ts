import { distance } from 'fastest-levenshtein';

const MONTH_NAMES: readonly (readonly string[])[] = [
  ['januari', 'january', 'jan', 'janu', 'jnr'],
  ['februari', 'february', 'pebruari', 'feb', 'febr', 'peb', 'pebr'],
  ['maret', 'march', 'mar', 'mrt'],
  ['april', 'apr', 'aprl'],
  ['mei', 'may', 'mey', 'mai'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['agustus', 'august', 'agst', 'agt', 'agus', 'ags', 'agu', 'aug', 'agts'],
  ['september', 'sept', 'sep', 'spt'],
  ['oktober', 'october', 'okt', 'oct', 'okto'],
  ['november', 'nopember', 'nov', 'nop', 'nof'],
  ['desember', 'december', 'des', 'dec', 'dess'],
];

const numberOf = new Map(
  MONTH_NAMES.flatMap((names, index) => names.map((name): [string, number] => [name, index + 1])),
);

// In shorter words one wrong letter makes another month.
const SHORTEST_WITH_TYPO = 4;

/** The month (1–12) that a lower-case word names in Indonesian or English, shortened or with a typo. */
export function monthOf(word: string): number | undefined {
  const known = numberOf.get(word);
  if (known !== undefined) return known;
  if (word.length < SHORTEST_WITH_TYPO || word.length > 12) return undefined;
  const near = new Set(
    [...numberOf]
      .filter(
        ([name]) =>
          name.length >= SHORTEST_WITH_TYPO &&
          distance(name, word) <= Math.max(1, Math.floor(name.length / 4)),
      )
      .map(([, month]) => month),
  );
  return near.size === 1 ? [...near][0] : undefined;
}
