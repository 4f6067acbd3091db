import { parentPort } from 'node:worker_threads';
import type { Prints } from '../domain/prints.ts';

/** How each thing is printed. */
export type PrintList<List extends object = Prints> = {
  readonly [What in keyof List]: List[What] extends (data: infer Data) => infer Made
    ? (data: Data) => Made | Promise<Made>
    : never;
};

/** What the thread is asked. */
export interface Errand {
  id: number;
  what: string;
  data: unknown;
}

/** What it says about an errand. */
export type Reply =
  | { id: number; kind: 'made'; made: unknown }
  | { id: number; kind: 'failed'; problem: string };

/** Prints in this thread what it is asked for, one after the other. */
export function serve<List extends object>(list: PrintList<List>): void {
  const port = parentPort;
  if (!port) throw new Error('serve() is for a thread that a printer has started');
  const say = (reply: Reply) => port.postMessage(reply);
  port.on('message', async ({ id, what, data }: Errand) => {
    // The name comes from `print`, whose type holds it to the list.
    const make = list[what as keyof List] as (data: unknown) => unknown;
    try {
      say({ id, kind: 'made', made: await make(data) });
    } catch (error) {
      say({ id, kind: 'failed', problem: error instanceof Error ? error.message : 'unknown' });
    }
  });
}
