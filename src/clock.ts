import { randomBytes } from 'node:crypto';

/** Where time and chance enter. Everything else receives them, so that a test can decide both. */
export interface Clock {
  /** The instant it is now. */
  now(): Date;
  /** `count` bytes nobody can guess. */
  chance(count: number): Uint8Array;
}

/** The machine's own clock and its cryptographic source of chance. */
export const systemClock: Clock = {
  now: () => new Date(),
  chance: (count) => randomBytes(count),
};
