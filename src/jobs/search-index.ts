import { setImmediate as breath } from 'node:timers/promises';
import { indexCases, type WordSources } from '../domain/cases/index.ts';
import type { DomainContext } from '../domain/context.ts';
import type { Job } from './job.ts';

/** So many cases are indexed in one transaction, or fewer where the machine is slow. */
const BATCH = 25;
const BATCH_MS = 5;
/** So many transactions before the next wake: the rest of a large backlog waits a second. */
const MOST_BATCHES = 40;

/**
 * Brings the index that cases are searched by up to date, beside the turns that changed them.
 *
 * @param sources the words by which a request of a service is found besides those of its case
 */
export const searchIndex = (sources: WordSources): Job => ({
  name: 'search-index',
  about: 'Memperbarui indeks pencarian kasus',
  schedule: '* * * * * *',
  // How many it was is no news worth a line every second.
  run: (ctx) => {
    indexSome(ctx, sources);
    return 0;
  },
  async afterwards(transact) {
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
      const done = transact({ kind: 'system' }, (ctx) => indexSome(ctx, sources));
      if (done === 0) return undefined;
      await breath();
    }
    return undefined;
  },
});

/** A portion during which nobody waits noticeably; zero when nothing is left. */
export function indexSome(ctx: DomainContext, sources: WordSources): number {
  const enough = performance.now() + BATCH_MS;
  return indexCases(ctx, sources, BATCH, () => performance.now() > enough);
}
