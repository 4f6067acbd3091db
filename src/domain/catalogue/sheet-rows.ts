import { asc } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { CatalogueRow } from '../values/catalogue-columns.ts';
import type { LabDay } from '../values/lab-day.ts';
import { comingPrices, currentPrices } from './prices.ts';
import { tests } from './table.ts';

/** Every test with its price of a day, retired ones too, group by group in the order of their codes. */
export function pricedTests(db: Db, today: LabDay): (typeof tests.$inferSelect)[] {
  const prices = currentPrices(db, today);
  return db
    .select()
    .from(tests)
    .orderBy(asc(tests.group), asc(tests.code))
    .all()
    .map((test) => ({ ...test, priceRupiah: prices.get(test.id) ?? test.priceRupiah }));
}

/** Every test as a row of the workbook. */
export function catalogueRows(db: Db, today: LabDay): CatalogueRow[] {
  const coming = comingPrices(db, today);
  return pricedTests(db, today).map((test) => ({
    ...test,
    isOffered: test.retiredAt === null,
    comingPrice: coming.get(test.id)?.priceRupiah,
    comingFrom: coming.get(test.id)?.validFrom,
  }));
}
