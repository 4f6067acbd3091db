import type { Db } from './open.ts';

/**
 * Reads several things as they were at one moment, whatever is written meanwhile. `read` is short and
 * writes nothing: while it runs, the log of changes cannot be cut.
 */
export function snapshot<Found>(db: Db, read: () => Found): Found {
  if (db.$client.inTransaction) return read();
  db.$client.exec('BEGIN');
  try {
    return read();
  } finally {
    db.$client.exec('COMMIT');
  }
}
