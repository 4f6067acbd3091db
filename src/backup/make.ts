import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import tar from 'tar-stream';
import { type Content, copyDatabase } from './content.ts';
import { HEADER_BYTES, makeLock, writtenHeader } from './header.ts';
import { MANIFEST, type Manifest, writtenManifest } from './manifest.ts';
import { meter, seal } from './sealing.ts';
import { verifyBackup } from './unpack.ts';

/** What a backup is made of and where it goes. */
export interface BackupWish {
  dataDir: string;
  /** The file to make; what stands there is replaced only by a whole one. */
  target: string;
  /** Unset: readable by whoever holds the file. */
  passphrase: string | undefined;
  now: Date;
  chance(count: number): Uint8Array;
}

/** A backup that was made, read back and compared. */
export interface BackupMade {
  bytes: number;
  sha256: string;
  files: number;
  tables: number;
  rows: number;
  /** Files that a row names and that are missing, or are not what they were when they came. */
  missingFiles: number;
  changedFiles: number;
}

/** What came of it. */
export type BackedUp =
  | ({ outcome: 'made' } & BackupMade)
  | { outcome: 'noData' }
  | { outcome: 'noSpace'; neededBytes: number; freeBytes: number }
  | { outcome: 'notVerified'; problem: string };

/** What is left free beside a backup: the lab must go on writing. */
const SPARE_BYTES = 200 * 1024 * 1024;
/** What is not the lab's data: locks, logs of SQLite, what is just arriving, other backups, a demonstration. */
const LEFT_OUT = new Set(['lock.db', 'backups', 'demo', 'exports']);
const PASSING = /-(wal|shm|journal)$|\.part$|^before-restore-|^\.restore/;
const MAX_FILES = 5_000_000;

/**
 * Makes one file of everything in the data folder, while the service may be running, and believes it
 * only after reading it back: hashes of all files, and rows and content of every table.
 *
 * The target appears under its name when it is whole and not before.
 */
export async function makeBackup(wish: BackupWish): Promise<BackedUp> {
  const { dataDir } = wish;
  // Absolute, so that a name alone has a folder as well.
  const target = resolve(wish.target);
  const found = await filesIn(dataDir);
  if (!found.some(({ path }) => path === 'sapalab.db')) return { outcome: 'noData' };
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const space = await spaceFor(found, dirname(target));
  if (space) return space;

  const work = `${target}.work`;
  const part = `${target}.part`;
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { mode: 0o700 });
  try {
    const weighed = await pack({ ...wish, target: part }, found, work);
    const verified = await verifyBackup(part, wish.passphrase, join(work, 'read-back'));
    if (verified.outcome !== 'whole') return { outcome: 'notVerified', problem: verified.problem };
    await rename(part, target);
    await syncFolder(dirname(target));
    const { manifest, missingFiles, changedFiles } = verified;
    const tables = Object.values(manifest.databases).flatMap(({ tables: each }) => Object.values(each));
    return {
      outcome: 'made',
      ...weighed,
      files: manifest.files.length,
      tables: tables.length,
      rows: tables.reduce((sum, { rows }) => sum + rows, 0),
      missingFiles,
      changedFiles,
    };
  } finally {
    await rm(part, { force: true });
    await rm(work, { recursive: true, force: true });
  }
}

interface Found {
  /** Below the data folder, with slashes. */
  path: string;
  sizeBytes: number;
}

