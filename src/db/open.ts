import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';

/** The database as the code sees it: drizzle over one synchronous connection. */
export type Db = BetterSQLite3Database & { $client: Database.Database };

/** What came of taking a data folder. */
export type Opened =
  | { outcome: 'opened'; db: Db; close(): void }
  | { outcome: 'taken'; dataDir: string }
  | { outcome: 'unwritable'; dataDir: string; reason: string };

/**
 * Opens the lab's database in `dataDir` and keeps every other process out until `close`.
 *
 * WAL with `synchronous=FULL`, read back: better-sqlite3 reopens a WAL database at NORMAL, which may
 * lose committed turns on power loss.
 *
 * @param dataDir the folder, made if missing, or `:memory:` for a database that lives with the process
 */
export function open(dataDir: string): Opened {
  if (dataDir === ':memory:') {
    const db = connect(':memory:');
    return { outcome: 'opened', db, close: () => db.$client.close() };
  }
  const writable = claimFolder(dataDir);
  if (writable !== true) return { outcome: 'unwritable', dataDir, reason: writable };
  const lock = takeLock(dataDir);
  if (!lock) return { outcome: 'taken', dataDir };
  if (existsSync(join(dataDir, INTERRUPTED_RESTORE))) {
    lock.close();
    const reason = 'pemulihan cadangan terputus di tengah jalan; jalankan "npm run restore" sekali lagi';
    return { outcome: 'unwritable', dataDir, reason };
  }
  const db = connect(join(dataDir, 'sapalab.db'));
  const close = () => {
    db.$client.pragma('wal_checkpoint(TRUNCATE)');
    db.$client.close();
    lock.close();
  };
  return { outcome: 'opened', db, close };
}

/** A file with this name says that a restore was cut off: the folder holds half of one lab and half of another. */
export const INTERRUPTED_RESTORE = '.restore-unfinished';

/** Keeps every service out of a data folder until `release`; undefined while one is running on it. */
export function holdFolder(dataDir: string): { release(): void } | undefined {
  const lock = takeLock(dataDir);
  return lock && { release: () => lock.close() };
}

/** A second connection that can only read, for work off the main thread or beside a running lab. */
export function openReadOnly(dataDir: string): Db {
  const sqlite = new Database(join(dataDir, 'sapalab.db'), { readonly: true });
  return drizzle(sqlite, { casing: 'snake_case' });
}

/** A connection without drizzle, for work that knows no table by name. */
export type Reading = Database.Database;

/** A database file that can only be read: a copy, or the lab's own beside its running service. */
export function openFileReadOnly(file: string): Reading {
  const sqlite = new Database(file, { readonly: true, fileMustExist: true });
  sqlite.pragma('busy_timeout = 5000');
  sqlite.pragma('trusted_schema = OFF');
  return sqlite;
}

/** Copies what `from` reads now into a new file that is whole by itself, without a write-ahead log. */
export async function copyInto(from: Reading, file: string): Promise<void> {
  await from.backup(file);
  const copy = new Database(file);
  try {
    copy.pragma('journal_mode = delete');
  } finally {
    copy.close();
  }
}

function connect(file: string): Db {
  const sqlite = new Database(file);
  const durable = { journal_mode: file === ':memory:' ? 'memory' : 'wal', synchronous: 2 } as const;
  sqlite.pragma(`journal_mode = ${durable.journal_mode}`);
  sqlite.pragma(`synchronous = ${durable.synchronous}`);
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('busy_timeout = 5000');
  sqlite.pragma('trusted_schema = OFF');
  sqlite.pragma('secure_delete = ON');
  sqlite.pragma('cache_size = -32768');
  for (const [pragma, wanted] of Object.entries(durable)) {
    const found = sqlite.pragma(pragma, { simple: true });
    if (found !== wanted)
      throw new Error(`SQLite runs with ${pragma}=${found}, not ${wanted}: messages could be lost`);
  }
  return drizzle(sqlite, { casing: 'snake_case' });
}

function claimFolder(dataDir: string): true | string {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    closeSync(openSync(join(dataDir, 'lock.db'), 'a', 0o600));
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

// An exclusive SQLite transaction on a file of its own is a lock of the operating system: it goes
// with the process, however that ends.
function takeLock(dataDir: string): Database.Database | undefined {
  const lock = new Database(join(dataDir, 'lock.db'), { timeout: 200 });
  try {
    lock.pragma('journal_mode = delete');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
}
