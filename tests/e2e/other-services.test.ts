import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { DEMO_SIGN_IN } from '../../src/demo/index.ts';
import { chromiumPath, launchChromium } from '../support/browser.ts';
import { openPhone, type Phone } from '../support/phone.ts';
import { type Service, startService } from '../support/service.ts';
import { filledTemplate, GOOD_ROW } from '../support/sheets.ts';

let folder = '';
let service: Service;
let browser: Browser;
let rina: Page;
let bagus: Page;

beforeAll(async () => {
  if (!chromiumPath) return;
  folder = mkdtempSync(join(tmpdir(), 'sapalab-other-services-'));
  service = await startService(folder, {}, ['--demo']);
  browser = await launchChromium();
  [rina, bagus] = await Promise.all([signedIn('rina@lab.example'), signedIn('bagus@lab.example')]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await service?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

test.skipIf(!chromiumPath)(
  'a consultation on another day, a letter for a group, a shipment counted at the desk',
  async () => {
    // The officer proposes, the citizen agrees with one digit, and the page says so.
    const intan = await phone('6281200003005');
    await opens(rina, 'consultation', 'Intan Permata');
    await rina.getByText('Usulkan tanggal lain').click();
    await rina.locator('#propose select').selectOption({ index: 3 });
    await rina.locator('#propose textarea').fill('Dokter sedang dinas luar.');
    await rina.getByRole('button', { name: 'Kirim usulan' }).dblclick();
    await rina.getByText('Usulan dikirim lewat WhatsApp').waitFor();
    await intan.hears('Alasan: Dokter sedang dinas luar.');
    await intan.says('1');
    await rina.reload();
    await rina.getByText('(dikonfirmasi)').waitFor();

    // One officer decides, another checks and lets the letter go, and the group fetches it.
    const dewi = await signedIn('dewi@lab.example');
    await dewi.goto(`${service.url}/admin/settings/work`);
    await dewi.getByLabel('Menit untuk menarik laporan').fill('0');
    await dewi.getByRole('button', { name: 'Simpan' }).click();
    await dewi.getByText('Tersimpan').waitFor();
    const laras = await phone('6281200003013');
    const group = await opens(rina, 'tour', 'SMK Husada Contoh');
    await rina.getByText('Setujui dan buat surat').click();
    await rina.getByLabel(/^Datang pukul/).fill('08:30');
    await rina.getByRole('button', { name: 'Buat surat persetujuan' }).dblclick();
    await rina.getByText('Surat balasan tersimpan').waitFor();
    expect(await rina.locator('#report .version').count()).toBe(1);
    await opens(bagus, 'tour', 'SMK Husada Contoh');
    await bagus.locator('.version summary', { hasText: 'Validasi' }).click();
    await bagus.getByRole('button', { name: 'Ya, validasi' }).click();
    await bagus.getByText('Surat balasan divalidasi').waitFor();
    await bagus.locator('.version summary', { hasText: 'Lepas surat' }).click();
    await bagus.getByRole('button', { name: 'Ya, lepas' }).dblclick();
    await bagus.getByText('Surat balasan sudah keluar').waitFor();
    await laras.hears(/disetujui\. Surat balasan siap/);
    expect(await laras.says(`lacak ${group}`)).toContain('Terima surat balasan (PDF)');
    await laras.says('1');
    await laras.says('03013');
    await laras.hears(/SuratBalasan-.*\.pdf/);

    // What the group shows at the gate is held against what was issued.
    const issued = await bagus.locator('#report .version a').first().getAttribute('href');
    const buffer = await (await bagus.request.get(`${service.url}${issued}`)).body();
    await bagus.goto(`${service.url}/admin/papers`);
    const shown = { name: 'surat.pdf', mimeType: 'application/pdf', buffer };
    await bagus.locator('input[type=file]').setInputFiles(shown);
    await bagus.getByRole('button', { name: 'Bandingkan' }).click();
    await bagus.getByText('Sama persis').waitFor();

    // The sender corrects a sheet, the officer is content, and the boxes are counted by keyboard alone.
    const mira = await phone('6281200003023');
    const shipment = await opens(rina, 'shipment', 'Klinik Sehat Contoh');
    await mira.says(`lacak ${shipment}`);
    await mira.says('03023');
    await mira.says('kirim dokumen');
    await mira.attaches(await correctedSheet());
    await mira.hears('semua perbaikan sudah kami terima');
    await rina.reload();
    await rina.locator('#document-identity').getByText('Versi 2').waitFor();
    await rina.getByRole('button', { name: 'Semua dokumen benar' }).dblclick();
    await rina.getByText('Semua dokumen diterima').waitFor();
    await rina.goto(`${service.url}/admin/receiving`);
    await scans(rina, 'KRM-0000-0000-1');
    await rina.getByRole('alert').waitFor();
    await scans(rina, `${service.url}/t/${shipment}`);
    await rina.locator('[name=boxes1]:focus').waitFor();
    await types(rina, '1', 'Tab', '3', 'Enter');
    await rina.getByText('1 kotak dari 1, 3 sampel dari 4').waitFor();
    await rina.locator('[name=samples1]:focus').waitFor();
    await types(rina, '3', 'Enter');
    await rina.getByText('Kiriman diterima').waitFor();
    await mira.hears('yang sampai 3 sampel, 1 kotak');
  },
  60_000,
);

async function signedIn(email: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'id-ID' })).newPage();
  await page.goto(`${service.url}/admin`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Kata sandi').fill(DEMO_SIGN_IN.password);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.getByRole('navigation', { name: 'Halaman' }).waitFor();
  return page;
}

const phone = async (number: string): Promise<Phone> =>
  openPhone(await browser.newPage(), service.url, number);

/** Opens a registration from the list of its service; returns its code. */
async function opens(page: Page, what: string, name: string): Promise<string> {
  await page.goto(`${service.url}/admin/registrations?service=${what}`);
  await page.locator('table.list').getByRole('link', { name }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  return page.locator('.page-head .code').innerText();
}

/** What a scanner does: it types into whatever has the focus. */
async function scans(page: Page, code: string): Promise<void> {
  await page.locator('#scan:focus').waitFor();
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
}

async function types(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** The sheet of four samples as it should have been. */
async function correctedSheet(): Promise<string> {
  const takenOn = new Date(systemClock.now().getTime() - 2 * 86_400_000);
  const rows = ['S-01', 'S-02', 'S-03', 'S-04'].map((sampleCode) => ({
    ...GOOD_ROW.identity,
    sampleCode,
    takenOn: new Date(takenOn.toISOString().slice(0, 10)),
  }));
  const path = join(folder, 'identitas-sampel.xlsx');
  writeFileSync(path, await filledTemplate('identity', rows));
  return path;
}
