import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isFromNewerVersion } from '../db/migrate.ts';
import { holdFolder, INTERRUPTED_RESTORE, openFileReadOnly } from '../db/open.ts';
import type { Manifest } from './manifest.ts';
import { type Unpacked, unpack } from './unpack.ts';

/** What is restored, and where to. */
export interface RestoreWish {
  file: string;
  dataDir: string;
  passphrase: string | undefined;
  /** Moves what is there aside instead of refusing. */
  replace: boolean;
  now: Date;
}

/** What came of it; until `restored`, the folder is as it was. */
export type Restored =
  | {
      outcome: 'restored';
      manifest: Manifest;
      missingFiles: number;
      changedFiles: number;
      aside: string | undefined;
    }
  | { outcome: 'inUse' | 'notEmpty' }
  | { outcome: 'refused'; problem: string };

/** What stays where it is: the lock we hold, other backups, a demonstration, what was moved aside before. */
const STAYS = /^(lock\.db(-journal)?|backups|demo|\.restore.*|before-restore-.*)$/;

/**
 * Brings a backup back. It is unpacked beside what is there and compared from end to end; only then
 * are the two exchanged. A power cut during the exchange leaves a mark, and no service starts before
 * the restore has been run once more.
 */
export async function restore({ file, dataDir, passphrase, replace, now }: RestoreWish): Promise<Restored> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const hold = holdFolder(dataDir);
  if (!hold) return { outcome: 'inUse' };
  const fresh = join(dataDir, '.restored');
  try {
    const standing = (await readdir(dataDir)).filter((name) => !STAYS.test(name));
    const mark = join(dataDir, INTERRUPTED_RESTORE);
    if (standing.length > 0 && !replace && !existsSync(mark)) return { outcome: 'notEmpty' };
    const unpacked = await unpackedWith(file, passphrase, fresh);
    if (unpacked.outcome !== 'whole') return { outcome: 'refused', problem: unpacked.problem };
    if (isNewer(join(fresh, 'sapalab.db'))) return { outcome: 'refused', problem: NEWER };
    await syncAll(fresh);

    await writeFile(mark, 'npm run restore\n', { flush: true });
    await syncFolder(dataDir);
    const aside = standing.length > 0 ? `before-restore-${stamp(now)}` : undefined;
    if (aside) await mkdir(join(dataDir, aside), { recursive: true, mode: 0o700 });
    for (const name of standing) await rename(join(dataDir, name), join(dataDir, aside ?? '', name));
    for (const name of await readdir(fresh)) await rename(join(fresh, name), join(dataDir, name));
    await syncFolder(dataDir);
    await rm(mark);
    await syncFolder(dataDir);
    const { manifest, missingFiles, changedFiles } = unpacked;
    return { outcome: 'restored', manifest, missingFiles, changedFiles, aside };
  } finally {
    await rm(fresh, { recursive: true, force: true });
    hold.release();
  }
}

async function unpackedWith(file: string, passphrase: string | undefined, folder: string): Promise<Unpacked> {
  try {
    return await unpack(file, passphrase, folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return { outcome: 'notABackup', problem: 'there is no such file' };
    if (code === 'ENOSPC') return { outcome: 'notABackup', problem: 'there is not enough room on the disk' };
    throw error;
  }
}

const NEWER = 'it was made by a newer version of SapaLab; install that version, then restore it';

function isNewer(database: string): boolean {
  const db = openFileReadOnly(database);
  try {
    return isFromNewerVersion(db);
  } finally {
    db.close();
  }
}

const stamp = (now: Date): string => now.toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');

async function syncAll(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await syncAll(join(folder, entry.name));
  await syncFolder(folder);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
