import { addWorkingDays } from '../calendar/index.ts';
import { testsByIds } from '../catalogue/index.ts';
import type { DomainContext } from '../context.ts';
import type { LabDay } from '../values/lab-day.ts';
import type { RegisteredTest } from './rows.ts';
import type { Submitted } from './values.ts';

/** A test somebody wants, and for how many samples; one unless it says otherwise. */
export interface WantedTest {
  id: number;
  name: string;
  samples?: number;
}

/** More tests than the whole price list of a large lab has. */
const MAX_TESTS = 200;

/**
 * Prices the chosen tests, each once with all its samples. Those in `kept` stay as they were priced, even when retired since: the
 * lab has promised them.
 */
export function chooseTests(
  ctx: DomainContext,
  wanted: readonly WantedTest[],
  kept: readonly RegisteredTest[],
): { outcome: 'chosen'; tests: RegisteredTest[] } | Extract<Submitted, { outcome: 'testGone' }> {
  const ids = [...new Set(wanted.map((test) => test.id))];
  if (ids.length === 0 || ids.length > MAX_TESTS) throw new Error(`a registration with ${ids.length} tests`);
  const samplesOf = (id: number) =>
    wanted.filter((test) => test.id === id).reduce((sum, { samples = 0 }) => sum + samples, 0) || 1;
  const known = new Map(kept.map((test) => [test.testId, { ...test, samples: samplesOf(test.testId) }]));
  const added = ids.filter((id) => !known.has(id));
  for (const offer of added.length > 0 ? testsByIds(ctx.tx, added, ctx.today) : []) {
    const { id: testId, name, priceRupiah, turnaroundDays, inPerson } = offer;
    known.set(testId, { testId, name, priceRupiah, samples: samplesOf(testId), turnaroundDays, inPerson });
  }
  const gone = wanted.find((test) => !known.has(test.id));
  if (gone) return { outcome: 'testGone', name: gone.name };
  return { outcome: 'chosen', tests: ids.flatMap((id) => known.get(id) ?? []) };
}

/** What all tests cost together, with all their samples. */
export function totalOf(chosen: readonly RegisteredTest[]): number {
  return chosen.reduce((sum, test) => sum + test.priceRupiah * test.samples, 0);
}

/** The day by which the slowest test is ready, counted in working days from the visit. */
export function expectedFor(ctx: DomainContext, visitOn: LabDay, chosen: readonly RegisteredTest[]): LabDay {
  const slowest = Math.max(0, ...chosen.map((test) => test.turnaroundDays));
  return addWorkingDays(ctx.tx, visitOn, slowest, ctx.lab);
}
