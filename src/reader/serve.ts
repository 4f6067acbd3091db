import { workerData } from 'node:worker_threads';
import { openReadOnly } from '../db/open.ts';
import { serve } from '../threads/serve.ts';
import type { Tell } from '../threads/values.ts';
import type { ReadingList } from './readings.ts';

/** Answers questions in this thread over a connection of its own that can only read. */
export function serveReadings<List extends object>(list: ReadingList<List>): void {
  const db = openReadOnly(workerData.dataDir);
  serve((name, input, tell) => {
    // The name comes from `ask`, whose type holds it and the input to the list.
    const reading = list[name as keyof List] as (db: unknown, input: unknown, tell: Tell) => unknown;
    return reading(db, input, tell);
  });
}
