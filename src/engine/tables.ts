import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { instant } from '../db/columns.ts';
import { citizens } from '../domain/citizens/table.ts';
import { DELIVERY_STATES } from '../domain/citizens/values.ts';
import type { NoticeName } from '../domain/values/message-templates.ts';
import type { MessageKind, OldTap, Wordless } from '../transports/transport.ts';

/** Every message as it came, written down before anything is done with it. */
export const intake = sqliteTable(
  'intake',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    transport: text().notNull(),
    /** The transport's own id; seen before means nothing more happens. */
    messageId: text().notNull(),
    address: text().notNull(),
    /** Other addresses the transport knows for the same person, as JSON. */
    aliases: text({ mode: 'json' }).$type<string[]>(),
    phone: text(),
    displayName: text(),
    kind: text().$type<MessageKind | Wordless | OldTap>().notNull(),
    text: text().notNull(),
    fileId: integer(),
    /** Why the file that came with it was refused, in the words of the file rules. */
    fileProblem: text(),
    /** What the transport needs to fetch the file later, while `state` is `awaitingFile`. */
    fileReference: text(),
    latitude: text(),
    longitude: text(),
    sentAt: instant().notNull(),
    receivedAt: instant().notNull(),
    state: text({ enum: ['awaitingFile', 'pending', 'done', 'quarantined'] }).notNull(),
    tries: integer().notNull().default(0),
    retryAt: instant(),
    citizenId: integer(),
  },
  (t) => [
    uniqueIndex('intake_by_message').on(t.transport, t.messageId),
    index('intake_by_state').on(t.state, t.id),
    index('intake_by_citizen').on(t.citizenId, t.id),
  ],
);

/** One person's run of a flow. At most one is `running`; others are `parked` until `lanjut`. */
export const conversations = sqliteTable(
  'conversations',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    citizenId: integer()
      .notNull()
      .references(() => citizens.id),
    flow: text().notNull(),
    version: integer().notNull(),
    /** `{ value, context }` of the flow's machine. */
    state: text().notNull(),
    status: text({ enum: ['running', 'parked'] }).notNull(),
    /** After this instant the next message is asked whether to go on. */
    patienceEndsAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [index('conversations_by_citizen').on(t.citizenId, t.status, t.id)],
);

/** Everything we will say or have said. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    citizenId: integer()
      .notNull()
      .references(() => citizens.id),
    transport: text().notNull(),
    address: text().notNull(),
    /** Of the address when this was written; a result for an older one is held. */
    generation: integer().notNull(),
    /** Replies go before notices, and those before digests. */
    priority: text({ enum: ['reply', 'notice', 'digest'] }).notNull(),
    /** Who says it: the bot, or an officer. */
    staffId: integer(),
    text: text().notNull(),
    fileId: integer(),
    fileName: text(),
    /** The id it has on the transport; fixed here so that a second try is the same message. */
    messageId: text().notNull().unique(),
    state: text({ enum: DELIVERY_STATES }).notNull(),
    notBefore: instant().notNull(),
    attempts: integer().notNull().default(0),
    lastProblem: text(),
    createdAt: instant().notNull(),
    handedOverAt: instant(),
    /** How often it was handed over again because nobody knew what had become of it. */
    repeats: integer().notNull().default(0),
    /** Which notice it is; by this name the lab knows its approved template. */
    notice: text().$type<NoticeName>(),
    language: text({ enum: ['id', 'en'] }),
    /** An officer wrote it on the lab's own phone; we only saw it go. */
    onPhone: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (t) => [
    index('outbox_by_state').on(t.state, t.id),
    // What may go, in its order: replies and notices each by themselves.
    index('outbox_queued').on(t.priority, t.id).where(sql`state = 'queued'`),
    index('outbox_by_citizen').on(t.citizenId, t.id),
    // Only what is still to be said: who has something older waiting is found without reading history.
    index('outbox_unsent').on(t.citizenId, t.id).where(sql`state in ('queued', 'sending')`),
    // What was handed over and is not yet confirmed, so that silence is noticed without reading history.
    index('outbox_unconfirmed').on(t.transport, t.handedOverAt).where(sql`state = 'handedOver'`),
  ],
);

/** How fast a person and the bot talk: the loop breaker's memory. */
export const paces = sqliteTable('paces', {
  citizenId: integer()
    .primaryKey()
    .references(() => citizens.id),
  windowStart: instant().notNull(),
  /** Replies since `windowStart`. */
  replies: integer().notNull(),
  /** The last input and what it was answered with, shortened. */
  lastInput: text().notNull(),
  lastReply: text().notNull(),
  /** How often in a row that input came and got that answer. */
  repeats: integer().notNull(),
  silentUntil: instant(),
});
