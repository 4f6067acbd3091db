import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant, yesNo } from '../../db/columns.ts';

/** Every wrong proof. These rows are the guessing budgets: neither `batal` nor a restart resets them. */
export const wrongProofs = sqliteTable(
  'wrong_proofs',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** What was asked for, whether or not such a request exists: both wear out in the same way. */
    code: text().notNull(),
    /** `citizen:12` or `visitor:<address>`. */
    contact: text().notNull(),
    /** True when the contact is the one that registered; it has a budget of its own. */
    byOwner: yesNo().notNull(),
    /** True once staff unlocked the request: the row counts no more against it. */
    forgiven: yesNo().notNull().default(false),
    at: instant().notNull(),
  },
  (t) => [
    index('wrong_proofs_by_code').on(t.code, t.byOwner, t.forgiven, t.at),
    index('wrong_proofs_by_contact').on(t.contact, t.byOwner, t.at),
  ],
);

/** A proof that was right: good for one registration, one contact and a quarter of an hour. */
export const verifications = sqliteTable(
  'verifications',
  {
    registrationId: integer().notNull(),
    contact: text().notNull(),
    until: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.registrationId, t.contact] })],
);
