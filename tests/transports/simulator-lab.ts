import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { createFileStore, type FileStore } from '../../src/files/store.ts';
import { createLog } from '../../src/log.ts';
import { createSheetLook } from '../../src/sheets/index.ts';
import { createSimulator, type Simulator } from '../../src/transports/simulator/index.ts';
import { type TestLab, testLab } from '../support/lab.ts';
import { TODAY } from '../support/sheets.ts';
import { type HearingDoor, hearingDoor } from './hearing-door.ts';

/** A simulator on a port of its own, with a door that only writes down what it hears. */
export interface SimulatorLab {
  lab: TestLab;
  files: FileStore;
  simulator: Simulator;
  door: HearingDoor;
  /** `http://127.0.0.1:…` */
  origin: string;
  server: Server;
  /** The bot says something, under an id of its own unless one is given. */
  botSays(to: string, text: string, messageId?: string): Promise<unknown>;
  close(): Promise<void>;
}

export async function simulatorLab(): Promise<SimulatorLab> {
  const lab = testLab();
  const { db, clock, transact } = lab;
  // A folder that begins with a dot, as a data folder may.
  const dataDir = mkdtempSync(join(tmpdir(), '.sapalab-simulator-'));
  const lookIntoSheet = createSheetLook({ today: () => TODAY, lab: () => lab.settings });
  const files = createFileStore({ dataDir, db, clock, transact, lookIntoSheet });
  const simulator = createSimulator({ db, clock, files, lab: () => lab.settings, log: createLog('silent') });
  const door = hearingDoor();
  await simulator.start(door);
  const app = express();
  app.use(simulator.router);
  const server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // A server that listens on a port has an address with that port.
  const { port } = server.address() as AddressInfo;
  let said = 0;
  return {
    lab,
    files,
    simulator,
    door,
    server,
    origin: `http://127.0.0.1:${port}`,
    botSays(to, text, messageId) {
      said += 1;
      return simulator.send({ address: to, text, messageId: messageId ?? `bot-${said}` });
    },
    async close() {
      await simulator.stop();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
