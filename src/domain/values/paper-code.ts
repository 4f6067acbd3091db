import { newCode, readCode } from './code.ts';

// Read and drawn like the code of a registration, under a prefix that is never shown.
const PREFIX = 'LAB';
const AS_PRINTED = /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/;
const CHARACTERS = 9;
// An address may be copied as a whole.
const MAX_TYPED = 200;

/** What came of reading the code of a paper. */
export type PaperCodeReading =
  | { outcome: 'code'; code: string }
  | { outcome: 'typo' }
  | { outcome: 'notACode' };

/**
 * A new code such as `7K2M-9QXP-C`, by which everybody can ask whether a paper is genuine.
 *
 * @param bytes at least eight bytes from a cryptographic source
 */
export const newPaperCode = (bytes: Uint8Array): string => newCode(PREFIX, bytes).slice(PREFIX.length + 1);

/**
 * Reads the code of a paper as people type it, or as the end of its address.
 *
 * A word of nine letters is no code with a slip in it: "trombosit" is asked for more often than a code
 * is mistyped. So `typo` needs a digit or the dashes.
 */
export function readPaperCode(text: string): PaperCodeReading {
  const typed = text.slice(0, MAX_TYPED).trim().toUpperCase().replace(/^.*\//s, '');
  const plain = typed.replace(/[^0-9A-Z]/g, '');
  if (plain.length !== CHARACTERS) return { outcome: 'notACode' };
  const reading = readCode(PREFIX + plain);
  if (reading.outcome === 'code') return { outcome: 'code', code: reading.code.slice(PREFIX.length + 1) };
  return { outcome: /\d/.test(plain) || AS_PRINTED.test(typed) ? 'typo' : 'notACode' };
}
