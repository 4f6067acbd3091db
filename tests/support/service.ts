import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installRoot } from '../../src/db/root.ts';

/** The service as its own process, as in production. */
export interface Service {
  /** `http://localhost:PORT` */
  url: string;
  port: number;
  /** Everything it has printed so far. */
  printed(): string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Ends it as an operator would. */
  stop(): Promise<number | null>;
}

const main = join(installRoot, 'dist/src/main.js');
const READY_WITHIN_MS = 60_000;

/**
 * Starts the built service on a data folder and waits until it says that it is ready.
 *
 * @param words what stands behind the program's name, such as `--demo`
 * @param environment what differs from the defaults; the port is free unless named
 */
export async function startService(
  dataDir: string,
  environment: Record<string, string> = {},
  words: string[] = [],
): Promise<Service> {
  if (!existsSync(main)) throw new Error('dist is missing: run "npm run build" first');
  const child = spawn(process.execPath, [main, ...words], {
    cwd: dataDir,
    env: { PATH: process.env.PATH, PORT: '0', ...environment, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (printed += String(bytes)));
  const url = await readyAt(child, () => printed);
  return {
    url,
    port: Number(new URL(url).port),
    printed: () => printed,
    async kill() {
      const ended = ending(child);
      child.kill('SIGKILL');
      await ended;
    },
    stop() {
      const ended = ending(child);
      child.kill('SIGTERM');
      return ended;
    },
  };
}

function readyAt(child: ChildProcess, printed: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not ready in time:\n${printed()}`)), READY_WITHIN_MS);
    const look = () => {
      const url = /Halaman petugas\s+(\S+)\/admin[\s\S]*Berhenti/.exec(printed())?.[1];
      if (!url) return;
      clearTimeout(late);
      resolve(url);
    };
    child.stdout?.on('data', look);
    child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${printed()}`)));
  });
}

function ending(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', resolve));
}
