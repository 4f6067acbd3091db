import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rename, unlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/open.ts';
import type { Actor, DomainContext } from '../domain/context.ts';
import { addFile, fileById } from '../domain/files/index.ts';
import { withMaskedNiks } from '../domain/values/nik.ts';
import type { FileProblem } from '../transports/transport.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { FILE_KINDS, type FileKind, HEAD_BYTES, kindOf } from './kinds.ts';
import { land, syncFolder } from './landing.ts';
import { cleanName, displayName } from './name.ts';
import { cleanPhoto } from './photo.ts';

/** The most bytes one file may have, by who brings it. */
export const MAX_FILE_BYTES = {
  citizen: 10 * 1024 * 1024,
  staff: 20 * 1024 * 1024,
  // A marked report is a little larger than what was uploaded.
  lab: 24 * 1024 * 1024,
} as const;

/** What is said of a file that is brought. */
export interface FileClaim {
  /** What the sender calls it; data, never a path. */
  name: string;
  /** What the sender says it is. */
  mimeType?: string;
  origin: 'citizen' | 'staff';
  /** What may be sent here. */
  accepts: readonly FileKind[];
}

/** What came of bringing a file. */
export type Admitted =
  | { outcome: 'stored'; fileId: number; mimeType: string }
  | { outcome: 'refused'; problem: FileProblem };

/** A stored file, ready to be read. */
export interface OpenedFile {
  path: string;
  name: string;
  mimeType: string;
  sizeBytes: number;
}

/** Where files from outside are checked and kept. */
export interface FileStore {
  /**
   * Checks a file and keeps it. Refuses what is too large, empty, not what it calls itself, damaged,
   * locked or able to act; throws only when the disk or the source fails.
   */
  admit(bytes: Buffer | Readable, claim: FileClaim): Promise<Admitted>;
  /**
   * Keeps what the lab made itself, as it is. Throws when it is larger than any paper of ours, or when
   * the disk fails.
   *
   * @returns the file's id
   */
  keepOwn(bytes: Uint8Array, about: { name: string; kind: FileKind }): Promise<number>;
  /** Where the file lies and what to call it; undefined when there is none. */
  open(fileId: number): OpenedFile | undefined;
  /** Removes what an interrupted `admit` left behind. Run it at every start. */
  sweep(): Promise<number>;
}

/** What the store needs of the lab. */
export interface FileStoreParts {
  dataDir: string;
  db: Db;
  clock: Clock;
  transact<Result>(actor: Actor, change: (ctx: DomainContext) => Result): Result;
  /** Who opens PDFs from outside, instead of a process of its own for each. */
  inspect?: typeof inspectPdf;
}

/**
 * Keeps files below `DATA_DIR/files`, each under a random name.
 *
 * The bytes are on the disk before the row is: a row always has its file, and what a crash leaves
 * is at worst a file that no row knows.
 */
export function createFileStore({
  dataDir,
  db,
  clock,
  transact,
  inspect = inspectPdf,
}: FileStoreParts): FileStore {
  // Absolute, because the web server serves nothing else, and `./data` is the default.
  const root = resolve(dataDir, 'files');
  const incoming = join(root, 'incoming');
  const landing = new Set<string>();
  const randomName = () => Buffer.from(clock.chance(16)).toString('hex');

  async function admit(bytes: Buffer | Readable, claim: FileClaim): Promise<Admitted> {
    const part = `${randomName()}.part`;
    const path = join(incoming, part);
    landing.add(part);
    try {
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      const landed = await land(bytes, path, MAX_FILE_BYTES[claim.origin]);
      if (landed.outcome !== 'landed') return { outcome: 'refused', problem: landed.outcome };
      return await examine(path, claim, landed);
    } finally {
      await unlink(path).catch(ignoreMissing);
      landing.delete(part);
    }
  }

  async function keepOwn(
    bytes: Uint8Array,
    { name, kind }: { name: string; kind: FileKind },
  ): Promise<number> {
    const part = `${randomName()}.part`;
    const path = join(incoming, part);
    landing.add(part);
    try {
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      const landed = await land(bytes, path, MAX_FILE_BYTES.lab);
      if (landed.outcome !== 'landed')
        throw new Error(`a ${kind} of the lab cannot be kept: ${landed.outcome}`);
      return (await keep(path, kind, cleanName(name), 'lab', landed)).fileId;
    } finally {
      await unlink(path).catch(ignoreMissing);
      landing.delete(part);
    }
  }

  async function examine(path: string, claim: FileClaim, landed: Weight): Promise<Admitted> {
    const name = cleanName(claim.name);
    const kind = await kindOf(await headOf(path), name, claim.mimeType);
    if (!kind || !claim.accepts.includes(kind)) return { outcome: 'refused', problem: 'wrongKind' };
    if (kind === 'pdf') {
      const problem = PDF_PROBLEMS[(await inspect(path)).outcome];
      return problem ? { outcome: 'refused', problem } : keep(path, kind, name, claim.origin, landed);
    }
    const photo = await cleanPhoto(path, kind);
    if (photo.outcome === 'refused') return photo;
    await overwrite(path, photo.bytes);
    return keep(path, kind, name, claim.origin, weigh(photo.bytes));
  }

  async function keep(
    path: string,
    kind: FileKind,
    name: string,
    origin: keyof typeof MAX_FILE_BYTES,
    weight: Weight,
  ): Promise<Admitted & { outcome: 'stored' }> {
    const { mimeType, extension } = FILE_KINDS[kind];
    const random = randomName();
    const storedAs = `${random.slice(0, 2)}/${random.slice(2, 4)}/${random}.${extension}`;
    const place = join(root, storedAs);
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    await rename(path, place);
    // The two folders may be new, so their names must be on the disk as well.
    for (const folder of [dirname(place), dirname(dirname(place)), root]) await syncFolder(folder);
    const { sizeBytes, sha256 } = weight;
    const row = {
      storedAs,
      name: displayName(withMaskedNiks(name), kind),
      mimeType,
      sizeBytes,
      sha256,
      origin,
    };
    try {
      const fileId = transact({ kind: 'system' }, (ctx) => addFile(ctx, row));
      return { outcome: 'stored', fileId, mimeType };
    } catch (error) {
      await unlink(place).catch(ignoreMissing);
      throw error;
    }
  }

  return {
    admit,
    keepOwn,
    open(fileId) {
      const row = fileById(db, fileId);
      if (!row) return undefined;
      return {
        path: join(root, row.storedAs),
        name: row.name,
        mimeType: row.mimeType,
        sizeBytes: row.sizeBytes,
      };
    },
    async sweep() {
      const found = await readdir(incoming).catch((error) => {
        ignoreMissing(error);
        return [];
      });
      const leftovers = found.filter((name) => !landing.has(name));
      for (const name of leftovers) await unlink(join(incoming, name)).catch(ignoreMissing);
      return leftovers.length;
    },
  };
}

interface Weight {
  sizeBytes: number;
  sha256: string;
}

// What took too long or too much to open is not opened for anybody else either.
const PDF_PROBLEMS = {
  ok: undefined,
  encrypted: 'encrypted',
  damaged: 'damaged',
  unsafe: 'unsafe',
  tooSlow: 'unsafe',
  tooBig: 'unsafe',
} as const satisfies Record<Awaited<ReturnType<typeof inspectPdf>>['outcome'], FileProblem | undefined>;

const weigh = (bytes: Buffer): Weight => ({
  sizeBytes: bytes.byteLength,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const overwrite = (path: string, bytes: Buffer) => writeFile(path, bytes, { flush: true });

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
