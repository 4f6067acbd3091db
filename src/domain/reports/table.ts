import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';
import { files } from '../files/table.ts';
import { registrations } from '../registrations/table.ts';
import { staff } from '../staff/table.ts';

/**
 * One version of what a registration ends with: the report of its tests (LHU), or the reply letter to a
 * group. A correction is a new row; the old one stays.
 */
export const reports = sqliteTable(
  'reports',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    registrationId: integer()
      .notNull()
      .references(() => registrations.id),
    /** What it decides, when it is a reply letter. */
    decision: text({ enum: ['approved', 'rejected'] }),
    /** Why a group is turned down; the citizen reads it. */
    reason: text(),
    /** The number of a reply letter. */
    number: text(),
    version: integer().notNull(),
    fileId: integer()
      .notNull()
      .references(() => files.id),
    /** What the PDF shows of the person it is for. */
    evidence: text({ enum: ['code', 'nameAndBirthDate', 'none'] }).notNull(),
    /** What the second officer wrote when `evidence` is `none`. */
    mismatchReason: text(),
    uploadedBy: integer()
      .notNull()
      .references(() => staff.id),
    uploadedAt: instant().notNull(),
    validatedBy: integer().references(() => staff.id),
    validatedAt: instant(),
    releasedBy: integer().references(() => staff.id),
    releasedAt: instant(),
    /** When the citizen may have it: release plus the minutes in which staff can take it back. */
    goesOutAt: instant(),
    /** Set once it has gone out. */
    wentOutAt: instant(),
    /** Set when a newer version or an officer took it away. */
    withdrawnAt: instant(),
  },
  (t) => [
    index('reports_by_registration').on(t.registrationId, t.version),
    index('reports_due').on(t.wentOutAt, t.goesOutAt),
  ],
);
