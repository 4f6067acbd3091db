import type { WACallEvent, WAMessage, WASocket } from '@whiskeysockets/baileys';
import type { Clock } from '../../clock.ts';
import type { Db } from '../../db/open.ts';
import type { Log } from '../../log.ts';
import { problemOf } from '../problem.ts';
import type { Door, Inbound } from '../transport.ts';
import { createBacklog } from './backlog.ts';
import { createCache } from './caches.ts';
import { inboundOfCall } from './calls.ts';
import { type Heard, inboundOf, personOf, phoneIn, writtenOnPhoneIn } from './inbound.ts';
import { createJournal, type Journal, type Us } from './journal.ts';
import { createRecording } from './recording.ts';
import { createUnderway } from './underway.ts';
import { openUnread, type Unheard } from './unread.ts';

/** What reading needs. */
export interface ReadingParts {
  db: Db;
  clock: Clock;
  log: Log;
  door: Door;
  /** After how long what could not be read is asked for, and after as long again its writer told. */
  unreadMs: number;
  /** The open socket. */
  socket(): WASocket | undefined;
  /** Hears of a message that is written down and whose file is still to be fetched. */
  awaiting(messageId: string, reference: string): void;
  /** The identity a sender has used, before their message is written down. */
  identity(signalAddress: string, key: Uint8Array): void;
}

/** Everything that comes in, from the moment it can be read until the lab has it. */
export interface Reading {
  makeSignalRepository: Journal['makeSignalRepository'];
  /** Listens to a new socket. */
  watch(socket: WASocket): void;
  /** Takes nothing more; what is not taken WhatsApp delivers again. Waits for what is being written. */
  stop(): Promise<void>;
}

const REMEMBERED = { atMost: 20_000, keptMs: 3_600_000 };
const MAX_LOOK_MS = 5_000;
const ONLY_ONCE = /^view_once/;

