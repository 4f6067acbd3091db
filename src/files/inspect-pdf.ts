import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { z } from 'zod';
import { installRoot } from '../db/root.ts';
import { createTurnstile } from './turnstile.ts';

/** What came of opening a PDF from outside. */
export type PdfInspection =
  /** `text` is what the pages show, at most 200,000 characters; still a stranger's words. */
  | { outcome: 'ok'; pages: number; text: string }
  | { outcome: 'encrypted' | 'damaged' | 'unsafe' | 'tooSlow' | 'tooBig' };

const HEAP_MEGABYTES = 160;
// All memory of the process, the part outside JavaScript's heap included: a stream that inflates
// allocates there, and no option of Node limits that. Set as a limit of the operating system where
// `prlimit` exists, and watched besides.
const MAX_BYTES = 320 * 1024 * 1024;
const WATCH_MS = 50;
const PAGE_BYTES = 4096;

const answerSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('ok'), pages: z.int().min(1).max(500), text: z.string().max(200_000) }),
  z.object({ outcome: z.enum(['encrypted', 'damaged', 'unsafe', 'tooBig']) }),
]);

const PRLIMIT = ['/usr/bin/prlimit', '/bin/prlimit'].find((path) => existsSync(path));
// As source it is a .ts file that Node strips of its types, built it is a .js file.
const ENDING = extname(import.meta.url);
const CHILD = join(import.meta.dirname, `inspect-pdf-child${ENDING}`);
// Without its compiler there is less of Node to attack, and far less address space is taken at the
// start. Stripping types needs the compiler, so only the built program can go without.
const IS_BUILT = ENDING === '.js';
// Not the whole installation: the lab's data may lie in it.
const PROGRAM = [import.meta.dirname, join(installRoot, 'node_modules'), join(installRoot, 'package.json')];
const COMPILER_BYTES = 560 * 1024 * 1024;

// Two at once, so that a flood of documents leaves the machine to the chats.
const twoAtATime = createTurnstile(2);

/**
 * Opens a PDF from outside in a process of its own that may read this one file and the program, has
 * little memory and little time, and is killed when it wants more. Throws only when no process can
 * be started.
 */
export function inspectPdf(path: string, { timeoutMs = 10_000 } = {}): Promise<PdfInspection> {
  return twoAtATime(() => askChild(path, timeoutMs));
}

function askChild(path: string, timeoutMs: number): Promise<PdfInspection> {
  const child = startChild(path);
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(patience);
      clearInterval(watch);
      child.kill('SIGKILL');
    };
    const settle = (inspection: PdfInspection) => {
      stop();
      resolve(inspection);
    };
    const patience = setTimeout(() => settle({ outcome: 'tooSlow' }), timeoutMs);
    const watch = setInterval(async () => {
      if ((await residentBytes(child)) > MAX_BYTES) settle({ outcome: 'tooBig' });
    }, WATCH_MS);
    child.once('message', (answer) => {
      const read = answerSchema.safeParse(answer);
      settle(read.success ? read.data : { outcome: 'unsafe' });
    });
    // It died without an answer: the memory limit ends it that way.
    child.once('exit', () => settle({ outcome: 'tooBig' }));
    child.once('error', (cause) => {
      stop();
      reject(new Error('no process to open a PDF in: is the machine out of memory?', { cause }));
    });
    child.send(path, () => {});
  });
}

function startChild(path: string): ChildProcess {
  const node = [
    process.execPath,
    ...(IS_BUILT ? ['--jitless'] : []),
    `--max-old-space-size=${HEAP_MEGABYTES}`,
    '--permission',
    ...[...PROGRAM, path].map((readable) => `--allow-fs-read=${readable}`),
    '--no-warnings',
    CHILD,
  ];
  const addressSpace = MAX_BYTES + (IS_BUILT ? 0 : COMPILER_BYTES);
  const command = PRLIMIT ? [PRLIMIT, `--data=${addressSpace}`, '--core=0', ...node] : node;
  return spawn(command[0] ?? process.execPath, command.slice(1), {
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

// Elsewhere than on Linux there is no such count, and only the heap limit and the clock are left.
async function residentBytes(child: ChildProcess): Promise<number> {
  const counts = await readFile(`/proc/${child.pid}/statm`, 'latin1').catch(() => '');
  return Number(counts.split(' ')[1] ?? 0) * PAGE_BYTES;
}
