import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type App, createApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { reply } from '../../../src/domain/citizens/index.ts';
import { openIncidents } from '../../../src/domain/incidents/index.ts';
import { saveLab } from '../../../src/domain/lab/index.ts';
import { addStaff } from '../../../src/domain/staff/index.ts';
import { readThread } from '../../../src/engine/thread.ts';
import { type FakeGraph, type Person, startFakeGraph } from '../../support/graph/index.ts';
import { type TestClock, testClock } from '../../support/lab.ts';
import { lettersIn } from '../../support/stored.ts';

let dataDir: string;
let clock: TestClock;
let graph: FakeGraph;
let app: App;
let siti: Person;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'sapalab-window-'));
  clock = testClock();
  graph = await startFakeGraph();
  const read = readConfig({ ...graph.environment, DATA_DIR: dataDir, PORT: '0' });
  if (read.outcome !== 'config') throw new Error(read.problems.join());
  const log = pino({ level: 'silent' });
  const made = createApp({ config: read.config, clock, log, terminal() {} });
  if (made.outcome !== 'made') throw new Error(made.outcome);
  app = made.app;
  const rina = { name: 'Rina', email: 'rina@lab.example', role: 'liaison', passwordHash: 'x' } as const;
  app.transact({ kind: 'system' }, (ctx) => addStaff(ctx, rina));
  const listening = await app.start();
  if (listening.outcome !== 'listening') throw new Error(listening.problem);
  graph.webhook = `http://127.0.0.1:${listening.port}/webhooks/whatsapp`;
  siti = graph.person({ name: 'Siti', phone: '6281200000190' });
});
afterEach(async () => {
  await app.stop();
  await graph.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function sitiIsSilentForADay(): Promise<void> {
  await siti.says('halo', { at: clock.now() });
  await siti.hears(/Labkesmas/);
  siti.silentForADay = true;
  clock.pass({ hours: 25 });
}

function approve(templates: Record<string, { id: string }>): void {
  app.transact({ kind: 'system' }, (ctx) => saveLab(ctx, { templates }));
}

/** An officer answers, and what comes of it is written down. */
async function answers(text: string): Promise<void> {
  app.transact({ kind: 'staff', id: 1 }, (ctx) => reply(ctx, 1, text));
  await vi.waitFor(() => expect(states()).not.toContainEqual(expect.stringMatching(/queued|sending/)));
}

const states = () => lettersIn(app.db).map(({ state }) => state);
const undelivered = () => openIncidents(app.db, { limit: 10 }).filter(({ kind }) => kind === 'undelivered');

test('over the Cloud API, an approved template carries the officer’s words after a day', async () => {
  await sitiIsSilentForADay();
  approve({ takenOver: { id: 'petugas_membantu' }, staffReply: { id: 'jawaban_petugas' } });
  await answers('Hasilnya besok, Bu.');

  expect(siti.heard.slice(1).map(({ message, text }) => [message.type, text])).toEqual([
    ['template', expect.stringContaining('petugas kami')],
    ['template', 'Hasilnya besok, Bu.'],
  ]);
  expect(undelivered()).toEqual([]);
});

test('without one she is asked to write once, and then hears them in order', async () => {
  await sitiIsSilentForADay();
  approve({ invitation: { id: 'ada_kabar' } });
  await answers('Hasilnya besok, Bu.');
  expect(siti.heard.slice(1).map(({ message }) => message)).toMatchObject([
    { type: 'template', template: { name: 'ada_kabar', language: { code: 'id' } } },
  ]);
  expect(states().slice(-2)).toEqual(['awaitingPerson', 'awaitingPerson']);

  await siti.says('ok', { at: clock.now() });
  await siti.hears(/besok/);
  expect(siti.heard.slice(2).map(({ text }) => text)).toEqual([
    expect.stringContaining('petugas kami'),
    'Hasilnya besok, Bu.',
  ]);
});

test('staff are told when the invitation itself does not arrive, and the letters wait on', async () => {
  await sitiIsSilentForADay();
  approve({ invitation: { id: 'ada_kabar' } });
  await answers('Hasilnya besok, Bu.');
  expect(undelivered()).toEqual([]);

  const unpaid = { errors: [{ code: 131042, title: 'Business eligibility payment issue' }] };
  await graph.status(siti.heard.at(-1)?.metaId ?? '', 'failed', unpaid);
  expect(undelivered()).toMatchObject([{ citizenId: 1, about: expect.stringContaining('24 jam') }]);
  expect(states().slice(-2)).toEqual(['awaitingPerson', 'awaitingPerson']);

  await siti.says('ok', { at: clock.now() });
  await siti.hears(/besok/);
  expect(undelivered()).toEqual([]);
});

test('staff read beside a letter that waits why Meta did not take it', async () => {
  await siti.says('halo', { at: clock.now() });
  const menu = await siti.hears(/Labkesmas/);
  await graph.status(menu.metaId, 'failed', { errors: [{ code: 131042, title: 'Payment issue' }] });
  expect(readThread(app.db, 1).at(-1)).toMatchObject({
    state: 'awaitingPerson',
    problem: expect.stringMatching(/pembayaran ke Meta bermasalah.*131042/),
  });
  expect(undelivered()).toHaveLength(1);
});

test('with nothing approved staff are told, also where only Meta knows that the day is over', async () => {
  await siti.says('halo', { at: clock.now() });
  await siti.hears(/Labkesmas/);
  siti.silentForADay = true;
  await answers('Hasilnya besok, Bu.');
  expect(undelivered()).toMatchObject([{ citizenId: 1, about: expect.stringContaining('24 jam') }]);

  await siti.says('ok', { at: clock.now() });
  await siti.hears(/besok/);
  expect(undelivered()).toEqual([]);
  expect(graph.broken).toEqual([]);
});
