import { join } from 'node:path';
import { migrate as applyMigrations } from 'drizzle-orm/better-sqlite3/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Db, Reading } from './open.ts';
import { installRoot } from './root.ts';

const migrationsFolder = join(installRoot, 'migrations');

/**
 * Brings the database to the shape this version of the code expects. Safe to run at every start.
 *
 * @throws when a newer version has been at work in it: this one would write what that one cannot read
 */
export function migrate(db: Db): void {
  if (isFromNewerVersion(db.$client))
    throw new Error(
      'data ini sudah dipakai versi SapaLab yang lebih baru; pasang versi itu, atau pulihkan cadangan dari sebelum pembaruan / this data belongs to a newer version: install it, or restore a backup from before the update',
    );
  // A table that is built anew is dropped for a moment: what points to it must not go with it. SQLite can
  // only be told so outside a transaction, so what points to nothing is looked for afterwards.
  db.$client.pragma('foreign_keys = OFF');
  try {
    applyMigrations(db, { migrationsFolder });
    lookForOrphans(db.$client);
  } finally {
    db.$client.pragma('foreign_keys = ON');
  }
}

/** Reads every row that points to another, once for each shape: with a million messages it takes seconds. */
function lookForOrphans(db: Reading): void {
  const shape = Number(db.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get());
  if (db.pragma('user_version', { simple: true }) === shape) return;
  // SQLite names the columns of its own answer.
  const [orphan] = db.pragma('foreign_key_check') as { table: string; parent: string }[];
  if (orphan) throw new Error(`a row of ${orphan.table} points to nothing in ${orphan.parent}`);
  db.pragma(`user_version = ${shape}`);
}

/** Whether a database has a shape that only a newer version of the code knows. */
export function isFromNewerVersion(db: Reading): boolean {
  const isNew =
    db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = '__drizzle_migrations'`).get() === undefined;
  if (isNew) return false;
  const applied = Number(db.prepare('SELECT max(created_at) FROM __drizzle_migrations').pluck().get() ?? 0);
  return (
    applied > Math.max(...readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis))
  );
}
