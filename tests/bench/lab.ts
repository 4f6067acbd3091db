import { join } from 'node:path';
import { flows } from '../../flows/index.ts';
import { systemClock } from '../../src/clock.ts';
import { migrate } from '../../src/db/migrate.ts';
import { type Db, open } from '../../src/db/open.ts';
import { seedHolidays } from '../../src/domain/calendar/index.ts';
import { seedCatalogue } from '../../src/domain/catalogue/index.ts';
import { labSettingsSchema } from '../../src/domain/values/lab-settings.ts';
import { perform } from '../../src/effects.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { notify } from '../../src/notices/index.ts';
import { createTransact } from '../../src/transact.ts';
import type { Door, Outbound, Transport } from '../../src/transports/transport.ts';
import { messageId } from './raw.ts';

/** The whole engine over a database on disk, with a transport that hands what is said to `heard`. */
export interface BenchLab {
  db: Db;
  engine: Engine;
  /** Resolves once the message is committed. */
  says(address: string, text: string): Promise<unknown>;
  stop(): Promise<void>;
}

// The day of the golden transcripts, at the speed of the real clock.
const MORNING = Date.parse('2026-11-20T09:00:00+07:00');

export async function openBenchLab(dataDir: string, heard: (message: Outbound) => void): Promise<BenchLab> {
  const opened = open(join(dataDir, 'lab'));
  if (opened.outcome !== 'opened') throw new Error(`no database: ${opened.outcome}`);
  const { db, close } = opened;
  migrate(db);
  const began = performance.now();
  const clock = { ...systemClock, now: () => new Date(MORNING + performance.now() - began) };
  const lab = { ...labSettingsSchema.parse({}), timeZone: 'Asia/Jakarta', visitsPerDay: 10_000_000 };
  const scene = () => ({ lab, publicUrl: 'https://lab.example', simulated: false });
  const transact = createTransact({
    db,
    clock,
    lab: () => lab,
    notice: (ctx, fact) => notify(ctx, fact, scene()),
    committed: () => {},
  });
  transact({ kind: 'system' }, (ctx) => {
    seedCatalogue(ctx);
    seedHolidays(ctx);
  });
  let door: Door | undefined;
  const transport: Transport = {
    name: 'bench',
    again: 'sameMessage',
    async start(given) {
      door = given;
    },
    async send(message) {
      heard(message);
      return { outcome: 'handedOver' };
    },
    state: () => ({ status: 'connected', detail: '' }),
    async stop() {},
  };
  const fail = (about: unknown) => {
    throw new Error(`the engine complained: ${JSON.stringify(about)}`);
  };
  const engine = createEngine({
    transact,
    flows,
    perform,
    scene,
    transports: [transport],
    file: () => undefined,
    log: { info() {}, warn: fail, debug() {}, error: fail },
  });
  await engine.start();
  return {
    db,
    engine,
    says(address, text) {
      if (!door) throw new Error('the transport has not been started');
      return door.receive({
        transport: 'bench',
        messageId: messageId(),
        kind: 'text',
        address,
        phone: address,
        text,
        sentAt: clock.now(),
      });
    },
    async stop() {
      await engine.stop();
      close();
    },
  };
}
