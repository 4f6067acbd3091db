import { z } from 'zod';
import type { Service } from './services.ts';

/** What a code begins with, service by service, unless the lab chose otherwise. */
const PREFIX_OF: Record<Service, string> = {
  consultation: 'KLI',
  laboratory: 'LAB',
  tour: 'WIS',
  shipment: 'KRM',
  complaint: 'ADU',
  question: 'TNY',
  sampling: 'SPL',
};

/** What a service's codes begin with at a lab that has chosen nothing else. */
export const defaultPrefix = (service: Service): string => PREFIX_OF[service];

/** The prefixes every lab knows, whatever it calls its codes now. */
export const CODE_PREFIXES: readonly string[] = Object.values(PREFIX_OF);

const prefix = z.string().regex(/^[A-Z]{2,4}$/, 'Pakai dua sampai empat huruf besar. Contoh: LAB.');
const prefixOf = (service: Service) => prefix.default(PREFIX_OF[service]);

/** What a lab's new codes begin with, service by service. */
export const codePrefixesSchema = z
  .object({
    laboratory: prefixOf('laboratory'),
    consultation: prefixOf('consultation'),
    tour: prefixOf('tour'),
    shipment: prefixOf('shipment'),
    complaint: prefixOf('complaint'),
    question: prefixOf('question'),
    sampling: prefixOf('sampling'),
  } satisfies Record<Service, unknown>)
  .prefault({});

// Crockford base 32: no I, L, O, U, so a code survives handwriting and the telephone.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_CHARACTERS = 8;
const BODY_CHARACTERS = RANDOM_CHARACTERS + 1;

/** What came of reading a typed code. */
export type CodeReading = { outcome: 'code'; code: string } | { outcome: 'typo' } | { outcome: 'notACode' };

/**
 * A new code such as `LAB-7K2M-9QXP-C`: prefix, eight random characters (40 bits), one check character.
 *
 * @param prefix two to four letters
 * @param bytes at least eight bytes from a cryptographic source
 */
export function newCode(prefix: string, bytes: Uint8Array): string {
  if (bytes.length < RANDOM_CHARACTERS) throw new Error('a code needs eight random bytes');
  const digits = Array.from(bytes.slice(0, RANDOM_CHARACTERS), (byte) => byte & 31);
  return written(prefix, digits);
}

/**
 * Reads a code as people type it: lower case, no dashes, spaces, `O` for `0`, `I` or `L` for `1`.
 *
 * A lab may change its prefixes, and codes given before go on opening what they opened. So any two to
 * four letters may stand in front; those we do not know count only with the right check character.
 *
 * @returns the canonical code, `typo` when only the check character disagrees, or `notACode`
 */
export function readCode(text: string): CodeReading {
  const plain = text.toUpperCase().replace(/[^0-9A-Z]/g, '');
  const prefix = plain.slice(0, -BODY_CHARACTERS);
  const isKnown = CODE_PREFIXES.includes(prefix);
  if (!isKnown && !/^[A-Z]{2,4}$/.test(prefix)) return { outcome: 'notACode' };
  const body = plain.slice(-BODY_CHARACTERS).replace(/O/g, '0').replace(/[IL]/g, '1');
  const digits = Array.from(body, (character) => ALPHABET.indexOf(character));
  const random = digits.slice(0, RANDOM_CHARACTERS);
  if (!digits.includes(-1) && checkOf(random) === digits[RANDOM_CHARACTERS]) {
    return { outcome: 'code', code: written(prefix, random) };
  }
  return { outcome: isKnown ? 'typo' : 'notACode' };
}

function written(prefix: string, digits: number[]): string {
  const letters = digits.map((digit) => ALPHABET[digit]).join('');
  return `${prefix}-${letters.slice(0, 4)}-${letters.slice(4)}-${ALPHABET[checkOf(digits)]}`;
}

// A weighted sum over GF(32) with the weights α, α², …: every weight is non-zero (a single wrong
// character shows) and neighbours differ (a swap shows); the check character itself has weight 1.
function checkOf(digits: number[]): number {
  let weight = 1;
  let sum = 0;
  for (const digit of digits) {
    weight = timesAlpha(weight);
    sum ^= times(weight, digit);
  }
  return sum;
}

// GF(32) as polynomials over GF(2) modulo x⁵ + x² + 1, where x (= 2) generates the field.
const timesAlpha = (value: number): number => ((value << 1) ^ (value & 16 ? 0b100101 : 0)) & 31;

function times(a: number, b: number): number {
  let product = 0;
  let shifted = a;
  for (let bit = 0; bit < 5; bit += 1) {
    if (b & (1 << bit)) product ^= shifted;
    shifted = timesAlpha(shifted);
  }
  return product;
}
