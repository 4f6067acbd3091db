import {
  type BinaryNode,
  Browsers,
  DEFAULT_CONNECTION_CONFIG,
  makeWASocket,
  proto,
  type WAMessage,
  type WAMessageUpdate,
  type WASocket,
} from '@whiskeysockets/baileys';
import type { Door, Outbound, Receipt, Sent, TransportState } from '../transport.ts';
import type { Place } from './address.ts';
import { createCache } from './caches.ts';
import { createConnection } from './connection.ts';
import { createFetching } from './fetching.ts';
import { inboundOf } from './inbound.ts';
import { openKeys } from './keys.ts';
import { repeated } from './outbound.ts';
import { createPairing } from './pairing.ts';
import type { Line, WhatsAppParts } from './parts.ts';
import { baileysLogger, problemOf } from './quiet.ts';
import { receiptOfAck, receiptOfStatus } from './receipts.ts';
import { createRecording } from './recording.ts';
import { createSending } from './sending.ts';

/** The transport while it runs. */
export interface Live {
  send(message: Outbound): Promise<Sent>;
  state(): TransportState;
  line(): Line;
  pair(way: { phone: string } | 'qr'): Promise<void>;
  reconnect(): Promise<void>;
  unlink(): Promise<void>;
  stop(): Promise<void>;
}

const HOUR_MS = 3_600_000;
const SILENCE_SECONDS = 120;
/** Pings per silence that is believed, so that one lost answer ends nothing. */
const PINGS_PER_SILENCE = 4;
const { HistorySyncType } = proto.HistorySync;

/**
 * Puts the parts together and connects.
 *
 * @throws when the stored keys are damaged
 */
export function goLive(parts: WhatsAppParts, place: Place, door: Door): Live {
  const { db, clock, log, files, settings, terminal } = parts;
  const logger = baileysLogger(log);
  const changed = () => parts.changed?.();
  const silenceMs = (settings.silenceSeconds ?? SILENCE_SECONDS) * 1000;
  const version = settings.version ?? DEFAULT_CONNECTION_CONFIG.version;
  const keys = openKeys(db, (address) => door.identityChanged(address));
  const pairing = createPairing({
    phone: settings.pairingPhone,
    clock,
    log,
    terminal,
    saveCreds: keys.saveCreds,
    changed,
  });
  let account: string | undefined;
  let wasPaired = keys.isPaired();
  const sending = createSending({
    clock,
    log,
    socket: () => connection.socket(),
    receipt: (receipt) => door.receipt(receipt),
  });
  const fetching = createFetching({
    files,
    place,
    log,
    arrived: (messageId, file) => door.fileArrived(messageId, file),
    reupload: async (message) => {
      const socket = connection.socket();
      if (!socket) throw new Error('asking a phone for a file: not connected');
      return socket.updateMediaMessage(message);
    },
  });
  const recording = createRecording({
    log,
    receive: (inbound) => door.receive(inbound),
    awaiting: fetching.begin,
  });
  // Every miss costs a query and a new session with that phone, so these outlive the sockets.
  const userDevicesCache = createCache(clock, { atMost: 10_000, keptMs: 6 * HOUR_MS });
  const msgRetryCounterCache = createCache(clock, { atMost: 10_000, keptMs: HOUR_MS });

  /** Handlers that Baileys calls never throw: it would take the socket down with them. */
  const safely = <Heard>(what: string, handle: (heard: Heard) => void) => {
    return (heard: Heard) => {
      try {
        handle(heard);
      } catch (error) {
        log.error({ what, problem: problemOf(error) }, 'WhatsApp: an event was not handled');
      }
    };
  };
  const report = (receipt: Receipt | undefined) => {
    if (receipt) sending.heard(receipt);
  };

  const messageCame = safely('message', (message: WAMessage) => {
    const { key, status, messageStubParameters: parameters } = message;
    if (key.fromMe) return report(receiptOfStatus({ id: key.id, status, parameters }));
    const heard = inboundOf(message, clock.now());
    if ('ignored' in heard) log.debug({ why: heard.ignored }, 'WhatsApp: message ignored');
    else recording.record(heard);
  });
  const statusCame = safely('status', ({ key, update }: WAMessageUpdate) => {
    const { status, messageStubParameters: parameters } = update;
    if (key.fromMe) report(receiptOfStatus({ id: key.id, status, parameters }));
  });

  const makeSocket = (): WASocket => {
    const socket = makeWASocket({
      auth: keys.auth(),
      waWebSocketUrl: place.socketUrl,
      browser: Browsers.ubuntu('Chrome'),
      version,
      keepAliveIntervalMs: silenceMs / PINGS_PER_SILENCE,
      markOnlineOnConnect: false,
      syncFullHistory: false,
      // Without these two Baileys learns no LIDs; with more it holds the backlog back for 20 s.
      shouldSyncHistoryMessage: ({ syncType }) =>
        syncType === HistorySyncType.INITIAL_BOOTSTRAP || syncType === HistorySyncType.PUSH_NAME,
      getMessage: async ({ id }) => (id ? repeated(parts.sentText(id)) : undefined),
      userDevicesCache,
      msgRetryCounterCache,
      logger,
    });
    pairing.watch(socket);
    socket.ev.on('creds.update', safely('creds.update', keys.saveCreds));
    // Both kinds of upsert: `append` carries what was sent while we were away. Each message by itself, so
    // that one we cannot read takes no other with it.
    socket.ev.on('messages.upsert', ({ messages }) => messages.forEach(messageCame));
    socket.ev.on('messages.update', (updates) => updates.forEach(statusCame));
    socket.ws.on(
      'CB:ack,class:message',
      safely('ack', ({ attrs }: BinaryNode) => report(receiptOfAck(attrs))),
    );
    return socket;
  };

  const connection = createConnection({
    clock,
    log,
    silenceMs,
    makeSocket,
    isPaired: keys.isPaired,
    hasAsked: pairing.hasAsked,
    forgetKeys() {
      keys.wipe();
      account = undefined;
    },
    heard: pairing.heard,
    changed,
    opened: () => {
      account = /^\d+/.exec(connection.socket()?.user?.id ?? '')?.[0];
      wasPaired = true;
      for (const { messageId, reference } of door.awaitingFiles()) fetching.begin(messageId, reference);
    },
    closed: sending.lineLost,
  });
  connection.start();

  return {
    send: sending.send,
    state: connection.state,
    line: () => ({
      history: connection.history(),
      account,
      isPaired: keys.isPaired(),
      wasPaired,
      version: version.join('.'),
      pairing: pairing.shown(),
    }),
    async pair(way) {
      if (keys.isPaired()) return;
      pairing.choose(way);
      await connection.reconnect();
    },
    reconnect: connection.reconnect,
    unlink: connection.unlink,
    async stop() {
      await connection.stop();
      keys.retire();
      sending.lineLost();
      await Promise.all([recording.stop(), fetching.stop()]);
    },
  };
}
