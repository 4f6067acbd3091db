import { parentPort, workerData } from 'node:worker_threads';
import { openReadOnly } from '../db/open.ts';
import type { ReadingList, Tell } from './readings.ts';

/** What the thread is asked. */
export interface Question {
  id: number;
  name: string;
  input: unknown;
}

/** What it says about a question. */
export type Reply =
  | { id: number; kind: 'progress'; done: number; total: number }
  | { id: number; kind: 'answer'; output: unknown }
  | { id: number; kind: 'failed'; problem: string };

const PROGRESS_EVERY_MS = 250;

/** Answers questions in this thread, one after the other, over a connection of its own that can only read. */
export function serve<List extends object>(list: ReadingList<List>): void {
  const port = parentPort;
  if (!port) throw new Error('serve() is for a thread that a reader has started');
  const db = openReadOnly(workerData.dataDir);
  const say = (reply: Reply) => port.postMessage(reply);
  port.on('message', async ({ id, name, input }: Question) => {
    // The name comes from `ask`, whose type holds it to the list.
    const reading = list[name as keyof List] as (db: unknown, input: unknown, tell: Tell) => unknown;
    try {
      const output = await reading(
        db,
        input,
        nowAndThen((done, total) => say({ id, kind: 'progress', done, total })),
      );
      say({ id, kind: 'answer', output });
    } catch (error) {
      say({ id, kind: 'failed', problem: error instanceof Error ? error.message : 'unknown' });
    }
  });
}

function nowAndThen(tell: Tell): Tell {
  let toldAt = Number.NEGATIVE_INFINITY;
  return (done, total) => {
    const now = performance.now();
    if (now - toldAt < PROGRESS_EVERY_MS) return;
    toldAt = now;
    tell(done, total);
  };
}
