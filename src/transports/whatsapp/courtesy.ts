import { setTimeout as pause } from 'node:timers/promises';
import type { WAMessageKey, WASocket } from '@whiskeysockets/baileys';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import { problemOf } from '../problem.ts';
import type { Door, Inbound, Outbound } from '../transport.ts';

/** What a person sees before our answer: that it was read, and that somebody writes. */
export interface Courtesy {
  /** The same door, with an ear at it: whose messages we have taken in and not yet answered. */
  listenAt(door: Door): Door;
  /** Marks the chat as read and shows that we write, for a moment. Never fails, and not for notices. */
  before(socket: WASocket, message: Outbound): Promise<void>;
}

const MAX_CHATS = 2_000;
const MAX_PER_CHAT = 20;
/** A glance at the phone and a quick hand; an answer must still be there within two seconds. */
const TYPING_MS = { least: 250, perCharacter: 2, most: 800 } as const;

/** Remembers what is unread for the life of the process; what a restart forgets stays unmarked. */
export function createCourtesy(clock: Clock, log: Log): Courtesy {
  const unread = new Map<string, WAMessageKey[]>();

  const remember = ({ address, messageId, kind }: Inbound) => {
    // A call, or a message that never became readable, has nothing to mark.
    if (kind === 'call' || kind === 'unreadable' || !/^[0-9A-Za-z]+$/.test(messageId)) return;
    const keys = unread.get(address) ?? [];
    if (keys.some(({ id }) => id === messageId)) return;
    unread.delete(address);
    unread.set(address, [...keys, { remoteJid: address, id: messageId, fromMe: false }].slice(-MAX_PER_CHAT));
    const [oldest] = unread.keys();
    if (unread.size > MAX_CHATS && oldest !== undefined) unread.delete(oldest);
  };

  const unimportant = (what: Promise<void>) => {
    what.catch((error: unknown) =>
      log.debug({ problem: problemOf(error) }, 'WhatsApp: a sign was not given'),
    );
  };

  return {
    listenAt: (door) => ({
      ...door,
      receive(inbound) {
        remember(inbound);
        return door.receive(inbound);
      },
      receiveNow(inbound) {
        remember(inbound);
        return door.receiveNow(inbound);
      },
    }),
    async before(socket, { address, text, priority }) {
      if (priority === 'notice' || priority === 'digest') return;
      const keys = unread.get(address);
      unread.delete(address);
      if (keys) unimportant(socket.readMessages(keys));
      unimportant(socket.sendPresenceUpdate('composing', address));
      await pause(typingMs(text, clock));
    },
  };
}

/** How long somebody seems to write this: by its length, a quarter more or less. */
function typingMs(text: string, { chance }: Clock): number {
  const whole = Math.min(TYPING_MS.least + TYPING_MS.perCharacter * text.length, TYPING_MS.most);
  const [roll = 0] = chance(1);
  return Math.round(whole * (0.75 + roll / 510));
}
