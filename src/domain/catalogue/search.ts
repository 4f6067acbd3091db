import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import { offerColumns } from './offers.ts';
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
 * @returns `exact` when the first is meant beyond doubt
 */
export function findTests(db: Db, words: string): { tests: TestOffer[]; exact: boolean } {
  const asked = meaningfulWords(words);
  // One letter begins nearly every test there is.
  if (asked.every((word) => word.length === 1)) return { tests: [], exact: false };
  const holding = byWords(db).all({ match: asked.map((word) => `"${word}"*`).join(' AND ') });
  if (holding.length > 0) {
    const { tests: best, exact } = ranked(asked, inListOrder(holding));
    return { tests: best.slice(0, MAX_FOUND).map(offerOf), exact };
  }
  const runs = trigrams(asked);
  if (runs.length === 0) return { tests: [], exact: false };
  const similar = byTrigrams(db).all({ match: runs.map((run) => `"${run}"`).join(' OR ') });
  const best = resembling(asked, inListOrder(similar));
  return { tests: best.slice(0, MAX_FOUND).map(offerOf), exact: false };
}

const searchColumns = { ...offerColumns, code: tests.code, synonyms: tests.synonyms, group: tests.group };

const byWords = statement((db) =>
  db
    .select(searchColumns)
    .from(tests)
    .innerJoin(sql`catalogue_words`, eq(sql`catalogue_words.rowid`, tests.id))
    .where(and(sql`catalogue_words match ${sql.placeholder('match')}`, isNull(tests.retiredAt)))
    .orderBy(sql`bm25(catalogue_words, 10, 5, 1)`, asc(tests.id))
    .limit(MAX_WEIGHED)
    .prepare(),
);

const byTrigrams = statement((db) =>
  db
    .select(searchColumns)
    .from(tests)
    .innerJoin(sql`catalogue_trigrams`, eq(sql`catalogue_trigrams.rowid`, tests.id))
    .where(and(sql`catalogue_trigrams match ${sql.placeholder('match')}`, isNull(tests.retiredAt)))
    .orderBy(sql`bm25(catalogue_trigrams, 10, 5, 1)`, asc(tests.id))
    .limit(MAX_WEIGHED)
    .prepare(),
);

type Found = ReturnType<ReturnType<typeof byWords>['all']>[number];

// The price list grew in the order of the ids.
function inListOrder(found: Found[]): Found[] {
  return found.toSorted((a, b) => a.id - b.id);
}

function offerOf({ code: _code, synonyms: _synonyms, group: _group, ...offer }: Found): TestOffer {
  return offer;
}
