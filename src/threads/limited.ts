import { Worker } from 'node:worker_threads';

/** Why a thread gave no answer. */
export type NoAnswer = 'tooSlow' | 'tooBig' | 'broke';

const HEAP_MEGABYTES = 96;

/**
 * Starts a thread for bytes from outside, with little memory, little time and nothing of the machine, and
 * ends it with its first answer. What it says is untrusted data. A thread that wants too much dies of its
 * limit, and this process goes on.
 *
 * @param hear gets each message; what it returns is the answer, undefined waits for the next
 */
export function askLimitedThread<Answer>(
  program: string,
  data: unknown,
  { timeoutMs, hear }: { timeoutMs: number; hear(message: unknown): Answer | undefined },
): Promise<Answer | NoAnswer> {
  const worker = new Worker(program, {
    workerData: data,
    env: {},
    execArgv: ['--no-warnings'],
    // What the library writes to the console says nothing to anybody here.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
  });
  return new Promise((resolve) => {
    const settle = (answer: Answer | NoAnswer) => {
      clearTimeout(patience);
      void worker.terminate();
      resolve(answer);
    };
    const patience = setTimeout(() => settle('tooSlow'), timeoutMs);
    worker.on('message', (message) => {
      const answer = hear(message);
      if (answer !== undefined) settle(answer);
    });
    worker.once('error', (error) => {
      const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      settle(outOfMemory || error instanceof RangeError ? 'tooBig' : 'broke');
    });
    // It ended without a word.
    worker.once('exit', () => settle('broke'));
  });
}
