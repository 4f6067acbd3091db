import type { Clock } from '../../clock.ts';

/**
 * Meta's own limits: 80 messages a second over all chats; to one person 45 at once, and then one in six
 * seconds.
 */
const LIMITS = { perSecond: 80, pairBurst: 45, pairEveryMs: 6_000, chats: 10_000 } as const;

/** Says whether a message may go now. */
export interface Governor {
  /** 0 and the turn is taken, or the milliseconds after which it is worth asking again. */
  take(address: string): number;
  /** Meta said that we are too fast, for one person or altogether: nothing goes there for so long. */
  rest(where: 'everywhere' | { address: string }, ms: number): void;
}

interface Chat {
  /** Messages that may still go at once, as of `at`. */
  left: number;
  at: number;
  restsUntil: number;
}

/** One governor for all that this transport sends. */
export function createGovernor(clock: Clock): Governor {
  /** Instants of the last sends over all chats, oldest first; at most `perSecond` of them. */
  let recent: number[] = [];
  let everywhereRestsUntil = 0;
  const chats = new Map<string, Chat>();

  const chatAt = (address: string, now: number): Chat => {
    const chat = chats.get(address) ?? { left: LIMITS.pairBurst, at: now, restsUntil: 0 };
    // A clock that was set back gives nothing and takes nothing.
    const regained = Math.max(0, now - chat.at) / LIMITS.pairEveryMs;
    return { ...chat, left: Math.min(LIMITS.pairBurst, chat.left + regained), at: now };
  };

  const keep = (address: string, chat: Chat): void => {
    chats.delete(address);
    chats.set(address, chat);
    const [oldest] = chats.keys();
    if (chats.size > LIMITS.chats && oldest !== undefined) chats.delete(oldest);
  };

  return {
    take(address) {
      const now = clock.now().getTime();
      recent = recent.filter((at) => at > now - 1_000 && at <= now);
      const chat = chatAt(address, now);
      const oldest = recent[0] ?? now;
      const waitMs = Math.max(
        recent.length >= LIMITS.perSecond ? oldest + 1_000 - now : 0,
        chat.left < 1 ? Math.ceil((1 - chat.left) * LIMITS.pairEveryMs) : 0,
        chat.restsUntil - now,
        everywhereRestsUntil - now,
      );
      if (waitMs > 0) return waitMs;
      recent.push(now);
      keep(address, { ...chat, left: chat.left - 1 });
      return 0;
    },
    rest(where, ms) {
      const now = clock.now().getTime();
      if (where === 'everywhere') everywhereRestsUntil = Math.max(everywhereRestsUntil, now + ms);
      else keep(where.address, { ...chatAt(where.address, now), restsUntil: now + ms });
    },
  };
}
