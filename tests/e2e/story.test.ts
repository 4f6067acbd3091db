import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleReport } from '../../src/demo/sample-report.ts';
import { chromiumPath, launchChromium } from '../support/browser.ts';
import { openPhone, type Phone } from '../support/phone.ts';
import { type Service, startService } from '../support/service.ts';

const ADMINISTRATOR = { email: 'kepala@lab.example', password: 'kata-sandi-kepala-1' };
const SITI = '6281200000123';

let folder = '';
let service: Service;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sapalab-story-'));
  service = await startService(folder, {
    ADMIN_EMAIL: ADMINISTRATOR.email,
    ADMIN_PASSWORD: ADMINISTRATOR.password,
  });
  if (chromiumPath) browser = await launchChromium();
}, 40_000);
afterAll(async () => {
  await browser?.close();
  await service?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(!chromiumPath)(
  'from "halo" to the report in the chat, over three power cuts',
  async () => {
    const siti = await openPhone(await browser.newPage(), service.url, SITI);
    const chief = await signedIn(ADMINISTRATOR);
    await setUndoMinutes(chief, 0);
    const rina = await signedIn(await newOfficer(chief, 'Rina Wulandari', 'rina@lab.example'));
    const bagus = await signedIn(await newOfficer(chief, 'Bagus Prakoso', 'bagus@lab.example'));

    // The citizen registers.
    expect(await siti.says('halo')).toMatch(/Labkesmas[\s\S]*1\. /);
    expect(await siti.says('1')).toMatch(/UU 27\/2022[\s\S]*Setuju/);
    expect(await siti.says('setuju')).toContain('(1/7)');
    expect(await siti.says('siti aminah')).toContain('NIK');
    expect(await siti.says('3308 1057 0890 0001')).toContain('17 Agustus 1990');
    expect(await siti.says('ya')).toContain('(4/7)');

    await powerCut();
    await chooseDay(siti);
    expect(await siti.says('kolestrol')).toContain('Rp');
    expect(await siti.says('1 2')).toContain('Total sementara');
    expect(await siti.says('gula darah puasa')).toContain('Gula darah puasa');
    expect(await siti.says('selesai')).toContain('Nomor HP');
    expect(await siti.says('1')).toContain('rujukan');
    const summary = await siti.attaches(await letter());
    expect(summary).toMatch(/Siti Aminah[\s\S]*3308••••••••0001[\s\S]*rujukan/i);
    expect(summary).not.toContain('3308105708900001');

    // Two answers are edited by number, then it is sent.
    await siti.says('1');
    expect(await siti.says('Siti Aminah Putri')).toContain('Siti Aminah Putri');
    await siti.says('6');
    expect(await siti.says('0812 0000 0999')).toContain('0999');
    const sentAt = Date.now();
    const confirmation = await siti.says('kirim');
    expect(Date.now() - sentAt).toBeLessThan(60_000);
    const code = /LAB-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/.exec(confirmation)?.[0] ?? '';
    expect(code).not.toBe('');
    for (const part of [
      'Kolesterol total',
      'Gula darah puasa',
      'Rp',
      'Persiapan',
      'uasa 10',
      'diperkirakan',
      '/s/',
    ]) {
      expect(confirmation).toContain(part);
    }

    // Staff find it, see the data masked, reveal it with a reason, and verify.
    await powerCut();
    await rina.reload();
    await rina.getByLabel('Cari').fill(code.toLowerCase().replaceAll('-', ' '));
    await rina.keyboard.press('Enter');
    await rina.getByRole('link', { name: 'Siti Aminah Putri' }).click();
    await rina.locator('#data').getByText('3308••••••••0001').waitFor();
    // The chat does not give away what the card hides.
    expect(await rina.locator('main').innerText()).not.toMatch(/3308\s?1057\s?0890\s?0001/);
    await act(rina, 'Lihat NIK lengkap', async (form) => {
      await form.getByLabel('Untuk apa?').fill('Mencocokkan dengan KTP di loket');
    });
    await rina.locator('#data').getByText('3308105708900001').waitFor();
    await rina.goBack();
    const [download] = await Promise.all([
      rina.waitForEvent('download'),
      rina
        .locator('#data')
        .getByRole('link', { name: /rujukan/i })
        .click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/rujukan.*\.pdf/i);
    await act(rina, 'Verifikasi');
    await siti.hears(/Terverifikasi/);
    await act(rina, /Sampel diterima|Terima sampel/);
    await siti.hears(/Sampel diterima/);
    await act(rina, /[Pp]eriksa/);
    await siti.hears(/Diperiksa/);
    await act(rina, /pembayaran/i, async (form) => {
      await form.getByLabel('Nomor kuitansi').fill('KW-0007');
      await form.getByLabel('Jumlah (rupiah)').fill('90.000');
    });
    await siti.hears(/pembayaran/);

    // The report is uploaded by one officer, validated and released by another.
    const report = join(folder, 'lhu.pdf');
    writeFileSync(
      report,
      await sampleReport({ code, personName: 'Siti Aminah Putri', tests: ['Kolesterol total'] }),
    );
    await rina.setInputFiles('form[action$="/reports"] input[type="file"]', report);
    await rina.getByRole('button', { name: 'Unggah' }).click();
    await rina.getByText('PDF ini memuat kode pendaftaran.').waitFor();
    await rina.getByText(/Petugas lain yang harus memvalidasinya/).waitFor();
    await bagus.goto(rina.url());
    await act(bagus, 'Validasi');
    await bagus.getByText('Tervalidasi').first().waitFor();
    await powerCut();
    await bagus.reload();
    await act(bagus, 'Lepas laporan');
    await siti.hears(/Hasil sudah jadi/);

    // The citizen tracks it: a sloppy code, one wrong birth date, then the right one in words.
    const sloppy = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    expect(await siti.says(`lacak ${sloppy}`)).toMatch(/tanggal lahir/i);
    expect(await siti.says('17-08-1991')).toMatch(/tidak cocok/);
    const shown = await siti.says('17 agustus 1990');
    expect(shown).toMatch(/Selesai/);
    await siti.hears(/Terdaftar[\s\S]*Terverifikasi[\s\S]*Selesai/);
    await siti.says('1');
    await siti.page.getByText(`LHU-${code}.pdf`).waitFor();

    // The public page shows the same after the same proof.
    const page = await browser.newPage();
    await page.goto(`${service.url}/t/${code}`);
    await page.getByLabel(/[Tt]anggal lahir/).fill('17/8/1990');
    await page.getByRole('button').first().click();
    await page.getByText('Selesai').first().waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /[Uu]nduh|laporan/ }).click(),
    ]);
    expect(file.suggestedFilename()).toBe(`LHU-${code}.pdf`);

    // Nothing was said twice.
    const bubbles = await siti.page.locator('.bubble.theirs').allInnerTexts();
    const words = bubbles.map((text) => text.replace(/\d{2}[.:]\d{2}\s*$/, ''));
    const stages = words.filter((text) => text.startsWith(code));
    expect(new Set(stages).size).toBe(stages.length);
  },
  180_000,
);

