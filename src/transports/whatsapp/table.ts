import { blob, index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../db/columns.ts';

/** The keys of the paired WhatsApp account. Whoever holds them is the account. */
export const whatsappKeys = sqliteTable(
  'whatsapp_keys',
  { type: text().notNull(), id: text().notNull(), value: text().notNull() },
  (t) => [primaryKey({ columns: [t.type, t.id] })],
);

/** Messages that came and could not be read, until they come again or their writer is told. */
export const whatsappUnread = sqliteTable('whatsapp_unread', {
  messageId: text().primaryKey(),
  address: text().notNull(),
  /** Other addresses of the same person, as JSON. */
  aliases: text({ mode: 'json' }).$type<string[]>(),
  heardAt: instant().notNull(),
  /** When it was asked for again. */
  askedAt: instant(),
});

/** Our own messages with a file, as they went: a phone that could not read one asks for it again. */
export const whatsappSent = sqliteTable(
  'whatsapp_sent',
  {
    messageId: text().primaryKey(),
    /** The encoded message. Holds the key of the file. */
    message: blob({ mode: 'buffer' }).notNull(),
    sentAt: instant().notNull(),
  },
  (t) => [index('whatsapp_sent_by_age').on(t.sentAt)],
);
