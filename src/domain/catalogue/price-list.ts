import { and, asc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { changesBetween } from '../changes.ts';
import type { DomainContext } from '../context.ts';
import { type FieldProblem, problemsOf } from '../values/field-problem.ts';
import type { LabDay } from '../values/lab-day.ts';
import { testFields } from './fields.ts';
import { currentPrices, pricesOf, setPrice } from './prices.ts';
import { forgetSearches } from './remembered.ts';
import { SAMPLE_TESTS } from './sample-tests.ts';
import { tests } from './table.ts';

const MAX_LISTED = 1_000;
const MAX_SOUGHT_WORDS = 8;

/** A test with everything staff keep about it. Its price counts until an announced one begins; see `currentPrices`. */
export type CatalogueTest = typeof tests.$inferSelect;

/** What came of changing a test; `stale` when somebody else changed it since `expectedVersion`. */
export type TestSaved =
  | { outcome: 'saved'; id: number }
  | { outcome: 'stale'; current: CatalogueTest }
  | { outcome: 'invalid'; problems: FieldProblem[] };

/** What came of taking a test off the list or putting it back. */
export type TestMoved = Exclude<TestSaved, { outcome: 'invalid' }>;

/** Gives a lab without any tests the sample catalogue. */
export function seedCatalogue(ctx: DomainContext): void {
  if (ctx.tx.select({ id: tests.id }).from(tests).limit(1).get()) return;
  for (const test of SAMPLE_TESTS) ctx.tx.insert(tests).values(test).run();
}

/** One test, retired or not. */
export function testById(db: Db, id: number): CatalogueTest | undefined {
  return db.select().from(tests).where(eq(tests.id, id)).get();
}

/**
 * Tests for the staff's list, group by group in the order of their codes, at most a thousand.
 *
 * @param filter `words`: each must stand in code, name or synonyms; `retired`: only those off the list; `today`: at the price of that day
 */
export function listTests(
  db: Db,
  filter: { words?: string; group?: string; retired?: boolean; today?: LabDay } = {},
): CatalogueTest[] {
  const holds = (word: string): SQL => {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    return sql`${tests.code} || ' ' || ${tests.name} || ' ' || ${tests.nameEn} || ' ' || ${tests.synonyms} like ${like} escape '\\'`;
  };
  const words = (filter.words ?? '').slice(0, 200).split(/\s+/).filter(Boolean).slice(0, MAX_SOUGHT_WORDS);
  const prices = filter.today ? currentPrices(db, filter.today) : new Map<number, number>();
  return db
    .select()
    .from(tests)
    .where(
      and(
        filter.retired ? isNotNull(tests.retiredAt) : isNull(tests.retiredAt),
        filter.group ? eq(tests.group, filter.group) : undefined,
        ...words.map(holds),
      ),
    )
    .orderBy(asc(tests.group), asc(tests.code))
    .limit(MAX_LISTED)
    .all()
    .map((test) => ({ ...test, priceRupiah: prices.get(test.id) ?? test.priceRupiah }));
}

/**
 * Adds a test, or changes the one with `id` as it was at `expectedVersion`.
 *
 * @param change `fields` as a form sends them (see `testFields`): prices may be "25.000", numbers text
 * @throws when there is no test `id`: tests are retired, never deleted
 */
export function saveTest(
  ctx: DomainContext,
  change: { id?: number; expectedVersion?: number; fields: unknown },
): TestSaved {
  const checked = testFields.safeParse(change.fields);
  if (!checked.success) return { outcome: 'invalid', problems: problemsOf(checked.error) };
  const fields = checked.data;
  const current = change.id === undefined ? undefined : present(ctx, change.id);
  if (current && current.version !== change.expectedVersion) return { outcome: 'stale', current };
  // The transaction already holds the write lock, so nobody can take the code between here and there.
  const bearer = ctx.tx.select({ id: tests.id }).from(tests).where(eq(tests.code, fields.code)).get();
  if (bearer && bearer.id !== current?.id) {
    const problem = `Kode ${fields.code} sudah dipakai pemeriksaan lain. Pilih kode lain.`;
    return { outcome: 'invalid', problems: [{ field: 'code', problem }] };
  }
  if (current) return written(ctx, current, fields);
  const { id } = ctx.tx.insert(tests).values(fields).returning({ id: tests.id }).get();
  forgetSearches(ctx.tx);
  const changes = changesBetween(undefined, fields);
  ctx.record({ kind: 'catalogue.changed', testId: id, fields: Object.keys(fields), changes });
  return { outcome: 'saved', id };
}

/** Takes a test off the list; registrations that name it keep it. Twice is once. */
export function retireTest(ctx: DomainContext, which: { id: number; expectedVersion: number }): TestMoved {
  return moved(ctx, which, (current) => current.retiredAt ?? ctx.now);
}

/** Puts a retired test back on the list. Twice is once. */
export function reviveTest(ctx: DomainContext, which: { id: number; expectedVersion: number }): TestMoved {
  return moved(ctx, which, () => null);
}

function moved(
  ctx: DomainContext,
  { id, expectedVersion }: { id: number; expectedVersion: number },
  retiredAt: (current: CatalogueTest) => Date | null,
): TestMoved {
  const current = present(ctx, id);
  if (current.version !== expectedVersion) return { outcome: 'stale', current };
  return written(ctx, current, { retiredAt: retiredAt(current) });
}

function written(
  ctx: DomainContext,
  current: CatalogueTest,
  { priceRupiah, ...others }: Partial<CatalogueTest>,
): { outcome: 'saved'; id: number } {
  const announced = pricesOf(ctx.tx, current.id).findLast(({ validFrom }) => validFrom <= ctx.today);
  // Where an announced price counts, its successor begins today: what counted until now stays known.
  const isAnnounced = announced !== undefined && priceRupiah !== undefined;
  const wanted = isAnnounced || priceRupiah === undefined ? others : { ...others, priceRupiah };
  const isPriceNew = isAnnounced && announced.priceRupiah !== priceRupiah;
  const changes = changesBetween(current, wanted);
  const fields = Object.keys(changes);
  if (isPriceNew) setPrice(ctx, current.id, { validFrom: ctx.today, priceRupiah });
  if (fields.length > 0 || isPriceNew) {
    const version = current.version + 1;
    ctx.tx
      .update(tests)
      .set({ ...wanted, version })
      .where(eq(tests.id, current.id))
      .run();
    forgetSearches(ctx.tx);
    if (fields.length > 0) ctx.record({ kind: 'catalogue.changed', testId: current.id, fields, changes });
  }
  return { outcome: 'saved', id: current.id };
}

function present(ctx: DomainContext, id: number): CatalogueTest {
  const test = testById(ctx.tx, id);
  if (!test) throw new Error(`no catalogue test ${id}; was it deleted instead of retired?`);
  return test;
}
