import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import type { Db } from '../../src/db/open.ts';

/** Brings a database to the shape an earlier release had, which ended with the migration of this name. */
export function migrateTo(db: Db, last: string): void {
  const migrationsFolder = mkdtempSync(join(tmpdir(), 'sapalab-migrations-'));
  cpSync('migrations', migrationsFolder, { recursive: true });
  const file = join(migrationsFolder, 'meta/_journal.json');
  const whole: { entries: { tag: string }[] } = JSON.parse(readFileSync(file, 'utf8'));
  const upTo = whole.entries.findIndex(({ tag }) => tag === last) + 1;
  if (upTo === 0) throw new Error(`no release ended with ${last}`);
  writeFileSync(file, JSON.stringify({ ...whole, entries: whole.entries.slice(0, upTo) }));
  migrate(db, { migrationsFolder });
  rmSync(migrationsFolder, { recursive: true });
}