/** Ends the process without warning and starts it again on the same port and data. */
async function powerCut(): Promise<void> {
  const { port } = service;
  await service.kill();
  service = await startService(folder, { PORT: String(port) });
}

async function signedIn(who: { email: string; password: string }): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'id-ID' });
  const page = await context.newPage();
  await page.goto(`${service.url}/admin`);
  await page.getByLabel('Email').fill(who.email);
  await page.getByLabel('Kata sandi').fill(who.password);
  await page.getByRole('button', { name: /Masuk/ }).click();
  await page.getByRole('navigation', { name: 'Halaman' }).waitFor();
  await page.goto(`${service.url}/admin/registrations`);
  return page;
}

async function newOfficer(
  chief: Page,
  name: string,
  email: string,
): Promise<{ email: string; password: string }> {
  await chief.goto(`${service.url}/admin/staff/new`);
  await chief.getByLabel('Nama lengkap').fill(name);
  await chief.getByLabel('Email').fill(email);
  await chief.getByRole('button', { name: 'Buat akun' }).click();
  const link = await chief.getByLabel('Tautan', { exact: true }).inputValue();
  const password = 'empat gajah makan salak';
  const page = await (await browser.newContext()).newPage();
  await page.goto(link);
  await page.getByLabel('Kata sandi baru').fill(password);
  await page.getByLabel('Sekali lagi').fill(password);
  await page.getByRole('button', { name: 'Simpan kata sandi' }).click();
  await page.getByText('Kata sandi tersimpan').waitFor();
  await page.context().close();
  return { email, password };
}

async function setUndoMinutes(chief: Page, minutes: number): Promise<void> {
  await chief.goto(`${service.url}/admin/settings/work`);
  await chief.locator('[name=releaseUndoMinutes]').fill(String(minutes));
  await chief.locator('form:has([name=releaseUndoMinutes]) button[type=submit]').first().click();
  await chief.waitForLoadState();
}

/** Opens a step on the registration's page, fills what it asks, confirms it. */
async function act(
  page: Page,
  name: string | RegExp,
  fill: (form: ReturnType<Page['locator']>) => Promise<void> = async () => {},
): Promise<void> {
  const step = page
    .locator('details.act')
    .filter({ has: page.locator('summary', { hasText: name }) })
    .first();
  if ((await step.getAttribute('open')) === null) await step.locator('summary').click();
  await fill(step);
  await Promise.all([page.waitForEvent('framenavigated'), step.getByRole('button').first().click()]);
  await page.waitForLoadState();
}

/** Chooses the first day the lab offers: the test runs on any day of the year. */
async function chooseDay(siti: Phone): Promise<void> {
  let said = await siti.says('senin depan');
  for (let attempt = 0; attempt < 3 && !/Cocok\?/.test(said); attempt += 1) {
    const offered =
      /\d{1,2} (?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember) \d{4}/.exec(
        said.slice(said.indexOf('Yang masih bisa')),
      );
    said = await siti.says(offered?.[0] ?? 'lusa');
  }
  expect(said).toContain('Cocok?');
  await siti.says('1');
}

async function letter(): Promise<string> {
  const path = join(folder, 'surat-rujukan.pdf');
  writeFileSync(path, await sampleReport({ code: 'RUJUKAN', personName: 'Siti Aminah', tests: [] }));
  return path;
}
