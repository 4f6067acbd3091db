import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '../db/open.ts';
import {
  beginExport,
  type ExportToMake,
  expireExports,
  exportFiles,
  failExport,
  finishExport,
  giveUpInterruptedExports,
  noteExportProgress,
} from '../domain/exports/index.ts';
import type { Ask } from '../domain/readings.ts';
import { standingOf } from '../domain/staff/index.ts';
import type { Log } from '../log.ts';
import type { Transact } from '../transact.ts';
import type { Job } from './job.ts';

/** A million rows take a minute or two; nothing should take longer than this. */
const PATIENCE_MS = 30 * 60_000;
/** So many files before the next wake. */
const MOST_AT_ONCE = 10;
const UNFINISHED = '.part';

/** What the exports need of the lab. */
export interface ExportsParts {
  db: Db;
  /** Asks a thread of its own, so that nobody's search waits behind an export. */
  ask: Ask;
  /** Where the files lie. */
  folder: string;
  timeZone: string;
  log: Log;
}

const SYSTEM = { kind: 'system' } as const;

/** Makes the files officers have asked for, one after the other, and takes old ones away. */
export const makeExports = (parts: ExportsParts): Job => ({
  name: 'exports',
  about: 'Membuat berkas ekspor, dan menghapusnya sesudah 24 jam',
  schedule: '*/2 * * * * *',
  // Whatever runs now was left by a process that is gone: this job never runs beside itself.
  run: (ctx) => giveUpInterruptedExports(ctx) + expireExports(ctx),
  async afterwards(transact) {
    for (let made = 0; made < MOST_AT_ONCE; made += 1) {
      const next = transact(SYSTEM, beginExport);
      if (!next) break;
      await make(next, transact, parts);
    }
    await sweep(parts);
    return undefined;
  },
});

async function make(wanted: ExportToMake, transact: Transact, parts: ExportsParts): Promise<void> {
  const { db, ask, folder, timeZone, log } = parts;
  const place = join(folder, wanted.storedAs);
  const path = `${place}${UNFINISHED}`;
  const callOff = new AbortController();
  try {
    // As things stand now: whoever has lost a unit meanwhile gets nothing of it.
    const by = standingOf(db, wanted.staffId);
    if (!by) throw new Error('the account is closed');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { search, sort } = wanted.wanted;
    const now = transact(SYSTEM, (ctx) => ctx.now);
    const rows = await ask(
      'exportCases',
      { search, sort, by, now, timeZone, path, format: wanted.format },
      {
        patienceMs: PATIENCE_MS,
        signal: callOff.signal,
        progress(done, total) {
          const goesOn = transact(SYSTEM, (ctx) => noteExportProgress(ctx, wanted.id, done, total));
          if (!goesOn) callOff.abort();
        },
      },
    );
    await onDisk(path);
    await rename(path, place);
    transact(SYSTEM, (ctx) => finishExport(ctx, wanted, rows));
  } catch (error) {
    if (callOff.signal.aborted) return;
    log.warn(
      { export: wanted.id, error: error instanceof Error ? error.message : 'unknown' },
      'an export failed',
    );
    transact(SYSTEM, (ctx) => failExport(ctx, wanted.id));
  }
}

async function onDisk(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
}

/** Takes away every file that belongs to nobody any more, half-made ones too. */
async function sweep({ db, folder }: ExportsParts): Promise<void> {
  const found = await readdir(folder).catch(() => []);
  if (found.length === 0) return;
  const kept = exportFiles(db);
  for (const name of found) if (!kept.has(name)) await rm(join(folder, name), { force: true });
}
