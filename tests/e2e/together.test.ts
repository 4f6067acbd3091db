import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_SIGN_IN } from '../../src/demo/index.ts';
import { chromiumPath, launchChromium } from '../support/browser.ts';
import { openPhone } from '../support/phone.ts';
import { type Service, startService } from '../support/service.ts';

describe.skipIf(!chromiumPath)('several people at once', () => {
  let folder = '';
  let service: Service;
  let browser: Browser;
  let rina: Page;
  let bagus: Page;
  /** Of somebody who is not yet at the sample; invented like everybody in the demonstration. */
  let registration = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sapalab-together-'));
    const account = { ADMIN_EMAIL: 'kepala@lab.example', ADMIN_PASSWORD: 'kata-sandi-kepala-1' };
    service = await startService(folder, account, ['--demo']);
    browser = await launchChromium();
    [rina, bagus] = [await signedIn(DEMO_SIGN_IN.emails[0]), await signedIn(DEMO_SIGN_IN.emails[1])];
    await rina.goto(`${service.url}/admin/registrations?stage=registered`);
    registration = (await rina.locator('table.list tbody a').first().getAttribute('href')) ?? '';
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('an officer sees that a colleague was faster, without losing what stands half written', async () => {
    await rina.goto(service.url + registration);
    await bagus.goto(service.url + registration);
    await rina.getByLabel('Balasan', { exact: true }).fill('setengah jadi');
    await bagus.locator('summary', { hasText: 'Ubah perkiraan selesai' }).click();
    await bagus.getByLabel('Perkiraan baru').fill('2099-12-31');
    await bagus.getByRole('textbox', { name: 'Alasan', exact: true }).fill('alat diperbaiki');
    await bagus.getByRole('button', { name: 'Ubah dan beri tahu' }).click();
    await rina.getByText('Pendaftaran ini berubah sejak halaman dibuka.').waitFor({ timeout: 10_000 });
    expect(await rina.getByLabel('Balasan', { exact: true }).inputValue()).toBe('setengah jadi');
  }, 30_000);

  test('who looks at the same request is named, also while writing, and no longer after leaving', async () => {
    await rina.goto(service.url + registration);
    const watching = rina.locator('#watching');
    await bagus.goto(service.url + registration);
    await watching.getByText('Bagus Prakoso juga sedang melihat').waitFor({ timeout: 10_000 });
    await bagus.getByLabel('Balasan', { exact: true }).pressSequentially('Selamat pagi');
    await watching.getByText('Bagus Prakoso sedang menulis balasan').waitFor({ timeout: 10_000 });
    await bagus.goto(`${service.url}/admin/messages`);
    await expect.poll(() => watching.textContent(), { timeout: 10_000 }).toBe('');
  }, 40_000);

  test('the bell rings on any open page, with its number, without loading the page anew', async () => {
    const bell = bagus.locator('#bell-count');
    await bagus.goto(`${service.url}/admin/notifications?show=all`);
    const readAll = bagus.getByRole('button', { name: 'Tandai semua sudah dibaca' });
    if (await readAll.isVisible()) await readAll.click();
    await bagus.goto(`${service.url}/admin/account`);
    await expect.poll(() => bell.isVisible()).toBe(false);
    const budi = await openPhone(await browser.newPage(), service.url, '6281200000778');
    await budi.says('petugas');
    await bell.getByText('1').waitFor({ timeout: 10_000 });
    await bagus.locator('details.bell > summary').click();
    await bagus.getByRole('link', { name: 'Warga ingin bicara dengan petugas' }).first().click();
    await bagus.waitForURL(/\/admin\/chats\/\d+/);
  }, 40_000);

  test('what a citizen writes in a chat that an officer holds is on the screen within seconds', async () => {
    const siti = await openPhone(await browser.newPage(), service.url, '6281200000777');
    const waiting = async () => Number.parseInt((await rina.locator('#wanted').textContent()) || '0', 10);
    const before = await waiting();
    await siti.says('petugas');
    await expect.poll(waiting, { timeout: 10_000 }).toBe(before + 1);
    await rina.goto(`${service.url}/admin/attention`);
    await rina.getByRole('link', { name: 'Buka percakapan' }).first().click();
    await rina.getByRole('button', { name: 'Ambil alih' }).click();
    await rina.getByText('Dipegang Anda').waitFor();
    await siti.page.getByLabel('Pesan', { exact: true }).fill('Apakah besok buka?');
    await siti.page.keyboard.press('Enter');
    await rina.locator('#chat').getByText('Apakah besok buka?').waitFor({ timeout: 10_000 });
  }, 40_000);

  test('a file that is too large is refused before a byte of it is sent', async () => {
    const large = join(folder, 'besar.pdf');
    writeFileSync(large, Buffer.alloc(21 * 1024 * 1024));
    const sent: string[] = [];
    bagus.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
    await bagus.goto(`${service.url}/admin/registrations/3`);
    await bagus.locator('summary', { hasText: 'Unggah versi perbaikan' }).click();
    const field = bagus.getByLabel('Berkas PDF');
    await field.setInputFiles(large);
    await bagus.getByRole('button', { name: 'Unggah', exact: true }).click();
    expect(await field.evaluate((input: HTMLInputElement) => input.validationMessage)).toContain('20 MB');
    expect(sent).toEqual([]);
  }, 30_000);

  async function signedIn(email = ''): Promise<Page> {
    const page = await (await browser.newContext({ locale: 'id-ID' })).newPage();
    await page.goto(`${service.url}/admin`);
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Kata sandi').fill(DEMO_SIGN_IN.password);
    await page.getByRole('button', { name: 'Masuk' }).click();
    await page.getByRole('navigation', { name: 'Halaman' }).waitFor();
    await page.goto(`${service.url}/admin/registrations`);
    return page;
  }
});
