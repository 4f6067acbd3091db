import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The keys of the paired WhatsApp account. Whoever holds them is the account. */
export const whatsappKeys = sqliteTable(
  'whatsapp_keys',
  { type: text().notNull(), id: text().notNull(), value: text().notNull() },
  (t) => [primaryKey({ columns: [t.type, t.id] })],
);
