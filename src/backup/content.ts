import { createHash } from 'node:crypto';
import { copyInto, openFileReadOnly, type Reading } from '../db/open.ts';

/** What a database holds: of every table how many rows, and a hash of their content in order. */
export interface Content {
  schema: string;
  tables: Record<string, { rows: number; sha256: string }>;
}

/**
 * Copies a database as it is at one instant, also while a service writes to it.
 *
 * @returns what the original held at that instant, to be compared with the copy
 */
export async function copyDatabase(source: string, target: string): Promise<Content> {
  const db = openFileReadOnly(source);
  try {
    // Everything below reads this one instant, whatever the service writes meanwhile.
    db.exec('BEGIN');
    const content = contentOf(db);
    await copyInto(db, target);
    db.exec('COMMIT');
    return content;
  } finally {
    db.close();
  }
}

/** What is wrong with a database file that should hold `expected`; undefined when nothing is. */
export function wrongWith(file: string, expected: Content): string | undefined {
  const db = openFileReadOnly(file);
  try {
    const integrity = db.pragma('integrity_check(1)', { simple: true });
    if (integrity !== 'ok') return 'the database is damaged';
    const [orphan] = db.prepare('SELECT "table" FROM pragma_foreign_key_check LIMIT 1').pluck().all();
    if (orphan !== undefined) return `a row of ${String(orphan)} refers to nothing`;
    const found = contentOf(db);
    if (found.schema !== expected.schema) return 'the tables are not those that were backed up';
    for (const [table, { rows, sha256 }] of Object.entries(expected.tables)) {
      const now = found.tables[table];
      if (now?.rows !== rows) return `${table} has ${now?.rows ?? 'no'} rows, not ${rows}`;
      if (now.sha256 !== sha256) return `a row of ${table} has changed`;
    }
    return undefined;
  } finally {
    db.close();
  }
}

/** Counts and hashes everything a database holds. What SQLite derives (indexes, search) is left out. */
export function contentOf(db: Reading): Content {
  const made = db
    .prepare(`SELECT name, coalesce(sql, '') AS sql, type FROM sqlite_schema ORDER BY type, name`)
    .all()
    // The three columns asked for, all text.
    .map((row) => row as { name: string; sql: string; type: string });
  const tables = made
    .filter(
      ({ type, name, sql }) =>
        type === 'table' && !name.startsWith('sqlite_') && !/^create virtual/i.test(sql),
    )
    .map(({ name, sql }): [string, { rows: number; sha256: string }] => [name, tableContent(db, name, sql)]);
  const schema = createHash('sha256').update(JSON.stringify(made)).digest('hex');
  return { schema, tables: Object.fromEntries(tables) };
}

const HASHED_AT_ONCE = 64 * 1024;

function tableContent(db: Reading, name: string, sql: string): { rows: number; sha256: string } {
  const columns = db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(name).map(String);
  const quoted = (word: string) => `"${word.replaceAll('"', '""')}"`;
  const order = /without\s+rowid/i.test(sql) ? columns.map(quoted).join(', ') : 'rowid';
  const every = db
    .prepare(`SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(name)} ORDER BY ${order}`)
    .raw()
    .safeIntegers();
  const hash = createHash('sha256').update(JSON.stringify(columns));
  let rows = 0;
  let text = '';
  for (const row of every.iterate()) {
    rows += 1;
    // `raw` gives rows as arrays.
    for (const value of row as unknown[]) text += told(value);
    text += '\n';
    if (text.length < HASHED_AT_ONCE) continue;
    hash.update(text);
    text = '';
  }
  return { rows, sha256: hash.update(text).digest('hex') };
}

/** A value with its kind and length, so that no two rows read the same. */
function told(value: unknown): string {
  if (value === null) return '-;';
  if (Buffer.isBuffer(value)) return `b${value.length}:${value.toString('base64')};`;
  if (typeof value === 'string') return `s${value.length}:${value};`;
  return `${typeof value === 'bigint' ? 'i' : 'r'}${String(value)};`;
}
