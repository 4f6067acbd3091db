import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { flows } from '../../flows/index.ts';
import { open } from '../../src/db/open.ts';
import { perform } from '../../src/effects.ts';
import { laboratoryDialog, withoutChance } from '../support/dialog.ts';
import { testClock } from '../support/lab.ts';
import { startService } from '../support/service.ts';
import { lettersIn, messagesIn } from '../support/stored.ts';
import { phoneOf, world } from '../support/world.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sapalab-durability-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('a registration goes through fourteen restarts, one after every answer', async () => {
  const clock = testClock();
  for (const [place, { typed, answer }] of laboratoryDialog().entries()) {
    const lab = await world({ dataDir, clock });
    const said = await lab.sends('siti', { text: typed, messageId: `wamid-${place}` });
    expect(said.map(withoutChance)).toEqual([answer]);
    await lab.stop();
  }
});

test('ten deliveries of one message, across a restart and under two addresses, are one message', async () => {
  const clock = testClock();
  const first = await world({ dataDir, clock });
  const message = { messageId: 'wamid-1', text: 'daftar' };
  const lid = { ...message, address: '93750000000001', aliases: [phoneOf('siti')] };
  for (let time = 0; time < 3; time += 1) await first.sends('siti', message);
  await first.sends('siti', { messageId: 'wamid-2', text: 'ya' });
  expect(await first.sends('siti', message)).toEqual([]);
  await first.stop();
  const second = await world({ dataDir, clock });
  const again = Array.from({ length: 3 }, () => second.transport.deliver(lid));
  const once = Array.from({ length: 3 }, () => second.sends('siti', message));
  await second.engine.settle();

  for (const { outcome, intakeId } of await Promise.all(again)) {
    expect({ outcome, intakeId }).toEqual({ outcome: 'duplicate', intakeId: 1 });
  }
  expect((await Promise.all(once)).flat()).toEqual([]);
  expect(messagesIn(second.db)).toHaveLength(2);
  expect(lettersIn(second.db).map(({ state }) => state)).toEqual(['handedOver', 'handedOver']);
  await second.stop();
});

test('a letter that was being sent when the process died goes out after the start, under its own id', async () => {
  const clock = testClock();
  const first = await world({ dataDir, clock });
  await first.says('siti', 'halo');
  const [letter] = lettersIn(first.db);
  first.db.$client.exec("update outbox set state = 'sending', handed_over_at = null");
  await first.stop();
  const second = await world({ dataDir, clock });
  await second.engine.settle();

  expect(second.transport.sent.map(({ messageId }) => messageId)).toEqual([letter?.messageId]);
  expect(lettersIn(second.db)[0]).toMatchObject({ state: 'handedOver' });
  await second.stop();
});

test('what the line hands in while it is hung up is written down, and answered after the start', async () => {
  const clock = testClock();
  const first = await world({ dataDir, clock });
  const hangUp = first.transport.stop;
  // WhatsApp believes that we have what its client still holds, and never sends it again.
  first.transport.stop = async () => {
    expect((await first.transport.deliver({ address: 'siti', text: 'halo' })).outcome).toBe('recorded');
    await hangUp();
  };
  await first.stop();
  const second = await world({ dataDir, clock });
  await second.engine.settle();

  expect(second.transport.sentTo('siti')).toHaveLength(1);
  await second.stop();
});

test('a letter that never ends keeps nobody from stopping, and goes out after the start', async () => {
  const clock = testClock();
  const first = await world({ dataDir, clock });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  first.transport.send = () => new Promise(() => {});
  await first.transport.deliver({ address: 'siti', text: 'halo' });
  expect(lettersIn(first.db)[0]?.state).toBe('sending');
  const stopped = first.stop();
  await vi.advanceTimersByTimeAsync(6_000);
  await stopped;
  vi.useRealTimers();
  const second = await world({ dataDir, clock });
  await second.engine.settle();

  expect(second.transport.sentTo('siti')).toHaveLength(1);
  await second.stop();
});

