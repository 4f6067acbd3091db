import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type App, createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { raise, settled } from '../src/domain/incidents/index.ts';
import { createMemoryTransport } from '../src/transports/memory/index.ts';
import { type TestClock, testClock } from './support/lab.ts';

let dataDir: string;
let clock: TestClock;
let app: App;
let url: string;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'sapalab-health-'));
  clock = testClock();
  const read = readConfig({ DATA_DIR: dataDir, PORT: '0' });
  if (read.outcome !== 'config') throw new Error(read.problems.join());
  const made = createApp({
    config: read.config,
    clock,
    log: pino({ level: 'silent' }),
    terminal() {},
    transport: () => createMemoryTransport(clock.now),
  });
  if (made.outcome !== 'made') throw new Error(made.outcome);
  app = made.app;
  const listening = await app.start();
  if (listening.outcome !== 'listening') throw new Error(listening.problem);
  url = `http://127.0.0.1:${listening.port}/healthz`;
});
afterEach(async () => {
  await app.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('a lab that can be read and not written is not well, though nobody has written to it', async () => {
  expect((await fetch(url)).status).toBe(200);
  app.db.$client.pragma('query_only = ON');
  clock.pass({ seconds: 2 });

  const answer = await fetch(url);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({
    status: 'trouble',
    problem: expect.stringContaining('readonly'),
  });
  app.db.$client.pragma('query_only = OFF');
  clock.pass({ seconds: 2 });
  expect((await fetch(url)).status).toBe(200);
});

test('a lab that citizens cannot reach is not well until they can again', async () => {
  const system = { kind: 'system' } as const;
  app.transact(system, (ctx) => raise(ctx, { kind: 'transportDown', about: 'Nomor diblokir' }));
  const answer = await fetch(url);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({
    problem: expect.stringContaining('citizens cannot be reached'),
  });
  app.transact(system, (ctx) => settled(ctx, { kind: 'transportDown' }));
  expect((await fetch(url)).status).toBe(200);
  expect(await (await fetch(url.replace('healthz', 'metrics'))).text()).toContain('sapalab_transport_up 1');
});
