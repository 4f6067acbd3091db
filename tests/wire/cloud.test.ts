import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sampleReport } from '../../src/demo/sample-report.ts';
import { changeSettings } from '../support/change-settings.ts';
import { type FakeGraph, type OnPhone, type Person, startFakeGraph } from '../support/graph/index.ts';
import { newOfficer } from '../support/new-officer.ts';
import { type Service, startService } from '../support/service.ts';
import { Browser, hiddenFieldsOf } from '../support/staff-pages.ts';

const ADMINISTRATOR = { email: 'kepala@lab.example', password: 'kata-sandi-kepala-1' };
const PATIENCE = { timeout: 15_000, interval: 20 };

let folder: string;
let graph: FakeGraph;
let service: Service;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sapalab-cloud-wire-'));
  graph = await startFakeGraph();
  graph.statuses = ['sent', 'delivered'];
  await start('0');
});
afterEach(async () => {
  await service.kill();
  await graph.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(port: string): Promise<void> {
  service = await startService(folder, {
    ...graph.environment,
    PORT: port,
    ADMIN_EMAIL: ADMINISTRATOR.email,
    ADMIN_PASSWORD: ADMINISTRATOR.password,
  });
  graph.webhook = `http://127.0.0.1:${service.port}/webhooks/whatsapp`;
}

test('the lab is connected, and Meta finds its webhook', async () => {
  const query = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.verify_token': graph.settings.verifyToken,
    'hub.challenge': '42',
  });
  expect(await (await fetch(`${graph.webhook}?${query}`)).text()).toBe('42');
  await vi.waitFor(async () => {
    const health = (await (await fetch(`${service.url}/healthz`)).json()) as { transport: object };
    expect(health.transport).toEqual({ name: 'cloud', status: 'connected' });
  }, PATIENCE);
});

