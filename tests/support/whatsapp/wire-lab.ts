import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, openReadOnly } from '../../../src/db/open.ts';
import { type Service, startService } from '../service.ts';
import { type FakeWhatsApp, startFakeWhatsApp } from './index.ts';
import { pairedService } from './paired-service.ts';

/** A WhatsApp and one lab's data folder, for a test over the wire. */
export interface WireLab {
  readonly whatsapp: FakeWhatsApp;
  readonly dataDir: string;
  /** Starts the service without linking it. */
  start(environment?: Record<string, string>): Promise<Service>;
  /** Starts it, links it unless it is linked, and waits until it is online. */
  startPaired(environment?: Record<string, string>): Promise<Service>;
  /** Reads the lab's database beside the running service. */
  look<Found>(read: (db: Db) => Found): Found;
  /** Ends everything, also after a failed test. */
  end(): Promise<void>;
}

/** A fresh WhatsApp and a lab that has not been started. */
export async function wireLab(): Promise<WireLab> {
  const whatsapp = await startFakeWhatsApp();
  const dataDir = mkdtempSync(join(tmpdir(), 'sapalab-wire-'));
  const services: Service[] = [];
  const kept = (service: Service): Service => {
    services.push(service);
    return service;
  };
  return {
    whatsapp,
    dataDir,
    start: async (environment = {}) =>
      kept(await startService(dataDir, { ...whatsapp.environment, ...environment })),
    startPaired: async (environment = {}) => kept(await pairedService(whatsapp, dataDir, environment)),
    look(read) {
      const db = openReadOnly(dataDir);
      try {
        return read(db);
      } finally {
        db.$client.close();
      }
    },
    async end() {
      await Promise.all(services.map((service) => service.kill()));
      await whatsapp.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
