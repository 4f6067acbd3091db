import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { systemClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { citizens } from '../../src/domain/citizens/table.ts';
import { orderPrint } from '../../src/domain/papers/index.ts';

const PHONE = '6281200001234';
const dataDir = mkdtempSync(join(tmpdir(), 'printing-'));
let app: App | undefined;

afterEach(async () => {
  await app?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('what is ordered in a running service is printed at once and arrives in the chat', async () => {
  const read = readConfig({ DATA_DIR: dataDir, PORT: '0' });
  if (read.outcome !== 'config') throw new Error(read.problems.join());
  const made = createApp({
    config: read.config,
    clock: systemClock,
    log: pino({ level: 'silent' }),
    terminal() {},
  });
  if (made.outcome !== 'made') throw new Error(made.outcome);
  app = made.app;
  await app.start();
  const url = app.publicUrl();
  const body = JSON.stringify({ from: PHONE, text: 'halo' });
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(`${url}/simulator/messages`, { method: 'POST', headers, body })).status).toBe(202);
  const greeting = await heard(url, 1);
  const citizenId = app.db.select().from(citizens).get()?.id ?? 0;
  app.transact({ kind: 'system' }, (ctx) => orderPrint(ctx, { what: 'sheetTemplates', citizenId }));
  const all = await heard(url, greeting.length + 3);
  const files = all.flatMap(({ file }) => (file ? [file.name] : []));
  expect(files).toEqual(['Identitas Sampel.xlsx', 'Formulir Kendali.xlsx', 'Formulir NAR.xlsx']);
}, 60_000);

interface HeardOnPhone {
  seq: number;
  file?: { name: string };
}

/** Waits until the phone has heard so many messages. */
async function heard(url: string, count: number): Promise<HeardOnPhone[]> {
  const all: HeardOnPhone[] = [];
  for (let tries = 0; tries < 40 && all.length < count; tries += 1) {
    const after = all.at(-1)?.seq ?? 0;
    const response = await fetch(`${url}/simulator/messages?to=${PHONE}&after=${after}&wait=1000`);
    all.push(...((await response.json()) as HeardOnPhone[]));
  }
  if (all.length < count) throw new Error(`${count} messages did not come`);
  return all;
}
