import { opendir, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { eq } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { files } from '../domain/files/table.ts';

/** What stood in the folder of files and in the table of files, and not in both. */
export interface Swept {
  /** Files without a row, older than a day: removed. */
  removed: number;
  /** Rows without a file: somebody must know. */
  missing: number;
}

const YOUNG_MS = 24 * 3_600_000;
/** The rest is found the next night. */
const MAX_REMOVED = 20_000;

/**
 * Compares the folder with the table: what was erased from the table goes from the disk, and what has
 * gone from the disk is counted. A file lies on the disk before its row is there, so young ones stay.
 */
export async function sweepFiles(dataDir: string, db: Db, now: Date): Promise<Swept> {
  const root = resolve(dataDir, 'files');
  const isKnown = (storedAs: string) =>
    db.select({ id: files.id }).from(files).where(eq(files.storedAs, storedAs)).get() !== undefined;
  let removed = 0;
  for (const path of await leavesOf(root)) {
    if (removed >= MAX_REMOVED) break;
    if (isKnown(path)) continue;
    const about = await stat(join(root, path)).catch(() => undefined);
    if (!about || now.getTime() - about.mtimeMs < YOUNG_MS) continue;
    await rm(join(root, path), { force: true });
    removed += 1;
  }
  let missing = 0;
  for (const { storedAs } of db.select({ storedAs: files.storedAs }).from(files).all()) {
    if (!(await stat(join(root, storedAs)).catch(() => undefined))) missing += 1;
  }
  return { removed, missing };
}

/** Below two folders of two letters each; `incoming` has a sweep of its own. */
async function leavesOf(root: string): Promise<string[]> {
  const leaves: string[] = [];
  for (const first of await foldersIn(root)) {
    if (first === 'incoming') continue;
    for (const second of await foldersIn(join(root, first))) {
      for await (const entry of await opendir(join(root, first, second)))
        if (entry.isFile()) leaves.push(`${first}/${second}/${entry.name}`);
    }
  }
  return leaves;
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
