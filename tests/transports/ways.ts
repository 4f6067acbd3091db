import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/clock.ts';
import { createFileStore, type FileStore } from '../../src/files/store.ts';
import { createLog } from '../../src/log.ts';
import { createMemoryTransport } from '../../src/transports/memory/index.ts';
import type { Door, InboundFile, Outbound, Receipt, Transport } from '../../src/transports/transport.ts';
import { createWhatsApp } from '../../src/transports/whatsapp/index.ts';
import { testLab } from '../support/lab.ts';
import { startFakeWhatsApp } from '../support/whatsapp/index.ts';
import { codeIn } from '../support/whatsapp/paired-service.ts';
import { cloudLab } from './cloud/cloud-lab.ts';
import { type HearingDoor, hearingDoor } from './hearing-door.ts';
import { simulatorLab } from './simulator-lab.ts';

/** One way to be heard, between a person called Siti and a door that only writes down what it hears. */
export interface Way {
  transport: Transport;
  door: HearingDoor;
  receipts: Receipt[];
  /** Siti writes; the same id again is a redelivery. Rejects where she would see that it failed. */
  says(text: string, id: string): Promise<unknown>;
  /** Siti sends a file; left out where this test cannot carry one. */
  sendsFile?(bytes: Buffer, mimeType: string, name: string): Promise<unknown>;
  /** What became of her files, in order. */
  files?(): (InboundFile | undefined)[];
  /** Keeps a file that can be sent to her. */
  keeps?(bytes: Buffer, name: string): Promise<NonNullable<Outbound['file']>>;
  /** What has reached Siti, each message once under its name there. */
  reached(): { text: string; file?: Buffer }[];
  /** Siti reads everything; left out where nobody ever learns of it. */
  reads?(): Promise<unknown>;
  close(): Promise<unknown>;
}

/** Every transport, opened and started. */
export const ways: readonly { name: string; open(): Promise<Way> }[] = [
  { name: 'memory', open: memoryWay },
  { name: 'simulator', open: simulatorWay },
  { name: 'whatsapp', open: whatsappWay },
  { name: 'cloud', open: cloudWay },
];

async function memoryWay(): Promise<Way> {
  const transport = createMemoryTransport(() => systemClock.now());
  const door = hearingDoor();
  const receipts: Receipt[] = [];
  await transport.start({ ...door, receipt: (receipt) => void receipts.push(receipt) });
  const distinct = () => new Map(transport.sentTo('6281200000001').map((sent) => [sent.messageId, sent]));
  return {
    transport,
    door,
    receipts,
    says: (text, messageId) => transport.deliver({ address: '6281200000001', text, messageId }),
    reached: () => [...distinct().values()].map(({ text }) => ({ text })),
    reads: async () => {
      for (const messageId of distinct().keys()) transport.receipt({ messageId, state: 'read' });
    },
    close: () => transport.stop(),
  };
}

