import { extname, join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Db } from '../db/open.ts';
import { type Ask, type Asking, NotRead, type Readings, type WhyNotRead } from '../domain/readings.ts';
import { type ReadingList, readings, type Tell } from './readings.ts';
import type { Question, Reply } from './serve.ts';

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
/** A query under way holds the thread; the lab closes without waiting for it. */
const GOODBYE_MS = 2_000;

// As source it is a .ts file that Node strips of its types, built it is a .js file.
const THREAD = join(import.meta.dirname, `thread${extname(import.meta.url)}`);

/** What a reader is made of. */
export interface ReaderParts {
  dataDir: string;
  /** A thread with a list of its own, for tests. */
  thread?: string;
}

interface Waiting {
  question: Question;
  asking: Asking;
  answered(output: unknown): void;
  refused(problem: NotRead): void;
  /** Takes away what was set up for it. */
  tidy(): void;
}

/**
 * Reads in one thread with a connection of its own that can only read, one question after the other.
 *
 * The thread starts with the first question. What takes too long or is called off ends the thread, and
 * the next question starts another. A single query goes on in the old thread until it is through, because
 * SQLite cannot be interrupted from here: a reading bounds its queries, and takes a long way in steps.
 */
export function createReader<List extends object = Readings>({
  dataDir,
  thread = THREAD,
}: ReaderParts): Reader<List> {
  let worker: Worker | undefined;
  let running: Waiting | undefined;
  let waiting: Waiting[] = [];
  let isStopped = false;
  let asked = 0;

  function start(): Worker {
    const started = new Worker(thread, {
      workerData: { dataDir },
      execArgv: ['--no-warnings'],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
    });
    started.unref();
    started.on('message', (reply: Reply) => {
      if (reply.id === running?.question.id) hear(running, reply);
    });
    let cause: unknown;
    started.on('error', (error) => {
      cause = error;
    });
    // A thread that was ended on purpose is no longer the one we hold.
    started.on('exit', () => {
      if (worker !== started) return;
      worker = undefined;
      if (running) giveUp(running, 'broken', cause);
      next();
    });
    return started;
  }

  function next(): void {
    if (running || isStopped) return;
    running = waiting.shift();
    if (!running) return;
    const { question, asking } = running;
    worker ??= start();
    worker.postMessage(question);
    const one = running;
    const patience = setTimeout(() => abandon(one, 'tooSlow'), asking.patienceMs ?? PATIENCE_MS);
    patience.unref();
    const tidy = one.tidy;
    one.tidy = () => {
      clearTimeout(patience);
      tidy();
    };
  }

  function hear(one: Waiting, reply: Reply): void {
    if (reply.kind === 'progress') {
      one.asking.progress?.(reply.done, reply.total);
      return;
    }
    if (reply.kind === 'answer') {
      done(one);
      one.answered(reply.output);
    } else {
      giveUp(one, 'broken', reply.problem);
    }
    next();
  }

  /** Ends what is running or waiting before its time. */
  function abandon(one: Waiting, reason: WhyNotRead): void {
    if (running === one) {
      const old = worker;
      worker = undefined;
      void old?.terminate();
    }
    giveUp(one, reason);
    next();
  }

  function giveUp(one: Waiting, reason: WhyNotRead, cause?: unknown): void {
    done(one);
    one.refused(new NotRead(reason, `the reading ${one.question.name} has no answer: ${reason}`, { cause }));
  }

  function done(one: Waiting): void {
    if (running === one) running = undefined;
    waiting = waiting.filter((other) => other !== one);
    one.tidy();
  }

  return {
    ask: (name, input, asking = {}) =>
      new Promise((answered, refused) => {
        const problem = isStopped
          ? 'closed'
          : asking.signal?.aborted
            ? 'calledOff'
            : waiting.length >= MAX_WAITING
              ? 'busy'
              : undefined;
        if (problem) return refused(new NotRead(problem, `the reading ${name} was not begun: ${problem}`));
        asked += 1;
        const callOff = () => abandon(one, 'calledOff');
        const one: Waiting = {
          question: { id: asked, name, input },
          asking,
          // What the thread answers is what the list gives under this name.
          answered: answered as (output: unknown) => void,
          refused,
          tidy: () => asking.signal?.removeEventListener('abort', callOff),
        };
        asking.signal?.addEventListener('abort', callOff);
        waiting.push(one);
        next();
      }),
    async stop() {
      isStopped = true;
      const old = worker;
      worker = undefined;
      for (const one of [...(running ? [running] : []), ...waiting]) giveUp(one, 'closed');
      await Promise.race([old?.terminate(), later(GOODBYE_MS, undefined, { ref: false })]);
    },
  };
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
