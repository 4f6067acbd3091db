import type { App } from './app.ts';
import { ensureFirstAdministrator, hashPassword, initialPassword, listStaff } from './domain/staff/index.ts';

const SALT_BYTES = 16;
const PASSWORD_BYTES = 16;

/**
 * Makes the first administrator of an empty lab, or the one the configuration names.
 *
 * @returns e-mail and password to be shown once, when the password was made up here
 */
export async function ensureAdministrator(
  { db, transact, clock }: Pick<App, 'db' | 'transact' | 'clock'>,
  named: { email: string; password: string | undefined } | undefined,
): Promise<{ email: string; password: string } | undefined> {
  const hasAdministrator = listStaff(db).some(({ role }) => role === 'administrator');
  if (hasAdministrator && !named) return undefined;
  const email = named?.email ?? 'admin@lab.example';
  // What was printed on a screen is changed at once; what the operator chose is the operator's.
  const mustChangePassword = named?.password === undefined;
  const password = named?.password ?? initialPassword(clock.chance(PASSWORD_BYTES));
  // Hashing takes a third of a second and stays outside the transaction.
  const passwordHash = await hashPassword(password, clock.chance(SALT_BYTES));
  const made = transact({ kind: 'system' }, (ctx) =>
    ensureFirstAdministrator(ctx, { email, passwordHash, mustChangePassword }),
  );
  return made.outcome === 'added' && !named?.password ? { email, password } : undefined;
}
