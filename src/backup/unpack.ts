import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import tar from 'tar-stream';
import { openFileReadOnly } from '../db/open.ts';
import { wrongWith } from './content.ts';
import { HEADER_BYTES, type Header, openLock, readHeader } from './header.ts';
import { MANIFEST, type Manifest, readManifest } from './manifest.ts';
import { meter, unseal } from './sealing.ts';

/** What came of reading a backup from end to end. */
export type Unpacked =
  | { outcome: 'whole'; manifest: Manifest; missingFiles: number; changedFiles: number }
  | {
      outcome: 'notABackup' | 'unfinished' | 'otherFormat' | 'locked' | 'wrongPassphrase' | 'damaged';
      problem: string;
    };

/** A list of a million files has some 150 MB; more is no manifest. */
const MAX_MANIFEST_BYTES = 256 * 1024 * 1024;

/** Reads a whole backup and compares everything; only its databases are written, into `folder`. */
export function verifyBackup(
  file: string,
  passphrase: string | undefined,
  folder: string,
): Promise<Unpacked> {
  return unpack(file, passphrase, folder, (path) => path.endsWith('.db'));
}

/**
 * Unpacks a backup into an empty `folder` and compares everything with its list: size and hash of
 * every file, rows and content of every table, and the hash of the file as a whole.
 *
 * @param isKept which files are written; all are read and compared
 */
export async function unpack(
  file: string,
  passphrase: string | undefined,
  folder: string,
  isKept: (path: string) => boolean = () => true,
): Promise<Unpacked> {
  const begun = await headerOf(file, passphrase);
  if (begun.outcome !== 'ready') return begun;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const seen = new Map<string, { sizeBytes: number; sha256: string }>();
  let list: string | undefined;
  const weight = meter();
  const extract = tar.extract();
  const reading = pipeline([
    createReadStream(file, { start: HEADER_BYTES }),
    weight,
    ...(begun.key ? [unseal(begun.key)] : []),
    createGunzip(),
    extract,
  ]);
  try {
    await Promise.all([reading, takeAll()]);
  } catch (error) {
    // Of a disk that is full or cannot be read, the backup knows nothing.
    if (error instanceof Error && 'syscall' in error) throw error;
    return damaged('it cannot be read to its end');
  }
  const { bytes, sha256 } = weight.total();
  if (bytes !== begun.header.bytes) return damaged(`it has ${bytes} bytes, not ${begun.header.bytes}`);
  if (sha256 !== begun.header.sha256) return damaged('its content is not what was written');
  const manifest = list === undefined ? undefined : readManifest(list);
  if (!manifest) return damaged('its list of files is missing');
  return compare(manifest, seen, folder);

  async function takeAll(): Promise<void> {
    for await (const entry of extract) {
      const { name, type } = entry.header;
      if (type !== 'file' || !isInside(name) || seen.has(name))
        throw new Error('an entry that is none of ours');
      if (name === MANIFEST) list = await textOf(entry);
      else seen.set(name, await take(entry, isKept(name) ? join(folder, name) : undefined));
    }
  }
}

async function headerOf(
  file: string,
  passphrase: string | undefined,
): Promise<
  { outcome: 'ready'; header: Header; key: Buffer | undefined } | Exclude<Unpacked, { outcome: 'whole' }>
> {
  const handle = await open(file, 'r');
  const head = Buffer.alloc(HEADER_BYTES);
  const { bytesRead } = await handle.read(head, 0, HEADER_BYTES, 0).finally(() => handle.close());
  const read = readHeader(head.subarray(0, bytesRead));
  switch (read.outcome) {
    case 'otherFormat':
      return {
        outcome: 'otherFormat',
        problem: `it is in format ${read.format}, which this version of SapaLab does not read; use the version it was made with`,
      };
    case 'notABackup':
      return { outcome: 'notABackup', problem: 'it is no backup of SapaLab' };
    case 'unfinished':
      return { outcome: 'unfinished', problem: 'it was never finished' };
    case 'damaged':
      return damaged('its header is not as it was written');
    case 'header': {
      const { header } = read;
      if (!header.lock) return { outcome: 'ready', header, key: undefined };
      if (passphrase === undefined)
        return { outcome: 'locked', problem: 'it is encrypted: set BACKUP_PASSPHRASE' };
      const key = openLock(header.lock, passphrase);
      if (!key)
        return { outcome: 'wrongPassphrase', problem: 'BACKUP_PASSPHRASE is not the one it was made with' };
      return { outcome: 'ready', header, key };
    }
  }
}

const damaged = (problem: string) => ({ outcome: 'damaged', problem }) as const;

/** A path below the folder; never one that leads out of it. */
const isInside = (path: string): boolean =>
  !/[\\\0]/.test(path) && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

async function take(entry: Readable, to: string | undefined): Promise<{ sizeBytes: number; sha256: string }> {
  const weight = meter();
  if (to) await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const sink = to
    ? createWriteStream(to, { mode: 0o600, flags: 'wx', flush: true })
    : new PassThrough().resume();
  await pipeline(entry, weight, sink);
  const { bytes, sha256 } = weight.total();
  return { sizeBytes: bytes, sha256 };
}

async function textOf(entry: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  // tar-stream gives buffers.
  for await (const chunk of entry as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_MANIFEST_BYTES) throw new Error('a list that is far too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function compare(
  manifest: Manifest,
  seen: ReadonlyMap<string, { sizeBytes: number; sha256: string }>,
  folder: string,
): Unpacked {
  for (const { path, sizeBytes, sha256 } of manifest.files) {
    const found = seen.get(path);
    if (found?.sizeBytes !== sizeBytes || found.sha256 !== sha256)
      return damaged('a file is not what it was');
  }
  if (seen.size !== manifest.files.length) return damaged('it holds files that are not on its list');
  if (!manifest.databases['sapalab.db']) return damaged('the database is missing');
  for (const [path, content] of Object.entries(manifest.databases)) {
    if (!seen.has(path)) return damaged('a database is missing');
    const wrong = wrongIn(join(folder, path), content);
    if (wrong) return damaged(wrong);
  }
  return { outcome: 'whole', manifest, ...strayFiles(join(folder, 'sapalab.db'), seen) };
}

function wrongIn(file: string, content: Manifest['databases'][string]): string | undefined {
  try {
    return wrongWith(file, content);
  } catch {
    return 'the database cannot be opened';
  }
}

/** Files that rows name, compared with what they were when they came. */
function strayFiles(
  database: string,
  seen: ReadonlyMap<string, { sha256: string }>,
): { missingFiles: number; changedFiles: number } {
  const db = openFileReadOnly(database);
  const count = { missingFiles: 0, changedFiles: 0 };
  try {
    const known = db.prepare('SELECT stored_as, sha256 FROM files').raw();
    for (const row of known.iterate()) {
      // Two columns of text.
      const [storedAs, sha256] = row as [string, string];
      const found = seen.get(`files/${storedAs}`);
      if (!found) count.missingFiles += 1;
      else if (found.sha256 !== sha256) count.changedFiles += 1;
    }
  } finally {
    db.close();
  }
  return count;
}
