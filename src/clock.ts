import { randomBytes } from 'node:crypto';

/** Where time and chance enter. Everything else receives them, so that a test can decide both. */
export interface Clock {
  /** The instant it is now. */
  now(): Date;
  /** `count` bytes nobody can guess. */
  chance(count: number): Uint8Array;
}

/** The machine's own clock and its cryptographic source of chance. */
export const systemClock: Clock = { now: () => new Date(), chance };

const DRAWN_AT_ONCE = 4_096;
let drawn = Buffer.alloc(0);

// Every letter needs nine bytes, and asking the system for them costs as much as asking for thousands.
function chance(count: number): Uint8Array {
  if (drawn.length < count) drawn = randomBytes(Math.max(count, DRAWN_AT_ONCE));
  const bytes = Uint8Array.from(drawn.subarray(0, count));
  drawn.fill(0, 0, count);
  drawn = drawn.subarray(count);
  return bytes;
}
