import { proto } from '@whiskeysockets/baileys';
import { eq, lt } from 'drizzle-orm';
import type { Clock } from '../../clock.ts';
import type { Db } from '../../db/open.ts';
import { whatsappSent } from './table.ts';

/** Our messages with a file as they went, for a phone that could not read one and for a second try. */
export interface SentFiles {
  keep(messageId: string, message: proto.IMessage): void;
  find(messageId: string): proto.IMessage | undefined;
  /** Removes what is too old to be asked for. */
  forgetOld(): void;
}

/** WhatsApp holds what a phone has not fetched for about as long. */
const KEPT_DAYS = 30;

/** Opens what was kept. It holds the keys of the files: it stays in the database. */
export function openSentFiles(db: Db, clock: Clock): SentFiles {
  return {
    keep(messageId, message) {
      const encoded = Buffer.from(proto.Message.encode(message).finish());
      const kept = { message: encoded, sentAt: clock.now() };
      db.insert(whatsappSent)
        .values({ messageId, ...kept })
        .onConflictDoUpdate({ target: whatsappSent.messageId, set: kept })
        .run();
    },
    find(messageId) {
      const kept = db.select().from(whatsappSent).where(eq(whatsappSent.messageId, messageId)).get();
      return kept && proto.Message.decode(kept.message);
    },
    forgetOld() {
      const oldest = new Date(clock.now().getTime() - KEPT_DAYS * 86_400_000);
      db.delete(whatsappSent).where(lt(whatsappSent.sentAt, oldest)).run();
    },
  };
}
