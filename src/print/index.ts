import { extname, join } from 'node:path';
import { NotPrinted, type Print } from '../domain/prints.ts';
import { createTaskThread } from '../threads/one-by-one.ts';

/** Whoever prints beside the event loop. */
export interface Printer {
  print: Print;
  /** Ends the thread; whoever still waits is told. */
  stop(): Promise<void>;
}

/** A page takes a tenth of a second; what takes longer than this never ends. */
const PATIENCE_MS = 10_000;
/** More than this do not wait: whoever asks is told to come back. */
export const MAX_WAITING = 200;
const HEAP_MEGABYTES = 256;

// As source it is a .ts file that Node strips of its types, built it is a .js file.
const THREAD = join(import.meta.dirname, `thread${extname(import.meta.url)}`);

/**
 * Prints in a thread, one thing after the other. It knows no database and gets no secrets: what it opens
 * may come from outside.
 */
export function createPrinter({
  thread = THREAD,
  patienceMs = PATIENCE_MS,
}: {
  thread?: string;
  patienceMs?: number;
} = {}): Printer {
  const { ask, stop } = createTaskThread({
    program: thread,
    options: {
      env: {},
      // What the libraries write to the console says nothing to anybody here.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES, maxYoungGenerationSizeMb: 32 },
    },
    patienceMs,
    maxWaiting: MAX_WAITING,
    undone: (what, reason, cause) => new NotPrinted(reason, `${what} was not printed: ${reason}`, { cause }),
  });
  // What the thread makes is what the list gives under this name.
  const print = ((what, data) => ask(what, data)) as Print;
  return { print, stop };
}
