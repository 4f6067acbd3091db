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
import { createFetching } from '../fetching.ts';
import { problemOf } from '../problem.ts';
import type { Admitted, Door, Outbound, Receipt, Sent, TransportState, Waiting } from '../transport.ts';
import type { Place } from './address.ts';
import { createCache } from './caches.ts';
import { createConnection } from './connection.ts';
import { createCourtesy } from './courtesy.ts';
import { fetchOrPutBack } from './fetch-or-put-back.ts';
import { createGovernor, type Speed } from './governor.ts';
import { openKeys } from './keys.ts';
import { repeated } from './outbound.ts';
import { outsideTransactions } from './outside.ts';
import { createPairing } from './pairing.ts';
import type { Line, WhatsAppParts } from './parts.ts';
import { createPeopleNews } from './people.ts';
import { baileysLogger } from './quiet.ts';
import { createReading } from './reading.ts';
import { receiptOfStatus } from './receipts.ts';
import { createRepeats } from './repeats.ts';
import { heedRestrictions } from './restrictions.ts';
import { createSending } from './sending.ts';
import { openSentFiles } from './sent-files.ts';
import { outliveStrays } from './strays.ts';

/** The transport while it runs. */
export interface Live {
  admit<Letter extends Waiting>(letters: readonly Letter[]): Admitted<Letter>;
  speed(): Speed;
  send(message: Outbound): Promise<Sent>;
  state(): TransportState;
  line(): Line;
  pair(way: { phone: string } | 'qr'): Promise<void>;
  reconnect(): Promise<void>;
  unlink(): Promise<void>;
  stop(): Promise<void>;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How long a stopping line waits for WhatsApp's word about what has just gone. */
const LAST_WORDS_MS = 1_500;
const FETCH_PAUSES_MS = [2_000, 10_000];
const LIMITS = { perSecond: 5, chatPauseMs: 2_000 };
const SILENCE_SECONDS = 120;
const UNREAD_SECONDS = 60;
/** Pings per silence that is believed, so that one lost answer ends nothing. */
const PINGS_PER_SILENCE = 4;
const { HistorySyncType } = proto.HistorySync;

/**
 * Puts the parts together and connects.
 *
 * @throws when the stored keys are damaged
 */
export function goLive(parts: WhatsAppParts, place: Place, given: Door): Live {
  const { db, clock, log, files, settings, terminal } = parts;
  const courtesy = createCourtesy(clock, log);
  const door = courtesy.listenAt(outsideTransactions(given));
  const logger = baileysLogger(log);
  const changed = () => parts.changed?.();
  const silenceMs = (settings.silenceSeconds ?? SILENCE_SECONDS) * 1000;
  const version = settings.version ?? DEFAULT_CONNECTION_CONFIG.version;
  const people = createPeopleNews(door, log);
  const keys = openKeys(db, {
    identityChanged: (address) => door.identityChanged(address),
    numberLearned: people.numberLearned,
  });
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
  // Every miss costs a query and a new session with that phone, so these outlive the sockets.
  const userDevicesCache = createCache(clock, { atMost: 10_000, keptMs: 6 * HOUR_MS });
  const msgRetryCounterCache = createCache(clock, { atMost: 10_000, keptMs: HOUR_MS });
  const { perSecond = LIMITS.perSecond, chatPauseMs = LIMITS.chatPauseMs } = settings;
  const governor = createGovernor(clock, { perSecond, chatPauseMs });
  const sentFiles = openSentFiles(db, clock);
  const sending = createSending({
    clock,
    log,
    governor,
    courtesy,
    files: sentFiles,
    devices: userDevicesCache,
    socket: () => connection.socket(),
    receipt: (receipt) => door.receipt(receipt),
    // Later: letters are chosen in a transaction, and a line that ends hands in what it still holds.
    lineDoubted: () => void setImmediate(() => connection.doubt('a message got no answer')),
  });
  const repeats = createRepeats({
    log,
    sent: (id) => repeated(parts.sentText(id), { now: clock.now(), file: () => sentFiles.find(id) }),
  });
  const reupload = async (message: WAMessage) => {
    const socket = connection.socket();
    if (!socket) throw new Error('asking a phone for a file: not connected');
    return socket.updateMediaMessage(message);
  };
  const fetching = createFetching({
    files,
    log,
    pausesMs: FETCH_PAUSES_MS,
    awaited: () => door.awaitingFiles(),
    isConnected: () => connection.socket() !== undefined,
    fetch: (reference, stopping) => fetchOrPutBack(reference, { place, reupload }, stopping),
    arrived: (messageId, file) => door.fileArrived(messageId, file),
  });
  const reading = createReading({
    db,
    clock,
    log,
    door,
    unreadMs: (settings.unreadSeconds ?? UNREAD_SECONDS) * 1000,
    socket: () => connection.socket(),
    awaiting: fetching.begin,
    identity: keys.identityUsed,
  });

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

  // A quick word about our own message comes merged into the message itself.
  const ownCame = safely('own message', ({ key, status }: WAMessage) => {
    if (key.fromMe) report(receiptOfStatus({ id: key.id, status }));
  });
  const statusCame = safely('status', ({ key, update }: WAMessageUpdate) => {
    if (key.fromMe) report(receiptOfStatus({ id: key.id, status: update.status }));
  });

  const makeSocket = (): WASocket => {
    const socket = makeWASocket({
      auth: keys.auth(),
      makeSignalRepository: reading.makeSignalRepository,
      waWebSocketUrl: place.socketUrl,
      browser: Browsers.ubuntu('Chrome'),
      version,
      keepAliveIntervalMs: silenceMs / PINGS_PER_SILENCE,
      markOnlineOnConnect: false,
      syncFullHistory: false,
      // Without these two Baileys learns no LIDs; with more it holds the backlog back for 20 s.
      shouldSyncHistoryMessage: ({ syncType }) =>
        syncType === HistorySyncType.INITIAL_BOOTSTRAP || syncType === HistorySyncType.PUSH_NAME,
      getMessage: async ({ id }) => (id ? repeats.find(id) : undefined),
      userDevicesCache,
      msgRetryCounterCache,
      logger,
    });
    pairing.watch(socket);
    socket.ev.on('creds.update', safely('creds.update', keys.saveCreds));
    people.watch(socket);
    reading.watch(socket);
    socket.ev.on('messages.upsert', ({ messages }) => messages.forEach(ownCame));
    socket.ev.on('messages.update', (updates) => updates.forEach(statusCame));
    socket.ws.on(
      'CB:ack,class:message',
      safely('ack', ({ attrs }: BinaryNode) => sending.answered(attrs)),
    );
    repeats.watch(socket);
    heedRestrictions(socket, { clock, log, governor });
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
      sending.lineFound();
      fetching.resume();
      sentFiles.forgetOld();
    },
    closed: sending.lineLost,
  });
  const endStrays = outliveStrays(log);
  connection.start();
  // For a line that holds for weeks.
  const forgetting = setInterval(
    safely('old files', () => sentFiles.forgetOld()),
    DAY_MS,
  ).unref();

  return {
    admit: sending.admit,
    speed: governor.speed,
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
      clearInterval(forgetting);
      await sending.quiet(LAST_WORDS_MS);
      await connection.stop();
      keys.retire();
      sending.lineLost();
      await Promise.all([reading.stop(), fetching.stop()]);
      endStrays();
    },
  };
}
