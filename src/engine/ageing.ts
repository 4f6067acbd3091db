import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { eraseEntries } from '../domain/chain/index.ts';
import type { DomainContext } from '../domain/context.ts';
import type { Ageing } from '../domain/retention/index.ts';

/** Of chats only what is over: what waits to be answered or sent is never too old. */
const DONE = sql`state in ('done', 'quarantined')`;
const GONE = sql`state in ('acknowledged', 'delivered', 'read', 'failed', 'uncertain', 'handedOver')`;

/** Whose chats stay: who has a case that is held, or one that is not ended. */
const staying = (citizen: SQL) =>
  sql`exists (select 1 from cases c where c.citizen_id = ${citizen} and (c.held_reason is not null or c.phase != 'ended'))`;

const oldIntake = (before: number) =>
  sql`from intake where received_at < ${before} and ${DONE} and not ${staying(sql`intake.citizen_id`)}`;
const oldOutbox = (before: number) =>
  sql`from outbox where created_at < ${before} and ${GONE} and not ${staying(sql`outbox.citizen_id`)}`;
/** Words of officers stand in the journal too. */
const oldReplies = (before: number) =>
  sql`from journal where kind = 'chat.replied' and at < ${before} and hash is not null and json_extract(data, '$.erased') is null
      and not ${staying(sql`cast(substr(journal.subject, 9) as integer)`)}`;

/** Files people sent in a chat, and those of officers' forms that were never sent, that no request has taken. */
const oldFiles = (before: number) =>
  sql`from files where origin in ('citizen', 'staff') and created_at < ${before}
      and not exists (select 1 from registrations r where r.letter_file_id = files.id)
      and not exists (select 1 from reports p where p.file_id = files.id)
      and not exists (select 1 from papers p where p.file_id = files.id)
      and not exists (select 1 from shipment_documents d where d.file_id = files.id)
      and not exists (select 1 from intake i where i.file_id = files.id and ${staying(sql`i.citizen_id`)})`;

interface Counted {
  count: number;
  oldest: number | null;
}

function counted(db: Db, ...parts: [what: SQL, at: SQL][]): { count: number; oldest: Date | undefined } {
  const rows = parts.map(([what, at]) =>
    db.get<Counted>(sql`select count(*) count, min(${at}) oldest ${what}`),
  );
  const instants = rows.flatMap(({ oldest }) => (oldest === null ? [] : [oldest]));
  return {
    count: rows.reduce((sum, { count }) => sum + count, 0),
    oldest: instants.length > 0 ? new Date(Math.min(...instants)) : undefined,
  };
}

/** Both sides of chats whose time is over, officers' words in the journal included. */
const chats: Ageing = {
  kind: 'chats',
  count(db, before) {
    const at = before.getTime();
    return counted(
      db,
      [oldIntake(at), sql`received_at`],
      [oldOutbox(at), sql`created_at`],
      [oldReplies(at), sql`at`],
    );
  },
  erase(ctx, before, limit) {
    const at = before.getTime();
    let left = limit;
    const remove = (table: SQL, what: SQL) => {
      if (left <= 0) return;
      left -= ctx.tx.run(sql`delete from ${table} where id in (select id ${what} limit ${left})`).changes;
    };
    remove(sql`intake`, oldIntake(at));
    remove(sql`outbox`, oldOutbox(at));
    if (left > 0) {
      const ids = ctx.tx
        .all<{ id: number }>(sql`select id ${oldReplies(at)} limit ${left}`)
        .map(({ id }) => id);
      left -= eraseEntries(ctx, ids);
    }
    return limit - left;
  },
};

/**
 * Of people with nothing left but a row: their name, number and addresses go after their last message
 * and their last case.
 *
 * @returns how many were forgotten, at most `limit`
 */
export function forgetPeople({ tx }: DomainContext, before: Date, limit: number): number {
  const nobody = sql`select id from citizens where created_at < ${before.getTime()}
    and (display_name is not null or phone is not null)
    and not exists (select 1 from intake where intake.citizen_id = citizens.id)
    and not exists (select 1 from outbox where outbox.citizen_id = citizens.id)
    and not exists (select 1 from cases where cases.citizen_id = citizens.id and cases.erased_at is null)
    and not exists (select 1 from staff where staff.citizen_id = citizens.id)
    limit ${limit}`;
  const ids = tx.all<{ id: number }>(nobody).map(({ id }) => id);
  for (const id of ids) {
    tx.run(sql`delete from addresses where citizen_id = ${id}`);
    tx.run(sql`update citizens set display_name = null, phone = null where id = ${id}`);
  }
  return ids.length;
}

/** Their rows go, and with them what leads to the bytes; the sweep of the folder takes those. */
const chatFiles: Ageing = {
  kind: 'chatFiles',
  count: (db, before) => counted(db, [oldFiles(before.getTime()), sql`created_at`]),
  erase({ tx }, before, limit) {
    const ids = tx
      .all<{ id: number }>(sql`select id ${oldFiles(before.getTime())} limit ${limit}`)
      .map(({ id }) => id);
    for (const id of ids) {
      const copies = tx.all<{ id: number | null }>(
        sql`select corrected_file_id id from sheet_checks where file_id = ${id}`,
      );
      removeFile(tx, id);
      // With a sheet goes the copy in which we put it right.
      for (const copy of copies) if (copy.id !== null && !isTaken(tx, copy.id)) removeFile(tx, copy.id);
    }
    return ids.length;
  },
};

/** Whether a request has taken the copy instead of what was sent. */
const isTaken = (db: Db, id: number): boolean =>
  db.get(sql`select 1 from shipment_documents where file_id = ${id}`) !== undefined;

/** A file and what was found in it. */
function removeFile(db: Db, id: number): void {
  db.run(sql`delete from sheet_checks where file_id = ${id}`);
  db.run(sql`update sheet_checks set corrected_file_id = null where corrected_file_id = ${id}`);
  db.run(sql`update intake set file_id = null where file_id = ${id}`);
  db.run(sql`update outbox set file_id = null where file_id = ${id}`);
  db.run(sql`delete from files where id = ${id}`);
}

/** What of the engine's grows old. */
export const chatAgeing: readonly Ageing[] = [chats, chatFiles];
