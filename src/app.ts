import { join, resolve } from 'node:path';
import { flows } from '../flows/index.ts';
import { textId } from '../templates/messages/index.ts';
import type { Scene } from '../templates/messages/kit.ts';
import { createAdmin } from './admin/server.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { migrate } from './db/migrate.ts';
import { type Db, open } from './db/open.ts';
import { seedHolidays } from './domain/calendar/index.ts';
import { seedCatalogue } from './domain/catalogue/index.ts';
import { chainOlderRows } from './domain/chain/index.ts';
import type { DomainContext } from './domain/context.ts';
import type { Fact } from './domain/journal.ts';
import { readLab } from './domain/lab/index.ts';
import type { Print } from './domain/prints.ts';
import type { Ask, Readings } from './domain/readings.ts';
import { ownTexts } from './domain/texts/index.ts';
import { seedTourKinds } from './domain/tours/index.ts';
import { labDayAt } from './domain/values/lab-day.ts';
import { perform, submitForm } from './effects.ts';
import { answerWindow } from './engine/answer-window.ts';
import { createEngine, type Engine } from './engine/engine.ts';
import { sentText, tappable } from './engine/outbox.ts';
import { readTraffic } from './engine/pulse.ts';
import { resend } from './engine/resend.ts';
import { readThread } from './engine/thread.ts';
import { createFileTokens } from './files/file-tokens.ts';
import { inspectPdf } from './files/inspect-pdf.ts';
import { createFileStore, type FileStore } from './files/store.ts';
import { createHealth } from './health.ts';
import {
  closingWindows,
  createJobs,
  digests,
  jobs,
  makeExports,
  mediaSweep,
  nightlyBackup,
  PRINT_JOB,
  printOrders,
  staffNews,
  watchLine,
} from './jobs/index.ts';
import { createJournalCheck } from './journal-check.ts';
import { lineDeeds, lineOf } from './line.ts';
import type { Log } from './log.ts';
import { createMailer } from './mail.ts';
import { figureSources } from './metrics.ts';
import { notify } from './notices/index.ts';
import { createPrinter } from './print/index.ts';
import { createReader, type Reader, readHere } from './reader/index.ts';
import { createSheetLook } from './sheets/index.ts';
import { createFigures } from './site/figures.ts';
import { createFrontDoor, type Listening } from './site/front-door.ts';
import { createSite } from './site/server.ts';
import { createTransact, type Transact } from './transact.ts';
import { type Cloud, createCloud } from './transports/cloud/index.ts';
import { createSimulator, type Simulator } from './transports/simulator/index.ts';
import type { Transport } from './transports/transport.ts';
import { createWhatsApp, type WhatsApp } from './transports/whatsapp/index.ts';

/** What a lab is put together from; the same for the service, the terminal chat and the tests. */
export interface AppParts {
  config: Config;
  clock: Clock;
  log: Log;
  /** Shows the operator a line. */
  terminal(line: string): void;
  /** A transport instead of the configured one. */
  transport?(given: { db: Db; clock: Clock; files: FileStore }): Transport;
}

/** A lab that is put together. */
export interface App {
  db: Db;
  transact: Transact;
  engine: Engine;
  files: FileStore;
  clock: Clock;
  /** Where citizens and staff reach the pages, without a slash at the end. */
  publicUrl(): string;
  start(): Promise<Listening>;
  stop(): Promise<void>;
}

/** What came of putting the lab together. */
export type Made =
  | { outcome: 'made'; app: App }
  | { outcome: 'taken'; dataDir: string }
  | { outcome: 'unwritable'; dataDir: string; reason: string };

/**
 * Puts a lab together. Nothing runs until `start`.
 *
 * Longer than other files, because it is the only place where all parts meet.
 */
