import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant, yesNo } from '../../db/columns.ts';

export const ROLES = ['officer', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** People who work at the lab and may sign in. */
export const staff = sqliteTable('staff', {
  id: integer().primaryKey({ autoIncrement: true }),
  name: text().notNull(),
  /** Lower case. */
  email: text().notNull().unique(),
  role: text({ enum: ROLES }).notNull(),
  /** `scrypt$N$r$p$salt$hash`, so that the scheme can change. */
  passwordHash: text().notNull(),
  active: yesNo().notNull().default(true),
  createdAt: instant().notNull(),
  lastSignedInAt: instant(),
});

/** A browser that has signed in. Only a hash of its token is kept. */
export const staffSessions = sqliteTable(
  'staff_sessions',
  {
    tokenHash: text().primaryKey(),
    staffId: integer()
      .notNull()
      .references(() => staff.id),
    createdAt: instant().notNull(),
    lastSeenAt: instant().notNull(),
  },
  (t) => [index('staff_sessions_by_staff').on(t.staffId)],
);

/** Failed sign-ins per account and per address: the delay grows with `failures`. */
export const signInFailures = sqliteTable('sign_in_failures', {
  /** `account:<email>` or `address:<ip>`. */
  key: text().primaryKey(),
  failures: integer().notNull(),
  blockedUntil: instant().notNull(),
});

/** Staff forms already carried out, by the key each form carries: a double click does nothing twice. */
export const carriedOut = sqliteTable('carried_out', {
  key: text().primaryKey(),
  staffId: integer().notNull(),
  at: instant().notNull(),
});
