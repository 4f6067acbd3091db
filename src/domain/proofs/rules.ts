const HOUR_MS = 3_600_000;

/** Guesses are counted over this window, from guess to guess rather than from midnight. */
const WINDOW_MS = 24 * HOUR_MS;
/** Wrong proofs that all strangers together have for one code within the window. */
const STRANGER_TRIES = 5;
/** Wrong proofs that strangers have for one code at all, until staff unlock it. */
export const STRANGER_TRIES_EVER = 15;
/** Wrong proofs that one contact has within the window, over all codes that are not its own. */
export const CONTACT_TRIES = 5;
/** Wrong proofs within the window of the contact that registered; nobody else can use them up. */
export const OWNER_TRIES = 10;
/** How long a right proof holds. */
export const VERIFICATION_MINUTES = 15;

/** Whether one more proof may be tried. */
export type Lock =
  | { kind: 'open'; triesLeft: number }
  | { kind: 'until'; until: Date }
  /** Only staff can open it again. */
  | { kind: 'untilStaff' };

/** When wrong proofs were given, newest first; more than the budgets ask for is not needed. */
export interface StrangersGuesses {
  /** By all strangers, for this code, not forgiven. */
  onCode: readonly Date[];
  /** By this contact, for any code that is not its own. */
  byContact: readonly Date[];
}

/**
 * What a stranger may still try for a code. The tightest of the three budgets counts.
 *
 * Source: docs/decisions, guessing budgets.
 */
export function strangerLock({ onCode, byContact }: StrangersGuesses, now: Date): Lock {
  const leftEver = STRANGER_TRIES_EVER - onCode.length;
  if (leftEver <= 0) return { kind: 'untilStaff' };
  const code = windowLock(onCode, STRANGER_TRIES, now);
  const contact = windowLock(byContact, CONTACT_TRIES, now);
  if (code.kind === 'open' && contact.kind === 'open') {
    return { kind: 'open', triesLeft: Math.min(leftEver, code.triesLeft, contact.triesLeft) };
  }
  if (code.kind === 'open') return contact;
  if (contact.kind === 'open') return code;
  return code.until > contact.until ? code : contact;
}

/** What the contact that registered may still try for its own code. */
export function ownerLock(own: readonly Date[], now: Date): Lock {
  return windowLock(own, OWNER_TRIES, now);
}

// The lock ends when the oldest guess that counts is a window old, so a try comes back one by one.
function windowLock(
  newestFirst: readonly Date[],
  tries: number,
  now: Date,
): Extract<Lock, { kind: 'open' | 'until' }> {
  const counted = newestFirst.filter((at) => endOfWindow(at) > now);
  const oldest = counted[tries - 1];
  return oldest
    ? { kind: 'until', until: endOfWindow(oldest) }
    : { kind: 'open', triesLeft: tries - counted.length };
}

const endOfWindow = (at: Date): Date => new Date(at.getTime() + WINDOW_MS);