export function createApp({ config, clock, log, terminal, transport: given }: AppParts): Made {
  const opened = open(config.dataDir);
  if (opened.outcome !== 'opened') return opened;
  const { db } = opened;
  migrate(db);

  let port = config.port;
  const publicUrl = () => config.publicUrl ?? `http://localhost:${port}`;
  const settings = remembered(() => readLab(db, config.timeZone));
  const texts = remembered(
    (): ReadonlyMap<string, string> =>
      new Map(ownTexts(db).map(({ message, language, text }) => [textId(message, language), text])),
  );
  const listeners = new Set<(facts: Fact[]) => void>();
  const scene = (): Scene => ({
    lab: settings.read(),
    publicUrl: publicUrl(),
    simulated: config.transport === 'simulator',
    texts: texts.read(),
  });

  const transact = createTransact({
    db,
    clock,
    lab: settings.read,
    notice: (ctx: DomainContext, fact) => notify(ctx, fact, scene()),
    committed(facts) {
      if (facts.some(({ kind }) => kind === 'lab.changed')) settings.forget();
      if (facts.some(({ kind }) => kind === 'text.changed')) texts.forget();
      for (const listener of listeners) listener(facts);
      engine.wake();
    },
  });
  chainJournal(transact, log);
  transact({ kind: 'system' }, (ctx) => {
    seedCatalogue(ctx);
    seedTourKinds(ctx);
    seedHolidays(ctx);
  });

  const newReader = () =>
    config.dataDir === ':memory:' ? readHere(db) : createReader({ dataDir: config.dataDir });
  // Nobody's search waits behind a chart of all there is, and no chart behind what takes minutes.
  const reader = newReader();
  const counter = newReader();
  const exporter = newReader();
  const threads: { [Name in keyof Readings]?: Reader } = {
    chart: counter,
    chartSheet: counter,
    published: counter,
    digest: counter,
    catalogueWorkbook: counter,
    exportCases: exporter,
    journalChecked: exporter,
  };
  const ask: Ask = (name, input, asking) => (threads[name] ?? reader).ask(name, input, asking);
  const exportsFolder = resolve(config.dataDir, 'exports');
  // Pages look again; what they show is theirs to ask for.
  const changed = () => {
    for (const listener of listeners) listener([]);
  };
  const files = createFileStore({
    ...{ dataDir: config.dataDir, db, clock, transact },
    lookIntoSheet: createSheetLook({
      today: () => labDayAt(clock.now(), config.timeZone),
      lab: settings.read,
    }),
  });
  const printer = createPrinter();
  // What comes from outside is marked in a thread of its own: no label waits behind it.
  const marker = createPrinter();
  const print: Print = (what, data) => (what === 'stamped' ? marker : printer).print(what, data);
  const simulator: Simulator | undefined =
    !given && config.transport === 'simulator'
      ? createSimulator({ db, clock, files, log, lab: settings.read })
      : undefined;
  const whatsapp: WhatsApp | undefined =
    !given && config.transport === 'whatsapp'
      ? createWhatsApp({
          db,
          clock,
          files,
          settings: config.whatsapp,
          log,
          terminal,
          changed,
          sentText: (messageId) => sentText(db, messageId),
        })
      : undefined;
  const cloud: Cloud | undefined =
    !given && config.cloud
      ? createCloud({
          clock,
          files,
          settings: config.cloud,
          log,
          tappable: (messageId) => tappable(db, messageId),
        })
      : undefined;
  const transport = given?.({ db, clock, files }) ?? simulator ?? whatsapp ?? cloud;
  if (!transport) throw new Error(`no transport for ${config.transport}`);

  const engine = createEngine({
    transact,
    flows,
    perform,
    scene,
    transports: [transport],
    file: (fileId) => files.open(fileId),
    log,
  });

  const lineWatch = watchLine({
    db,
    clock,
    log,
    state: () => transport.state(),
    hasWorked: () => whatsapp?.line()?.wasPaired || readTraffic(db).lastMessageAt !== undefined,
    scene: () => ({
      labName: settings.read().shortName,
      by: cloud ? 'cloud' : 'phone',
      timeZone: config.timeZone,
      page: `${publicUrl()}/admin/whatsapp`,
    }),
    mail: config.mail && createMailer(config.mail),
  });
  const supervisors = digests({
    db,
    clock,
    lab: settings.read,
    scene,
    ask,
    async keepPicture(png, name) {
      const kept = await files.admit(Buffer.from(png), { name, origin: 'staff', accepts: ['png'] });
      return kept.outcome === 'stored' ? kept.fileId : undefined;
    },
    // After their time for free answers only approved words arrive, and a picture would wait.
    takesPictures(citizenId) {
      const given = { lab: settings.read(), transports: [transport], now: clock.now() };
      return (answerWindow(db, citizenId, given)?.outcome ?? 'open') === 'open';
    },
  });
  const backups = nightlyBackup({
    dataDir: config.dataDir,
    backupDir: config.backup.dir ?? join(config.dataDir, 'backups'),
    lab: settings.read,
    now: clock.now,
  });
  const sweep = mediaSweep({ dataDir: config.dataDir, db, clock, sweepIncoming: () => files.sweep() });
  const clockwork = createJobs(
    [
      ...jobs,
      printOrders({ db, lab: settings.read, publicUrl, print, files, log }),
      makeExports({ db, ask, folder: exportsFolder, timeZone: config.timeZone, log }),
      closingWindows([transport]),
      staffNews(scene),
      lineWatch,
      backups,
      sweep,
      supervisors,
    ],
    {
      db,
      clock,
      transact,
      timeZone: config.timeZone,
      log,
    },
  );

  listeners.add((facts) => {
    if (facts.some(({ kind }) => kind === 'paper.ordered')) setImmediate(() => clockwork.wake(PRINT_JOB));
  });

  const health = createHealth({
    db,
    dataDir: config.dataDir,
    timeZone: config.timeZone,
    clock,
    transport,
    trouble: engine.trouble,
  });

  const fileTokens = createFileTokens(clock.chance(32));
  const admin = createAdmin({
    perform,
    submitForm,
    fileTokens,
    db,
    transact,
    clock,
    lab: settings.read,
    get publicUrl() {
      return publicUrl();
    },
    log,
    ask,
    print,
    exportPath: (storedAs) => join(exportsFolder, storedAs),
    journalCheck: createJournalCheck({ db, ask, transact, log, changed }),
    files,
    async inspectReport(fileId) {
      const file = files.open(fileId);
      return file ? inspectPdf(file.path) : { outcome: 'missing' };
    },
    thread: (citizenId, before) => readThread(db, citizenId, before),
    resend,
    answerWindow: (citizenId) =>
      answerWindow(db, citizenId, { lab: settings.read(), transports: [transport], now: clock.now() }),
    transport: () => ({
      name: transport.name,
      state: transport.state(),
      ...lineOf(whatsapp),
    }),
    traffic: () => readTraffic(db),
    jobs: clockwork,
    health,
    line: whatsapp && lineDeeds(whatsapp, config.whatsapp.pairingPhone, log),
    mail: config.mail && createMailer(config.mail),
    onFacts(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  const site = createSite({
    fileTokens,
    perform,
    submitForm,
    publicUrl,
    transact,
    clock,
    lab: settings.read,
    files,
    log,
    published: () => ask('published', { lab: settings.read(), now: clock.now() }),
    print,
    simulated: simulator !== undefined,
    texts: texts.read,
  });
  const door = createFrontDoor(
    [
      // Before all others: nothing of theirs may read a body whose bytes are signed.
      ...(cloud ? [{ path: '/', router: cloud.router }] : []),
      ...(simulator ? [{ path: '/', router: simulator.router }] : []),
      { path: '/admin', router: admin },
      { path: '/', router: site },
    ],
    config.trustedProxies,
    health,
    {
      ...createFigures(health, figureSources({ db, clock, jobs: clockwork })),
      token: config.metricsToken,
    },
  );
  return {
    outcome: 'made',
    app: {
      db,
      transact,
      engine,
      files,
      clock,
      publicUrl,
      async start() {
        const listening = await door.listen(config.port, config.host);
        if (listening.outcome !== 'listening') return listening;
        port = listening.port;
        await files.sweep();
        await engine.start();
        clockwork.start();
        return listening;
      },
      async stop() {
        // First, so that no job waits for a file that takes minutes; it is made again.
        await exporter.stop();
        await clockwork.stop();
        await door.close();
        await engine.stop();
        await printer.stop();
        await marker.stop();
        await counter.stop();
        await reader.stop();
        opened.close();
      },
    },
  };
}

/** Chains what an earlier version wrote without a chain; afterwards there is nothing to do. */
function chainJournal(transact: Transact, log: Log): void {
  let rows = 0;
  for (let more = 1; more > 0; rows += more) more = transact({ kind: 'system' }, chainOlderRows);
  if (rows > 0) log.info({ rows }, 'the journal is chained now');
}

/** A value that is read once and again after `forget`. */
function remembered<Kept>(read: () => Kept): { read(): Kept; forget(): void } {
  let kept: Kept | undefined;
  return {
    read() {
      kept ??= read();
      return kept;
    },
    forget() {
      kept = undefined;
    },
  };
}
