import { beginProof, endProof, passwordHashOf, passwordMatches } from '../../../domain/staff/index.ts';
import type { StaffVisit } from '../../visit.ts';

/** What stands at a field whose password was not the present one. */
export const NOT_THE_PASSWORD = 'Kata sandi sekarang tidak cocok, atau percobaannya terlalu sering.';

/**
 * Whether somebody who is signed in has typed the own password. Tries are counted like those at the
 * door: a session left open must not be a place to guess.
 */
export async function isOwnPassword(visit: StaffVisit, typed: string): Promise<boolean> {
  const { parts, staff, address } = visit;
  const actor = { kind: 'staff', id: staff.staffId } as const;
  const attempt = { email: staff.email, address };
  if (!parts.transact(actor, (ctx) => beginProof(ctx, attempt))) return false;
  const isRight = await passwordMatches(typed, passwordHashOf(parts.db, staff.staffId));
  if (isRight) parts.transact(actor, (ctx) => endProof(ctx, attempt));
  return isRight;
}
