import { type Place, ROLES, type Role, reaches, type Standing } from './values.ts';

/** Failures that cost nothing: people mistype. */
const FREE_FAILURES = 2;
const LONGEST_DELAY_SECONDS = 15 * 60;
const MAX_SESSION_HOURS = 10;
const MIN_PASSWORD_LENGTH = 12;
const MAX_PASSWORD_LENGTH = 200;

/** Seconds to wait after so many failures in a row: 0, 0, then 1, 2, 4 … up to a quarter of an hour. */
export function delayAfter(failures: number): number {
  if (failures <= FREE_FAILURES) return 0;
  // Beyond 2¹⁰ the ceiling is reached anyway; the minimum keeps the number finite.
  return Math.min(2 ** Math.min(failures - FREE_FAILURES - 1, 10), LONGEST_DELAY_SECONDS);
}

/** Whether a session still counts: not idle for too long, and younger than ten hours in any case. */
export function isLive(
  session: { createdAt: Date; lastSeenAt: Date },
  now: Date,
  idleMinutes: number,
): boolean {
  const idleMs = now.getTime() - session.lastSeenAt.getTime();
  const ageMs = now.getTime() - session.createdAt.getTime();
  return idleMs < idleMinutes * 60_000 && ageMs < MAX_SESSION_HOURS * 3_600_000;
}

/** How an e-mail address is stored and compared. */
export function normalEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase();
}

/**
 * How the address of a removed account is kept: nobody signs in with it, it is free for another account,
 * and whoever brings the person back finds it.
 */
export const freedEmail = (staffId: number, email: string): string => `removed-${staffId}:${email}`;

/** The address itself, whether its account was removed or not. */
export const ownEmail = (kept: string): string => kept.replace(/^removed-\d+:/, '');

/** How a second name to sign in with is stored and compared. */
export const normalUsername = (username: string): string => username.normalize('NFKC').trim().toLowerCase();

/** Whether it can be one: no `@`, or it could be taken for somebody's e-mail address. */
export const isUsername = (username: string): boolean => /^[a-z][a-z0-9._-]{2,39}$/.test(username);

/** Whether a password may be chosen: long is what counts (NIST SP 800-63B), composition rules are not. */
export function isStrongEnough(password: string): boolean {
  return password.length >= MIN_PASSWORD_LENGTH && password.length <= MAX_PASSWORD_LENGTH;
}

// No 0/o, 1/l/i: it is read aloud and copied from a screen.
const CLEAR_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Letters that are not mistaken for each other, one for each byte (5 bits). `bytes`: what nobody can guess. */
export function spelled(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => CLEAR_LETTERS[byte % CLEAR_LETTERS.length]).join('');
}

/** The same in groups of four, `xxxx-xxxx-xxxx`. */
export function inFours(letters: string): string {
  return (letters.match(/.{1,4}/g) ?? []).join('-');
}

/** A password to begin with, `xxxx-xxxx-xxxx-xxxx` (79 bits). `bytes`: at least 16 nobody can guess. */
export function initialPassword(bytes: Uint8Array): string {
  return inFours(spelled(bytes.slice(0, 16)));
}

// Nobody gives what would stand above them; only administrators make administrators, and only who
// answers for a liaison officer's work makes a supervisor.
const GIVES: Record<Role, readonly Role[]> = {
  administrator: ROLES,
  coordinator: ['coordinator', 'liaison', 'serviceOfficer', 'supervisor'],
  liaison: ['liaison', 'serviceOfficer'],
  serviceOfficer: [],
  supervisor: [],
};

/** The roles somebody in this role may give, the highest first. */
export const rolesGivenBy = (role: Role): readonly Role[] => GIVES[role];

/** An account as far as it matters for who may manage it: its role, and the path of its unit. */
export type Post = Pick<Place, 'unitPath'> & { role: Role };

/**
 * Whether somebody may give this post, and so manage whoever has it: edit, switch off, remove, make a
 * new password, end sessions. Who may do that to an account can enter as its owner, so it takes both a
 * role one could give oneself and a unit within reach.
 *
 * To change a post one must be able to give the old one and the new one.
 */
export function mayManage(by: Standing, { role, unitPath }: Post): boolean {
  return rolesGivenBy(by.role).includes(role) && reaches(by, { unitPath });
}

/** Which roles need a second factor under the lab's setting. */
export function needsSecondFactor(required: 'nobody' | 'leaders' | 'everybody', role: Role): boolean {
  if (required === 'everybody') return true;
  return required === 'leaders' && (role === 'administrator' || role === 'coordinator');
}

/**
 * Whether somebody may turn off the second factor of whoever has this post: who stands above it, in role
 * or in the tree; and administrators each other's, for nobody stands above them.
 */
export function mayResetFactor(by: Standing, post: Post): boolean {
  if (by.role === 'administrator') return true;
  const isAbove = post.role !== 'coordinator' || post.unitPath !== by.unitPath;
  return by.role === 'coordinator' && isAbove && mayManage(by, post);
}
