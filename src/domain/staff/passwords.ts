import { type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** What one hash costs: about 0.3 s and 128 MB at the strength we store. */
export interface PasswordCost {
  N: number;
  r: number;
  p: number;
}

const STRONG: PasswordCost = { N: 2 ** 17, r: 8, p: 1 };
const HASH_BYTES = 32;
/** Each takes 128 MB, so a flood of sign-ins waits instead of filling the memory. */
const AT_ONCE = 2;

/**
 * The password as it is stored: `scrypt$N$r$p$salt$hash`, so that the scheme can change.
 * Slow on purpose: never inside a transaction.
 *
 * @param salt at least 16 bytes nobody can guess
 */
export async function hashPassword(password: string, salt: Uint8Array, cost = STRONG): Promise<string> {
  const hash = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, base64(salt), base64(hash)].join('$');
}

/**
 * Whether `password` belongs to `stored`. Without a stored hash the answer is no, after the same work:
 * the time tells nobody which accounts exist.
 */
export async function passwordMatches(password: string, stored: string | undefined): Promise<boolean> {
  const known = stored === undefined ? undefined : parse(stored);
  const hash = await derive(password, known?.salt ?? new Uint8Array(16), known?.cost ?? STRONG);
  return known !== undefined && known.hash.length === hash.length && timingSafeEqual(known.hash, hash);
}

function parse(stored: string): { cost: PasswordCost; salt: Buffer; hash: Buffer } {
  const [scheme, N, r, p, salt, hash] = stored.split('$');
  if (scheme !== 'scrypt' || !salt || !hash) throw new Error('a stored password is not in the form scrypt$…');
  return {
    cost: { N: Number(N), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    hash: Buffer.from(hash, 'base64url'),
  };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

let running = 0;
const waiting: (() => void)[] = [];

async function derive(password: string, salt: Uint8Array, cost: PasswordCost): Promise<Buffer> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  running += 1;
  try {
    return await scryptOnce(password.normalize('NFKC'), salt, { ...cost, maxmem: 256 * cost.N * cost.r });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

function scryptOnce(password: string, salt: Uint8Array, options: ScryptOptions): Promise<Buffer> {
  return new Promise((done, failed) => {
    scrypt(password, salt, HASH_BYTES, options, (error, hash) => (error ? failed(error) : done(hash)));
  });
}
