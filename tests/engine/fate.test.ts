import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openIncidents } from '../../src/domain/incidents/index.ts';
import { post } from '../../src/engine/outbox.ts';
import type { Admitted, Sent, Transport, Waiting } from '../../src/transports/transport.ts';
import { lettersIn } from '../support/stored.ts';
import { phoneOf, type World, type WorldParts, world } from '../support/world.ts';

const folders: string[] = [];
const labs: World[] = [];
afterEach(async () => {
  await Promise.all(labs.splice(0).map((lab) => lab.stop().catch(() => {})));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const unknown: Sent = { outcome: 'unknown', problem: 'no answer' };
/** Like WhatsApp: the same id is the same message, and each is confirmed at once. */
const confirming = { again: 'sameMessage', confirmsWithinMs: 30_000 } as const;
/** Like the Cloud API: every hand-over is a message of its own. */
const doubling = { again: 'anotherMessage' } as const;

async function lab(ways: Partial<Transport> = {}, parts: WorldParts = {}): Promise<World> {
  const made = await world({ ...parts, ways });
  labs.push(made);
  return made;
}

async function later(of: World, seconds: number): Promise<void> {
  of.clock.pass({ seconds });
  of.engine.tick();
  await of.engine.settle();
}

const letter = (of: World, place = 0) => lettersIn(of.db)[place];
const matters = (of: World) =>
  openIncidents(of.db, { limit: 10 }).map(({ kind, about }) => `${kind}: ${about}`);
const UNSURE = 'undelivered: Ada pesan yang belum pasti sampai ke warga ini';
const idsSent = (of: World) => of.transport.sent.map(({ messageId }) => messageId);

/** A report for siti, as a file in her chat. */
async function file(of: World): Promise<void> {
  of.change((ctx) =>
    post(
      ctx,
      { citizenId: 1, transport: 'memory', address: phoneOf('siti') },
      { text: 'Hasil Anda', language: 'id', priority: 'reply', file: { fileId: 7, name: 'LHU.pdf' } },
    ),
  );
  of.engine.wake();
  await of.engine.settle();
}

test('a letter that is not confirmed goes again under the same id, twice at most; then staff are told', async () => {
  const of = await lab(confirming);
  await of.says('siti', 'halo');
  const tries: (number | undefined)[] = [];
  for (let round = 0; round < 5; round += 1) {
    tries.push(of.transport.sent.length);
    await later(of, 29);
    await later(of, 1);
    await later(of, 1);
  }
  expect(tries).toEqual([1, 2, 3, 3, 3]);
  expect(new Set(idsSent(of)).size).toBe(1);
  expect(letter(of)).toMatchObject({
    state: 'uncertain',
    repeats: 2,
    lastProblem: expect.stringContaining('Belum ada kabar'),
  });
  expect(matters(of)).toEqual([UNSURE]);
});

test('a letter that is confirmed in time is left alone', async () => {
  const of = await lab(confirming);
  await of.says('siti', 'halo');
  await later(of, 29);
  of.transport.receipt({ messageId: letter(of)?.messageId ?? '', state: 'acknowledged' });
  for (let minute = 0; minute < 5; minute += 1) await later(of, 60);
  expect(of.transport.sent).toHaveLength(1);
  expect(letter(of)?.state).toBe('acknowledged');
});

test('a transport that promises no confirmation is never doubted', async () => {
  const of = await lab();
  await of.says('siti', 'halo');
  for (let hour = 0; hour < 3; hour += 1) await later(of, 3_600);
  expect(of.transport.sent).toHaveLength(1);
  expect(letter(of)?.state).toBe('handedOver');
});

test.each(['acknowledged', 'delivered', 'read'] as const)(
  'that it was %s after all always wins and takes the matter off the list',
  async (state) => {
    const of = await lab(confirming);
    await of.says('siti', 'halo');
    for (let round = 0; round < 4; round += 1) {
      await later(of, 30);
      await later(of, 1);
    }
    expect(matters(of)).toEqual([UNSURE]);
    of.transport.receipt({ messageId: letter(of)?.messageId ?? '', state });
    expect(letter(of)?.state).toBe(state);
    expect(matters(of)).toEqual([]);
  },
);

test('the matter stays as long as another letter of that person is in doubt', async () => {
  const of = await lab(doubling);
  await of.says('siti', 'halo');
  for (const _ of [1, 2]) {
    of.transport.failNext(unknown);
    await file(of);
  }
  expect([letter(of, 1)?.state, letter(of, 2)?.state]).toEqual(['uncertain', 'uncertain']);
  of.transport.receipt({ messageId: letter(of, 1)?.messageId ?? '', state: 'delivered' });
  expect(matters(of)).toEqual([UNSURE]);
  of.transport.receipt({ messageId: letter(of, 2)?.messageId ?? '', state: 'delivered' });
  expect(matters(of)).toEqual([]);
});

test('while a letter waits to go again, word that it has arrived keeps it from going', async () => {
  const of = await lab(confirming);
  of.transport.failNext(unknown);
  await of.says('siti', 'halo');
  expect(letter(of)).toMatchObject({ state: 'queued', repeats: 1 });
  of.transport.receipt({ messageId: letter(of)?.messageId ?? '', state: 'delivered' });
  await later(of, 60);
  expect(of.transport.sent).toEqual([]);
  expect(letter(of)?.state).toBe('delivered');
});

test('what the person is told next waits for the letter in doubt: nothing overtakes it', async () => {
  const of = await lab(confirming);
  of.transport.failNext(unknown);
  await of.says('siti', 'halo');
  await of.sends('siti', { text: 'menu' });
  expect(of.transport.sent).toEqual([]);
  await later(of, 60);
  expect(idsSent(of)).toEqual(lettersIn(of.db).map(({ messageId }) => messageId));
});

test('where a second try is a second message a text goes once more, after a minute', async () => {
  const of = await lab(doubling);
  of.transport.failNext(unknown, 2);
  await of.says('siti', 'halo');
  await later(of, 59);
  expect(letter(of)).toMatchObject({ state: 'queued', repeats: 1 });
  await later(of, 1);
  await later(of, 3_600);
  expect(letter(of)).toMatchObject({ state: 'uncertain', repeats: 1 });
  expect(matters(of)).toEqual([UNSURE]);
  expect(of.transport.sent).toEqual([]);
});

test('where a second try is a second message a file never goes twice', async () => {
  const of = await lab(doubling);
  await of.says('siti', 'halo');
  of.transport.failNext(unknown);
  await file(of);
  await later(of, 3_600);
  expect(letter(of, 1)).toMatchObject({ state: 'uncertain', repeats: 0 });
  expect(of.transport.sent.some(({ file: sent }) => sent)).toBe(false);
  expect(matters(of)).toEqual([UNSURE]);
});

test('a transport that fails without a word is asked again only where that is the same message', async () => {
  for (const [ways, state] of [
    [confirming, 'queued'],
    [doubling, 'uncertain'],
  ] as const) {
    const of = await lab(ways);
    await of.says('siti', 'halo');
    const send = of.transport.send.bind(of.transport);
    of.transport.send = async () => {
      of.transport.send = send;
      throw new Error('broken off');
    };
    await file(of);
    expect(letter(of, 1)?.state).toBe(state);
  }
});

test('a letter on a way that the lab no longer goes is given up after a day, before the eyes of staff', async () => {
  const of = await lab();
  await of.says('siti', 'halo');
  const to = { citizenId: 1, transport: 'another', address: phoneOf('siti') };
  of.change((ctx) => post(ctx, to, { text: 'Hasil Anda siap', language: 'id', priority: 'reply' }));
  await later(of, 23 * 3_600);
  expect(letter(of, 1)?.state).toBe('queued');
  expect(matters(of)).toEqual([]);
  await later(of, 2 * 3_600);
  expect(letter(of, 1)).toMatchObject({
    state: 'failed',
    lastProblem: expect.stringMatching(/^Jalur .*\.$/),
  });
  expect(matters(of)).toEqual(['undelivered: Ada pesan yang tidak sampai ke warga ini']);
});

test('a clock that is set back holds up no letter and no message until then', async () => {
  const of = await lab();
  await of.says('siti', 'halo');
  const send = of.transport.send.bind(of.transport);
  of.clock.pass({ days: 2 });
  of.transport.send = async () => ({ outcome: 'notNow', problem: 'not connected' });
  await of.says('siti', 'menu');
  of.db.$client.exec(`update intake set state = 'pending', message_id = 'again', retry_at = ${of.clock.now().getTime()}
    where id = (select max(id) from intake)`);
  expect(letter(of, 1)?.state).toBe('queued');

  of.transport.send = send;
  of.clock.pass({ days: -2 });
  await later(of, 1);
  expect(lettersIn(of.db).map(({ state }) => state)).toEqual(['handedOver', 'handedOver', 'handedOver']);
});

/** The lab after a power cut that found the first letter in this state. */
async function afterPowerCut(ways: Partial<Transport>, state: string, withFile = false): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sapalab-fate-'));
  folders.push(dataDir);
  const before = await world({ dataDir });
  await before.says('siti', 'halo');
  before.db.$client.exec(`update outbox set state = '${state}'${withFile ? ', file_id = 7' : ''}`);
  await before.stop();
  const after = await lab(ways, { dataDir, clock: before.clock });
  await later(after, 1);
  return after;
}

test.each([
  ['was being handed over', 'sending'],
  ['was not confirmed', 'handedOver'],
])('after a power cut a letter that %s goes again under its id', async (_, state) => {
  const of = await afterPowerCut(confirming, state);
  expect(idsSent(of)).toEqual([letter(of)?.messageId]);
  expect(letter(of)?.state).toBe('handedOver');
});

test('after a power cut nothing that was confirmed goes again', async () => {
  const of = await afterPowerCut(confirming, 'acknowledged');
  expect(of.transport.sent).toEqual([]);
});

test('after a power cut a text waits a minute where it would be read twice, and a file does not go', async () => {
  const text = await afterPowerCut(doubling, 'sending');
  expect(text.transport.sent).toEqual([]);
  await later(text, 60);
  expect(text.transport.sent).toHaveLength(1);
  const report = await afterPowerCut(doubling, 'sending', true);
  await later(report, 3_600);
  expect(report.transport.sent).toEqual([]);
  expect(letter(report)?.state).toBe('uncertain');
  expect(matters(report)).toEqual([UNSURE]);
  const taken = await afterPowerCut(doubling, 'handedOver');
  await later(taken, 3_600);
  expect(taken.transport.sent).toEqual([]);
});

test('a letter that is on its way at every power cut is given up in the end', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sapalab-fate-'));
  folders.push(dataDir);
  let of = await world({ dataDir });
  await of.says('siti', 'halo');
  for (let cut = 0; cut < 11; cut += 1) {
    of.db.$client.exec("update outbox set state = 'sending' where state <> 'uncertain'");
    await of.stop();
    of = await world({ dataDir, clock: of.clock, ways: confirming });
    // Within minutes the machine is to blame, and the letter goes on trying.
    if (cut < 9) expect(letter(of)?.state).not.toBe('uncertain');
    else of.clock.pass({ hours: 1, seconds: 1 });
  }
  labs.push(of);
  expect(letter(of)?.state).toBe('uncertain');
  expect(matters(of)).toEqual([UNSURE]);
});

