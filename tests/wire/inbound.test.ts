import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openReadOnly } from '../../src/db/open.ts';
import type { Service } from '../support/service.ts';
import { type FakeWhatsApp, type Person, startFakeWhatsApp } from '../support/whatsapp/index.ts';
import { pairedService } from '../support/whatsapp/paired-service.ts';

/** Half of it before a message is asked for, the other half before its writer is told. */
const UNREAD_SECONDS = 2;

let whatsapp: FakeWhatsApp;
let service: Service;
const folder = mkdtempSync(join(tmpdir(), 'sapalab-inbound-'));

beforeAll(async () => {
  whatsapp = await startFakeWhatsApp();
  service = await starts();
});
const starts = () =>
  pairedService(whatsapp, folder, {
    WHATSAPP_UNREAD_SECONDS: String(UNREAD_SECONDS),
    NODE_COMPILE_CACHE: join(tmpdir(), 'sapalab-compiled'),
  });
afterAll(async () => {
  await service.stop();
  await whatsapp.stop();
  rmSync(folder, { recursive: true });
});

/** One number out of the lab's database. */
function count(query: string, ...values: string[]): number {
  const db = openReadOnly(folder);
  try {
    return Number(
      db.$client
        .prepare(query)
        .pluck()
        .get(...values),
    );
  } finally {
    db.$client.close();
  }
}
const timesWritten = (id: string) => count('select count(*) from intake where message_id = ?', id);
const texts = (person: Person) => person.heard.map(({ text }) => text);
const people = (many: number, first: string) =>
  Array.from({ length: many }, (_, place) => whatsapp.person({ name: `${first} ${place + 1}` }));

/** What stands in the mailbox has been dealt with, and what was to be said about it has been said. */
async function quiet(): Promise<void> {
  await whatsapp.allAnswered();
  const nobody = whatsapp.person({ name: 'Penutup' });
  await nobody.asks('halo');
}

/** An outage of the lab; `work` is what happens on WhatsApp meanwhile. */
async function during(work: () => Promise<unknown>): Promise<void> {
  await service.kill();
  await work();
  service = await starts();
}

const FORM = ['daftar', 'setuju', 'Siti Aminah', '3308105708900001', 'ya'];

test('300 messages of an outage are taken in order, and each of 30 people hears only the last answer', async () => {
  const many = people(30, 'Warga');
  const halfAnHourAgo = Date.now() - 30 * 60_000;
  await during(async () => {
    for (const [place, text] of ['halo', 'menu', 'harga', 'gula', 'menu', ...FORM].entries())
      for (const person of many) await person.says(text, { sentAt: new Date(halfAnHourAgo + place * 1_000) });
  });
  for (const person of many) await person.hears(/\(4\/7\)/, 20_000);
  await quiet();

  for (const person of many) expect(texts(person), person.name).toHaveLength(1);
});

test('ten deliveries of one message, under both addresses and over a broken line, are one message', async () => {
  const siti = whatsapp.person({ name: 'Siti' });
  const id = await siti.says('halo');
  for (const under of ['phone', 'lid', 'lid', 'phone'] as const) await siti.says('halo', { id, under });
  whatsapp.redeliver(id);
  whatsapp.redeliver(id);
  await whatsapp.allAnswered();
  const before = whatsapp.logins;
  whatsapp.faults.dropLine();
  await siti.says('halo', { id });
  await whatsapp.online({ after: before, ms: 20_000 });
  whatsapp.redeliver(id);
  whatsapp.redeliver(id);
  await siti.hears(/bantu/, 20_000);
  await quiet();

  expect(siti.heard).toHaveLength(1);
  expect(timesWritten(id)).toBe(1);
  expect(count('select count(*) from whatsapp_unread')).toBe(0);
});

// These disturb neither the line nor each other.

test.concurrent('a message that comes again after it could not be read is answered once, and nobody is asked', async () => {
  const siti = whatsapp.person({ name: 'Siti' });
  const id = await siti.garbles('halo');
  await siti.hears(/bantu/);
  await quiet();

  expect(siti.heard).toHaveLength(1);
  expect(timesWritten(id)).toBe(1);
  expect(count('select count(*) from whatsapp_unread where message_id = ?', id)).toBe(0);
});

