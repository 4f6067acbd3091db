import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import { WebSocketServer } from 'ws';
import { silenceConsole } from '../../../src/transports/whatsapp/quiet.ts';
import { secondsNow } from './correspondent.ts';
import type { Exchange } from './exchange.ts';
import { noFaults } from './exchange.ts';
import { createFaults, type Faults } from './faults.ts';
import { createLabPhone, type LabPhone } from './lab-phone.ts';
import { createLine, type Line } from './line.ts';
import { createMailbox, userOf } from './mailbox.ts';
import { startMediaHost } from './media.ts';
import { createNews } from './news.ts';
import { createPairing, type Linked } from './pairing.ts';
import { createPerson, type Person, type Who } from './person.ts';
import { createSwitchboard } from './switchboard.ts';

export type { Content } from './content.ts';
export type { Heard, Person, Who, Writing } from './person.ts';

/** The lab's own phone. */
export interface Lab extends LabPhone {
  /** Digits with country code. */
  readonly number: string;
  readonly phoneAddress: string;
  readonly lidAddress: string;
  /** Points the camera at a QR. */
  scans(qr: string): Promise<Linked>;
  /** Types a pairing code, with or without its dash. */
  types(code: string): Promise<Linked>;
  /** The next scan is answered by `companion_reg_refresh`: only the QR shown after it is taken. */
  wantsNewSecret(): void;
  /** Whether a client waits to be linked. */
  waiting(): 'forScan' | 'forCode' | undefined;
  /** Waits for one that waits. */
  waits(how: 'forScan' | 'forCode', ms?: number): Promise<void>;
  /** Removes the bot from the linked devices: 401, now and with every later login. */
  removesDevice(): void;
  readonly isLinked: boolean;
}

/** WhatsApp on this machine, for a service in a process of its own. */
export interface FakeWhatsApp {
  /** For `startService`. */
  readonly environment: Record<string, string>;
  readonly lab: Lab;
  person(who: Who): Person;
  readonly faults: Faults;
  /** Delivers a message a second time: the same bytes, also when it has been answered. */
  redeliver(id: string): void;
  /** The server is away: lines break, nobody gets in. What people write is kept. */
  goOffline(): void;
  /** The server answers again. Lines that went dead are reset, unless they are to stay dead. */
  comeBack(how?: { deadLinesStay?: boolean }): void;
  /** How often a client has connected, and logged in with its keys. */
  readonly connections: number;
  readonly logins: number;
  /** Whether the bot is logged in and has its backlog. */
  readonly isOnline: boolean;
  /** Waits until it is; with `after`, for a login with a higher number. */
  online(wanted?: { after?: number; ms?: number }): Promise<void>;
  /** How many messages of the bot the server has taken. */
  readonly taken: number;
  /** How often files were brought and fetched. */
  readonly files: { uploads: number; downloads: number };
  /** Stanzas the bot has not answered. */
  unacknowledged(): BinaryNode[];
  /** Waits until there are none. */
  allAnswered(ms?: number): Promise<void>;
  /** Waits for anything else. */
  until<Found>(look: () => Found | undefined | false, waitedFor: string, ms?: number): Promise<Found>;
  /** Puts a stanza of your own into the mailbox. */
  post(stanza: BinaryNode): void;
  stop(): Promise<void>;
}

const LAB_NUMBER = '6281234567890';
const LAB_LID = '99000000000001';
const FAILURE_AFTER_MS = 20;

