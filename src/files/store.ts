import { mkdir, readdir, rename, statfs, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/open.ts';
import type { Actor, DomainContext } from '../domain/context.ts';
import { addFile, fileById, type NewFile } from '../domain/files/index.ts';
import { keepCheck } from '../domain/sheets/index.ts';
import { withMaskedNiks } from '../domain/values/nik.ts';
import type { FileProblem } from '../transports/transport.ts';
import { type Examined, examine, type Openers, type Weight } from './examine.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { FILE_KINDS, type FileKind } from './kinds.ts';
import { land, syncFolder } from './landing.ts';
import { cleanName, displayName } from './name.ts';
import { createTurnstile } from './turnstile.ts';

/** The most bytes one file may have, by who brings it. */
export const MAX_FILE_BYTES = {
  citizen: 10 * 1024 * 1024,
  website: 10 * 1024 * 1024,
  staff: 20 * 1024 * 1024,
  // A marked report is a little larger than what was uploaded.
  lab: 24 * 1024 * 1024,
} as const;

/** So much of the disk is kept for the lab's own work: whoever sends us something without a chat stops before. */
const KEPT_FREE_BYTES = 2 * 1024 ** 3;

/** Of visitors' files so many wait to be looked into; whoever comes then is asked to try again. */
const VISITORS_WAITING = 30;

// Room for what a corrected copy is called besides.
const COPY_STEM = 100;

/** What is said of a file that is brought. */
export interface FileClaim {
  /** What the sender calls it; data, never a path. */
  name: string;
  /** What the sender says it is. */
  mimeType?: string;
  origin: 'citizen' | 'website' | 'staff';
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
  /** Who looks into workbooks from outside; without one none is taken. */
  lookIntoSheet?: Openers['lookIntoSheet'];
  /** How much room the disk has, for tests. */
  freeBytes?: (folder: string) => Promise<number>;
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
  lookIntoSheet,
  freeBytes = freeBytesAt,
}: FileStoreParts): FileStore {
  // Absolute, because the web server serves nothing else, and `./data` is the default.
  const root = resolve(dataDir, 'files');
  const incoming = join(root, 'incoming');
  const landing = new Set<string>();
  const randomName = () => Buffer.from(clock.chance(16)).toString('hex');

  const admit = (bytes: Buffer | Readable, claim: FileClaim): Promise<Admitted> =>
    whileLanding(async (path) => {
      if (claim.origin === 'website' && (await freeBytes(incoming)) < KEPT_FREE_BYTES)
        return { outcome: 'refused', problem: 'notFetched' };
      const landed = await land(bytes, path, MAX_FILE_BYTES[claim.origin]);
      if (landed.outcome !== 'landed') return { outcome: 'refused', problem: landed.outcome };
      const name = cleanName(claim.name);
      const look = () => examine(path, { ...claim, name }, weightOf(landed), { inspect, lookIntoSheet });
      const examined = await (claim.origin === 'website' ? inVisitorsTurn(look) : look());
      if (examined.outcome === 'refused') return examined;
      const { kind, weight, sheet } = examined;
      const row = await settle(path, kind, { name, origin: claim.origin, weight });
      const copy = sheet?.corrected ? await settleCopy(sheet.corrected.bytes, row.name) : undefined;
      const fileId = await write([row, copy], (ctx) => {
        const id = addFile(ctx, row);
        const copyId = copy ? addFile(ctx, copy) : null;
        if (sheet) keepCheck(ctx, { ...sheet.found, fileId: id, correctedFileId: copyId });
        // Whoever sent the sheet may choose the copy in its place.
        if (sheet?.corrected && copyId !== null)
          keepCheck(ctx, { ...sheet.corrected.found, fileId: copyId, correctedFileId: null });
        return id;
      });
      return { outcome: 'stored', fileId, mimeType: row.mimeType };
    });

  // Visitors have proven nothing: their files are looked into one by one, so that those of chats find a place.
  const visitorsInTurn = createTurnstile(1);
  let visitorsWaiting = 0;
  async function inVisitorsTurn(look: () => Promise<Examined>): Promise<Examined> {
    if (visitorsWaiting >= VISITORS_WAITING) return { outcome: 'refused', problem: 'notFetched' };
    visitorsWaiting += 1;
    try {
      return await visitorsInTurn(look);
    } finally {
      visitorsWaiting -= 1;
    }
  }

  const keepOwn = async (bytes: Uint8Array, about: { name: string; kind: FileKind }): Promise<number> => {
    const row = await settleOwn(bytes, about);
    return write([row], (ctx) => addFile(ctx, row));
  };

  /** Corrected by us, so it is the lab's; its sheet's name says what it belongs to. */
  const settleCopy = (bytes: Uint8Array, of: string): Promise<NewFile> => {
    const name = `${of.replace(/\.xlsx$/i, '').slice(0, COPY_STEM)} (diperbaiki).xlsx`;
    return settleOwn(bytes, { name, kind: 'xlsx' });
  };

  const settleOwn = (bytes: Uint8Array, { name, kind }: { name: string; kind: FileKind }): Promise<NewFile> =>
    whileLanding(async (path) => {
      const landed = await land(bytes, path, MAX_FILE_BYTES.lab);
      if (landed.outcome !== 'landed')
        throw new Error(`a ${kind} of the lab cannot be kept: ${landed.outcome}`);
      return settle(path, kind, { name: cleanName(name), origin: 'lab', weight: weightOf(landed) });
    });

  /** Gives a new file a place to land, and leaves nothing there. */
  async function whileLanding<Result>(work: (path: string) => Promise<Result>): Promise<Result> {
    const part = `${randomName()}.part`;
    const path = join(incoming, part);
    landing.add(part);
    try {
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      return await work(path);
    } finally {
      await unlink(path).catch(ignoreMissing);
      landing.delete(part);
    }
  }

  /** Moves a file that has landed to where it stays; its row, once the disk has its name. */
  async function settle(
    path: string,
    kind: FileKind,
    about: { name: string; origin: NewFile['origin']; weight: Weight },
  ): Promise<NewFile> {
    const { mimeType, extension } = FILE_KINDS[kind];
    const random = randomName();
    const storedAs = `${random.slice(0, 2)}/${random.slice(2, 4)}/${random}.${extension}`;
    const place = join(root, storedAs);
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    await rename(path, place);
    // The two folders may be new, so their names must be on the disk as well.
    for (const folder of [dirname(place), dirname(dirname(place)), root]) await syncFolder(folder);
    const { name, origin, weight } = about;
    return { storedAs, name: displayName(withMaskedNiks(name), kind), mimeType, origin, ...weight };
  }

  /** Writes down files that lie in their places; without their rows they do not stay there. */
  async function write<Result>(
    rows: readonly (NewFile | undefined)[],
    work: (ctx: DomainContext) => Result,
  ): Promise<Result> {
    try {
      return transact({ kind: 'system' }, work);
    } catch (error) {
      for (const row of rows) if (row) await unlink(join(root, row.storedAs)).catch(ignoreMissing);
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

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}

async function freeBytesAt(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

const weightOf = ({ sizeBytes, sha256 }: Weight): Weight => ({ sizeBytes, sha256 });
