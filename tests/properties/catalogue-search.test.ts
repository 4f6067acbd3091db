import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findTests, listTests, seedCatalogue } from '../../src/domain/catalogue/index.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { testLab } from '../support/lab.ts';

// The day of the lab in tests.
const TODAY = '2026-11-20' as LabDay;

const lab = testLab();
lab.change(seedCatalogue);
const anyTest = fc.constantFrom(...listTests(lab.db));

test('whatever is typed, the search answers with at most nine tests and harms nothing', () => {
  const sign = fc.constantFrom(
    '"',
    "'",
    '*',
    '(',
    ')',
    ':',
    '^',
    '-',
    '+',
    '{',
    'NEAR',
    ' OR ',
    ' NOT ',
    'air',
    '\0',
  );
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 500 }),
    fc.array(fc.oneof(sign, fc.string({ maxLength: 5 })), { maxLength: 60 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(words, (typed) => {
      const { tests, exact } = findTests(lab.db, typed, TODAY);
      expect(tests.length).toBeLessThanOrEqual(9);
      expect(new Set(tests.map(({ id }) => id)).size).toBe(tests.length);
      if (exact) expect(tests.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

test('every test is meant beyond doubt by its own name and by its code, in any case and with courtesies', () => {
  fc.assert(
    fc.property(
      anyTest,
      fc.boolean(),
      fc.constantFrom('', 'halo mau cek ', 'berapa harga '),
      (one, loud, before) => {
        for (const known of [one.name, one.code]) {
          const typed = before + (loud ? known.toUpperCase() : known.toLowerCase());
          const { tests, exact } = findTests(lab.db, typed, TODAY);
          expect([typed, tests[0]?.name, exact]).toEqual([typed, one.name, true]);
        }
      },
    ),
  );
});

test('a name with one letter left out is still among the first nine', () => {
  const longNamed = anyTest.filter(({ name }) => /^[A-Za-z]{6,}/.test(name));
  fc.assert(
    fc.property(longNamed, fc.integer({ min: 1, max: 4 }), (one, at) => {
      const typed = one.name.slice(0, at) + one.name.slice(at + 1);
      expect(findTests(lab.db, typed, TODAY).tests.map(({ name }) => name)).toContain(one.name);
    }),
  );
});