/** Starts a WhatsApp on free ports of this machine. */
export async function startFakeWhatsApp(): Promise<FakeWhatsApp> {
  silenceConsole();
  const folder = mkdtempSync(join(tmpdir(), 'sapalab-whatsapp-'));
  const media = await startMediaHost();
  const news = createNews();
  const plan = noFaults();
  const exchange: Exchange = {
    account: {
      number: LAB_NUMBER,
      name: 'Balai Labkesmas',
      phoneAddress: `${LAB_NUMBER}@s.whatsapp.net`,
      lidAddress: `${LAB_LID}@lid`,
    },
    mailbox: createMailbox(news),
    media,
    news,
    plan,
    device: undefined,
    phones: new Map(),
    letters: new Map(),
  };
  const { account, mailbox, phones } = exchange;
  const labPhone = createLabPhone(exchange);
  phones.set(LAB_NUMBER, labPhone.line);
  phones.set(LAB_LID, labPhone.line);

  /** The line of the linked client, and whether it has its backlog. */
  let current: { line: Line; isActive: boolean } | undefined;
  let connections = 0;
  let logins = 0;
  let people = 0;
  const sockets = new Set<Socket>();
  /** Those that asked while the network was dead. */
  const unanswered = new Set<Socket>();

  const pairing = createPairing({
    account,
    news,
    identity: () => labPhone.identity,
    linked: (device) => {
      exchange.device = device;
      void labPhone.greets();
    },
  });
  const switchboard = createSwitchboard(exchange, {
    fileWanted: labPhone.fileWanted,
    becameActive: (line) => {
      if (current?.line !== line || current.isActive) return;
      current.isActive = true;
      mailbox.open(line);
      news.tell();
    },
    unlinked: () => {
      exchange.device = undefined;
      endWith('401', [{ tag: 'conflict', attrs: { type: 'device_removed' } }]);
    },
  });

  const hangUp = () => {
    current = undefined;
    mailbox.close();
    news.tell();
  };
  const endWith = (code: string | undefined, content: BinaryNode[] = []) => {
    const line = current?.line;
    hangUp();
    line?.send({ tag: 'stream:error', attrs: code ? { code } : {}, content });
    line?.close();
  };
  const refuse = (line: Line, code: number) => {
    line.send({ tag: 'failure', attrs: { reason: String(code), location: 'loopback' } });
    setTimeout(() => line.close(), FAILURE_AFTER_MS).unref();
  };

  const introduced = (line: Line, client: { key: Buffer; payload: proto.ClientPayload }) => {
    const { username, device } = client.payload;
    if (!username) return pairing.begin(line, client);
    if (plan.refusal && plan.refusal.times > 0) {
      plan.refusal.times -= 1;
      return refuse(line, plan.refusal.code);
    }
    const known = exchange.device;
    const isKnown =
      known?.number === device && known?.noiseKey.equals(client.key) && String(username) === LAB_NUMBER;
    if (!isKnown) return refuse(line, 401);
    if (current) endWith(undefined, [{ tag: 'conflict', attrs: { type: 'replaced' } }]);
    logins += 1;
    current = { line, isActive: false };
    const lid = account.lidAddress.replace('@', `:${known?.number}@`);
    line.send({ tag: 'success', attrs: { lid, t: secondsNow(), location: 'loopback' } });
  };

  const server = createServer((_request, response) => response.writeHead(404).end());
  const entrance = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (plan.isOffline) socket.resetAndDestroy();
  });
  server.on('upgrade', (request, socket, head) => {
    if (plan.isSilent) return void unanswered.add(request.socket);
    entrance.handleUpgrade(request, socket, head, (ws) => {
      connections += 1;
      createLine(ws, request.socket, {
        introduced,
        stanza(line, stanza) {
          if (current?.line === line) switchboard.stanza(line, stanza);
          else pairing.stanza(line, stanza);
        },
        closed(line) {
          pairing.closed(line);
          if (current?.line === line) hangUp();
          news.tell();
        },
      });
      news.tell();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const certificate = join(folder, 'media.pem');
  writeFileSync(certificate, media.certificate);

  const isOnline = () => current?.isActive ?? false;
  const lab: Lab = Object.assign(labPhone.phone, {
    number: LAB_NUMBER,
    phoneAddress: account.phoneAddress,
    lidAddress: account.lidAddress,
    scans: (qr: string) => pairing.scans(qr),
    types: (code: string) => pairing.types(code),
    wantsNewSecret: () => {
      pairing.wantsNewSecret = true;
    },
    waiting: pairing.waiting,
    waits: async (how: 'forScan' | 'forCode', ms?: number) => {
      await news.until(() => pairing.waiting() === how, `a client that waits ${how}`, ms);
    },
    removesDevice: () => {
      exchange.device = undefined;
      endWith('401', [{ tag: 'conflict', attrs: { type: 'device_removed' } }]);
    },
    get isLinked() {
      return exchange.device !== undefined;
    },
  });

  return {
    environment: {
      TRANSPORT: 'whatsapp',
      WHATSAPP_SOCKET_URL: `ws://127.0.0.1:${port}/ws/chat`,
      NODE_EXTRA_CA_CERTS: certificate,
    },
    lab,
    person(who) {
      people += 1;
      const digits = String(people).padStart(8, '0');
      const known = createPerson(exchange, { phone: `62812${digits}`, lid: `770000${digits}`, ...who });
      phones.set(userOf(known.phone.phoneAddress), known.phone);
      phones.set(userOf(known.phone.lidAddress), known.phone);
      return known.person;
    },
    faults: createFaults({ plan, media, line: () => current?.line, hangUp, endWith }),
    redeliver(id) {
      if (!mailbox.redeliver(id)) throw new Error(`${id} was never delivered, or too long ago`);
    },
    goOffline() {
      plan.isOffline = true;
      for (const socket of sockets) socket.resetAndDestroy();
    },
    comeBack({ deadLinesStay = false } = {}) {
      plan.isOffline = false;
      plan.isSilent = false;
      for (const socket of sockets) {
        if (!deadLinesStay || unanswered.has(socket)) socket.resetAndDestroy();
      }
      unanswered.clear();
    },
    get connections() {
      return connections;
    },
    get logins() {
      return logins;
    },
    get isOnline() {
      return isOnline();
    },
    async online({ after = 0, ms } = {}) {
      await news.until(() => isOnline() && logins > after, 'the bot to be online', ms);
    },
    get taken() {
      return switchboard.taken;
    },
    files: media.counts,
    unacknowledged: mailbox.held,
    async allAnswered(ms) {
      await news.until(() => mailbox.held().length === 0, 'the bot to answer every stanza', ms);
    },
    until: news.until,
    post: mailbox.post,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await media.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
