import { extname, join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { NotPrinted, type Print, type Prints, type WhyNotPrinted } from '../domain/prints.ts';
import type { Errand, Reply } from './serve.ts';

/** Whoever prints beside the event loop. */
export interface Printer {
  print: Print;
  /** Ends the thread; whoever still waits is told. */
  stop(): Promise<void>;
}

/** A page takes a tenth of a second; what takes longer than this never ends. */
const PATIENCE_MS = 10_000;
/** More errands than this do not wait: whoever asks is told to come back. */
export const MAX_WAITING = 200;
const HEAP_MEGABYTES = 256;
const GOODBYE_MS = 2_000;

// As source it is a .ts file that Node strips of its types, built it is a .js file.
const THREAD = join(import.meta.dirname, `thread${extname(import.meta.url)}`);

interface Waiting {
  errand: Errand;
  made(output: unknown): void;
  refused(problem: NotPrinted): void;
}

/**
 * Prints in one thread, one thing after the other.
 *
 * The thread starts with the first errand. What takes too long, wants too much memory or breaks ends the
 * thread with that errand alone; the next one starts another. It knows no database and gets no secrets:
 * what it opens may come from outside.
 */
export function createPrinter({
  thread = THREAD,
  patienceMs = PATIENCE_MS,
}: {
  thread?: string;
  patienceMs?: number;
} = {}): Printer {
  let worker: Worker | undefined;
  let running: Waiting | undefined;
  let waiting: Waiting[] = [];
  let patience: NodeJS.Timeout | undefined;
  let isStopped = false;
  let asked = 0;

  function start(): Worker {
    const started = new Worker(thread, {
      env: {},
      execArgv: ['--no-warnings'],
      // What the libraries write to the console says nothing to anybody here.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES, maxYoungGenerationSizeMb: 32 },
    });
    started.unref();
    started.on('message', (reply: Reply) => {
      if (reply.id !== running?.errand.id) return;
      const one = running;
      const { kind } = reply;
      settle();
      if (kind === 'made') one.made(reply.made);
      else one.refused(problemOf(one, 'broken', reply.problem));
      next();
    });
    let cause: unknown;
    started.on('error', (error) => {
      cause = error;
    });
    // A thread that was ended on purpose is no longer the one we hold.
    started.on('exit', () => {
      if (worker !== started) return;
      worker = undefined;
      const one = running;
      settle();
      one?.refused(problemOf(one, 'broken', cause));
      next();
    });
    return started;
  }

  function next(): void {
    if (running || isStopped) return;
    running = waiting.shift();
    if (!running) return;
    worker ??= start();
    worker.postMessage(running.errand);
    patience = setTimeout(abandon, patienceMs);
    patience.unref();
  }

  /** Ends what takes too long, and the thread with it. */
  function abandon(): void {
    const one = running;
    const old = worker;
    worker = undefined;
    void old?.terminate();
    settle();
    one?.refused(problemOf(one, 'tooSlow'));
    next();
  }

  function settle(): void {
    clearTimeout(patience);
    running = undefined;
  }

  const print = (what: keyof Prints, data: unknown) =>
    new Promise((made, refused) => {
      const problem = isStopped ? 'closed' : waiting.length >= MAX_WAITING ? 'busy' : undefined;
      if (problem) return refused(new NotPrinted(problem, `${what} was not begun: ${problem}`));
      asked += 1;
      waiting.push({ errand: { id: asked, what, data }, made, refused });
      next();
    });

  return {
    // What the thread makes is what the list gives under this name.
    print: print as Print,
    async stop() {
      isStopped = true;
      const old = worker;
      worker = undefined;
      const unmade = [...(running ? [running] : []), ...waiting];
      settle();
      waiting = [];
      for (const one of unmade) one.refused(problemOf(one, 'closed'));
      await Promise.race([old?.terminate(), later(GOODBYE_MS, undefined, { ref: false })]);
    },
  };
}

const problemOf = ({ errand }: Waiting, reason: WhyNotPrinted, cause?: unknown): NotPrinted =>
  new NotPrinted(reason, `${errand.what} was not printed: ${reason}`, { cause });
