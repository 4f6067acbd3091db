import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sampleReport } from '../../src/demo/sample-report.ts';
import { changeSettings } from '../support/change-settings.ts';
import { newOfficer } from '../support/new-officer.ts';
import type { Service } from '../support/service.ts';
import { Browser, hiddenFieldsOf } from '../support/staff-pages.ts';
import { type FakeWhatsApp, type Person, startFakeWhatsApp } from '../support/whatsapp/index.ts';
import { pairedService } from '../support/whatsapp/paired-service.ts';

const CHIEF = { email: 'kepala@lab.example', password: 'kata-sandi-kepala-1' };
const PAGE = '/admin/registrations/1';

let folder = '';
let whatsapp: FakeWhatsApp;
let service: Service;

async function open(): Promise<void> {
  const account = { ADMIN_EMAIL: CHIEF.email, ADMIN_PASSWORD: CHIEF.password };
  const port: Record<string, string> = service ? { PORT: String(service.port) } : {};
  service = await pairedService(whatsapp, folder, { ...account, ...port });
}

async function powerCut(): Promise<void> {
  await service.kill();
  await open();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sapalab-wire-story-'));
  whatsapp = await startFakeWhatsApp();
  await open();
}, 60_000);
afterAll(async () => {
  await service?.stop();
  await whatsapp?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('from "halo" to the report in the chat: a letter in, a marked report out, byte for byte, over WhatsApp', async () => {
  const siti = whatsapp.person({ name: 'Siti', phone: '6281200000123' });
  const chief = await signedIn(CHIEF);
  const rina = await signedIn(await newOfficer(chief, { name: 'Rina Wulandari', email: 'rina@lab.example' }));
  const bagus = await signedIn(
    await newOfficer(chief, { name: 'Bagus Prakoso', email: 'bagus@lab.example' }),
  );
  await changeSettings(chief, '/admin/settings/work', { releaseUndoMinutes: '0' });

  // The citizen registers, with a referral letter.
  expect(await siti.asks('halo')).toMatch(/Labkesmas[\s\S]*1\. /);
  expect(await siti.asks('1')).toMatch(/UU 27\/2022[\s\S]*Setuju/);
  expect(await siti.asks('setuju')).toContain('(1/7)');
  expect(await siti.asks('siti aminah')).toContain('NIK');
  expect(await siti.asks('3308 1057 0890 0001')).toContain('17 Agustus 1990');
  expect(await siti.asks('ya')).toContain('(4/7)');
  await chooseDay(siti);
  expect(await siti.asks('gula darah puasa')).toContain('Total sementara');
  expect(await siti.asks('selesai')).toContain('Nomor HP');
  expect(await siti.asks('1')).toContain('rujukan');
  const letter = await sampleReport({ code: 'RUJUKAN', personName: 'Siti Aminah', tests: [] });
  await siti.sends({ document: letter, name: 'surat-rujukan.pdf', mimeType: 'application/pdf' });
  await siti.hears(/Siti Aminah[\s\S]*3308••••••••0001[\s\S]*rujukan/i);
  const confirmation = await siti.asks('kirim');
  const code = /LAB-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/.exec(confirmation)?.[0] ?? '';
  expect(code).not.toBe('');

  // Staff read the very letter and take it through the stages; the citizen hears of each.
  expect(await rina.bytes(`${PAGE}/letter`)).toEqual(letter);
  for (const [stage, said] of [
    ['verified', /Terverifikasi/],
    ['sampleReceived', /Sampel diterima/],
    ['testing', /Diperiksa/],
  ] as const) {
    expect((await rina.fill(PAGE, `${PAGE}/stage/${stage}`)).status).toBe(303);
    await siti.hears(said);
  }
  const paid = { kind: 'paid', receiptNumber: 'KW-0007', paidRupiah: '25.000' };
  expect((await rina.fill(PAGE, `${PAGE}/payment`, paid)).status).toBe(303);
  await siti.hears(/pembayaran/i);

  // One officer uploads the report, another validates and releases it.
  const report = await sampleReport({ code, personName: 'Siti Aminah', tests: ['Gula darah puasa'] });
  const form = hiddenFieldsOf((await rina.get(PAGE)).html, `${PAGE}/reports`);
  const pdf = new File([Uint8Array.from(report)], 'hasil.pdf', { type: 'application/pdf' });
  expect((await rina.upload(`${PAGE}/reports`, form, pdf)).status).toBe(303);
  expect((await bagus.fill(PAGE, `${PAGE}/reports/1/validate`)).status).toBe(303);
  await powerCut();
  expect((await bagus.fill(PAGE, `${PAGE}/reports/1/release`)).status).toBe(303);
  const ready = await siti.hears(/Hasil sudah jadi/);
  // Result by proof alone: the notice says nothing of it.
  expect(ready.file).toBeUndefined();

  // The citizen proves who they are; the file comes though WhatsApp does not take it at first.
  expect(await siti.asks(`lacak ${code.toLowerCase().replaceAll('-', ' ')}`)).toMatch(/tanggal lahir/i);
  expect(await siti.asks('17 agustus 1990')).toMatch(/Selesai/);
  whatsapp.faults.failUploads(1);
  const uploads = whatsapp.files.uploads;
  await siti.says('1');
  const file = await whatsapp.until(() => siti.heard.find((each) => each.file), 'the report', 20_000);
  expect(file.file).toMatchObject({ name: `LHU-${code}.pdf`, mimeType: 'application/pdf' });
  // What the officers have checked, with the mark by which it can be known to be genuine.
  expect(file.file?.bytes).toEqual(await rina.bytes(`${PAGE}/reports/1`));
  expect(file.file?.bytes.byteLength).toBeGreaterThan(report.byteLength);
  await vi.waitFor(async () =>
    expect(await chatOn(rina)).toMatch(/data-state="delivered"(?![\s\S]*data-state)/),
  );

  // A phone that could not read it asks again after a power cut, and gets the very same file.
  const heardBefore = siti.heard.length;
  const uploadsBefore = whatsapp.files.uploads;
  expect(uploadsBefore).toBe(uploads + 1);
  await powerCut();
  siti.asksAgain(file.id);
  await whatsapp.until(() => file.times === 2, 'the report again', 15_000);
  expect(whatsapp.files.uploads).toBe(uploadsBefore);

  // Everything was said once, and staff see that it arrived.
  expect(siti.heard).toHaveLength(heardBefore);
  expect(siti.heard.filter(({ times }) => times > 1)).toEqual([file]);
  expect(new Set(siti.heard.map(({ id }) => id)).size).toBe(siti.heard.length);
  siti.reads();
  await vi.waitFor(async () => {
    const states = Array.from((await chatOn(rina)).matchAll(/data-state="(\w+)"/g), ([, state]) => state);
    expect(new Set(states)).toEqual(new Set(['read']));
    expect(states).toHaveLength(siti.heard.length);
  });
  expect((await rina.get('/admin/attention')).html).toContain('Semua sudah ditangani');
}, 120_000);

const chatOn = async (officer: Browser): Promise<string> => (await officer.get('/admin/chats/1')).html;

async function signedIn(who: { email: string; password: string }): Promise<Browser> {
  const browser = new Browser(service.url);
  expect((await browser.post('/admin/sign-in', who)).status).toBe(303);
  return browser;
}

/** Chooses the first day the lab offers: the test runs on any day of the year. */
async function chooseDay(siti: Person): Promise<void> {
  let said = await siti.asks('senin depan');
  for (let attempt = 0; attempt < 3 && !/Cocok\?/.test(said); attempt += 1) {
    const offered =
      /\d{1,2} (?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember) \d{4}/.exec(
        said.slice(said.indexOf('Yang masih bisa')),
      );
    said = await siti.asks(offered?.[0] ?? 'lusa');
  }
  expect(said).toContain('Cocok?');
  await siti.asks('1');
}
