import type { Socket } from 'node:net';
import type { ConnectionState, WASocket } from '@whiskeysockets/baileys';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import { problemOf } from '../problem.ts';
import type { TransportState } from '../transport.ts';
import { afterClose, backoffMs, type CloseRule } from './close-codes.ts';
import { createStory, type Turn } from './story.ts';
import { createWatchdog, type Watchdog } from './watchdog.ts';

/** What the connection needs of the rest. */
export interface ConnectionParts {
  clock: Clock;
  log: Log;
  /** How long a silent line is believed. */
  silenceMs: number;
  /** Makes the next socket with all its listeners. A socket lives once. */
  makeSocket(): WASocket;
  isPaired(): boolean;
  /** Whether this socket has shown a code to pair with. */
  hasAsked(socket: WASocket): boolean;
  forgetKeys(): void;
  /** Every word of the current socket about itself. */
  heard(socket: WASocket, update: Partial<ConnectionState>): void;
  opened(): void;
  /** The socket has said its last word. */
  closed(): void;
  /** The state is another one now. */
  changed(): void;
}

/** One connection kept alive over many sockets; never two at a time. */
export interface Connection {
  start(): void;
  /** Tries now, whatever it was waiting for. Nothing happens while it is open. */
  reconnect(): Promise<void>;
  /** It is open, but somebody has reason to believe that it is dead: makes it anew. */
  doubt(why: string): void;
  /** Takes the device off the account and forgets the keys. */
  unlink(): Promise<void>;
  /** The socket to send with, while there is one that is open. */
  socket(): WASocket | undefined;
  state(): TransportState;
  /** How the line has been, newest first. */
  history(): readonly Turn[];
  stop(): Promise<void>;
}

/** A connection that held this long is well again: the next pause starts short. */
const STEADY_MS = 60_000;
const AGAIN_AT_ONCE = 3;
const ALARM_AFTER_FAILURES = 5;
const END_PATIENCE_MS = 2_000;

const CONNECTING = 'Sedang menyambung ke WhatsApp.';

interface Link {
  socket: WASocket;
  isOpen: boolean;
  watchdog: Watchdog;
  wire?: Socket;
}

/**
 * A connection that is not started yet.
 *
 * Longer than other files: what ends a line decides how the next begins, and both are read as one.
 */
