import { createHmac, scryptSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** What every backup begins with; the number is raised when the inside changes. */
const MAGIC = 'SAPALAB-BACKUP';
const FORMAT = 1;
/** The header has this length always, so that it can be written last, over zeros. */
export const HEADER_BYTES = 512;

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const schema = z.strictObject({
  /** Of everything behind the header. */
  bytes: z.int().min(0),
  sha256: hex(32),
  /** Set when the body is encrypted. */
  lock: z
    .strictObject({
      cost: z
        .int()
        .min(1024)
        .max(2 ** 20),
      salt: hex(16),
      check: hex(8),
    })
    .nullable(),
});

/** What stands before the body of a backup. */
export type Header = z.infer<typeof schema>;
/** How a body is locked: what the key is made with, and by what a wrong passphrase is seen. */
export type Lock = NonNullable<Header['lock']>;

/** What came of reading a header; a backup that is not finished has zeros there. */
export type HeaderRead =
  | { outcome: 'header'; header: Header }
  | { outcome: 'notABackup' | 'unfinished' | 'damaged' }
  | { outcome: 'otherFormat'; format: number };

/** The header as it stands in the file. */
export function writtenHeader(header: Header): Buffer {
  const { bytes, sha256, lock } = header;
  const line = `${MAGIC} ${FORMAT} ${JSON.stringify({ bytes, sha256, lock })}`;
  if (line.length >= HEADER_BYTES) throw new Error(`a header of ${line.length} letters does not fit`);
  return Buffer.from(`${line.padEnd(HEADER_BYTES - 1)}\n`, 'latin1');
}

/** Reads a header; one letter that is not as we write it makes it a damaged one. */
export function readHeader(bytes: Buffer): HeaderRead {
  if (bytes.length < HEADER_BYTES) return { outcome: 'notABackup' };
  if (bytes.every((byte) => byte === 0)) return { outcome: 'unfinished' };
  const line = bytes.toString('latin1').trimEnd();
  const [, format, json] = new RegExp(`^${MAGIC} (\\d{1,4}) (.*)$`).exec(line) ?? [];
  if (format === undefined || json === undefined) return { outcome: 'notABackup' };
  if (Number(format) !== FORMAT) return { outcome: 'otherFormat', format: Number(format) };
  try {
    const header = schema.parse(JSON.parse(json));
    return writtenHeader(header).equals(bytes) ? { outcome: 'header', header } : { outcome: 'damaged' };
  } catch {
    return { outcome: 'damaged' };
  }
}

/** 64 MB and a quarter of a second: nobody tries passphrases by the million. */
const COST = 2 ** 16;
const BLOCK = 8;
const MAX_MEMORY = 256 * 1024 * 1024;

/** A new lock, and the key that opens it. */
export function makeLock(passphrase: string, salt: Uint8Array): { lock: Lock; key: Buffer } {
  const key = keyOf(passphrase, Buffer.from(salt), COST);
  return { lock: { cost: COST, salt: Buffer.from(salt).toString('hex'), check: checkOf(key) }, key };
}

/** The key to a lock; undefined when the passphrase is not the one. */
export function openLock(lock: Lock, passphrase: string): Buffer | undefined {
  const key = keyOf(passphrase, Buffer.from(lock.salt, 'hex'), lock.cost);
  const isRight = timingSafeEqual(Buffer.from(checkOf(key)), Buffer.from(lock.check));
  return isRight ? key : undefined;
}

const keyOf = (passphrase: string, salt: Buffer, cost: number): Buffer =>
  scryptSync(passphrase.normalize('NFC'), salt, 32, { N: cost, r: BLOCK, p: 1, maxmem: MAX_MEMORY });

const checkOf = (key: Buffer): string =>
  createHmac('sha256', key).update('is this the key').digest('hex').slice(0, 16);