async function pack(
  wish: BackupWish,
  found: readonly Found[],
  work: string,
): Promise<{ bytes: number; sha256: string }> {
  // The databases first: a row never knows of a file that is not yet there, so later copies of files have them all.
  const databases: Record<string, Content> = {};
  const copies = new Map<string, string>();
  for (const { path } of found.filter(isDatabase)) {
    const copy = join(work, path.replaceAll('/', '_'));
    databases[path] = await copyDatabase(join(wish.dataDir, path), copy);
    copies.set(path, copy);
  }
  const lock = wish.passphrase === undefined ? undefined : makeLock(wish.passphrase, wish.chance(16));
  const archive = tar.pack();
  const weight = meter();
  // Zeros until all is there: half a backup does not call itself one.
  await writeFile(wish.target, Buffer.alloc(HEADER_BYTES), { mode: 0o600 });
  const written = pipeline([
    archive,
    createGzip({ level: 4 }),
    ...(lock ? [seal(lock.key)] : []),
    weight,
    createWriteStream(wish.target, { flags: 'r+', start: HEADER_BYTES, flush: true }),
  ]);
  const packed = packAll(archive, { ...wish, found, copies, databases }).catch((error: unknown) => {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  });
  await Promise.all([written, packed]);
  const part = await open(wish.target, 'r+');
  try {
    const header = writtenHeader({ ...weight.total(), lock: lock?.lock ?? null });
    await part.write(header, 0, HEADER_BYTES, 0);
    await part.sync();
  } finally {
    await part.close();
  }
  return weight.total();
}

async function packAll(
  archive: tar.Pack,
  parts: Pick<BackupWish, 'dataDir' | 'now'> & {
    found: readonly Found[];
    copies: ReadonlyMap<string, string>;
    databases: Record<string, Content>;
  },
): Promise<void> {
  const files: Manifest['files'] = [];
  for (const { path } of parts.found) {
    const added = await addFile(
      archive,
      path,
      parts.copies.get(path) ?? join(parts.dataDir, path),
      parts.now,
    );
    if (added) files.push(added);
  }
  // Last, because only now the hashes are known.
  const manifest = writtenManifest({ madeAt: parts.now.toISOString(), files, databases: parts.databases });
  await new Promise<void>((done, failed) => {
    archive.entry({ name: MANIFEST, mode: 0o600, mtime: parts.now }, manifest, (error) =>
      error ? failed(error) : done(),
    );
  });
  archive.finalize();
}

/** Undefined when the file has gone since it was listed; whether a row misses it is asked in the end. */
async function addFile(
  archive: tar.Pack,
  path: string,
  from: string,
  now: Date,
): Promise<Manifest['files'][number] | undefined> {
  const sizeBytes = await stat(from).then(
    ({ size }) => size,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    },
  );
  if (sizeBytes === undefined) return undefined;
  const hash = createHash('sha256');
  const entry = archive.entry({ name: path, size: sizeBytes, mode: 0o600, mtime: now });
  // A file that grows meanwhile is taken as long as it was.
  const source = sizeBytes === 0 ? Readable.from([]) : createReadStream(from, { end: sizeBytes - 1 });
  await pipeline(
    source,
    async function* hashed(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    entry,
  );
  return { path, sizeBytes, sha256: hash.digest('hex') };
}

const isDatabase = ({ path }: Found): boolean => path.endsWith('.db');

async function filesIn(dataDir: string): Promise<Found[]> {
  const found: Found[] = [];
  const walk = async (below: string): Promise<void> => {
    const entries = await readdir(join(dataDir, below), { withFileTypes: true }).catch(ignoreMissing);
    for (const entry of (entries ?? []).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (PASSING.test(entry.name) || (below === '' && LEFT_OUT.has(entry.name))) continue;
      if (path === 'files/incoming') continue;
      if (entry.isDirectory()) await walk(path);
      else if (entry.isFile()) {
        const about = await stat(join(dataDir, path)).catch(ignoreMissing);
        if (about) found.push({ path, sizeBytes: about.size });
      }
      if (found.length > MAX_FILES) throw new Error(`more than ${MAX_FILES} files in ${basename(dataDir)}`);
    }
  };
  await walk('');
  return found;
}

async function spaceFor(
  found: readonly Found[],
  folder: string,
): Promise<Extract<BackedUp, { outcome: 'noSpace' }> | undefined> {
  const all = found.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const databases = found.filter(isDatabase).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  // The archive, the copy it is made from, and the copy that is read back.
  const neededBytes = all + 2 * databases + SPARE_BYTES;
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  return freeBytes < neededBytes ? { outcome: 'noSpace', neededBytes, freeBytes } : undefined;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
