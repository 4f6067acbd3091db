import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { systemClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { chromiumPath, launchChromium } from '../support/browser.ts';
import { openDays } from '../support/open-days.ts';

const PATHS = [
  '/',
  '/daftar',
  '/daftar/pemeriksaan',
  '/daftar/konsultasi',
  '/daftar/wisata',
  '/daftar/kirim-sampel',
];
const PATIENCE_MS = 90_000;

let folder = '';
let app: App;
let browser: Browser;

beforeAll(async () => {
  if (!chromiumPath) return;
  folder = mkdtempSync(join(tmpdir(), 'sapalab-web-forms-'));
  const read = readConfig({ DATA_DIR: folder, PORT: '0', TRANSPORT: 'simulator' });
  if (read.outcome !== 'config') throw new Error(read.problems.join('\n'));
  const made = createApp({
    config: read.config,
    clock: systemClock,
    log: createLog('silent'),
    terminal() {},
  });
  if (made.outcome !== 'made') throw new Error(made.outcome);
  ({ app } = made);
  await app.start();
  browser = await launchChromium();
}, PATIENCE_MS);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!chromiumPath)('the forms of the website', () => {
  test(
    'somebody without scripts registers on a small phone, from the front page to the receipt',
    async () => {
      const [day = ''] = openDays().map((typed) => typed.split('-').reverse().join('-'));
      const page = await browser.newPage({
        viewport: { width: 390, height: 844 },
        javaScriptEnabled: false,
      });
      await page.goto(app.publicUrl());
      await page.getByRole('link', { name: /Isi formulir.*Pemeriksaan/ }).click();
      await page.getByLabel('Nama lengkap').fill('siti aminah');
      await page.getByLabel('NIK', { exact: true }).fill('33081057');
      await page.getByLabel('Tanggal datang').fill(day);
      await page.getByLabel('Nomor HP').fill('0812 0000 1111');
      await page.locator('summary').first().click();
      await page.locator('details input').first().check();
      await page.getByRole('button', { name: 'Periksa isian' }).last().click();
      await page.getByRole('alert').getByRole('link', { name: 'NIK' }).waitFor();
      await page.getByLabel('NIK', { exact: true }).fill('3308 1057 0890 0001');
      await page.getByRole('button', { name: 'Periksa isian' }).last().click();
      await page.getByText('Jumat, 17 Agustus 1990').waitFor();
      await page.getByLabel(/^Saya setuju/).check();
      await page.getByRole('button', { name: 'Kirim' }).dblclick();
      await page.waitForURL(/\/daftar\/bukti\//);
      expect(await page.getByText(/^LAB-/).first().textContent()).toMatch(/^LAB-\w{4}-\w{4}-\w$/);
      await page.close();
    },
    PATIENCE_MS,
  );

  test.each([390, 1280])(
    'at %i pixels none is wider than the screen, and axe finds nothing, with mistakes and without',
    async (width) => {
      const context = await browser.newContext({ viewport: { width, height: 844 } });
      const page = await context.newPage();
      const look = async (name: string) => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        const wide = await page.evaluate('document.documentElement.scrollWidth');
        expect([name, violations.map(({ id }) => id), wide]).toEqual([name, [], width]);
      };
      for (const path of PATHS) {
        await page.goto(app.publicUrl() + path);
        await look(path);
        const check = page.getByRole('button', { name: 'Periksa isian' }).last();
        if ((await check.count()) === 0) continue;
        await check.click();
        await look(`${path} with mistakes`);
      }
      await context.close();
    },
    PATIENCE_MS,
  );
});
