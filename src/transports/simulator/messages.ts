import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import { files } from '../../domain/files/table.ts';
import { simulatorMessages } from './table.ts';

/** A message on a simulated phone, whoever wrote it. */
export type SimulatedMessage = typeof simulatorMessages.$inferSelect;

/** How many messages one answer holds; whoever wants more asks again from the last one. */
const MAX_MESSAGES = 500;

const insert = statement((db) =>
  db
    .insert(simulatorMessages)
    .values({
      id: sql.placeholder('id'),
      phone: sql.placeholder('phone'),
      direction: sql.placeholder('direction'),
      kind: sql.placeholder('kind'),
      text: sql.placeholder('text'),
      fileId: sql.placeholder('fileId'),
      fileName: sql.placeholder('fileName'),
      mimeType: sql.placeholder('mimeType'),
      sentAt: sql.placeholder('sentAt'),
    })
    .onConflictDoNothing()
    .prepare(),
);

const byId = statement((db) =>
  db
    .select()
    .from(simulatorMessages)
    .where(eq(simulatorMessages.id, sql.placeholder('id')))
    .prepare(),
);

/** Puts a message on the phone. The same id again changes nothing. */
export function show(db: Db, message: Omit<SimulatedMessage, 'seq'>): void {
  insert(db).run(message);
}

/** The message of that id, on whichever phone. */
export function messageById(db: Db, id: string): SimulatedMessage | undefined {
  return byId(db).get({ id });
}

/** What the bot has said to a phone after `after`, oldest first, at most 500. */
export function saidTo(db: Db, phone: string, after: number): SimulatedMessage[] {
  return db
    .select()
    .from(simulatorMessages)
    .where(
      and(
        eq(simulatorMessages.phone, phone),
        gt(simulatorMessages.seq, after),
        eq(simulatorMessages.direction, 'toCitizen'),
      ),
    )
    .orderBy(asc(simulatorMessages.seq))
    .limit(MAX_MESSAGES)
    .all();
}

/** Both sides of these phones' chats after `after`, oldest first, at most 500, with the size of each file. */
export function chatsOf(
  db: Db,
  phones: string[],
  after: number,
): (SimulatedMessage & { sizeBytes: number | null })[] {
  return db
    .select({ message: simulatorMessages, sizeBytes: files.sizeBytes })
    .from(simulatorMessages)
    .leftJoin(files, eq(files.id, simulatorMessages.fileId))
    .where(and(inArray(simulatorMessages.phone, phones), gt(simulatorMessages.seq, after)))
    .orderBy(asc(simulatorMessages.seq))
    .limit(MAX_MESSAGES)
    .all()
    .map(({ message, sizeBytes }) => ({ ...message, sizeBytes }));
}