test('with a full disk the lab stays up, keeps every message, and goes on by itself', async () => {
  let full = true;
  const lab = await world({
    dataDir,
    perform(ctx, name, input) {
      const sqlite = ctx.tx.$client;
      if (full) sqlite.pragma(`max_page_count = ${sqlite.pragma('page_count', { simple: true })}`);
      return perform(ctx, name, input);
    },
  });
  const people = Array.from({ length: 40 }, (_, number) => `628120000${1_000 + number}`);
  const written = people.map((who) => lab.transport.deliver({ address: who, text: 'daftar' }));
  await lab.engine.settle();
  for (const { outcome } of await Promise.all(written)) expect(outcome).toBe('recorded');

  expect(lab.engine.trouble()).toMatch(/full/);
  expect(messagesIn(lab.db).map(({ state, tries }) => `${state} ${tries}`)).toEqual(
    Array(40).fill('pending 0'),
  );
  expect(lettersIn(lab.db)).toEqual([]);
  // What cannot be written down is not said to be safe.
  const refused = lab.transport.deliver({ address: 'ani', text: 'halo '.repeat(4_000) });
  await Promise.all([lab.engine.settle(), expect(refused).rejects.toThrow(/full/)]);

  full = false;
  lab.db.$client.pragma('max_page_count = 1073741823');
  await lab.engine.settle();
  expect(lab.engine.trouble()).toBeUndefined();
  for (const who of people) expect(lab.heard(who)).toHaveLength(1);
  expect(messagesIn(lab.db).every(({ state }) => state === 'done')).toBe(true);
  await lab.stop();
});

test('a data folder has one lab at a time, and is free again when that one ends', async () => {
  const lab = await world({ dataDir });
  expect(open(dataDir)).toEqual({ outcome: 'taken', dataDir });
  await lab.stop();
  const opened = open(dataDir);
  expect(opened.outcome).toBe('opened');
  if (opened.outcome === 'opened') opened.close();
});

test('a second service on the same data ends with a clear message', async () => {
  const service = await startService(dataDir);
  await expect(startService(dataDir)).rejects.toThrow(/ended with 1:\s+SapaLab lain sedang berjalan/);
  const response = await fetch(`${service.url}/simulator/messages?to=6281200000001`);
  expect(response.status).toBe(200);
  await service.stop();
});

test('every commit is on the disk before it counts, at the first opening and at every other', () => {
  for (let opening = 0; opening < 3; opening += 1) {
    const opened = open(dataDir);
    if (opened.outcome !== 'opened') throw new Error(opened.outcome);
    const { $client } = opened.db;
    expect($client.pragma('journal_mode', { simple: true })).toBe('wal');
    expect($client.pragma('synchronous', { simple: true })).toBe(2);
    opened.close();
  }
});

test('a form that was changed while somebody filled it keeps the answers and asks what is open', async () => {
  const clock = testClock();
  const before = await world({ dataDir, clock });
  const typed = laboratoryDialog().map((exchange) => exchange.typed);
  await before.says('siti', ...typed.slice(0, 6));
  await before.stop();
  const newer = flows.map((flow) =>
    flow.name === 'laboratory' ? { ...flow, version: flow.version + 1 } : flow,
  );
  const after = await world({ dataDir, clock, flows: newer });
  const writes = async (text: string) => (await after.sends('siti', { text, messageId: `after ${text}` }))[0];

  expect(await writes('senen')).toMatch(/\(4\/7\) Kapan ingin datang/);
  for (const text of ['selasa', 'ya', 'gula darah puasa', 'selesai']) await writes(text);
  await writes('1');
  const summary = await writes('lewati');
  expect(summary).toMatch(
    /Mohon periksa:\n1\. Nama: Siti Aminah\n2\. NIK: 3308•+0001\n3\. Lahir: 17 Agustus 1990/,
  );
  await after.stop();
});
