import type { Clock } from '../../clock.ts';
import type { Admitted, Waiting } from '../transport.ts';

/**
 * Meta's own limits: 80 messages a second over all chats; to one person 45 at once, and then one in six
 * seconds.
 */
const LIMITS = { perSecond: 80, pairBurst: 45, pairEveryMs: 6_000, chats: 10_000 } as const;
/** No rest is longer, whatever the clock has done meanwhile. */
const LONGEST_REST_MS = 3_600_000;
/** Of the room there is, so much is the notices', however many replies wait. */
const NOTICES_SHARE = 1 / 10;

/** Says whether a message may go now. */
export interface Governor {
  /** Those that could go now, replies before notices; they count once they are taken. */
  admit<Letter extends Waiting>(letters: readonly Letter[]): Admitted<Letter>;
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

const digestsLast = ({ priority }: Waiting): number => (priority === 'digest' ? 1 : 0);

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

  /** How long nothing at all may go. */
  const roomInMs = (now: number): number => {
    // A clock that was set back must not lock anything, so instants ahead of now are forgotten too.
    recent = recent.filter((at) => at > now - 1_000 && at <= now);
    everywhereRestsUntil = Math.min(everywhereRestsUntil, now + LONGEST_REST_MS);
    const oldest = recent[0] ?? now;
    return Math.max(recent.length >= LIMITS.perSecond ? oldest + 1_000 - now : 0, everywhereRestsUntil - now);
  };

  /** How long nothing may go to this person. */
  const chatInMs = ({ left, restsUntil }: Chat, now: number): number =>
    Math.max(left < 1 ? Math.ceil((1 - left) * LIMITS.pairEveryMs) : 0, restsUntil - now);

  return {
    admit(letters) {
      const now = clock.now().getTime();
      const waitMs = roomInMs(now);
      if (waitMs > 0) return { letters: [], againInMs: waitMs };
      const room = LIMITS.perSecond - recent.length;
      const ready = letters.filter(({ address }) => chatInMs(chatAt(address, now), now) <= 0);
      const unasked = ready.filter(({ priority }) => priority === 'notice' || priority === 'digest');
      const notices = unasked.toSorted((a, b) => digestsLast(a) - digestsLast(b));
      const replies = ready.filter((letter) => !unasked.includes(letter));
      const reserved = Math.min(notices.length, Math.ceil(room * NOTICES_SHARE));
      const going = [...replies.slice(0, room - reserved), ...notices].slice(0, room);
      if (going.length === letters.length) return { letters: going };
      const waits = letters.map(({ address }) => chatInMs(chatAt(address, now), now)).filter((ms) => ms > 0);
      return { letters: going, againInMs: Math.min(1_000, ...waits) };
    },
    take(address) {
      const now = clock.now().getTime();
      const chat = chatAt(address, now);
      const waitMs = Math.max(roomInMs(now), chatInMs(chat, now));
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
