import type { Socket } from 'node:net';
import type { ConnectionState, WASocket } from '@whiskeysockets/baileys';
import type { Clock } from '../../clock.ts';
import type { TransportState } from '../transport.ts';
import { afterClose, backoffMs, type CloseRule } from './close-codes.ts';
import type { Log } from './parts.ts';
import { problemOf } from './quiet.ts';

/** What the connection needs of the rest. */
export interface ConnectionParts {
  clock: Clock;
  log: Log;
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
}

/** One connection kept alive over many sockets; never two at a time. */
export interface Connection {
  start(): void;
  /** The socket to send with, while there is one that is open. */
  socket(): WASocket | undefined;
  state(): TransportState;
  stop(): Promise<void>;
}

/** A connection that held this long is well again: the next pause starts short. */
const STEADY_MS = 60_000;
const AGAIN_AT_ONCE = 3;
const ALARM_AFTER_FAILURES = 5;
const END_PATIENCE_MS = 2_000;

/** `40 detik`, `5 menit`: how long until the next try, from when it was said. */
function pauseWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 90 ? `${seconds} detik` : `${Math.round(seconds / 60)} menit`;
}

/** A connection that is not started yet. */
export function createConnection(parts: ConnectionParts): Connection {
  const { clock, log } = parts;
  let generation = 0;
  let current: { socket: WASocket; isOpen: boolean; wire?: Socket } | undefined;
  let state: TransportState = { status: 'stopped', detail: 'Belum dimulai.' };
  let timer: NodeJS.Timeout | undefined;
  let openedAt: Date | undefined;
  let failures = 0;
  let agains = 0;

  const connect = () => {
    generation += 1;
    const mine = generation;
    openedAt = undefined;
    if (state.status !== 'connecting')
      state = { status: 'connecting', detail: 'Sedang menyambung ke WhatsApp.' };
    try {
      const socket = parts.makeSocket();
      const link: NonNullable<typeof current> = { socket, isOpen: false };
      current = link;
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

  const hear = (link: NonNullable<typeof current>, update: Partial<ConnectionState>) => {
    if (update.qr) state = { status: 'unpaired', detail: 'Menunggu HP laboratorium ditautkan.' };
    if (update.connection === 'open') {
      link.isOpen = true;
      openedAt = clock.now();
      state = { status: 'connected', detail: 'Terhubung ke WhatsApp.' };
      log.info({}, 'WhatsApp: connected');
    }
    // The next try is arranged before anybody else hears of it, who might throw.
    if (update.connection === 'close') close(link.socket, update.lastDisconnect?.error);
    parts.heard(link.socket, update);
    if (update.connection === 'open') parts.opened();
    if (update.connection === 'close') parts.closed();
  };

  const close = (socket: WASocket, error: (Error & { output?: { statusCode?: number } }) | undefined) => {
    current = undefined;
    const code = error?.output?.statusCode;
    const rule = afterClose({
      code,
      isNetwork: error?.message.startsWith('WebSocket Error') ?? false,
      isPaired: parts.isPaired(),
      wasPairing: parts.hasAsked(socket),
    });
    if (openedAt && clock.now().getTime() - openedAt.getTime() >= STEADY_MS) {
      failures = 0;
      agains = 0;
    }
    obey(rule, code);
  };

  const obey = (rule: CloseRule, code: number | undefined) => {
    if (rule.alarm) log.error({ code }, `WhatsApp: ${rule.alarm}`);
    if (rule.action === 'stop') {
      state = { status: rule.status ?? 'stopped', detail: rule.said ?? 'Berhenti.' };
      if (rule.forgetKeys) parts.forgetKeys();
      return;
    }
    const isAtOnce = rule.action === 'again' && agains < AGAIN_AT_ONCE;
    if (isAtOnce) agains += 1;
    const waitMs = isAtOnce ? 0 : Math.max(backoffMs(failures, clock.chance), rule.atLeastMs ?? 0);
    if (!isAtOnce) failures += 1;
    if (failures === ALARM_AFTER_FAILURES) log.error({ code, failures }, 'WhatsApp: still no connection');
    const why = rule.said ?? `Sambungan ke WhatsApp terputus (${code ?? 'tanpa kode'}).`;
    state = {
      status: 'connecting',
      detail: isAtOnce ? 'Menyambung lagi.' : `${why} Dicoba lagi dalam ${pauseWords(waitMs)}.`,
    };
    if (!isAtOnce) log.warn({ code, waitMs, failures }, 'WhatsApp: closed, trying again later');
    timer = setTimeout(connect, waitMs);
  };

  return {
    start: connect,
    socket: () => (current?.isOpen ? current.socket : undefined),
    state: () => state,
    async stop() {
      clearTimeout(timer);
      generation += 1;
      state = { status: 'stopped', detail: 'Berhenti.' };
      const link = current;
      current = undefined;
      if (!link) return;
      link.socket.ev.flush();
      // A server that does not answer the goodbye would hold the process for half a minute.
      const cut = setTimeout(() => link.wire?.destroy(), END_PATIENCE_MS);
      await link.socket.end(undefined);
      clearTimeout(cut);
    },
  };
}
