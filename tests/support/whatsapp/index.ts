import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BinaryNode } from '@whiskeysockets/baileys';
import { silenceConsole } from '../../../src/transports/whatsapp/quiet.ts';
import { openEntrance } from './entrance.ts';
import type { Exchange } from './exchange.ts';
import { noFaults } from './exchange.ts';
import { createFaults, type Faults } from './faults.ts';
import { createLabPhone, type LabPhone } from './lab-phone.ts';
import { createMailbox, userOf } from './mailbox.ts';
import { startMediaHost } from './media.ts';
import { createNews } from './news.ts';
import { createPairing, type Linked } from './pairing.ts';
import { createPerson } from './person.ts';
import { createSwitchboard } from './switchboard.ts';
import type { Person, Who } from './who.ts';

export type { Content } from './content.ts';
export type { Person } from './who.ts';

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

  let people = 0;

  const pairing = createPairing({
    account,
    news,
    identity: () => labPhone.identity,
    linked: (device) => {
      exchange.device = device;
      void labPhone.greets();
    },
  });
  const removed = () => {
    exchange.device = undefined;
    entrance.endWith('401', [{ tag: 'conflict', attrs: { type: 'device_removed' } }]);
  };
  const switchboard = createSwitchboard(exchange, {
    fileWanted: labPhone.fileWanted,
    becameActive: (line) => entrance.becameActive(line),
    unlinked: removed,
  });
  const entrance = await openEntrance({ exchange, pairing, stanza: switchboard.stanza });
  const certificate = join(folder, 'media.pem');
  writeFileSync(certificate, media.certificate);

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
    removesDevice: removed,
    get isLinked() {
      return exchange.device !== undefined;
    },
  });

  return {
    environment: {
      TRANSPORT: 'whatsapp',
      WHATSAPP_SOCKET_URL: `ws://127.0.0.1:${entrance.port}/ws/chat`,
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
    faults: createFaults({ plan, media, entrance }),
    redeliver(id) {
      if (!mailbox.redeliver(id)) throw new Error(`${id} was never delivered, or too long ago`);
    },
    goOffline() {
      plan.isOffline = true;
      entrance.resetAll();
    },
    comeBack({ deadLinesStay = false } = {}) {
      plan.isOffline = false;
      plan.isSilent = false;
      entrance.resetAll(deadLinesStay ? 'unanswered' : undefined);
    },
    get connections() {
      return entrance.connections;
    },
    get logins() {
      return entrance.logins;
    },
    get isOnline() {
      return entrance.isOnline;
    },
    async online({ after = 0, ms } = {}) {
      await news.until(() => entrance.isOnline && entrance.logins > after, 'the bot to be online', ms);
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
      await entrance.stop();
      await media.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