test.concurrent('messages that never can be read are asked for, then their writer hears one apology and goes on', async () => {
  const siti = whatsapp.person({ name: 'Siti' });
  for (const text of FORM.slice(0, 2)) await siti.asks(text);
  const before = siti.heard.length;
  const ids: string[] = [];
  for (const text of ['Siti', 'Siti Aminah', 'halo?'])
    ids.push(await siti.garbles(text, { comesAgain: false }));
  await whatsapp.until(
    () => ids.every((id) => count('select count(*) from whatsapp_unread where message_id = ?', id) === 1),
    'three rows for what could not be read',
  );
  await siti.hears(/tidak bisa kami baca/, 20_000);
  await quiet();

  expect(texts(siti).slice(before)).toEqual([expect.stringContaining('kirim sekali lagi')]);
  await whatsapp.until(
    () => ids.every((id) => whatsapp.lab.askedAbout.includes(id)),
    "the lab's phone to be asked for all three",
  );
  for (const id of ids)
    expect(count('select count(*) from whatsapp_unread where message_id = ?', id)).toBe(0);
  expect(await siti.asks('Siti Aminah')).toContain('(2/7)');
});

test.concurrent('what may be seen once only is asked for in another way at once', async () => {
  const siti = whatsapp.person({ name: 'Siti' });
  whatsapp.post({
    tag: 'message',
    attrs: {
      id: '3AFFFFFFFFFFFFFFFF01',
      from: siti.phoneAddress,
      type: 'media',
      t: String(Math.floor(Date.now() / 1000)),
      notify: 'Siti',
    },
    content: [{ tag: 'unavailable', attrs: { type: 'view_once' } }],
  });
  await siti.hears(/sekali lihat/);
});

test.concurrent('changed words do not answer the next question', async () => {
  const siti = whatsapp.person({ name: 'Siti' });
  await siti.asks('daftar');
  await siti.asks('setuju');
  const id = await siti.says('Siti Aminh');
  await siti.hears(/\(2\/7\)/);
  await siti.sends({ edit: id, text: 'Siti Aminah' });
  await siti.hears(/kembali/);
  expect(await siti.asks('3308105708900001')).toContain('(3/7)');
  await siti.sends({ revoke: id });
  const heard = siti.heard.length;
  await quiet();
  expect(siti.heard).toHaveLength(heard);
});

test.concurrent('a call is answered in writing, once a day', async () => {
  const siti = whatsapp.person({ name: 'Siti', writesUnder: 'lid' });
  await siti.calls();
  await siti.hears(/\(0293\) 555-0100/);
  await siti.calls(true);
  await quiet();

  expect(siti.heard).toHaveLength(1);
});

test.concurrent("while an officer answers on the lab's phone the bot is silent, in that chat alone", async () => {
  const siti = whatsapp.person({ name: 'Siti' });
  const budi = whatsapp.person({ name: 'Budi' });
  await siti.asks('halo');
  await budi.asks('halo');
  await whatsapp.lab.writesTo(siti, 'Selamat pagi, ini Rina dari laboratorium.', { under: 'lid' });
  await whatsapp.allAnswered();
  await siti.says('pagi Bu, mau tanya');
  await budi.asks('menu');
  await quiet();

  expect(siti.heard).toHaveLength(1);
  const handled = 'phone = ? and handled_until is not null and handled_by is null';
  expect(count(`select count(*) from citizens where ${handled}`, siti.phone)).toBe(1);
  expect(count(`select count(*) from citizens where ${handled}`, budi.phone)).toBe(0);
});

test("a message without content is answered when the lab's own phone tells what it was", async () => {
  const siti = whatsapp.person({ name: 'Siti', writesUnder: 'lid' });
  whatsapp.lab.tellsUnread = true;
  const id = await siti.arrivesEmpty('halo');
  await siti.hears(/bantu/, 10_000);
  whatsapp.lab.tellsUnread = false;
  await quiet();

  expect(siti.heard).toHaveLength(1);
  expect(timesWritten(id)).toBe(1);
  expect(count('select count(*) from whatsapp_unread where message_id = ?', id)).toBe(0);
});

