import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { DEMO_SIGN_IN } from '../../src/demo/index.ts';
import { labDayAt } from '../../src/domain/values/lab-day.ts';
import { chromiumPath, launchChromium } from '../support/browser.ts';
import { openPhone, type Phone } from '../support/phone.ts';
import { type Service, startService } from '../support/service.ts';

/** The chat that the supervisor of the demonstration has linked. */
const SUPERVISOR_PHONE = '6281200007777';

describe.skipIf(!chromiumPath)('a day in a lab with a month of data', () => {
  let folder = '';
  let service: Service;
  let browser: Browser;
  let supervisor: Phone;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sapalab-workplace-'));
    const account = { ADMIN_EMAIL: 'kepala@lab.example', ADMIN_PASSWORD: 'kata-sandi-kepala-1' };
    service = await startService(folder, account, ['--demo']);
    browser = await launchChromium();
    supervisor = await openPhone(await browser.newPage(), service.url, SUPERVISOR_PHONE);
    await makeTodayAWorkingDay();
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('the officer: today, take, note, canned reply, many at once and back, search, export', async () => {
    const rina = await signedIn('rina@lab.example');
    await rina.getByRole('link', { name: /^Belum ada petugas/ }).click();
    const first = rina.locator('table.list tbody tr').first();
    const code = /LAB-[0-9A-Z-]+/.exec(await first.innerText())?.[0] ?? '';
    await first.getByRole('link').first().click();
    await rina.getByRole('button', { name: 'Ambil', exact: true }).click();
    await rina.getByText(/Dipegang\s+Anda/).waitFor();
    expect(await rina.locator('main').innerText()).toContain(code);

    // All of it in the reply box, by keyboard.
    const box = rina.getByLabel('Balasan', { exact: true });
    await box.focus();
    await rina.keyboard.type('/catatan');
    await rina.keyboard.press('Enter');
    await rina.keyboard.type('Menunggu kabar dari keluarga.');
    await rina.getByRole('button', { name: 'Simpan catatan' }).click();
    await rina.getByText('Catatan disimpan. Warga tidak melihatnya.').waitFor();
    await box.focus();
    await rina.keyboard.type('/puasa');
    await rina.keyboard.press('Enter');
    expect(await box.inputValue()).toContain('berpuasa 8–10 jam');
    await rina.keyboard.press('Control+Enter');
    await rina.locator('#chat').getByText('berpuasa 8–10 jam').waitFor();

    // Two at once: looked at, done, and taken back.
    await rina.goto(`${service.url}/admin/today?list=mine`);
    const mine = async () => Number(/\d+/.exec(await tab(rina, 'Milik saya').innerText())?.[0]);
    const before = await mine();
    const boxes = rina.locator('table.list tbody input[type=checkbox]');
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await rina.locator('select[name=do]').selectOption({ label: 'Kembalikan ke antrean' });
    await rina.getByRole('button', { name: 'Lihat dulu' }).click();
    await rina.getByRole('heading', { name: /2 permintaan/ }).waitFor();
    await rina.getByRole('button', { name: /^Ya/ }).click();
    await rina.getByRole('button', { name: 'Batalkan' }).waitFor();
    expect(await mine()).toBe(before - 2);
    await rina.getByRole('button', { name: 'Batalkan' }).click();
    await expect.poll(mine).toBe(before);

    // Found as people type it, and taken along as a workbook.
    await rina.getByRole('link', { name: 'Pencarian', exact: true }).click();
    await rina.getByRole('searchbox', { name: 'Cari' }).fill(code.toLowerCase().replaceAll('-', ' '));
    await rina.keyboard.press('Enter');
    await rina.getByText('1 permintaan').waitFor();
    await rina.locator('main').getByRole('link', { name: 'Ekspor' }).click();
    await rina.getByRole('button', { name: 'Buat berkas' }).click();
    const [download] = await Promise.all([
      rina.waitForEvent('download', { timeout: 30_000 }),
      rina.getByRole('link', { name: 'Unduh' }).click({ timeout: 30_000 }),
    ]);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(await download.path());
    const rows = workbook.worksheets[0]?.getSheetValues().filter(Boolean) ?? [];
    expect(JSON.stringify(rows)).toContain(code);
  }, 60_000);

  test('the supervisor: the digest in the chat, "2" for its second item, statistics', async () => {
    // Once a minute somebody looks whether it is time.
    const bubble = supervisor.page.locator('.bubble.theirs', { hasText: 'Ringkasan' });
    await bubble.waitFor({ timeout: 80_000 });
    const digest = await bubble.innerText();
    expect(digest).toMatch(/Ringkasan[\s\S]*1\. [\s\S]*2\. /);
    const second = /^2\. ([^:\n]+)/m.exec(digest)?.[1] ?? '';
    expect(await supervisor.says('2')).toContain(second);

    const ratna = await signedIn('ratna@lab.example');
    expect(await ratna.getByRole('button', { name: 'Lihat dulu' }).count()).toBe(0);
    await ratna.getByRole('link', { name: 'Statistik', exact: true }).click();
    await ratna.getByRole('link', { name: 'Penanganan per unit' }).click();
    await ratna.getByRole('img').first().waitFor({ timeout: 20_000 });
    const [download] = await Promise.all([
      ratna.waitForEvent('download'),
      ratna.getByRole('link', { name: 'Unduh XLSX' }).click(),
    ]);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(await download.path());
    expect(JSON.stringify(workbook.worksheets[0]?.getSheetValues())).toContain('Puskesmas Melati');
  }, 120_000);

  const tab = (page: Page, name: string) => page.locator('.tabs').getByRole('link', { name });

  /** Open around the clock, today being no holiday; the digest has been due since midnight. */
  async function makeTodayAWorkingDay(): Promise<void> {
    const dewi = await signedIn('dewi@lab.example');
    await dewi.goto(`${service.url}/admin/settings/hours`);
    for (const day of await dewi.locator('input[type=time]').all())
      await day.fill((await day.getAttribute('name'))?.includes('pens') ? '00:01' : '23:59');
    await dewi
      .locator('form', { has: dewi.locator('input[type=time]') })
      .getByRole('button')
      .click();
    await dewi.getByText('Tersimpan').waitFor();
    await dewi.goto(`${service.url}/admin/settings/work`);
    await dewi.getByLabel('Ringkasan harian pukul').fill('00:00');
    await dewi.getByRole('button', { name: 'Simpan' }).click();
    await dewi.getByText('Tersimpan').waitFor();
    await dewi.goto(`${service.url}/admin/settings/holidays`);
    const today = labDayAt(systemClock.now(), 'Asia/Jakarta');
    const holiday = dewi.locator(`form[action$="/${today}/remove"] button`);
    if ((await holiday.count()) > 0) await holiday.click();
    await dewi.context().close();
  }

  async function signedIn(email: string): Promise<Page> {
    const page = await (await browser.newContext({ locale: 'id-ID' })).newPage();
    await page.goto(`${service.url}/admin`);
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Kata sandi').fill(DEMO_SIGN_IN.password);
    await page.getByRole('button', { name: 'Masuk' }).click();
    await page.getByRole('navigation', { name: 'Halaman' }).waitFor();
    return page;
  }
});
