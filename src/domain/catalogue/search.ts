import { and, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import type { LabDay } from '../values/lab-day.ts';
import { testsByIds } from './offers.ts';
import { type Hits, remembered } from './remembered.ts';
import { meaningfulWords, ranked, resembling, trigrams } from './rules.ts';
import { tests } from './table.ts';
import type { TestOffer } from './values.ts';

const MAX_FOUND = 9;
/** How many tests are looked at closely; more than one word can name, fewer than a whole price list. */
const MAX_WEIGHED = 60;

/**
 * The tests somebody means, at most nine, best first; equals stand as on the price list.
 *
 * Tests that hold every word (or a word that begins so) come first; only when there is none, those
 * that look like it, for "kolestrol" or "gula drah". Whatever is typed, it never throws.
 *
 * @param today the day whose prices they have
 * @returns `exact` when the first is meant beyond doubt
 */
export function findTests(db: Db, words: string, today: LabDay): { tests: TestOffer[]; exact: boolean } {
  const { ids, exact } = remembered(db, words, () => search(db, words));
  const offers = ids.length > 0 ? testsByIds(db, ids, today) : [];
  return { tests: offers, exact: exact && offers[0]?.id === ids[0] };
}

function search(db: Db, words: string): Hits {
  const asked = meaningfulWords(words);
  const nothing = { ids: [], exact: false };
  // One letter begins nearly every test there is.
  if (asked.every((word) => word.length === 1)) return nothing;
  const holding = found(db, byWords, asked.map((word) => `"${word}"*`).join(' AND '));
  if (holding.length > 0) {
    const { tests: best, exact } = ranked(asked, holding);
    return { ids: idsOf(best), exact };
  }
  const runs = trigrams(asked);
  if (runs.length === 0) return nothing;
  const similar = found(db, byTrigrams, runs.map((run) => `"${run}"`).join(' OR '));
  const best = resembling(asked, similar);
  return { ids: idsOf(best), exact: false };
}

/** What a search weighs of a test. */
const searchColumns = {
  id: tests.id,
  code: tests.code,
  name: tests.name,
  nameEn: tests.nameEn,
  synonyms: tests.synonyms,
  group: tests.group,
};

/** A search in one of the two indexes: whatever fits, and the best of it when that is too much. */
function searchIn(index: 'catalogue_words' | 'catalogue_trigrams') {
  const fitting = (end: string) => {
    const rowids = sql`(select rowid from ${sql.raw(index)}
      where ${sql.raw(index)} match ${sql.placeholder('match')} ${sql.raw(end)})`;
    const fits = and(sql`${tests.id} in ${rowids}`, isNull(tests.retiredAt));
    return statement((db) => db.select(searchColumns).from(tests).where(fits).prepare());
  };
  return {
    unranked: fitting(`limit ${MAX_WEIGHED + 1}`),
    best: fitting(`order by bm25(${index}, 10, 5, 1) limit ${MAX_WEIGHED}`),
  };
}

const byWords = searchIn('catalogue_words');
const byTrigrams = searchIn('catalogue_trigrams');

// Weighing what fits costs more than finding it, and few searches find too much.
function found(db: Db, search: typeof byWords, match: string): Found[] {
  const fits = search.unranked(db).all({ match });
  const fitting = fits.length > MAX_WEIGHED ? search.best(db).all({ match }) : fits;
  // The price list grew in the order of the ids.
  return fitting.toSorted((a, b) => a.id - b.id);
}

type Found = ReturnType<ReturnType<typeof byWords.unranked>['all']>[number];

const idsOf = (best: readonly Found[]): number[] => best.slice(0, MAX_FOUND).map(({ id }) => id);
