import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { createFileStore, type FileStore } from '../../../src/files/store.ts';
import { type Cloud, createCloud, type Tappable } from '../../../src/transports/cloud/index.ts';
import type { Door, InboundFile, Outbound, Receipt, Sent } from '../../../src/transports/transport.ts';
import { type FakeGraph, startFakeGraph } from '../../support/graph/index.ts';
import { type TestLab, testLab } from '../../support/lab.ts';
import { type HearingDoor, hearingDoor } from '../hearing-door.ts';

/** A Cloud API transport between a fake Graph API and a door that only writes down what it hears. */
export interface CloudLab {
  lab: TestLab;
  graph: FakeGraph;
  cloud: Cloud;
  files: FileStore;
  door: HearingDoor;
  receipts: Receipt[];
  arrived: { messageId: string; file: Exclude<InboundFile, { state: 'awaiting' }> }[];
  awaiting: { messageId: string; reference: string }[];
  changes: unknown[];
  /** What was logged, as text. */
  logged: string[];
  /** Messages of ours that can be tapped on, by id. */
  said: Map<string, Tappable>;
  /** The lab's webhook, without `/webhooks/whatsapp`. */
  origin: string;
  /** The bot says something to the person at this address. */
  sends(message: Partial<Outbound> & { address: string }): Promise<Sent>;
  /** Stops it and starts it anew, as after a power cut. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function cloudLab(): Promise<CloudLab> {
  const lab = testLab();
  const dataDir = mkdtempSync(join(tmpdir(), 'sapalab-cloud-'));
  const files = createFileStore({ dataDir, db: lab.db, clock: lab.clock, transact: lab.transact });
  const graph = await startFakeGraph();
  const logged: string[] = [];
  const note = (fields: object, text: string) => void logged.push(`${text} ${JSON.stringify(fields)}`);
  const said = new Map<string, Tappable>();
  const cloud = createCloud({
    clock: lab.clock,
    files,
    settings: graph.settings,
    log: { debug: note, info: note, warn: note, error: note },
    tappable: (messageId) => said.get(messageId),
    fetchPausesMs: [1, 1],
  });
  const door = hearingDoor();
  const receipts: Receipt[] = [];
  const arrived: CloudLab['arrived'] = [];
  const awaiting: CloudLab['awaiting'] = [];
  const changes: unknown[] = [];
  const listening: Door = {
    ...door,
    receipt: (receipt) => void receipts.push(receipt),
    receiptsNow: (given) => void receipts.push(...given),
    fileArrived: async (messageId, file) => void arrived.push({ messageId, file }),
    awaitingFiles: () => awaiting,
    samePerson: (known) => void changes.push({ samePerson: known.addresses }),
    identityChanged: (address) => void changes.push({ identityChanged: address }),
  };
  await cloud.start(listening);
  const app = express();
  app.use(cloud.router);
  const server = createServer(app);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  // A server that listens on a port has an address with that port.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  graph.webhook = `${origin}/webhooks/whatsapp`;
  let sent = 0;
  return {
    lab,
    graph,
    cloud,
    files,
    door,
    receipts,
    arrived,
    awaiting,
    changes,
    logged,
    said,
    origin,
    sends(message) {
      sent += 1;
      return cloud.send({ messageId: `3EB0${String(sent).padStart(4, '0')}`, text: 'Halo', ...message });
    },
    async restart() {
      await cloud.stop();
      await cloud.start(listening);
    },
    async close() {
      await cloud.stop();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await graph.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
