import type { Clock } from '../../clock.ts';
import type { Unheard } from './unread.ts';

/** Messages that have come and of which Baileys has not said yet whether they can be read. */
export interface Underway {
  came(message: Unheard): void;
  /** Baileys has come to the end of a message, whatever became of it. */
  over(messageId: string | null | undefined): void;
  /** Those that Baileys has passed over for reasons of its own, and told nobody; until they are `forgotten`. */
  givenUp(): Unheard[];
  forgotten(messageId: string): void;
}

const AT_MOST = 10_000;

/**
 * Nothing is under way yet.
 *
 * @param patienceMs how long Baileys may need for a message, with what it has to ask the server for
 */
export function createUnderway(clock: Clock, patienceMs: number): Underway {
  const messages = new Map<string, Unheard & { since: number }>();
  const now = () => clock.now().getTime();
  let lastOverAt = 0;
  /** When the newest message had come that is over: Baileys takes them in order, so older ones were passed over. */
  let passed = 0;
  return {
    came(message) {
      const [oldest] = messages.keys();
      if (messages.size >= AT_MOST && oldest !== undefined) messages.delete(oldest);
      messages.set(message.messageId, { ...message, since: now() });
    },
    over(messageId) {
      lastOverAt = now();
      if (!messageId) return;
      passed = Math.max(passed, messages.get(messageId)?.since ?? 0);
      messages.delete(messageId);
    },
    givenUp() {
      const overdue = now() - patienceMs;
      return [...messages.values()].filter(
        // While Baileys works through a long queue, what stands behind may only wait.
        ({ since }) => since <= overdue && (lastOverAt < overdue || since < passed),
      );
    },
    forgotten: (messageId) => void messages.delete(messageId),
  };
}
