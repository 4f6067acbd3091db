import sharp, { type Metadata } from 'sharp';
import type { FileProblem } from '../transports/transport.ts';
import { createTurnstile } from './turnstile.ts';

/** What came of taking a photo in: the same picture without anything but the picture. */
export type CleanPhoto = { outcome: 'clean'; bytes: Buffer } | { outcome: 'refused'; problem: FileProblem };

// The largest pictures of today's phones; a header that claims more is a trap or a mistake.
const MAX_PIXELS = 52_000_000;
// Enough to read the smallest print on a letter; and a JPEG that must shrink is decoded small.
const MAX_EDGE_PIXELS = 4_000;
// A progressive or interlaced picture cannot be read line by line: all of it lies in memory at once.
const MAX_BYTES_AT_ONCE = 150_000_000;
const MAX_SECONDS = 8;

// One picture at a time, on one thread, nothing kept: a flood of photos costs time, not memory.
const oneAtATime = createTurnstile(1);
sharp.concurrency(1);
sharp.cache(false);

/**
 * Decodes a JPEG or PNG and writes it anew, upright and at most 4,000 pixels wide or high.
 * What is not picture (place, camera, time, anything appended) does not survive that.
 */
export function cleanPhoto(path: string, kind: 'jpeg' | 'png'): Promise<CleanPhoto> {
  return oneAtATime(async () => {
    const header = await headerOf(path, kind);
    if (!header) return { outcome: 'refused', problem: 'damaged' };
    if (isTooLarge(header)) return { outcome: 'refused', problem: 'tooLarge' };
    try {
      return { outcome: 'clean', bytes: await redrawn(path, kind, header) };
    } catch (error) {
      // libvips says in words only whether the picture was bad or took too long; neither is let in.
      const tookTooLong = error instanceof Error && /timeout/i.test(error.message);
      return { outcome: 'refused', problem: tookTooLong ? 'unsafe' : 'damaged' };
    }
  });
}

async function headerOf(path: string, kind: 'jpeg' | 'png'): Promise<Metadata | undefined> {
  try {
    // Our own limit is checked by us, so that the answer says what is wrong.
    const header = await sharp(path, { limitInputPixels: false }).metadata();
    return header.format === kind && header.width > 0 && header.height > 0 ? header : undefined;
  } catch {
    return undefined;
  }
}

function isTooLarge({ width, height, channels, isProgressive }: Metadata): boolean {
  const pixels = width * height;
  return pixels > MAX_PIXELS || (isProgressive && pixels * channels * 2 > MAX_BYTES_AT_ONCE);
}

function redrawn(path: string, kind: 'jpeg' | 'png', header: Metadata): Promise<Buffer> {
  const picture = sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
    .timeout({ seconds: MAX_SECONDS })
    .autoOrient()
    .resize({ width: MAX_EDGE_PIXELS, height: MAX_EDGE_PIXELS, fit: 'inside', withoutEnlargement: true });
  return kind === 'jpeg'
    ? picture.jpeg({ quality: 88 }).toBuffer()
    : picture.png({ palette: header.isPalette }).toBuffer();
}
