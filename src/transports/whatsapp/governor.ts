import type { Clock } from '../../clock.ts';

/** How fast we may send; faster looks like an advertiser to WhatsApp and gets the number restricted. */
const LIMITS = { perSecond: 5, chatEveryMs: 2_000 } as const;

/** Says whether a message may go now. */
export interface Governor {
  /** 0 and the turn is taken, or the milliseconds after which it is worth asking again. */
  take(address: string): number;
}

/** One governor for all that this transport sends. */
export function createGovernor(
  clock: Clock,
  limits: { perSecond: number; chatEveryMs: number } = LIMITS,
): Governor {
  /** Instants of the last sends over all chats, oldest first; at most `perSecond` of them. */
  let recent: number[] = [];
  const lastInChat = new Map<string, number>();
  return {
    take(address) {
      const now = clock.now().getTime();
      recent = recent.filter((at) => at > now - 1_000 && at <= now);
      // A clock that was set back must not lock a chat, so instants ahead of now are forgotten too.
      for (const [chat, at] of lastInChat) {
        if (at <= now - limits.chatEveryMs || at > now) lastInChat.delete(chat);
      }
      const oldest = recent[0] ?? now;
      const wait = Math.max(
        recent.length >= limits.perSecond ? oldest + 1_000 - now : 0,
        (lastInChat.get(address) ?? now - limits.chatEveryMs) + limits.chatEveryMs - now,
      );
      if (wait > 0) return wait;
      recent.push(now);
      lastInChat.set(address, now);
      return 0;
    },
  };
}