test('from "halo" to the report in the chat, with taps where there is something to tap', async () => {
  const siti = graph.person({ name: 'Siti', phone: '6281200000123', userId: 'ID.1502576394655843' });
  const tests = await says(siti, 'halo mau cek gula darah');
  expect(tests.taps).toEqual(['Gula darah puasa', 'Gula darah sewaktu', 'Gula darah 2 jam…']);
  expect((await taps(siti, 'Gula darah puasa')).text).toContain('UU 27/2022');
  expect((await taps(siti, 'Setuju')).text).toContain('(1/7)');
  // A choice of an old message is no answer to this question, which is asked again.
  expect((await taps(siti, 'Gula darah sewaktu', tests)).text).toMatch(/sebelumnya[\s\S]*\(1\/7\)/);
  expect((await says(siti, 'siti aminah')).text).toContain('NIK');
  const born = await says(siti, '3308 1057 0890 0001');
  expect(born.taps).toEqual(['Benar', 'Bukan']);
  expect((await taps(siti, 'Benar')).text).toContain('(4/7)');
  await choosesDay(siti);
  expect((await says(siti, 'selesai')).taps[0]).toContain('Nomor ini');
  expect((await taps(siti, /^Nomor ini/)).text).toContain('rujukan');
  // What is no photo is told to be none, and asked for again.
  const broken = { bytes: Buffer.from('not a photo at all'), mimeType: 'image/jpeg' };
  expect((await after(siti, () => siti.sendsFile(broken))).text).toMatch(/foto|berkas/i);
  const letter = await sampleReport({ code: 'RUJUKAN', personName: 'Siti Aminah', tests: [] });
  const summary = await after(siti, () =>
    siti.sendsFile({ bytes: letter, mimeType: 'application/pdf', name: 'rujukan.pdf' }),
  );
  expect(summary.text).toMatch(/Siti Aminah[\s\S]*3308••••••••0001[\s\S]*Ketik \*kirim\*/);
  const confirmation = await says(siti, 'kirim');
  const code = /LAB-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/.exec(confirmation.text)?.[0] ?? '';
  expect(code).not.toBe('');

  const { rina, bagus } = await officers();
  const list = await rina.get(`/admin/registrations?words=${code}`);
  const home = /\/admin\/registrations\/\d+(?=")/.exec(list.html)?.[0] ?? '';
  for (const [stage, told] of [
    ['verified', /Terverifikasi/],
    ['sampleReceived', /Sampel diterima/],
    ['testing', /Diperiksa/],
  ] as const) {
    const count = siti.heard.length;
    expect((await rina.fill(home, `${home}/stage/${stage}`)).status).toBe(303);
    await siti.hears(told, count);
  }
  const typed = { kind: 'paid', receiptNumber: 'KW-0007', paidRupiah: '25.000', reason: '' };
  expect((await rina.fill(home, `${home}/payment`, typed)).status).toBe(303);
  const report = await sampleReport({ code, personName: 'Siti Aminah', tests: ['Gula darah puasa'] });
  const page = await rina.get(home);
  const file = new File([new Uint8Array(report)], 'lhu.pdf', { type: 'application/pdf' });
  const uploaded = await rina.upload(`${home}/reports`, hiddenFieldsOf(page.html, `${home}/reports`), file);
  expect(uploaded.status).toBe(303);
  expect((await bagus.fill(home, `${home}/reports/1/validate`)).status).toBe(303);
  expect((await bagus.fill(home, `${home}/reports/1/release`)).status).toBe(303);
  await siti.hears(/Hasil sudah jadi/);

  expect((await says(siti, `lacak ${code.toLowerCase()}`)).text).toMatch(/tanggal lahir/i);
  const shown = await says(siti, '17 agustus 1990');
  expect(shown.text).toMatch(/Selesai/);
  const before = siti.heard.length;
  await siti.taps(shown.taps[0] ?? '');
  await vi.waitFor(() => expect(siti.heard.slice(before).some((each) => each.file)).toBe(true), PATIENCE);
  const came = siti.heard.slice(before).find((each) => each.file)?.file;
  expect(came).toMatchObject({ name: `LHU-${code}.pdf`, mimeType: 'application/pdf' });
  // What the officers have checked, with the mark by which it can be known to be genuine.
  expect(came?.bytes).toEqual(await rina.bytes(`${home}/reports/1`));
  expect(came?.bytes.byteLength).toBeGreaterThan(report.byteLength);

  // Meta would have taken all of it, nothing was said twice, and everything was seen to arrive.
  expect(graph.broken).toEqual([]);
  const stages = siti.heard.map(({ text }) => text).filter((text) => text.startsWith(`*${code}*: `));
  expect(new Set(stages).size).toBe(stages.length);
  await vi.waitFor(async () => {
    const chat = await rina.get(home);
    expect(chat.html).not.toContain('Menunggu dikirim');
  }, PATIENCE);
  expect(siti.read.length).toBeGreaterThan(5);
});

test('somebody without a number registers with typed answers alone', async () => {
  const budi = graph.person({ name: 'Budi', userId: 'ID.6281234567890' });
  await says(budi, 'daftar gula darah puasa');
  await says(budi, '1');
  await says(budi, 'Budi Santoso');
  await says(budi, '3308100101900002');
  await says(budi, 'ya');
  await choosesDay(budi);
  const phone = await says(budi, 'selesai');
  // The digits of an account are no telephone number, so none is offered.
  expect(phone.text).toMatch(/nomor HP/i);
  expect(phone.text).not.toContain('Nomor ini');
  expect((await says(budi, '0812 0000 0999')).text).toContain('rujukan');
  await says(budi, 'lewati');
  const confirmed = await says(budi, 'kirim');
  const code = /LAB-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/.exec(confirmed.text)?.[0] ?? '';

  // Meta lets nothing through any more, so the news waits for him and comes before the next answer.
  budi.silentForADay = true;
  const { rina } = await officers();
  const list = await rina.get(`/admin/registrations?words=${code}`);
  const home = /\/admin\/registrations\/\d+(?=")/.exec(list.html)?.[0] ?? '';
  const before = budi.heard.length;
  await rina.fill(home, `${home}/stage/verified`);
  await vi.waitFor(async () => {
    expect((await rina.get('/admin/attention')).html).toContain('menunggu sampai orang ini menulis lagi');
  }, PATIENCE);
  expect(budi.heard).toHaveLength(before);
  await budi.says('menu');
  await budi.hears(/Ketik|Balas angkanya/, before + 1);
  expect(budi.heard[before]?.text).toMatch(/Terverifikasi/);
  expect(graph.broken).toEqual([]);
});

/** What the bot says next after something was done. */
async function after(person: Person, act: () => Promise<unknown>): Promise<OnPhone> {
  const before = person.heard.length;
  await act();
  expect(person.answered).toBe(200);
  const answer = await vi.waitFor(() => {
    const next = person.heard[before];
    if (!next) throw new Error(`no answer to the last of ${before}: ${person.heard.at(-1)?.text}`);
    return next;
  }, PATIENCE);
  return answer;
}

const says = (person: Person, text: string) => after(person, () => person.says(text));
const taps = (person: Person, words: string | RegExp, under?: OnPhone) =>
  after(person, () => person.taps(words, under));

/** Chooses the first day the lab offers: the test runs on any day of the year. */
async function choosesDay(person: Person): Promise<void> {
  let said = await says(person, 'senin depan');
  for (let attempt = 0; attempt < 3 && !/Cocok\?/.test(said.text); attempt += 1) {
    const offered = /\d{1,2} \p{Lu}\p{Ll}+ \d{4}/u.exec(
      said.text.slice(said.text.indexOf('Yang masih bisa')),
    );
    said = await says(person, offered?.[0] ?? 'lusa');
  }
  expect((await taps(person, 'Cocok')).text).toContain('(5/7)');
}

/** Two officers, since nobody validates their own report; and reports that go out at once. */
async function officers(): Promise<{ rina: Browser; bagus: Browser }> {
  const chief = await signedIn(ADMINISTRATOR);
  await changeSettings(chief, '/admin/settings/work', { releaseUndoMinutes: '0' });
  const hire = async (name: string, email: string) => signedIn(await newOfficer(chief, { name, email }));
  return {
    rina: await hire('Rina Wulandari', 'rina@lab.example'),
    bagus: await hire('Bagus Prakoso', 'bagus@lab.example'),
  };
}

async function signedIn(who: { email: string; password: string }): Promise<Browser> {
  const browser = new Browser(service.url);
  expect((await browser.post('/admin/sign-in', who)).status).toBe(303);
  return browser;
}
