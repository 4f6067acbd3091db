import type { Clock } from '../../clock.ts';
import type { Admitted, Waiting } from '../transport.ts';

/** How fast we may send; faster looks like an advertiser to WhatsApp and gets the number restricted. */
export interface Limits {
  /** Over all chats. 0 holds everything. */
  perSecond: number;
  /** How long one chat rests after a message. */
  chatPauseMs: number;
}

/** How fast it is now, for the page that shows it to staff. */
export interface Speed {
  perSecond: number;
  /** Slower than it was set, because WhatsApp has complained. */
  isSlowed: boolean;
  /** Set while nothing is sent unasked. */
  noticesPausedUntil?: Date;
}

/** Decides which letters may go now. */
export interface Governor {
  /** Replies before notices, whoever waited longest first; those it names count as sent. */
  admit<Letter extends Waiting>(letters: readonly Letter[]): Admitted<Letter>;
  /** WhatsApp has complained: half as fast from now on, no notices for a while, and nothing at all for `restMs`. */
  slowDown(restMs?: number): void;
  /** No notices before that instant; with `undefined` they may go again. */
  pauseNotices(until: Date | undefined): void;
  speed(): Speed;
}

const isUnasked = ({ priority }: Waiting): boolean => priority === 'notice' || priority === 'digest';
const digestsLast = ({ priority }: Waiting): number => (priority === 'digest' ? 1 : 0);

/** After so many replies in a row one waiting notice goes first. */
const REPLIES_IN_A_ROW = 9;
/** So does one that has waited this long, however slow we are. */
const NOTICE_AT_LEAST_EVERY_MS = 55_000;
const NOTICE_PAUSE_MS = 10 * 60_000;
/** Never slower than a sixteenth. */
const SLOWEST = 1 / 16;
const RECOVERS_AFTER_MS = 15 * 60_000;
/** Several messages refused together are one complaint. */
const ONE_COMPLAINT_MS = 60_000;
const CHAT_REMEMBERED_MS = 60_000;
const LONGEST_REST_MS = 60_000;

/** One governor for all that this transport sends. */
export function createGovernor(clock: Clock, limits: Limits): Governor {
  /** Instants of the last messages over all chats, oldest first. */
  let recent: number[] = [];
  const lastInChat = new Map<string, number>();
  let repliesInARow = 0;
  /** Since when a notice waits while replies go. */
  let noticeWaitsSince: number | undefined;
  let share = 1;
  let halvedAt = 0;
  let recoversAt = 0;
  let restsUntil = 0;
  let noticesPausedUntil = 0;

  /** Doubles for every quarter of an hour without a complaint. */
  const rate = (now: number): number => {
    while (share < 1 && now >= recoversAt) {
      share *= 2;
      recoversAt += RECOVERS_AFTER_MS;
    }
    return limits.perSecond * share;
  };

  /** At most `count` messages in any `ms`: five a second, or one in four seconds. */
  const windowAt = (now: number): { count: number; ms: number } => {
    const perSecond = rate(now);
    const count = Math.max(1, Math.floor(perSecond));
    return { count, ms: perSecond > 0 ? (count * 1_000) / perSecond : Number.POSITIVE_INFINITY };
  };

  // A clock that was set back must not lock anything, so instants ahead of now are forgotten too.
  const forgetOld = (now: number, windowMs: number) => {
    recent = recent.filter((at) => at > now - windowMs && at <= now);
    for (const [chat, at] of lastInChat)
      if (at <= now - Math.max(CHAT_REMEMBERED_MS, limits.chatPauseMs) || at > now) lastInChat.delete(chat);
    recoversAt = Math.min(recoversAt, now + RECOVERS_AFTER_MS);
    restsUntil = Math.min(restsUntil, now + LONGEST_REST_MS);
  };

  const restMs = ({ address }: Waiting, now: number): number =>
    (lastInChat.get(address) ?? Number.NEGATIVE_INFINITY) + limits.chatPauseMs - now;

  const count = (letter: Waiting, now: number) => {
    recent.push(now);
    lastInChat.delete(letter.address);
    lastInChat.set(letter.address, now);
    if (isUnasked(letter)) {
      repliesInARow = 0;
      noticeWaitsSince = undefined;
    } else repliesInARow += 1;
  };

  return {
    admit<Letter extends Waiting>(letters: readonly Letter[]): Admitted<Letter> {
      const now = clock.now().getTime();
      const window = windowAt(now);
      if (!Number.isFinite(window.ms)) return { letters: [] };
      forgetOld(now, window.ms);
      if (restsUntil > now) return { letters: [], againInMs: restsUntil - now };
      const fair = letters.toSorted(
        (a, b) => (lastInChat.get(a.address) ?? 0) - (lastInChat.get(b.address) ?? 0),
      );
      const maySendNotices = noticesPausedUntil <= now;
      const replies = fair.filter((letter) => !isUnasked(letter));
      const unasked = maySendNotices ? fair.filter(isUnasked) : [];
      const notices = unasked.toSorted((a, b) => digestsLast(a) - digestsLast(b));
      const next = (queue: Letter[]): Letter | undefined => {
        const place = queue.findIndex((letter) => restMs(letter, now) <= 0);
        return place < 0 ? undefined : queue.splice(place, 1)[0];
      };
      if (notices.length === 0) noticeWaitsSince = undefined;
      else noticeWaitsSince ??= now;

      const chosen: Letter[] = [];
      while (recent.length < window.count) {
        const waitedMs = now - (noticeWaitsSince ?? now);
        const isNoticesTurn = repliesInARow >= REPLIES_IN_A_ROW || waitedMs >= NOTICE_AT_LEAST_EVERY_MS;
        const letter = isNoticesTurn ? (next(notices) ?? next(replies)) : (next(replies) ?? next(notices));
        if (!letter) break;
        chosen.push(letter);
        count(letter, now);
      }
      const left = [...replies, ...notices];
      if (left.length === 0) return { letters: chosen };
      const roomInMs = recent.length < window.count ? 0 : (recent[0] ?? now) + window.ms - now;
      const restedInMs = Math.min(...left.map((letter) => restMs(letter, now)));
      return { letters: chosen, againInMs: Math.max(1, Math.ceil(Math.max(roomInMs, restedInMs))) };
    },
    slowDown(restMs = 0) {
      const now = clock.now().getTime();
      rate(now);
      if (Math.abs(now - halvedAt) >= ONE_COMPLAINT_MS) {
        share = Math.max(SLOWEST, share / 2);
        halvedAt = now;
      }
      recoversAt = now + RECOVERS_AFTER_MS;
      restsUntil = Math.max(restsUntil, now + Math.min(restMs, LONGEST_REST_MS));
      noticesPausedUntil = Math.max(noticesPausedUntil, now + NOTICE_PAUSE_MS);
    },
    pauseNotices(until) {
      noticesPausedUntil = until?.getTime() ?? 0;
    },
    speed() {
      const now = clock.now().getTime();
      const perSecond = rate(now);
      return {
        perSecond,
        isSlowed: share < 1,
        ...(noticesPausedUntil > now && { noticesPausedUntil: new Date(noticesPausedUntil) }),
      };
    },
  };
}
