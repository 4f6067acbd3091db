import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';

/** Something that wants a person's eye: a citizen who asked for one, or a message we could not handle. */
export const incidents = sqliteTable(
  'incidents',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    kind: text({
      enum: [
        'personWanted',
        'messageFailed',
        'loop',
        'undelivered',
        'proofsExhausted',
        'transportDown',
        'windowClosing',
        'jobFailed',
        'clockJumped',
        'backupOld',
        'printFailed',
      ],
    }).notNull(),
    citizenId: integer(),
    /** What it is about in a few words for staff; never a name, a number or a message text. */
    about: text().notNull(),
    createdAt: instant().notNull(),
    resolvedAt: instant(),
    resolvedBy: integer(),
    /** When the administrators were told of it by e-mail. */
    mailedAt: instant(),
  },
  (t) => [
    index('incidents_open').on(t.resolvedAt, t.id),
    // One matter of one person is one row until somebody has seen to it; so is one of nobody in particular.
    uniqueIndex('incidents_one_open').on(t.kind, t.citizenId).where(sql`resolved_at is null`),
    uniqueIndex('incidents_one_open_of_nobody')
      .on(t.kind)
      .where(sql`resolved_at is null and citizen_id is null`),
    index('incidents_by_citizen').on(t.citizenId, t.resolvedAt),
  ],
);
