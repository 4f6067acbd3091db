import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { Transform } from 'node:stream';

const CIPHER = 'aes-256-gcm';
const CHUNK_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const LAST = 1;
const MORE = 0;

/** Counts and weighs what flows through. */
export interface Meter extends Transform {
  /** Once all has flowed: how many bytes, and their hash. */
  total(): { bytes: number; sha256: string };
}

/** A stream that changes nothing and knows what went through it. */
export function meter(): Meter {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return Object.assign(stream, { total: () => ({ bytes, sha256: hash.copy().digest('hex') }) });
}

/**
 * Encrypts in chunks, each proven by itself and in its place; the last says that it is the last. So
 * nothing can be changed, moved or cut off unseen. The key is used for one backup only.
 */
export function seal(key: Buffer): Transform {
  const collect = collector(CHUNK_BYTES);
  let place = 0n;
  const sealed = (chunk: Buffer, mark: number) => {
    const cipher = createCipheriv(CIPHER, key, nonceOf(place)).setAAD(Buffer.of(mark));
    place += 1n;
    return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (const full of collect.add(chunk)) this.push(sealed(full, MORE));
      done();
    },
    flush(done) {
      this.push(sealed(collect.rest(), LAST));
      done();
    },
  });
}

/** The way back. Fails at the first chunk that is not as it was written. */
export function unseal(key: Buffer): Transform {
  const collect = collector(CHUNK_BYTES + TAG_BYTES);
  let place = 0n;
  const opened = (sealed: Buffer, mark: number) => {
    const cut = sealed.length - TAG_BYTES;
    if (cut < 0) throw new Error('the end is missing');
    const cipher = createDecipheriv(CIPHER, key, nonceOf(place), { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.of(mark)).setAuthTag(sealed.subarray(cut));
    place += 1n;
    return Buffer.concat([cipher.update(sealed.subarray(0, cut)), cipher.final()]);
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        for (const full of collect.add(chunk)) this.push(opened(full, MORE));
        done();
      } catch (error) {
        done(asError(error));
      }
    },
    flush(done) {
      try {
        this.push(opened(collect.rest(), LAST));
        done();
      } catch (error) {
        done(asError(error));
      }
    },
  });
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

function nonceOf(place: bigint): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(place, 4);
  return nonce;
}

/** Cuts what comes into pieces of one size and always keeps something back, because the last piece is another kind. */
function collector(size: number): { add(chunk: Buffer): Buffer[]; rest(): Buffer } {
  let kept: Buffer = Buffer.alloc(0);
  return {
    add(chunk) {
      const all = Buffer.concat([kept, chunk]);
      const pieces: Buffer[] = [];
      let from = 0;
      for (; all.length - from > size; from += size) pieces.push(all.subarray(from, from + size));
      kept = all.subarray(from);
      return pieces;
    },
    rest: () => kept,
  };
}