export function createConnection(parts: ConnectionParts): Connection {
  const { clock, log } = parts;
  const story = createStory(clock, parts.changed);
  let generation = 0;
  let current: Link | undefined;
  /** The last socket while it is being ended: the next one must wait for that. */
  let ending: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let openedAt: Date | undefined;
  let failures = 0;
  let agains = 0;
  let isStopped = false;

  const connect = () => {
    generation += 1;
    const mine = generation;
    openedAt = undefined;
    story.tell({ status: 'connecting', said: CONNECTING });
    try {
      const socket = parts.makeSocket();
      const watchdog = createWatchdog({
        clock,
        silenceMs: parts.silenceMs,
        dead: (why) => mine === generation && giveUp(why),
      });
      const link: Link = { socket, isOpen: false, watchdog };
      current = link;
      socket.ws.on('frame', watchdog.heard);
      socket.ws.on('upgrade', (response: { socket: Socket }) => {
        link.wire = response.socket;
      });
      socket.ev.on('connection.update', (update) => {
        try {
          // Before anything else: WhatsApp believes that we have these messages, and Baileys drops them now.
          if (update.connection === 'close') socket.ev.flush();
          if (mine === generation) hear(link, update);
        } catch (error) {
          log.error({ problem: problemOf(error) }, 'WhatsApp: a change of the connection was not handled');
        }
      });
    } catch (error) {
      log.error({ problem: problemOf(error) }, 'WhatsApp: no connection could be made');
      obey({ action: 'backoff' }, undefined);
    }
  };

  const hear = (link: Link, update: Partial<ConnectionState>) => {
    if (update.qr) {
      link.watchdog.arrived();
      story.tell({ status: 'unpaired', said: 'Menunggu HP laboratorium ditautkan.' });
    }
    if (update.isNewLogin)
      story.tell({ status: 'connecting', said: 'HP sudah menerima. Tautan sedang diselesaikan.' });
    if (update.connection === 'open') {
      link.isOpen = true;
      link.watchdog.arrived();
      openedAt = clock.now();
      story.tell({ status: 'connected', said: 'Terhubung ke WhatsApp.' });
      log.info({}, 'WhatsApp: connected');
    }
    // The next try is arranged before anybody else hears of it, who might throw.
    if (update.connection === 'close') close(link, update.lastDisconnect?.error);
    parts.heard(link.socket, update);
    if (update.connection === 'open') parts.opened();
    if (update.connection === 'close') parts.closed();
    // A new code to scan is news too.
    if (update.qr) parts.changed();
  };

  const close = (link: Link, error: (Error & { output?: { statusCode?: number } }) | undefined) => {
    current = undefined;
    link.watchdog.stop();
    const code = error?.output?.statusCode;
    const rule = afterClose({
      code,
      isNetwork: error?.message.startsWith('WebSocket Error') ?? false,
      isPaired: parts.isPaired(),
      wasPairing: parts.hasAsked(link.socket),
    });
    forgiveIfSteady();
    obey(rule, code);
  };

  const forgiveIfSteady = () => {
    if (!openedAt || clock.now().getTime() - openedAt.getTime() < STEADY_MS) return;
    failures = 0;
    agains = 0;
  };

  const obey = (rule: CloseRule, code: number | undefined) => {
    if (rule.alarm) log.error({ code }, `WhatsApp: ${rule.alarm}`);
    if (rule.action === 'stop') {
      if (rule.forgetKeys) parts.forgetKeys();
      story.tell({ status: rule.status ?? 'stopped', said: rule.said ?? 'Berhenti.', code });
      return;
    }
    const isAtOnce = rule.action === 'again' && agains < AGAIN_AT_ONCE;
    if (isAtOnce) agains += 1;
    const waitMs = isAtOnce ? 0 : Math.max(backoffMs(failures, clock.chance), rule.atLeastMs ?? 0);
    if (!isAtOnce) failures += 1;
    if (failures === ALARM_AFTER_FAILURES) log.error({ code, failures }, 'WhatsApp: still no connection');
    const why = rule.said ?? `Sambungan ke WhatsApp terputus${code === undefined ? '' : ` (${code})`}.`;
    story.tell({
      status: rule.status ?? 'connecting',
      said: isAtOnce ? 'Menyambung lagi.' : why,
      code,
      ...(isAtOnce ? {} : { againAt: new Date(clock.now().getTime() + waitMs) }),
    });
    if (!isAtOnce) log.warn({ code, waitMs, failures }, 'WhatsApp: closed, trying again later');
    timer = setTimeout(connect, waitMs);
  };

  const giveUp = (why: string, action: 'again' | 'backoff' = 'backoff') => {
    log.error({ why }, 'WhatsApp: the line is dead');
    forgiveIfSteady();
    const mine = hangUp((socket) => socket.end(undefined));
    story.tell({ status: 'connecting', said: CONNECTING });
    void ending?.then(() => {
      if (mine === generation) obey({ action, said: 'WhatsApp tidak terdengar lagi.' }, undefined);
    });
  };

  /** Ends the socket, whose last words change nothing any more; `ending` says when it is gone. */
  const hangUp = (goodbye: (socket: WASocket) => Promise<unknown>): number => {
    clearTimeout(timer);
    generation += 1;
    const link = current;
    current = undefined;
    if (link) {
      link.watchdog.stop();
      const isGone = endOf(link, goodbye);
      ending = Promise.all([ending, isGone]).then(() => undefined);
    }
    return generation;
  };

  const endOf = async (link: Link, goodbye: (socket: WASocket) => Promise<unknown>): Promise<void> => {
    const { socket, wire } = link;
    const hasClosed = new Promise((resolve) => wire?.once('close', resolve));
    // A server that does not answer the goodbye would hold us for half a minute.
    const cut = setTimeout(() => wire?.destroy(), END_PATIENCE_MS);
    try {
      socket.ev.flush();
      const said = goodbye(socket).catch((error) =>
        log.warn({ problem: problemOf(error) }, 'WhatsApp: the line did not end in order'),
      );
      await (wire && !wire.closed ? hasClosed : said);
    } finally {
      clearTimeout(cut);
      parts.closed();
    }
  };

  return {
    start: connect,
    async reconnect() {
      if (isStopped || current?.isOpen) return;
      failures = 0;
      agains = 0;
      const mine = hangUp((socket) => socket.end(undefined));
      story.tell({ status: 'connecting', said: CONNECTING });
      await ending;
      if (mine === generation) connect();
    },
    doubt(why) {
      if (!isStopped && current?.isOpen) giveUp(why, 'again');
    },
    async unlink() {
      if (isStopped) return;
      const wasOpen = current?.isOpen ?? false;
      hangUp((socket) => (wasOpen ? socket.logout() : socket.end(undefined)));
      // At once: from here on nothing can be sent with them, even after a crash.
      parts.forgetKeys();
      log.warn({ wasOpen }, 'WhatsApp: unlinked by an administrator');
      story.tell({
        status: 'unpaired',
        said: wasOpen
          ? 'Tautan diputus oleh administrator. Tautkan HP lagi untuk menyambung.'
          : 'Tautan diputus oleh administrator. Lepas juga perangkat ini di HP, lalu tautkan lagi.',
      });
      await ending;
    },
    socket: () => (current?.isOpen ? current.socket : undefined),
    state: story.state,
    history: story.history,
    async stop() {
      isStopped = true;
      hangUp((socket) => socket.end(undefined));
      story.tell({ status: 'stopped', said: 'Berhenti.' });
      await ending;
    },
  };
}
