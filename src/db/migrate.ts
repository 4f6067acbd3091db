import { join } from 'node:path';
import { migrate as applyMigrations } from 'drizzle-orm/better-sqlite3/migrator';
import type { Db } from './open.ts';
import { installRoot } from './root.ts';

/** Brings the database to the shape this version of the code expects. Safe to run at every start. */
export function migrate(db: Db): void {
  applyMigrations(db, { migrationsFolder: join(installRoot, 'migrations') });
}
