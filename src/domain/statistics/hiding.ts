/** Counts under this are nobody's business: they could be somebody. */
const SMALLEST_SHOWN = 3;

/** A count as the public may see it; null when it is hidden. */
export const shown = (count: number): number | null => (count < SMALLEST_SHOWN ? null : count);

/**
 * The sum of what is shown. What is hidden is left out of it, or a hidden count could be had by
 * taking the others from the total.
 */
export function atLeast(counts: readonly (number | null)[]): { count: number; isAtLeast: boolean } {
  return {
    count: counts.reduce<number>((sum, count) => sum + (count ?? 0), 0),
    isAtLeast: counts.some((count) => count === null),
  };
}

/** A share in whole per cent: hidden, exact, or only that it is at least so much. */
export type Share =
  | { outcome: 'hidden' }
  | { outcome: 'exactly'; percent: number }
  | { outcome: 'atLeast'; percent: number };

/**
 * Which share of `whole` is `part`. 99 % of a hundred would tell of the one that is missing, so a share
 * whose rest is under three is only said to be at least what it would be with two.
 */
export function shareOf(part: number, whole: number): Share {
  if (part < SMALLEST_SHOWN) return { outcome: 'hidden' };
  if (whole - part >= SMALLEST_SHOWN)
    return { outcome: 'exactly', percent: Math.round((part * 100) / whole) };
  const hidden = SMALLEST_SHOWN - 1;
  return { outcome: 'atLeast', percent: Math.max(Math.floor(((whole - hidden) * 100) / whole), 0) };
}
