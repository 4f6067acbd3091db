/** What a code opens: the prefix a citizen sees. */
export const CODE_PREFIXES = ['KLI', 'LAB', 'WIS', 'KRM', 'ADU', 'TNY', 'SPL'] as const;
export type CodePrefix = (typeof CODE_PREFIXES)[number];

// Crockford base 32: no I, L, O, U, so a code survives handwriting and the telephone.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_CHARACTERS = 8;

/** What came of reading a typed code. */
export type CodeReading = { outcome: 'code'; code: string } | { outcome: 'typo' } | { outcome: 'notACode' };

/**
 * A new code such as `LAB-7K2M-9QXP-C`: prefix, eight random characters (40 bits), one check character.
 *
 * @param bytes at least eight bytes from a cryptographic source
 */
export function newCode(prefix: CodePrefix, bytes: Uint8Array): string {
  if (bytes.length < RANDOM_CHARACTERS) throw new Error('a code needs eight random bytes');
  const digits = Array.from(bytes.slice(0, RANDOM_CHARACTERS), (byte) => byte & 31);
  return written(prefix, digits);
}

/**
 * Reads a code as people type it: lower case, no dashes, spaces, `O` for `0`, `I` or `L` for `1`.
 *
 * @returns the canonical code, `typo` when only the check character disagrees, or `notACode`
 */
export function readCode(text: string): CodeReading {
  const plain = text.toUpperCase().replace(/[^0-9A-Z]/g, '');
  const prefix = CODE_PREFIXES.find((known) => plain.startsWith(known));
  if (!prefix) return { outcome: 'notACode' };
  const body = plain.slice(prefix.length).replace(/O/g, '0').replace(/[IL]/g, '1');
  if (body.length !== RANDOM_CHARACTERS + 1) return { outcome: 'notACode' };
  const digits = Array.from(body, (character) => ALPHABET.indexOf(character));
  if (digits.includes(-1)) return { outcome: 'typo' };
  const random = digits.slice(0, RANDOM_CHARACTERS);
  return checkOf(random) === digits[RANDOM_CHARACTERS]
    ? { outcome: 'code', code: written(prefix, random) }
    : { outcome: 'typo' };
}

function written(prefix: CodePrefix, digits: number[]): string {
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
