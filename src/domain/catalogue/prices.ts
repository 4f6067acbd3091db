import { and, asc, eq, gt, lte, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import { addDays, type LabDay, parseLabDay } from '../values/lab-day.ts';
import { testPrices, tests } from './table.ts';

/** A price and the day it begins to count. */
export interface PriceFrom {
  validFrom: LabDay;
  priceRupiah: number;
}

/** What came of announcing a price or taking it back; the test's version guards against two at once. */
export type PriceSaved =
  | { outcome: 'saved' }
  | { outcome: 'stale' }
  | { outcome: 'unknown' }
  | { outcome: 'invalid'; field: 'validFrom' | 'price'; problem: string };

const MAX_PRICE_RUPIAH = 100_000_000;
const MAX_YEARS_AHEAD = 5;

/**
 * The price of a test on a day: the latest that began by then, else the test's own.
 *
 * A column for any query over `tests`; it reads one row of an index.
 */
export const priceOn = (day: SQL | LabDay): SQL<number> =>
  sql<number>`coalesce((select ${testPrices.priceRupiah} from ${testPrices}
    where ${testPrices.testId} = ${tests.id} and ${testPrices.validFrom} <= ${day}
    order by ${testPrices.validFrom} desc limit 1), ${tests.priceRupiah})`;

/** The prices of a test that were announced, oldest first. */
export function pricesOf(db: Db, testId: number): PriceFrom[] {
  return db
    .select({ validFrom: testPrices.validFrom, priceRupiah: testPrices.priceRupiah })
    .from(testPrices)
    .where(eq(testPrices.testId, testId))
    .orderBy(asc(testPrices.validFrom))
    .all();
}

/** The announced prices that count on `day`, by test; a test without one has its own. */
export function currentPrices(db: Db, day: LabDay): ReadonlyMap<number, number> {
  const rows = db
    .select()
    .from(testPrices)
    .where(lte(testPrices.validFrom, day))
    .orderBy(asc(testPrices.validFrom))
    .all();
  return new Map(rows.map(({ testId, priceRupiah }) => [testId, priceRupiah]));
}

/** The next price of each test that has one, by test: the soonest that begins after `day`. */
export function comingPrices(db: Db, day: LabDay): ReadonlyMap<number, PriceFrom> {
  const rows = db
    .select()
    .from(testPrices)
    .where(gt(testPrices.validFrom, day))
    .orderBy(asc(testPrices.validFrom))
    .all();
  const first = new Map<number, PriceFrom>();
  for (const { testId, validFrom, priceRupiah } of rows) {
    if (!first.has(testId)) first.set(testId, { validFrom, priceRupiah });
  }
  return first;
}

/** Announces a price from a day to come on; another one for that day is replaced. */
export function announcePrice(
  ctx: DomainContext,
  {
    testId,
    expectedVersion,
    validFrom,
    priceRupiah,
  }: { testId: number; expectedVersion: number } & PriceFrom,
): PriceSaved {
  if (validFrom <= ctx.today)
    return {
      outcome: 'invalid',
      field: 'validFrom',
      problem: 'Pilih hari sesudah hari ini. Tarif hari ini diubah di atas.',
    };
  if (validFrom > addDays(ctx.today, 366 * MAX_YEARS_AHEAD))
    return {
      outcome: 'invalid',
      field: 'validFrom',
      problem: `Paling jauh ${MAX_YEARS_AHEAD} tahun ke depan.`,
    };
  if (!Number.isInteger(priceRupiah) || priceRupiah < 0 || priceRupiah > MAX_PRICE_RUPIAH)
    return { outcome: 'invalid', field: 'price', problem: 'Tarif harus angka bulat. Contoh: 75.000.' };
  const turned = turnVersion(ctx, testId, expectedVersion);
  if (turned) return turned;
  setPrice(ctx, testId, { validFrom, priceRupiah });
  return { outcome: 'saved' };
}

/** Takes a price back before its day; prices that have counted stay, because registrations were made by them. */
export function withdrawPrice(
  ctx: DomainContext,
  { testId, expectedVersion, validFrom }: { testId: number; expectedVersion: number; validFrom: string },
): PriceSaved {
  const day = parseLabDay(validFrom);
  const found = pricesOf(ctx.tx, testId).find((price) => price.validFrom === day);
  if (!day || !found) return { outcome: 'unknown' };
  if (day <= ctx.today)
    return {
      outcome: 'invalid',
      field: 'validFrom',
      problem: 'Tarif yang sudah berlaku tidak bisa dihapus.',
    };
  const turned = turnVersion(ctx, testId, expectedVersion);
  if (turned) return turned;
  ctx.tx
    .delete(testPrices)
    .where(and(eq(testPrices.testId, testId), eq(testPrices.validFrom, day)))
    .run();
  record(ctx, testId, { [`price ${day}`]: { from: found.priceRupiah, to: null } });
  return { outcome: 'saved' };
}

/** Writes down a price from a day on; the same as before changes nothing. */
export function setPrice(ctx: DomainContext, testId: number, { validFrom, priceRupiah }: PriceFrom): void {
  const before = pricesOf(ctx.tx, testId).find((price) => price.validFrom === validFrom)?.priceRupiah ?? null;
  if (before === priceRupiah) return;
  ctx.tx
    .insert(testPrices)
    .values({ testId, validFrom, priceRupiah })
    .onConflictDoUpdate({ target: [testPrices.testId, testPrices.validFrom], set: { priceRupiah } })
    .run();
  record(ctx, testId, { [`price ${validFrom}`]: { from: before, to: priceRupiah } });
}

// Whoever has the older page open is shown that something changed.
function turnVersion(ctx: DomainContext, testId: number, expected: number): PriceSaved | undefined {
  const { changes } = ctx.tx
    .update(tests)
    .set({ version: expected + 1 })
    .where(and(eq(tests.id, testId), eq(tests.version, expected)))
    .run();
  return changes === 0 ? { outcome: 'stale' } : undefined;
}

const record = (
  ctx: DomainContext,
  testId: number,
  changes: Record<string, { from: unknown; to: unknown }>,
) => ctx.record({ kind: 'catalogue.changed', testId, fields: ['priceRupiah'], changes });
