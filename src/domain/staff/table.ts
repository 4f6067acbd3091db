import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { instant, yesNo } from '../../db/columns.ts';
import { citizens } from '../citizens/table.ts';
import { ROOT_UNIT_ID } from '../units/table.ts';
import type { LabDay } from '../values/lab-day.ts';
import type { Service } from '../values/services.ts';
import { ROLES } from './values.ts';

/** People who work at the lab and may sign in. */
export const staff = sqliteTable(
  'staff',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    name: text().notNull(),
    /** Lower case. */
    email: text().notNull().unique(),
    role: text({ enum: ROLES }).notNull(),
    /** `scrypt$N$r$p$salt$hash`, so that the scheme can change; empty until the first link was used. */
    passwordHash: text().notNull(),
    active: yesNo().notNull().default(true),
    createdAt: instant().notNull(),
    lastSignedInAt: instant(),
    // No reference: SQLite adds none to a table that has rows when the column has a default.
    unitId: integer().notNull().default(ROOT_UNIT_ID),
    /** Of a service officer: the services whose cases this person sees. */
    services: text({ mode: 'json' }).$type<Service[]>().notNull().default([]),
    /** A second name to sign in with; lower case. */
    username: text(),
    /** Digits with country code. */
    phone: text().notNull().default(''),
    sex: text({ enum: ['male', 'female'] }),
    birthDate: text().$type<LabDay>(),
    /** Must choose a new password before anything else. */
    mustChangePassword: yesNo().notNull().default(false),
    /** Base 32; counts only once `secondFactorSince` is set. */
    secondFactorSecret: text(),
    secondFactorSince: instant(),
    /** The last time step whose code was taken: no code counts twice. */
    secondFactorStep: integer(),
    /** The chat this person has linked: notices and digests go there and nowhere else. */
    citizenId: integer().references(() => citizens.id),
    /** Wants notices in that chat too. */
    wantsWhatsApp: yesNo().notNull().default(false),
    /** A supervisor's hour, `HH:MM`; the lab's when empty. */
    digestAt: text(),
    /** Not at work until then: takes no cases. */
    awayUntil: instant(),
    /** Taken off the list for good; the row stays, because the journal names it. */
    removedAt: instant(),
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex('staff_by_username').on(t.username).where(sql`username is not null`),
    uniqueIndex('staff_by_citizen').on(t.citizenId).where(sql`citizen_id is not null`),
    index('staff_by_unit').on(t.unitId),
  ],
);

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
    /** The network it came from, and what the browser says it is. */
    address: text().notNull().default(''),
    browser: text().notNull().default(''),
    /** Still wants the second factor: good for nothing else. */
    awaitsSecondFactor: yesNo().notNull().default(false),
  },
  (t) => [index('staff_sessions_by_staff').on(t.staffId)],
);

/** Links by which somebody chooses a password, each good once. Only a hash of its token is kept. */
export const passwordLinks = sqliteTable('password_links', {
  tokenHash: text().primaryKey(),
  staffId: integer()
    .notNull()
    .references(() => staff.id),
  createdAt: instant().notNull(),
  expiresAt: instant().notNull(),
  usedAt: instant(),
});

/** Codes for the day the phone with the second factor is lost, each good once. */
export const recoveryCodes = sqliteTable(
  'recovery_codes',
  {
    staffId: integer()
      .notNull()
      .references(() => staff.id),
    codeHash: text().notNull(),
    usedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.staffId, t.codeHash] })],
);

/** Words by which an officer links a chat: written to the lab's number, they say whose chat it is. */
export const chatLinks = sqliteTable('chat_links', {
  code: text().primaryKey(),
  staffId: integer()
    .notNull()
    .references(() => staff.id),
  expiresAt: instant().notNull(),
});

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