test('words that are changed before they are answered are answered as they stand', async () => {
  const siti = whatsapp.person({ name: 'Siti' });
  await siti.asks('daftar');
  await siti.asks('setuju');
  await during(async () => {
    const id = await siti.says('Sitti Amina');
    await siti.sends({ edit: id, text: 'Siti Aminah' });
  });
  await siti.hears(/\(2\/7\)/);
  await quiet();

  expect(count("select count(*) from conversations where state like '%Sitti%'")).toBe(0);
  expect(texts(siti).join()).not.toContain('diubah');
});

const letter = async (): Promise<Buffer> => {
  const pdf = await PDFDocument.create();
  pdf.addPage();
  pdf.setSubject(`surat ${Math.random()}`);
  return Buffer.from(await pdf.save());
};
const sendsLetter = async (person: Person, bytes: Buffer) =>
  person.sends({ document: bytes, name: 'rujukan.pdf', mimeType: 'application/pdf', caption: 'ini' });
const storedFiles = () => count('select count(*) from files');

test.each<[string, () => void, boolean]>([
  ['has expired and is put back by the phone', () => whatsapp.faults.expireMedia(410), true],
  [
    'has expired for good',
    () => {
      whatsapp.lab.putsFilesBack = false;
      whatsapp.faults.expireMedia(404);
    },
    false,
  ],
  ['was tampered with', () => whatsapp.faults.tamperMedia(), false],
])('a letter that %s', async (_how, goesWrong, isStored) => {
  const siti = whatsapp.person({ name: 'Siti' });
  const before = storedFiles();
  // The first try fails in any case, so that there is time for the rest.
  whatsapp.faults.failDownloads(1);
  await sendsLetter(siti, await letter());
  goesWrong();
  await siti.hears(/./, 20_000);
  whatsapp.lab.putsFilesBack = true;
  whatsapp.faults.mend();

  expect(siti.heard).toHaveLength(1);
  expect(storedFiles()).toBe(before + (isStored ? 1 : 0));
});

test('a line that breaks in the middle of a backlog loses nothing and says nothing twice', async () => {
  const many = people(40, 'Warga');
  await during(async () => {
    for (const person of many) await person.says('halo');
    const held = whatsapp.unacknowledged().length;
    void whatsapp
      .until(() => whatsapp.unacknowledged().length < held - 20, 'a part of the backlog', 20_000)
      .then(() => whatsapp.faults.dropLine());
  });
  for (const person of many) await person.hears(/bantu/, 20_000);
  await quiet();

  for (const person of many) expect(texts(person), person.name).toHaveLength(1);
});

test('what an officer has answered on the phone during an outage is not answered again', async () => {
  const siti = whatsapp.person({ name: 'Siti' });
  await during(async () => {
    await siti.says('halo');
    await whatsapp.lab.writesTo(siti, 'Halo, ada yang bisa dibantu?');
  });
  await quiet();

  expect(siti.heard).toEqual([]);
});

test('a letter that waits for somebody whose phone is new is held', async () => {
  const siti = whatsapp.person({ name: 'Siti' });
  await siti.asks('halo');
  const before = whatsapp.logins;
  whatsapp.faults.dropInMidSend();
  await siti.says('menu');
  await whatsapp.until(() => !whatsapp.isOnline, 'the line to break');
  siti.changesIdentity({ announced: false });
  await siti.says('halo');
  await whatsapp.online({ after: before, ms: 20_000 });
  await whatsapp.until(
    () =>
      count(
        `select count(*) from outbox join citizens on citizens.id = outbox.citizen_id
         where phone = ? and state = 'held'`,
        siti.phone,
      ) === 1,
    'one letter that is held',
  );
  await siti.hears(2);
  await quiet();

  expect(siti.heard).toHaveLength(2);
});
