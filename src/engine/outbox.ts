import { desc, eq, sql } from 'drizzle-orm';
import type { Said } from '../../flows/kit.ts';
import { render } from '../../templates/messages/index.ts';
import type { Language, Scene } from '../../templates/messages/kit.ts';
import type { Db } from '../db/open.ts';
import { statement } from '../db/statement.ts';
import { addressOf } from '../domain/citizens/index.ts';
import { addresses } from '../domain/citizens/table.ts';
import type { DomainContext } from '../domain/context.ts';
import type { NoticeName } from '../domain/values/message-templates.ts';
import { intake, outbox } from './tables.ts';

export type OutboxRow = typeof outbox.$inferSelect;

/** Where a reply goes: the exact address the message came from. */
export interface Recipient {
  citizenId: number;
  transport: string;
  address: string;
}

const insert = statement((db) =>
  db
    .insert(outbox)
    .values({
      citizenId: sql.placeholder('citizenId'),
      transport: sql.placeholder('transport'),
      address: sql.placeholder('address'),
      generation: sql`coalesce((select generation from addresses
        where transport = ${sql.placeholder('transport')} and address = ${sql.placeholder('address')}), 0)`,
      priority: sql.placeholder('priority'),
      staffId: sql.placeholder('staffId'),
      text: sql.placeholder('text'),
      fileId: sql.placeholder('fileId'),
      fileName: sql.placeholder('fileName'),
      messageId: sql.placeholder('messageId'),
      state: 'queued',
      notBefore: sql.placeholder('notBefore'),
      createdAt: sql.placeholder('createdAt'),
      notice: sql.placeholder('notice'),
      language: sql.placeholder('language'),
    })
    .prepare(),
);

const lastHeardFrom = statement((db) =>
  db
    .select({ transport: intake.transport, address: intake.address })
    .from(intake)
    .where(
      // An address that has gone to somebody else since is not where this person is.
      sql`${intake.citizenId} = ${sql.placeholder('citizenId')} and exists (select 1 from ${addresses}
        where ${addresses.transport} = ${intake.transport} and ${addresses.address} = ${intake.address}
        and ${addresses.citizenId} = ${intake.citizenId})`,
    )
    .orderBy(desc(intake.id))
    .prepare(),
);

/** Something to be posted: words, perhaps with a file, from the bot or an officer. */
export type Letter = {
  text: string;
  language: Language;
  file?: { fileId: number; name: string };
  staffId?: number;
} & (
  | { priority: 'reply'; notice?: NoticeName }
  /** What comes unasked may come late, and then goes by its name alone. */
  | { priority: 'notice' | 'digest'; notice: NoticeName }
);

/** Puts a letter into the outbox; it is sent once the transaction is committed. */
export function post(ctx: DomainContext, to: Recipient, letter: Letter): void {
  const { transport, address } = to;
  insert(ctx.tx).run({
    citizenId: to.citizenId,
    transport,
    address,
    priority: letter.priority,
    staffId: letter.staffId ?? null,
    text: letter.text,
    fileId: letter.file?.fileId ?? null,
    fileName: letter.file?.name ?? null,
    messageId: newMessageId(ctx),
    notBefore: ctx.now,
    createdAt: ctx.now,
    notice: letter.notice ?? null,
    language: letter.language,
  });
}

/** Where a person hears from us unasked: the chat they last wrote in. */
export function reachedAt(ctx: DomainContext, citizenId: number): Recipient | undefined {
  return lastPlaceOf(ctx.tx, citizenId);
}

/** The same for those who only look. */
export function lastPlaceOf(db: Db, citizenId: number): Recipient | undefined {
  const found = lastHeardFrom(db).get({ citizenId }) ?? addressOf(db, citizenId);
  return found && { citizenId, transport: found.transport, address: found.address };
}

/**
 * Turns what a flow said into letters: what belongs together becomes one message, because every
 * message costs the reader a buzz and the lab a send; a file is a message of its own.
 */
export function letters(said: readonly Said[], language: Language, scene: Scene): Letter[] {
  const made: Letter[] = [];
  let open: Letter | undefined;
  for (const each of said) {
    const text = render(each, language, scene);
    if (open && !each.file && open.text.length + text.length < 1_500) {
      open.text += `\n\n${text}`;
      continue;
    }
    const letter: Letter = { text, language, priority: 'reply', ...(each.file ? { file: each.file } : {}) };
    made.push(letter);
    open = each.file ? undefined : letter;
  }
  return made;
}

// The form Baileys gives its own ids; every transport takes it.
const newMessageId = (ctx: DomainContext): string =>
  `3EB0${Buffer.from(ctx.chance(9)).toString('hex').toUpperCase()}`;

/**
 * Our own message as it was sent, for a phone that could not read it and asks again. Nothing once the
 * address has changed hands: it was not written to whoever asks now.
 */
export function sentText(
  db: Db,
  messageId: string,
): { text: string; fileId: number | null; writtenAt: Date } | undefined {
  return db
    .select({ text: outbox.text, fileId: outbox.fileId, writtenAt: outbox.createdAt })
    .from(outbox)
    .where(
      sql`${outbox.messageId} = ${messageId} and not exists (select 1 from ${addresses}
        where ${addresses.transport} = ${outbox.transport} and ${addresses.address} = ${outbox.address}
        and ${addresses.generation} <> ${outbox.generation})`,
    )
    .get();
}

/**
 * Our own message, for somebody who taps on a choice in it. It is outdated once the bot has said
 * something else to that person, or is about to because they have written meanwhile: what they tap then
 * answers a question that is no longer asked.
 */
export function tappable(
  db: Db,
  messageId: string,
): { text: string; readonly isOutdated: boolean; isByStaff: boolean } | undefined {
  const sent = db.select().from(outbox).where(eq(outbox.messageId, messageId)).get();
  if (!sent) return undefined;
  return {
    text: sent.text,
    isByStaff: sent.staffId !== null,
    // Looked up only for a tap: every message with choices is asked for when it goes out.
    get isOutdated() {
      return isOutdated(db, sent);
    },
  };
}

function isOutdated(db: Db, { id, citizenId, transport, address }: OutboxRow): boolean {
  const later = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      sql`${outbox.citizenId} = ${citizenId} and ${outbox.id} > ${id}
        and ${outbox.priority} = 'reply' and ${outbox.staffId} is null`,
    )
    .limit(1)
    .get();
  const unanswered = db
    .select({ id: intake.id })
    .from(intake)
    .where(
      sql`${intake.state} = 'pending' and ${intake.transport} = ${transport} and ${intake.address} = ${address}`,
    )
    .limit(1)
    .get();
  return later !== undefined || unanswered !== undefined;
}
