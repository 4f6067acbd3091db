import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import type { StaffVisit } from './visit.ts';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const MOST_CHARACTERS = 600;

/**
 * Words that may stand in no address, made fit for one: only the same session can open them, and they
 * end with it. Nothing is kept on our side (docs/decisions/0018).
 */
export function seal(visit: StaffVisit, words: string): string {
  const iv = visit.parts.clock.chance(IV_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(visit), iv);
  const sealed = Buffer.concat([cipher.update(words, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** What was sealed in this session; undefined when it was another's, an older one's or nobody's. */
export function unseal(visit: StaffVisit, sealed: string): string | undefined {
  if (sealed.length > MOST_CHARACTERS) return undefined;
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < IV_BYTES + TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv(CIPHER, keyOf(visit), bytes.subarray(0, IV_BYTES));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const words = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return words.toString('utf8');
  } catch {
    // Not made by this session: as good as not there.
    return undefined;
  }
}

const keyOf = ({ token = '' }: StaffVisit): Buffer =>
  createHash('sha256').update(`sealed words\n${token}`).digest();
