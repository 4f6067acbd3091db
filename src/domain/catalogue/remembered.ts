import type { Db } from '../../db/open.ts';

/** What a search found: which tests, best first, and whether the first is meant beyond doubt. */
export interface Hits {
  ids: number[];
  exact: boolean;
}

// People ask for the same few dozen things in the same words; looking them up anew is the dearest step of a turn.
const MAX_REMEMBERED = 500;
const MAX_WORDS_CHARACTERS = 80;

const searches = new WeakMap<Db, Map<string, Hits>>();

/**
 * The hits for these words, searched only when they were not asked for since the price list last changed.
 * Only ids are kept, so that what a citizen reads of a test is always what stands on the list now.
 */
export function remembered(db: Db, words: string, search: () => Hits): Hits {
  const known = searches.get(db) ?? new Map<string, Hits>();
  searches.set(db, known);
  const hits = known.get(words) ?? search();
  if (words.length > MAX_WORDS_CHARACTERS) return hits;
  // Asked for again, it becomes the newest; the oldest makes room.
  known.delete(words);
  known.set(words, hits);
  const [oldest] = known.keys();
  if (known.size > MAX_REMEMBERED && oldest !== undefined) known.delete(oldest);
  return hits;
}

/** The price list has changed: every search is to be made anew. */
export function forgetSearches(db: Db): void {
  searches.delete(db);
}