async function simulatorWay(): Promise<Way> {
  const { simulator, door, files, origin, close } = await simulatorLab();
  const phone = '6281200000001';
  const post = async (message: object) => {
    const response = await fetch(`${origin}/simulator/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ from: phone, ...message }),
    });
    if (!response.ok) throw new Error(`the simulator answered ${response.status}`);
  };
  const shown: { text: string; file?: Buffer }[] = [];
  const look = async () => {
    const answer = await fetch(`${origin}/simulator/messages?to=${phone}&after=0`);
    // The addresses' contract says what stands there.
    const messages = (await answer.json()) as { text: string; file?: { url: string } }[];
    shown.length = 0;
    for (const { text, file } of messages) {
      const bytes = file && Buffer.from(await (await fetch(origin + file.url)).arrayBuffer());
      shown.push({ text, ...(bytes ? { file: bytes } : {}) });
    }
  };
  return {
    transport: watched(simulator, look),
    door,
    receipts: [],
    says: (text, id) => post({ text, id }),
    sendsFile: (bytes, mimeType, name) =>
      post({ file: { name, mimeType, base64: bytes.toString('base64') } }),
    files: () => door.heard.flatMap(({ file }) => file ?? []),
    keeps: keeping(files),
    reached: () => shown,
    close,
  };
}

async function cloudWay(): Promise<Way> {
  const lab = await cloudLab();
  lab.graph.statuses = ['sent', 'delivered'];
  const siti = lab.graph.person({ name: 'Siti', phone: '6281200000001', userId: 'ID.150' });
  const says = async (text: string, id: string) => {
    await siti.says(text, { id, at: lab.lab.clock.now() });
    if (siti.answered !== 200) throw new Error(`the webhook answered ${siti.answered}`);
  };
  return {
    transport: lab.cloud,
    door: lab.door,
    receipts: lab.receipts,
    says,
    sendsFile: async (bytes, mimeType, name) => {
      await siti.sendsFile({ bytes, mimeType, name });
    },
    files: () => lab.arrived.map(({ file }) => file),
    keeps: keeping(lab.files),
    reached: () => siti.heard.map(({ text, file }) => ({ text, ...(file ? { file: file.bytes } : {}) })),
    reads: async () => {
      for (const { metaId } of siti.heard) await lab.graph.status(metaId, 'read');
    },
    close: lab.close,
  };
}

/** Baileys in this very process. Its files go over HTTPS to a host that only a process of its own trusts. */
async function whatsappWay(): Promise<Way> {
  const lab = testLab();
  const dataDir = mkdtempSync(join(tmpdir(), 'sapalab-ways-'));
  const fake = await startFakeWhatsApp();
  let shown = '';
  const transport = createWhatsApp({
    db: lab.db,
    clock: systemClock,
    files: createFileStore({ dataDir, db: lab.db, clock: lab.clock, transact: lab.transact }),
    settings: {
      socketUrl: fake.environment.WHATSAPP_SOCKET_URL,
      pairingPhone: fake.lab.number,
      perSecond: 20,
      chatPauseMs: 0,
    },
    log: createLog('silent'),
    terminal: (line) => {
      shown += `${line}\n`;
    },
    sentText: () => undefined,
  });
  const door = hearingDoor();
  const receipts: Receipt[] = [];
  const note = (receipt: Receipt) => void receipts.push(receipt);
  const listening: Door = { ...door, receipt: note, receiptsNow: (all) => all.forEach(note) };
  await transport.start(listening);
  const code = await fake.until(
    () => fake.lab.waiting() === 'forCode' && codeIn(shown),
    'a pairing code',
    20_000,
  );
  await fake.lab.types(code);
  await fake.online({ ms: 20_000 });
  await fake.until(() => transport.state().status === 'connected', 'a connection', 20_000);
  const siti = fake.person({ name: 'Siti' });
  const written = new Map<string, string>();
  return {
    transport,
    door,
    receipts,
    async says(text, id) {
      const known = written.get(id);
      if (known) fake.redeliver(known);
      else written.set(id, await siti.says(text));
    },
    reached: () => siti.heard.map(({ text }) => ({ text })),
    async reads() {
      await siti.reads();
    },
    async close() {
      await transport.stop();
      await fake.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The same transport, with a look at what has come after each message. */
function watched(transport: Transport, look: () => Promise<void>): Transport {
  return {
    name: transport.name,
    again: transport.again,
    start: (door) => transport.start(door),
    async send(message: Outbound) {
      const sent = await transport.send(message);
      await look();
      return sent;
    },
    state: () => transport.state(),
    stop: () => transport.stop(),
  };
}

/** A picture of ours in the lab's store, as it is sent. */
const keeping =
  (files: FileStore) =>
  async (bytes: Buffer, name: string): Promise<NonNullable<Outbound['file']>> => {
    const admitted = await files.admit(bytes, { name, origin: 'staff', accepts: ['png'] });
    if (admitted.outcome !== 'stored') throw new Error(`not kept: ${admitted.problem}`);
    const { fileId, mimeType } = admitted;
    return { fileId, path: files.open(fileId)?.path ?? '', name, mimeType };
  };
