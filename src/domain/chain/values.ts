import { hash } from 'node:crypto';

/** What a link of the chain is made of, besides the link before it. */
export interface Link {
  id: number;
  at: Date;
  actorKind: string;
  actorId: number | null;
  kind: string;
  subject: string;
}

/** What the first row of all follows. */
export const NOTHING_BEFORE = '';

/** The hash of a row's data, taken over the text exactly as the database keeps it. */
export const hashOfData = (data: string): string => hash('sha256', data);

/**
 * The hash of a row: over the hash of the row before, the row's own columns and the hash of its data.
 * A list in JSON, so that no two rows can be written as the same text.
 */
export function hashOfRow(before: string, link: Link, dataHash: string): string {
  const { id, at, actorKind, actorId, kind, subject } = link;
  return hash(
    'sha256',
    JSON.stringify([before, id, at.getTime(), actorKind, actorId, kind, subject, dataHash]),
  );
}

/** What is left of a row's data once they were erased; written just so by SQLite's `json_object`. */
export const erasedData = (kind: string): string => JSON.stringify({ kind, erased: true });
