import { extname, join } from 'node:path';
import type { Db } from '../db/open.ts';
import { type Ask, NotRead, type Readings } from '../domain/readings.ts';
import { createTaskThread } from '../threads/one-by-one.ts';
import type { Asking, Tell } from '../threads/values.ts';
import { type ReadingList, readings } from './readings.ts';

/** Whoever reads beside the event loop. */
export interface Reader<List extends object = Readings> {
  ask: Ask<List>;
  /** Ends the thread; whoever still waits is told. */
  stop(): Promise<void>;
}

/** How long a reading may take unless it asks for more. */
const PATIENCE_MS = 10_000;
/** More questions than this do not wait: whoever asks is told to come back. */
export const MAX_WAITING = 64;
const HEAP_MEGABYTES = 512;

// As source it is a .ts file that Node strips of its types, built it is a .js file.
const THREAD = join(import.meta.dirname, `thread${extname(import.meta.url)}`);

/** What a reader is made of. */
export interface ReaderParts {
  dataDir: string;
  /** A thread with a list of its own, for tests. */
  thread?: string;
}

/**
 * Reads in a thread with a connection of its own that can only read, one question after the other.
 *
 * A single query goes on in a thread that was ended until it is through, because SQLite cannot be
 * interrupted from here: a reading bounds its queries, and takes a long way in steps.
 */
export function createReader<List extends object = Readings>({
  dataDir,
  thread = THREAD,
}: ReaderParts): Reader<List> {
  const { ask, stop } = createTaskThread({
    program: thread,
    options: { workerData: { dataDir }, resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES } },
    patienceMs: PATIENCE_MS,
    maxWaiting: MAX_WAITING,
    undone: (name, reason, cause) =>
      new NotRead(reason, `the reading ${name} has no answer: ${reason}`, { cause }),
  });
  // What the thread answers is what the list gives under this name.
  return { ask: ask as Ask<List>, stop };
}

/** Reads on the event loop, over the connection at hand: for a lab in memory, which no thread can see. */
export function readHere(db: Db): Reader;
export function readHere<List extends object>(db: Db, list: ReadingList<List>): Reader<List>;
export function readHere<List extends object>(db: Db, list?: ReadingList<List>): Reader<List> {
  // Without a list of one's own it is the lab's, as the first line above says.
  const known = (list ?? readings) as ReadingList<List>;
  const ask = async (name: keyof List, input: unknown, { progress, signal }: Asking = {}) => {
    if (signal?.aborted) throw new NotRead('calledOff', `${String(name)} was not begun: calledOff`);
    // The type of `ask` holds the name to the list, and its input to the reading.
    const reading = known[name] as (db: Db, input: unknown, tell: Tell) => unknown;
    return await reading(db, input, (done, total) => progress?.(done, total));
  };
  // What it answers is what the list gives under that name.
  return { ask: ask as Ask<List>, async stop() {} };
}
