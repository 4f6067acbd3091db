import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/browser.ts';
import { type Service, startService } from '../support/service.ts';

const CHIEF = { email: 'kepala@lab.example', password: 'kata-sandi-kepala-1' };
const PAGES = [
  '/admin/registrations',
  '/admin/registrations?stage=completed',
  '/admin/registrations/3',
  '/admin/registrations/22',
  '/admin/attention',
  '/admin/chats/5',
  '/admin/catalogue',
  '/admin/catalogue/1',
  '/admin/whatsapp',
  '/admin/settings',
  '/admin/staff',
  '/admin/account',
  '/',
  '/t',
  '/simulator',
];

describe.skipIf(!chromiumPath)('every page of a lab with a month of data', () => {
  let folder = '';
  let service: Service;
  let browser: Browser;
  const windows = new Map<number, BrowserContext>();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sapalab-pages-'));
    const account = { ADMIN_EMAIL: CHIEF.email, ADMIN_PASSWORD: CHIEF.password };
    service = await startService(folder, account, ['--demo']);
    browser = await launchChromium();
    // 320 px is a small phone, and a window of 1280 px at four times its size.
    for (const width of [1280, 390, 320]) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'id-ID' });
      const page = await context.newPage();
      await page.goto(`${service.url}/admin`);
      await page.getByLabel('Email').fill(CHIEF.email);
      await page.getByLabel('Kata sandi').fill(CHIEF.password);
      await page.getByRole('button', { name: /Masuk/ }).click();
      await page.getByRole('heading', { name: 'Pendaftaran' }).waitFor();
      windows.set(width, context);
    }
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(PAGES)(
    '%s fits, ends where its content ends, and has nothing axe objects to',
    async (path) => {
      for (const [width, context] of windows) {
        const page = await context.newPage();
        const complaints: string[] = [];
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        const answer = await page.goto(service.url + path);
        expect(answer?.status(), path).toBe(200);

        const size = await page.evaluate(() => {
          const bottoms = [...document.querySelectorAll('main, footer')].map(
            (each) => each.getBoundingClientRect().bottom,
          );
          return {
            tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
            blankBelow: document.documentElement.scrollHeight - Math.max(window.innerHeight, ...bottoms),
          };
        });
        const objections = (await new AxeBuilder({ page }).analyze()).violations.map(
          ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
        );
        await page.close();

        expect({ width, objections, complaints, tooWide: size.tooWide }).toEqual({
          width,
          objections: [],
          complaints: [],
          tooWide: 0,
        });
        expect(size.blankBelow, `${path} at ${width}: pixels of nothing below the content`).toBeLessThan(200);
      }
    },
    30_000,
  );
});
