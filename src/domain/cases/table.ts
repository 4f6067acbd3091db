import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { instant, yesNo } from '../../db/columns.ts';
import { citizens } from '../citizens/table.ts';
import { staff } from '../staff/table.ts';
import { units } from '../units/table.ts';
import { SERVICES } from '../values/services.ts';
import { PHASES, SOURCES } from './values.ts';

/**
 * What a list by deadline is sorted by: what has none comes last. Not `ifnull`, because drizzle-kit takes
 * its comma for the end of the column.
 */
export const dueOrder = sql<number>`case when due_at is null then 9000000000000000 else due_at end`;

/**
 * The folder around every request of a citizen, whatever its service: who has it, until when, how it
 * stands. Lists, search, deadlines, statistics and exports are built on it once; each service keeps it
 * up to date in the transaction that changes the request.
 */
export const cases = sqliteTable(
  'cases',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    service: text({ enum: SERVICES }).notNull(),
    /** The id of the request in its own service. */
    subjectId: integer().notNull(),
    code: text().notNull().unique(),
    /** The running number of a complaint (#26). */
    number: integer(),
    unitId: integer()
      .notNull()
      .references(() => units.id),
    assigneeId: integer().references(() => staff.id),
    assignedAt: instant(),
    /** Missing when the request is anonymous. */
    citizenId: integer().references(() => citizens.id),
    personName: text().notNull().default(''),
    /** Digits with country code. */
    phone: text().notNull().default(''),
    nik: text().notNull().default(''),
    /** In the words of its service: `registered`, `testing` … */
    status: text().notNull(),
    phase: text({ enum: PHASES }).notNull(),
    phaseSince: instant().notNull(),
    category: text().notNull().default(''),
    classification: text().notNull().default(''),
    area: text().notNull().default(''),
    source: text({ enum: SOURCES }).notNull(),
    receivedAt: instant().notNull(),
    /** What the clock of the present step counts from, and when it must be done. */
    clockFrom: instant().notNull(),
    dueAt: instant(),
    /** While it stands the clock does not run. */
    pausedAt: instant(),
    /** When most of the time until `dueAt` is used: worked out with it, so that a list need not. */
    warnAt: instant(),
    warnedAt: instant(),
    escalatedAt: instant(),
    firstAnsweredAt: instant(),
    endedAt: instant(),
    /** Ended, or went to its next step, after it was due: kept, so that misses can be counted. */
    missed: yesNo().notNull().default(false),
    /** Must not be erased, whatever its age: why, and since when. */
    heldReason: text(),
    heldSince: instant(),
    /** Its personal data are gone. */
    erasedAt: instant(),
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex('cases_by_subject').on(t.service, t.subjectId),
    uniqueIndex('cases_by_number').on(t.service, t.number).where(sql`number is not null`),
    index('cases_by_phase').on(t.phase, t.unitId, t.id),
    index('cases_by_assignee').on(t.assigneeId, t.phase, t.id),
    index('cases_due').on(t.dueAt).where(sql`phase != 'ended'`),
    // What the lists of work ask for stands in the index itself: a list of 100,000 is then counted without
    // touching a case.
    index('cases_open_by_due')
      .on(dueOrder, t.id, t.phase, t.assigneeId, t.unitId, t.service, t.dueAt)
      .where(sql`phase != 'ended'`),
    index('cases_open_by_received')
      .on(t.receivedAt, t.id, t.phase, t.assigneeId, t.unitId, t.service, t.pausedAt, t.dueAt)
      .where(sql`phase != 'ended'`),
    // What nobody was told of yet comes first; what was told in a future that did not come, last.
    index('cases_to_warn').on(t.warnedAt, t.warnAt).where(sql`phase = 'open' and paused_at is null`),
    index('cases_to_escalate').on(t.escalatedAt, t.dueAt).where(sql`phase = 'open' and paused_at is null`),
    index('cases_by_citizen').on(t.citizenId, t.id),
    index('cases_by_nik').on(t.nik).where(sql`nik != ''`),
    index('cases_by_phone').on(t.phone).where(sql`phone != ''`),
    index('cases_by_name').on(sql`${t.personName} collate nocase`),
    index('cases_by_received').on(t.receivedAt, t.id),
    index('cases_by_ended').on(t.endedAt).where(sql`ended_at is not null`),
    // Counted for the tabs of a service without touching a case.
    index('cases_by_status').on(t.service, t.status, t.unitId),
  ],
);

/** What officers write to each other about a case. No way leads from here to a citizen. */
export const caseNotes = sqliteTable(
  'case_notes',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    caseId: integer()
      .notNull()
      .references(() => cases.id),
    staffId: integer()
      .notNull()
      .references(() => staff.id),
    text: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [index('case_notes_by_case').on(t.caseId, t.id)],
);

/** Ticks on a case's list of things to do. */
export const caseChecks = sqliteTable(
  'case_checks',
  {
    caseId: integer()
      .notNull()
      .references(() => cases.id),
    /** The words of the line, as the settings of its service have them. */
    item: text().notNull(),
    staffId: integer()
      .notNull()
      .references(() => staff.id),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.item] })],
);

/** Things done to many cases at once, with what is needed to take them back. */
export const bulkActions = sqliteTable('bulk_actions', {
  id: integer().primaryKey({ autoIncrement: true }),
  staffId: integer()
    .notNull()
    .references(() => staff.id),
  kind: text().notNull(),
  at: instant().notNull(),
  /** Case by case: how it was before and the version it has had since. */
  before: text({ mode: 'json' }).$type<unknown[]>().notNull(),
  undoneAt: instant(),
});