test('a transport chooses among the letters that are due, and the others are not touched', async () => {
  const of = await lab();
  const asked: string[][] = [];
  let isOpen = false;
  const admit = <Letter extends Waiting>(letters: readonly Letter[]): Admitted<Letter> => {
    if (letters.length > 0) asked.push(letters.map(({ address }) => address));
    return { letters: isOpen ? letters.slice(0, 1) : [] };
  };
  Object.assign(of.transport, { admit });
  await of.sends('siti', { text: 'halo' });
  await of.sends('budi', { text: 'halo' });
  expect(asked.at(-1)).toEqual([phoneOf('siti'), phoneOf('budi')]);
  expect(lettersIn(of.db)).toMatchObject([
    { state: 'queued', attempts: 0 },
    { state: 'queued', attempts: 0 },
  ]);
  isOpen = true;
  await of.engine.settle();
  expect(of.transport.sent.map(({ address }) => address)).toEqual([phoneOf('siti'), phoneOf('budi')]);
});

test('a notice is among those to choose from, however many replies wait', async () => {
  const of = await lab();
  const seen = new Set<string | undefined>();
  const admit = <Letter extends Waiting>(letters: readonly Letter[]): Admitted<Letter> => {
    for (const { priority } of letters) seen.add(priority);
    return { letters: [] };
  };
  Object.assign(of.transport, { admit });
  for (let person = 0; person < 250; person += 1)
    void of.transport.deliver({ address: `62812${10_000_000 + person}`, text: 'halo' });
  await of.engine.settle();
  of.change((ctx) =>
    post(
      ctx,
      { citizenId: 1, transport: 'memory', address: '6281210000000' },
      { text: 'Terverifikasi', language: 'id', priority: 'notice', notice: 'stageChanged' },
    ),
  );
  of.db.$client.exec("update outbox set state = 'acknowledged' where citizen_id = 1 and priority = 'reply'");
  seen.clear();
  await of.engine.settle();
  expect(seen).toEqual(new Set(['reply', 'notice']));
});