/** A new reading; nothing has come yet but what an earlier run could not read. */
export function createReading(parts: ReadingParts): Reading {
  const { db, clock, log, door, unreadMs } = parts;
  let isStopped = false;
  /** Ids that were dealt with, said or not: they come again as an event, and as redeliveries. */
  const dealtWith = createCache(clock, REMEMBERED);
  const backlog = createBacklog(door);
  const underway = createUnderway(clock, unreadMs);

  const unread = openUnread({
    db,
    clock,
    log,
    patienceMs: unreadMs,
    door,
    ask() {
      const socket = parts.socket();
      return socket && ((id, remoteJid) => socket.requestPlaceholderResend({ remoteJid, id, fromMe: false }));
    },
  });
  const recorded = ({ messageId, file }: Inbound, outcome: 'recorded' | 'duplicate') => {
    unread.came(stanzaOf(messageId));
    if (outcome === 'recorded' && file?.state === 'awaiting') parts.awaiting(messageId, file.reference);
  };
  const recording = createRecording({ log, receive: (inbound) => door.receive(inbound), recorded });

  /** Committed when this returns, or held until it can be. */
  const writeDown = (inbound: Inbound) => {
    try {
      recorded(inbound, door.receiveNow(inbound).outcome);
    } catch (error) {
      log.error({ problem: problemOf(error) }, 'WhatsApp: a message could not be written down at once');
      recording.record(inbound);
    }
  };

  /** Words that change a message we never had are words like any others; there is nothing to take back of it. */
  const known = (heard: Heard): Heard => {
    if ('ignored' in heard || heard.edits === undefined || door.knows(heard.edits)) return heard;
    return heard.kind === 'withdrawn' ? { ignored: 'takes back what never came' } : asNew(heard);
  };

  const dealWith = (message: WAMessage, hand: (inbound: Inbound) => void) => {
    const { id } = message.key;
    const heard = known(inboundOf(withSender(message, id), clock.now()));
    if ('ignored' in heard) {
      log.debug({ why: heard.ignored }, 'WhatsApp: message ignored');
      if (id && message.message) unread.came(id);
      return;
    }
    hand(heard);
  };

  // A message that was asked for comes from the lab's phone, which may know its sender by another address.
  const withSender = (message: WAMessage, id: string | null | undefined): WAMessage => {
    const sender = id ? unread.senderOf(id) : undefined;
    if (!sender || message.key.fromMe) return message;
    const remoteJidAlt = message.key.remoteJidAlt ?? sender.aliases[0];
    return { ...message, key: { ...message.key, remoteJid: sender.address, remoteJidAlt } };
  };

  const unheard = ({ key, broadcast }: WAMessage): Unheard | undefined => {
    const address = personOf(key.remoteJid);
    if (!address || !key.id || key.fromMe || broadcast) return undefined;
    const alias = personOf(key.remoteJidAlt);
    return { messageId: key.id, address, aliases: alias && alias !== address ? [alias] : [] };
  };
  const dealtWithOne = (id: string | null | undefined) => {
    underway.over(id);
    if (id) backlog.dealtWith(id);
  };
  const noteLost = (message: WAMessage) => {
    const sender = unheard(message);
    if (!sender || isStopped) return;
    if (!dealtWith.get(sender.messageId)) unread.heard(sender);
  };

  const journal = createJournal({
    log,
    identity: parts.identity,
    came(message, isLate) {
      const { id, remoteJid } = message.key;
      if (id && isLate && personOf(remoteJid)) backlog.came(id);
      const sender = unheard(message);
      if (sender) underway.came(sender);
    },
    took(message, us) {
      // Not taken: WhatsApp keeps it, since Baileys cannot say that it was.
      if (isStopped) throw new Error('reading has stopped');
      const { id, fromMe } = message.key;
      if (fromMe) officerWrote(message, us);
      else dealWith(message, writeDown);
      if (id && !fromMe) dealtWith.set(id, true);
      dealtWithOne(id);
    },
    lost(message) {
      noteLost(message);
      dealtWithOne(message.key.id);
    },
    empty(message, reason) {
      const sender = unheard(message);
      if (sender && ONLY_ONCE.test(reason ?? '')) writeDown(unreadableFrom(sender, clock.now()));
      else noteLost(message);
    },
  });

  const officerWrote = (message: WAMessage, us: Us) => {
    try {
      const written = writtenOnPhoneIn(message, us, clock.now());
      if (written) door.writtenOnPhone(written);
    } catch (error) {
      log.error({ problem: problemOf(error) }, "WhatsApp: an officer's own message was not noted");
    }
  };

  const safely = <Heard>(what: string, handle: (heard: Heard) => void) => {
    return (heard: Heard) => {
      try {
        handle(heard);
      } catch (error) {
        log.error({ what, problem: problemOf(error) }, 'WhatsApp: an event was not handled');
      }
    };
  };
  const messageCame = safely('message', (message: WAMessage) => {
    if (message.key.fromMe || (message.key.id && dealtWith.get(message.key.id))) return;
    dealWith(message, recording.record);
  });
  const callCame = safely('call', (call: WACallEvent) => {
    const inbound = inboundOfCall(call);
    if (inbound) writeDown(inbound);
  });

  const look = safely('unread', () => {
    // Of what a lost line has left undone nothing is lost: it comes again on the next.
    for (const sender of parts.socket() ? underway.givenUp() : []) {
      unread.heard(sender);
      underway.forgotten(sender.messageId);
    }
    unread.look();
  });
  const looking = setInterval(() => look(undefined), Math.min(MAX_LOOK_MS, unreadMs / 4));

  return {
    makeSignalRepository: journal.makeSignalRepository,
    watch(socket) {
      socket.ev.on('connection.update', safely('line', backlog.lineBegins()));
      journal.watch(socket);
      // Both kinds of upsert: `append` carries what was sent while we were away. Each message by itself, so
      // that one we cannot read takes no other with it.
      socket.ev.on('messages.upsert', ({ messages }) => messages.forEach(messageCame));
      socket.ev.on('call', (calls) => calls.forEach(callCame));
    },
    async stop() {
      isStopped = true;
      clearInterval(looking);
      await recording.stop();
    },
  };
}

/** The id a message came under; that of changed or withdrawn words begins with what they were. */
const stanzaOf = (messageId: string): string => messageId.split(/-(?:edit|withdrawn)-/).at(-1) ?? messageId;

function asNew({ edits, ...inbound }: Inbound): Inbound {
  return { ...inbound, kind: 'text' };
}

/** What may be looked at once only is not given to linked devices, however often one asks. */
function unreadableFrom({ messageId, address, aliases }: Unheard, sentAt: Date): Inbound {
  const phone = [address, ...aliases].map(phoneIn).find((digits) => digits !== undefined);
  return {
    transport: 'whatsapp',
    address,
    aliases,
    ...(phone ? { phone } : {}),
    messageId,
    kind: 'unreadable',
    text: '',
    sentAt,
  };
}
