import type { Db } from '../../src/db/open.ts';
import { intake, outbox } from '../../src/engine/tables.ts';

/** The letters to everybody, in the order they were written. */
export const lettersIn = (db: Db): (typeof outbox.$inferSelect)[] =>
  db.select().from(outbox).orderBy(outbox.id).all();

/** The messages of everybody, in the order they came. */
export const messagesIn = (db: Db): (typeof intake.$inferSelect)[] =>
  db.select().from(intake).orderBy(intake.id).all();
