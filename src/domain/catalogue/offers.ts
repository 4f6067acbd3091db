import { and, asc, count, eq, isNull, min, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import type { LabDay } from '../values/lab-day.ts';
import { priceOn } from './prices.ts';
import { tests } from './table.ts';
import type { TestOffer } from './values.ts';

const MAX_TESTS_OF_GROUP = 20;

/** The columns of a test that a citizen is shown: a `TestOffer`, at the price of the day `today`. */
const offerColumns = {
  id: tests.id,
  name: tests.name,
  nameEn: tests.nameEn,
  priceRupiah: priceOn(sql`${sql.placeholder('today')}`).as('price_on_day'),
  turnaroundDays: tests.turnaroundDays,
  preparation: tests.preparation,
  preparationEn: tests.preparationEn,
  sample: tests.sample,
  method: tests.method,
  inPerson: tests.inPerson,
};

/** The groups of the price list, in its order, each with how many tests are on offer. */
export function testGroups(db: Db): { name: string; count: number }[] {
  return groups(db).all();
}

/** The tests on offer in one group, alphabetically, at most twenty: a message holds no more. */
export function testsOfGroup(db: Db, group: string, today: LabDay): TestOffer[] {
  return inGroup(db).all({ group, today });
}

/** Those of `ids` that are on offer, in the order given, at today's price; one that is retired or unknown is left out. */
export function testsByIds(db: Db, ids: readonly number[], today: LabDay): TestOffer[] {
  const known = new Map(
    withIds(db)
      .all({ ids: JSON.stringify(ids), today })
      .map((test) => [test.id, test]),
  );
  return ids.flatMap((id) => known.get(id) ?? []);
}

const groups = statement((db) =>
  db
    .select({ name: tests.group, count: count() })
    .from(tests)
    .where(isNull(tests.retiredAt))
    .groupBy(tests.group)
    .orderBy(min(tests.id))
    .prepare(),
);

const inGroup = statement((db) =>
  db
    .select(offerColumns)
    .from(tests)
    .where(and(eq(tests.group, sql.placeholder('group')), isNull(tests.retiredAt)))
    .orderBy(sql`${tests.name} collate nocase`)
    .limit(MAX_TESTS_OF_GROUP)
    .prepare(),
);

const withIds = statement((db) =>
  db
    .select(offerColumns)
    .from(tests)
    .where(
      and(
        sql`${tests.id} in (select value from json_each(${sql.placeholder('ids')}))`,
        isNull(tests.retiredAt),
      ),
    )
    .orderBy(asc(tests.id))
    .prepare(),
);
