import { createHash } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/** What came of writing a stream of bytes down. */
export type Landed =
  | { outcome: 'landed'; sizeBytes: number; sha256: string }
  | { outcome: 'tooLarge' }
  | { outcome: 'empty' };

/**
 * Writes bytes to a new file at `path`, never more than `maxBytes` of them, and has the disk confirm
 * them before it answers. Whatever the outcome but `landed`, nothing is left behind.
 *
 * @throws when the disk or the source fails
 */
export async function land(bytes: Uint8Array | Readable, path: string, maxBytes: number): Promise<Landed> {
  const file = await open(path, 'wx', 0o600);
  let landed: Landed | undefined;
  try {
    landed = await copy(bytes, (chunk) => file.writeFile(chunk), maxBytes);
    if (landed.outcome === 'landed') await file.sync();
    return landed;
  } finally {
    await file.close();
    if (landed?.outcome !== 'landed') await unlink(path);
  }
}

async function copy(
  bytes: Uint8Array | Readable,
  write: (chunk: Uint8Array) => Promise<void>,
  maxBytes: number,
): Promise<Landed> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const chunks: AsyncIterable<Uint8Array | string> | Uint8Array[] =
    bytes instanceof Uint8Array ? [bytes] : bytes;
  // Leaving the loop destroys the stream, so a sender of terabytes is cut off here.
  for await (const chunk of chunks) {
    const part = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    sizeBytes += part.byteLength;
    if (sizeBytes > maxBytes) return { outcome: 'tooLarge' };
    hash.update(part);
    await write(part);
  }
  return sizeBytes === 0
    ? { outcome: 'empty' }
    : { outcome: 'landed', sizeBytes, sha256: hash.digest('hex') };
}

/** Has the disk confirm the names in a folder: without it a renamed file may be gone after a power cut. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
