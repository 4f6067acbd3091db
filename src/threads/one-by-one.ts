import { setTimeout as later } from 'node:timers/promises';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { Reply, Task } from './serve.ts';
import type { Asking, WhyUndone } from './values.ts';

/** Whoever does tasks beside the event loop. */
export interface TaskThread {
  /** Rejects with what `undone` makes of the reason, never with anything else. */
  ask(name: string, input: unknown, asking?: Asking): Promise<unknown>;
  /** Ends the thread; whoever still waits is told. */
  stop(): Promise<void>;
}

interface TaskThreadParts {
  /** The file the thread runs; it calls `serve`. */
  program: string;
  options: WorkerOptions;
  /** How long a task may take unless it asks for more. */
  patienceMs: number;
  /** More tasks than this do not wait: whoever asks is told to come back. */
  maxWaiting: number;
  /** What whoever asked is told instead of an answer. */
  undone(name: string, reason: WhyUndone, cause?: unknown): Error;
}

interface Waiting {
  task: Task;
  asking: Asking;
  answered(output: unknown): void;
  refused(problem: Error): void;
  /** Takes away what was set up for it. */
  tidy(): void;
}

/** What is under way holds the thread; the lab closes without waiting for it. */
const GOODBYE_MS = 2_000;

/**
 * Does tasks in one thread, one after the other.
 *
 * The thread starts with the first task. What takes too long, wants too much memory, breaks or is called
 * off ends the thread with that task alone; the next one starts another.
 */
export function createTaskThread({
  program,
  options,
  patienceMs,
  maxWaiting,
  undone,
}: TaskThreadParts): TaskThread {
  let worker: Worker | undefined;
  let running: Waiting | undefined;
  let waiting: Waiting[] = [];
  let isStopped = false;
  let asked = 0;

  function start(): Worker {
    const started = new Worker(program, { execArgv: ['--no-warnings'], ...options });
    started.unref();
    started.on('message', (reply: Reply) => {
      if (reply.id === running?.task.id) hear(running, reply);
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
    const one = running;
    worker ??= start();
    worker.postMessage(one.task);
    const patience = setTimeout(() => abandon(one, 'tooSlow'), one.asking.patienceMs ?? patienceMs);
    patience.unref();
    const { tidy } = one;
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
  function abandon(one: Waiting, reason: WhyUndone): void {
    if (running === one) {
      const old = worker;
      worker = undefined;
      void old?.terminate();
    }
    giveUp(one, reason);
    next();
  }

  function giveUp(one: Waiting, reason: WhyUndone, cause?: unknown): void {
    done(one);
    one.refused(undone(one.task.name, reason, cause));
  }

  function done(one: Waiting): void {
    if (running === one) running = undefined;
    waiting = waiting.filter((other) => other !== one);
    one.tidy();
  }

  function refusalOf({ signal }: Asking): WhyUndone | undefined {
    if (isStopped) return 'closed';
    if (signal?.aborted) return 'calledOff';
    return waiting.length >= maxWaiting ? 'busy' : undefined;
  }

  return {
    ask: (name, input, asking = {}) =>
      new Promise((answered, refused) => {
        const refusal = refusalOf(asking);
        if (refusal) return refused(undone(name, refusal));
        asked += 1;
        const callOff = () => abandon(one, 'calledOff');
        const one: Waiting = {
          task: { id: asked, name, input },
          asking,
          answered,
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
