import type { Flow } from '../../flows/flow.ts';
import { flows as allFlows } from '../../flows/index.ts';
import { migrate } from '../../src/db/migrate.ts';
import { type Db, open } from '../../src/db/open.ts';
import { seedHolidays } from '../../src/domain/calendar/index.ts';
import { seedCatalogue } from '../../src/domain/catalogue/index.ts';
import type { DomainContext } from '../../src/domain/context.ts';
import type { Fact } from '../../src/domain/journal.ts';
import { seedTourKinds } from '../../src/domain/tours/index.ts';
import type { LabSettings } from '../../src/domain/values/lab-settings.ts';
import { labSettingsSchema } from '../../src/domain/values/lab-settings.ts';
import { perform } from '../../src/effects.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { notify } from '../../src/notices/index.ts';
import { createTransact, type Transact } from '../../src/transact.ts';
import { createMemoryTransport, type MemoryTransport } from '../../src/transports/memory/index.ts';
import type { Inbound, Transport } from '../../src/transports/transport.ts';
import { type TestClock, testClock } from './lab.ts';

/** A whole lab in memory: real database, real engine, real flows; only clock and transport are ours. */
export interface World {
  db: Db;
  clock: TestClock;
  engine: Engine;
  transport: MemoryTransport;
  transact: Transact;
  settings: LabSettings;
  facts: Fact[];
  /** What the engine logged as errors; a test that expects none checks that it is empty. */
  errors: string[];
  /** Writes as `who` and waits for the answers; returns everything the bot then said to them. */
  says(who: string, ...texts: string[]): Promise<string[]>;
  /** Writes something that is not plain text. */
  sends(who: string, message: Partial<Inbound>): Promise<string[]>;
  /** Everything the bot has said to `who`. */
  heard(who: string): string[];
  /** One change by the system. */
  change<Result>(work: (ctx: DomainContext) => Result): Result;
  /** One change by an officer. */
  staff<Result>(staffId: number, work: (ctx: DomainContext) => Result): Result;
  stop(): Promise<void>;
}

/** What a world can be made of. */
export interface WorldParts {
  settings?: Partial<LabSettings>;
  flows?: readonly Flow[];
  dataDir?: string;
  clock?: TestClock;
  perform?: typeof perform;
  /** What the transport says of itself, such as that a second try would be a second message. */
  ways?: Partial<Transport>;
}

/** Phone number of an invented person, from the name: letters only. */
export const phoneOf = (who: string): string => {
  if (/^\d+$/.test(who)) return who;
  let sum = 0;
  for (const letter of who) sum = (sum * 31 + letter.charCodeAt(0)) % 10_000;
  return `6281200${String(sum).padStart(4, '0')}90`;
};

/** Opens a lab with the sample catalogue and the holidays, and starts its engine. */
export async function world(parts: WorldParts = {}): Promise<World> {
  const opened = open(parts.dataDir ?? ':memory:');
  if (opened.outcome !== 'opened') throw new Error(`no database: ${opened.outcome}`);
  const { db, close } = opened;
  migrate(db);
  const clock = parts.clock ?? testClock();
  const settings: LabSettings = {
    ...labSettingsSchema.parse({}),
    timeZone: 'Asia/Jakarta',
    ...parts.settings,
  };
  const scene = () => ({ lab: settings, publicUrl: 'https://lab.example', simulated: false });
  const facts: Fact[] = [];
  const errors: string[] = [];
  const transact = createTransact({
    db,
    clock,
    lab: () => settings,
    notice: (ctx, fact) => notify(ctx, fact, scene()),
    committed: (happened) => facts.push(...happened),
  });
  transact({ kind: 'system' }, (ctx) => {
    seedCatalogue(ctx);
    seedTourKinds(ctx);
    seedHolidays(ctx);
  });
  const transport = Object.assign(createMemoryTransport(clock.now), parts.ways);
  const engine = createEngine({
    transact,
    flows: parts.flows ?? allFlows,
    perform: parts.perform ?? perform,
    scene,
    transports: [transport],
    file: (fileId) => ({ path: `/stored/${fileId}`, name: `${fileId}.pdf`, mimeType: 'application/pdf' }),
    log: { info() {}, warn() {}, debug() {}, error: (about: unknown) => errors.push(JSON.stringify(about)) },
    ticking: false,
  });
  await engine.start();

  const textOf = (address: string, from = 0): string[] =>
    transport
      .sentTo(address)
      .slice(from)
      .map(({ text, file }) => (file ? `${text}\n[${file.name}]` : text));

  async function sends(who: string, message: Partial<Inbound>): Promise<string[]> {
    const address = phoneOf(who);
    const before = transport.sentTo(address).length;
    const received = transport.deliver({ address, ...message });
    await engine.settle();
    await received;
    return textOf(address, before);
  }

  return {
    db,
    clock,
    engine,
    transport,
    transact,
    settings,
    facts,
    errors,
    async says(who, ...texts) {
      const said: string[] = [];
      for (const text of texts) {
        clock.pass({ seconds: 5 });
        said.push(...(await sends(who, { text })));
      }
      return said;
    },
    sends,
    heard: (who) => textOf(phoneOf(who)),
    change: (work) => transact({ kind: 'system' }, work),
    staff: (staffId, work) => transact({ kind: 'staff', id: staffId }, work),
    async stop() {
      await engine.stop();
      close();
    },
  };
}
