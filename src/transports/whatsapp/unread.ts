import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Clock } from '../../clock.ts';
import type { Db } from '../../db/open.ts';
import type { Log } from '../../log.ts';
import { problemOf } from '../problem.ts';
import type { Door } from '../transport.ts';
import { phoneIn } from './inbound.ts';
import { whatsappUnread } from './table.ts';

/** What is needed for messages that could not be read. */
export interface UnreadParts {
  db: Db;
  clock: Clock;
  log: Log;
  /** How long such a message may take to come again, before it is asked for and once more after that. */
  patienceMs: number;
  door: Pick<Door, 'knows' | 'receiveNow'>;
  /** Asks the lab's own phone for the message; undefined while there is no line. */
  ask(): ((messageId: string, address: string) => Promise<unknown>) | undefined;
}

/** Somebody who wrote something that we could not read. */
export interface Unheard {
  messageId: string;
  address: string;
  aliases: string[];
}

/** Messages that came and could not be read, over restarts. */
export interface Unread {
  /** Notes one, unless we have it already. */
  heard(message: Unheard): void;
  /** It can be read after all. */
  came(messageId: string): void;
  /** From whom it came, while it is not read. */
  senderOf(messageId: string): Unheard | undefined;
  /** Asks for what is overdue, and tells people whose message will not come. To be called often. */
  look(): void;
}

const AT_ONCE = 500;

type Row = typeof whatsappUnread.$inferSelect;

/**
 * Follows what we could not read until it comes again under the same id. It is asked for once, and when
 * that does not help either its writer is told, once for all that they wrote.
 */
export function openUnread({ db, clock, log, patienceMs, door, ask }: UnreadParts): Unread {
  /** Known here so that messages that can be read cost no statement. */
  const open = new Set(
    db
      .select({ id: whatsappUnread.messageId })
      .from(whatsappUnread)
      .all()
      .map(({ id }) => id),
  );

  const forget = (ids: readonly string[]) => {
    db.delete(whatsappUnread)
      .where(inArray(whatsappUnread.messageId, [...ids]))
      .run();
    for (const id of ids) open.delete(id);
  };
  const isOver = (since: Date | null) =>
    since !== null && clock.now().getTime() - since.getTime() >= patienceMs;

  const askFor = (rows: readonly Row[]) => {
    const asking = ask();
    if (!asking || rows.length === 0) return;
    for (const { messageId, address } of rows) {
      // Noted first: asking twice would bring it twice.
      db.update(whatsappUnread)
        .set({ askedAt: clock.now() })
        .where(eq(whatsappUnread.messageId, messageId))
        .run();
      asking(messageId, address).catch((error: unknown) =>
        log.warn({ problem: problemOf(error) }, 'WhatsApp: a message could not be asked for'),
      );
    }
    log.warn({ messages: rows.length }, 'WhatsApp: asked for messages that could not be read');
  };

  const tellWriter = ([first, ...others]: readonly Row[]) => {
    if (!first) return;
    const { messageId, address, aliases } = first;
    const phone = [address, ...(aliases ?? [])].map(phoneIn).find((digits) => digits !== undefined);
    door.receiveNow({
      transport: 'whatsapp',
      address,
      ...(aliases ? { aliases } : {}),
      ...(phone ? { phone } : {}),
      // A second try after a crash is the same message.
      messageId: `unread-${messageId}`,
      kind: 'unreadable',
      text: '',
      sentAt: first.heardAt,
    });
    forget([messageId, ...others.map((each) => each.messageId)]);
    log.error({ messages: 1 + others.length }, 'WhatsApp: a message stays unreadable, its writer is told');
  };

  return {
    heard({ messageId, address, aliases }) {
      if (open.has(messageId) || door.knows(messageId)) return;
      db.insert(whatsappUnread)
        .values({ messageId, address, aliases, heardAt: clock.now() })
        .onConflictDoNothing()
        .run();
      open.add(messageId);
    },
    came(messageId) {
      if (open.has(messageId)) forget([messageId]);
    },
    senderOf(messageId) {
      if (!open.has(messageId)) return undefined;
      const row = db.select().from(whatsappUnread).where(eq(whatsappUnread.messageId, messageId)).get();
      return row && { messageId, address: row.address, aliases: row.aliases ?? [] };
    },
    look() {
      if (open.size === 0) return;
      const rows = db
        .select()
        .from(whatsappUnread)
        .orderBy(asc(whatsappUnread.heardAt), sql`rowid`)
        .limit(AT_ONCE)
        .all();
      // Written down by a run that ended before it could say so here.
      const known = rows.filter(({ messageId }) => door.knows(messageId));
      if (known.length > 0) forget(known.map(({ messageId }) => messageId));
      const missing = rows.filter((row) => !known.includes(row));
      askFor(missing.filter(({ askedAt, heardAt }) => askedAt === null && isOver(heardAt)));
      const asked = Map.groupBy(
        missing.filter(({ askedAt }) => askedAt !== null),
        personIn,
      );
      for (const theirs of asked.values())
        if (theirs.some(({ askedAt }) => isOver(askedAt))) tellWriter(theirs);
    },
  };
}

/** The same for all addresses of one person that came together. */
const personIn = ({ address, aliases }: Row): string => [address, ...(aliases ?? [])].sort()[0] ?? address;
