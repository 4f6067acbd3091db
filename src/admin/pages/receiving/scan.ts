import type { Db } from '../../../db/open.ts';
import { paperByCode } from '../../../domain/papers/index.ts';
import {
  type Registration,
  registrationByCode,
  registrationById,
} from '../../../domain/registrations/index.ts';
import { readCode } from '../../../domain/values/code.ts';
import { readPaperCode } from '../../../domain/values/paper-code.ts';

/** The longest that a scanner or a hand puts into the field. */
export const SCAN_CHARACTERS = 300;

/** What a code that was scanned or typed leads to. */
export type Scanned =
  | { outcome: 'found'; registration: Registration }
  /** A character is wrong: the check character does not agree. */
  | { outcome: 'typo' }
  /** It reads like a code, and there is none such. */
  | { outcome: 'unknown'; code: string }
  | { outcome: 'notACode' };

/**
 * Finds the registration behind what stands in the field of the receiving desk: its code in any writing,
 * the address in a QR of ours (tracking page or chat), or the code of a label that says it is genuine.
 */
export function readScan(db: Db, typed: string): Scanned {
  const text = plain(typed.slice(0, SCAN_CHARACTERS)).trim();
  const paper = readPaperCode(/\/v\/([^/?#\s]+)/.exec(text)?.[1] ?? text);
  const issued = paper.outcome === 'code' ? paperByCode(db, paper.code) : undefined;
  const behind = issued && registrationById(db, issued.registrationId);
  if (behind) return { outcome: 'found', registration: behind };
  // Of an address its last part, of `LACAK KRM-…` the last word, of a code in pieces all of it.
  const candidates = [text, /\/t\/([^/?#\s]+)/.exec(text)?.[1], text.replace(/^.*?\blacak\b/is, '')];
  let isTypo = false;
  for (const candidate of candidates) {
    const read = readCode(candidate ?? '');
    if (read.outcome === 'typo') isTypo = true;
    if (read.outcome !== 'code') continue;
    const registration = registrationByCode(db, read.code);
    return registration ? { outcome: 'found', registration } : { outcome: 'unknown', code: read.code };
  }
  return { outcome: isTypo ? 'typo' : 'notACode' };
}

/** An address as people read it; what cannot be read so stays as it is. */
function plain(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
