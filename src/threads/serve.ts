import { parentPort } from 'node:worker_threads';
import type { Tell } from './values.ts';

/** What a thread is asked. */
export interface Task {
  id: number;
  name: string;
  input: unknown;
}

/** What it says about a task. */
export type Reply =
  | { id: number; kind: 'progress'; done: number; total: number }
  | { id: number; kind: 'answer'; output: unknown }
  | { id: number; kind: 'failed'; problem: string };

const PROGRESS_EVERY_MS = 250;

/** Does in this thread what it is asked for, one after the other. */
export function serve(carryOut: (name: string, input: unknown, tell: Tell) => unknown): void {
  const port = parentPort;
  if (!port) throw new Error('serve() is for a thread that createTaskThread() has started');
  const say = (reply: Reply) => port.postMessage(reply);
  port.on('message', async ({ id, name, input }: Task) => {
    try {
      const tell = nowAndThen((done, total) => say({ id, kind: 'progress', done, total }));
      say({ id, kind: 'answer', output: await carryOut(name, input, tell) });
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
