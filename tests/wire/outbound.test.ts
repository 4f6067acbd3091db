import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { DeliveryState } from '../../src/domain/citizens/values.ts';
import type { Service } from '../support/service.ts';
import { Browser } from '../support/staff-pages.ts';
import { type FakeWhatsApp, type Person, startFakeWhatsApp } from '../support/whatsapp/index.ts';
import { pairedService } from '../support/whatsapp/paired-service.ts';

const CHIEF = { email: 'kepala@lab.example', password: 'kata-sandi-kepala-1' };
const PATIENCE = { timeout: 15_000, interval: 100 };

let folder = '';
let whatsapp: FakeWhatsApp;
let service: Service;
let officer: Browser;
/** In the order they first wrote: the lab counts them the same way. */
const people: Person[] = [];

async function open(): Promise<void> {
  service = await pairedService(whatsapp, folder, {
    ADMIN_EMAIL: CHIEF.email,
    ADMIN_PASSWORD: CHIEF.password,
    WHATSAPP_CONFIRM_SECONDS: '1',
  });
  officer = new Browser(service.url);
  await officer.post('/admin/sign-in', CHIEF);
}

/** Somebody who has greeted the lab. */
async function somebody(): Promise<Person> {
  const person = whatsapp.person({ name: `Warga ${people.length + 1}` });
  people.push(person);
  await person.asks('halo');
  return person;
}

const chatOf = (person: Person) => `/admin/chats/${people.indexOf(person) + 1}`;

/** How far our messages to somebody have got, as staff see it; the newest last. */
async function marks(person: Person): Promise<DeliveryState[]> {
  const { html } = await officer.get(chatOf(person));
  expect(html).toContain(person.phone);
  // The page prints only states.
  return [...html.matchAll(/data-state="(\w+)"/g)].map(([, state]) => state as DeliveryState);
}

const showsLast = (person: Person, state: DeliveryState) =>
  vi.waitFor(async () => expect((await marks(person)).at(-1)).toBe(state), PATIENCE);

async function matters(): Promise<string> {
  return (await officer.get('/admin/attention')).html;
}

const UNSURE = 'belum pasti sampai';
const officerTakes = (person: Person) => officer.fill(chatOf(person), `${chatOf(person)}/take-over`);
const officerSays = (person: Person, text: string) =>
  officer.fill(chatOf(person), `${chatOf(person)}/reply`, { text });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sapalab-outbound-'));
  whatsapp = await startFakeWhatsApp();
  await open();
}, 60_000);
afterAll(async () => {
  await service?.stop();
  await whatsapp?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a person sees that we read and type, and staff see the answer arrive and be read', async () => {
  const siti = await somebody();
  const question = await siti.says('menu');
  await siti.hears(2);
  expect(siti.typing).toBe(2);
  await whatsapp.until(() => siti.readByBot.has(question), 'the question to be marked read');
  await showsLast(siti, 'delivered');
  siti.reads();
  await showsLast(siti, 'read');
  expect(await marks(siti)).toEqual(['read', 'read']);
});

test('in a chat an officer has, nothing is marked read until the officer answers', async () => {
  const siti = await somebody();
  await officerTakes(siti);
  await siti.hears(/terhubung dengan petugas/);
  const typed = siti.typing;
  const question = await siti.says('apakah ada orang?');
  await whatsapp.until(() => siti.gotByBot.has(question), 'the question to arrive');
  expect(siti.readByBot.has(question)).toBe(false);
  await officerSays(siti, 'Ada, dengan Rina.');
  await siti.hears(/dengan Rina/);
  await whatsapp.until(() => siti.readByBot.has(question), 'the question to be marked read');
  // Nobody typed for the notice, somebody for the answer.
  expect(siti.typing).toBe(typed + 1);
});

test('an answer that is swallowed comes again; one nobody confirms is shown as uncertain until there is word of it', async () => {
  const siti = await somebody();
  const { logins } = whatsapp;
  whatsapp.faults.withholdAcks({ lost: true });
  await siti.says('menu');
  await whatsapp.online({ after: logins, ms: 15_000 });
  whatsapp.faults.withholdAcks();
  await siti.hears(2, 15_000);
  await showsLast(siti, 'uncertain');
  whatsapp.faults.mend();
  // Handed over three times under one id, and swallowed once.
  expect(siti.heard.map(({ times }) => times)).toEqual([1, 2]);
  expect(await matters()).toContain(UNSURE);
  siti.reads();
  await showsLast(siti, 'read');
  expect(await matters()).not.toContain(UNSURE);
}, 40_000);

test('479 once: the message goes again under its id; twice: it has failed, and staff read why', async () => {
  const siti = await somebody();
  whatsapp.faults.ackErrors(479, 1);
  await siti.says('menu');
  await siti.hears(2);
  await showsLast(siti, 'delivered');
  expect(siti.heard[1]?.times).toBe(1);
  whatsapp.faults.ackErrors(479, 2);
  await siti.says('menu');
  await showsLast(siti, 'failed');
  expect((await officer.get(chatOf(siti))).html).toContain('kode 479');
  expect(siti.heard).toHaveLength(2);
});

test.each([
  ['before WhatsApp has it', false],
  ['once WhatsApp has it', true],
])(
  'a line that breaks in the middle of a message, %s, loses nothing and says nothing twice',
  async (_, taken) => {
    const siti = await somebody();
    whatsapp.faults.dropInMidSend({ taken });
    await siti.says('menu');
    await siti.hears(2, 15_000);
    await showsLast(siti, 'delivered');
    expect(siti.heard).toHaveLength(2);
  },
);

test('what an officer writes into a dead network arrives once it lives again', async () => {
  const siti = await somebody();
  whatsapp.faults.goSilent();
  await officerSays(siti, 'Sampel sudah kami terima.');
  await showsLast(siti, 'handedOver');
  // Nobody answers, so the line is no longer believed.
  await showsLast(siti, 'queued');
  whatsapp.comeBack();
  await siti.hears(/Sampel sudah kami terima/, 15_000);
  await showsLast(siti, 'delivered');
  expect(siti.heard.at(-1)?.times).toBe(1);
  expect(await matters()).not.toContain(UNSURE);
}, 40_000);

test('463: the message has failed at once, staff are told, questions are answered and notices wait', async () => {
  const siti = await somebody();
  whatsapp.faults.ackErrors(463, 1);
  const { taken } = whatsapp;
  await siti.says('menu');
  await showsLast(siti, 'failed');
  expect(whatsapp.taken).toBe(taken);
  expect(await matters()).toContain('tidak sampai');
  await siti.asks('menu');
  await officerTakes(siti);
  await showsLast(siti, 'queued');
});

test('what was written to one phone is not given to another one that holds the number now', async () => {
  const siti = await somebody();
  const [greeting] = siti.heard;
  siti.changesIdentity({ announced: false });
  // At first it does not show who it is, later it does.
  for (let plea = 0; plea < 3; plea += 1) {
    siti.asksAgain(greeting?.id ?? '');
    await whatsapp.allAnswered();
  }
  expect(await siti.asks('menu')).toContain('Daftar');
  expect(siti.heard.map(({ times }) => times)).toEqual([1, 1]);
  expect(service.printed()).toContain('another phone than it was written to');
});

test('a phone that could not read a message is given it again, after a power cut too', async () => {
  const siti = await somebody();
  const before = siti.heard.map(({ id }) => id);
  await service.kill();
  await open();
  siti.asksAgain(before[0] ?? '');
  await whatsapp.until(() => siti.heard[0]?.times === 2, 'the message again');
  expect(siti.heard.map(({ id }) => id)).toEqual(before);
}, 40_000);
