import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, ConsoleMessage, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placesOf } from '../../src/admin/places.ts';
import { routes } from '../../src/admin/policy.ts';
import { chromiumPath, launchChromium } from '../support/browser.ts';
import { type Service, startService } from '../support/service.ts';

const CHIEF = { email: 'kepala@lab.example', password: 'kata-sandi-kepala-1' };
const PLACES = placesOf('administrator').map(({ path }) => path);

/** Pages for everybody, and ways of one page that look different. */
const BESIDES = ['/admin/registrations?stage=completed', '/admin/registrations/22', '/', '/t', '/simulator'];

/** Every address that can be looked at, with what stands in it by name. */
const ROUTES = routes.filter(({ method, may }) => method === 'get' && may.includes('administrator'));

/** Answers that are no pages, or are there only at a moment that no month of data holds. */
const NO_PAGES = new Set([
  '/',
  '/events',
  '/notifications/latest',
  '/assets/:name',
  '/sign-in',
  // Leads on to the page of its request.
  '/cases/:caseId',
]);

/** 320 px is a small phone, and a window of 1280 px at four times its size. */
const WIDTHS = [1280, 390, 320];
/** So many pages are looked at together. */
const AT_ONCE = 3;

/** How long one page may take on a machine that has other things to do. */
const PATIENCE_MS = 60_000;

let folder = '';
let service: Service;
let browser: Browser;
let desk: BrowserContext;
let withoutScripts: BrowserContext;

async function signedIn(width: number, javaScriptEnabled = true): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: 'id-ID',
    javaScriptEnabled,
  });
  const page = await context.newPage();
  await page.goto(`${service.url}/admin`);
  await page.getByLabel('Email').fill(CHIEF.email);
  await page.getByLabel('Kata sandi').fill(CHIEF.password);
  await page.getByRole('button', { name: /Masuk/ }).click();
  await page.locator('nav.places').waitFor({ state: 'attached' });
  await page.close();
  return context;
}

beforeAll(async () => {
  if (!chromiumPath) return;
  folder = mkdtempSync(join(tmpdir(), 'sapalab-pages-'));
  const account = { ADMIN_EMAIL: CHIEF.email, ADMIN_PASSWORD: CHIEF.password };
  service = await startService(folder, account, ['--demo']);
  browser = await launchChromium();
  desk = await signedIn(1280);
  withoutScripts = await signedIn(390, false);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await service?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/**
 * One address for each page: those of the navigation, and for each other route the first link to it on
 * a page that has been found, so that a new page is looked at without being named here.
 */
async function pagesFound(): Promise<{ paths: string[]; unfound: string[] }> {
  const { request } = desk;
  /** Undefined for what is no page but a file. */
  const linksOn = async (path: string): Promise<string[] | undefined> => {
    const answer = await request.get(service.url + path);
    if (!answer.headers()['content-type']?.startsWith('text/html')) return undefined;
    const found = (await answer.text()).matchAll(/(?:href|action)="(\/admin\/[^"#]*)"/g);
    return Array.from(found, ([, href = '']) => href.replaceAll('&amp;', '&'));
  };
  const patterns = new Map(
    ROUTES.filter(({ path }) => !NO_PAGES.has(path)).map(({ path }) => [
      path,
      new RegExp(`^/admin${path.replace(/:\w+/g, '[^/?]+')}(\\?.*)?$`),
    ]),
  );
  const found = new Map<string, string>();
  const files = new Set<string>();
  let fresh = ['/admin/account', ...PLACES];
  for (let depth = 0; depth < 4 && fresh.length > 0; depth += 1) {
    const next: string[] = [];
    for (const href of fresh) {
      // A word in the path is a page of its own; what fits several is the one without parameters.
      const fits = [...patterns].filter(([, pattern]) => pattern.test(href)).map(([path]) => path);
      const name = fits.find((path) => !path.includes(':')) ?? fits[0];
      if (name === undefined || found.has(name)) continue;
      found.set(name, href);
      const links = await linksOn(href);
      if (links) next.push(...links);
      else files.add(href);
    }
    fresh = next;
  }
  return {
    paths: [...found.values()].filter((href) => !files.has(href)),
    unfound: [...patterns.keys()].filter((path) => !found.has(path)),
  };
}

describe.skipIf(!chromiumPath)('every page of a lab with a month of data', () => {
  test(
    'fits, ends where its content ends, and has nothing axe objects to',
    async () => {
      const { paths, unfound } = await pagesFound();
      console.info(`${paths.length} pages looked at; no link leads to: ${unfound.join(' ') || 'none'}`);
      expect(paths.length).toBeGreaterThan(PLACES.length);
      const wrong: string[] = [];
      const left = [...paths, ...BESIDES];
      const look = async () => {
        const page = await desk.newPage();
        for (let path = left.shift(); path; path = left.shift())
          wrong.push(...(await objectionsTo(page, path)));
        await page.close();
      };
      await Promise.all(Array.from({ length: AT_ONCE }, look));
      expect(wrong).toEqual([]);
    },
    20 * PATIENCE_MS,
  );

  test.each(PLACES)(
    '%s is walked with the keyboard from end to end, and one sees where one is',
    async (path) => {
      const page = await desk.newPage();
      await page.goto(service.url + path);
      const all = await page.evaluate(() => {
        // From the top, also where a page has put the cursor into a field: at the desk a scanner types.
        document.body.tabIndex = -1;
        document.body.focus();
        document.body.removeAttribute('tabindex');
        const reachable = [
          ...document.querySelectorAll<HTMLElement>(
            'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]',
          ),
        ].filter(
          (each) =>
            each.checkVisibility() &&
            !each.hasAttribute('disabled') &&
            // Of radio buttons in a group one has its turn; the arrows lead to the others.
            each.getAttribute('type') !== 'radio',
        );
        reachable.forEach((each, index) => {
          each.dataset.walk = String(index);
        });
        // Noted in the page itself: to ask after each key would take most of the time.
        const walk: Step[] = [];
        Object.assign(window, { walk });
        document.addEventListener('focusin', ({ target }) => {
          if (!(target instanceof HTMLElement)) return;
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(target);
          const isSeen = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
          walk.push({ index: target.dataset.walk, isSeen, html: target.outerHTML.slice(0, 120) });
        });
        return reachable.map((each) => each.outerHTML.slice(0, 120));
      });
      for (let step = 0; step < all.length + 40; step += 1) await page.keyboard.press('Tab');
      const walk = await page.evaluate(() => (window as unknown as { walk: Step[] }).walk); // put there above
      await page.close();
      expect(walk[0]?.html).toContain('class="skip"');
      const steps = walk.filter(({ index }) => index !== undefined);
      const reached = new Set(steps.map(({ index }) => Number(index)));
      const unseen = steps.filter(({ isSeen }) => !isSeen).map(({ html }) => html);
      expect({ unseen, missed: all.filter((_each, index) => !reached.has(index)) }).toEqual({
        unseen: [],
        missed: [],
      });
    },
    PATIENCE_MS,
  );
});

/** Where the keyboard has come to. */
interface Step {
  index: string | undefined;
  isSeen: boolean;
  html: string;
}

/** What is wrong with a page at a desk and in narrower windows, one line each. */
async function objectionsTo(page: Page, path: string): Promise<string[]> {
  const complaints: string[] = [];
  const hear = (message: ConsoleMessage) => message.type() === 'error' && complaints.push(message.text());
  page.on('console', hear);
  await page.setViewportSize({ width: 1280, height: 900 });
  const answer = await page.goto(service.url + path);
  if (answer?.status() !== 200) complaints.push(`answers ${answer?.status()}`);
  // In legacy mode it opens no second page for its sums; nothing here has frames.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  complaints.push(...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`));
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const { tooWide, blankBelow } = await page.evaluate(() => {
      const bottoms = [...document.querySelectorAll('main, footer, nav.places')].map(
        (each) => each.getBoundingClientRect().bottom,
      );
      return {
        tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        blankBelow: document.documentElement.scrollHeight - Math.max(window.innerHeight, ...bottoms),
      };
    });
    if (tooWide > 0) complaints.push(`${tooWide} pixels too wide at ${width}`);
    if (blankBelow >= 200) complaints.push(`${blankBelow} pixels of nothing below the content at ${width}`);
  }
  page.off('console', hear);
  return complaints.map((complaint) => `${path}: ${complaint}`);
}

describe.skipIf(!chromiumPath)('without scripts', () => {
  const open = async (path: string): Promise<Page> => {
    const page = await withoutScripts.newPage();
    await page.goto(service.url + path);
    return page;
  };

  test(
    'the menu of a phone leads to every page',
    async () => {
      const page = await open('/admin/registrations');
      for (const path of PLACES) {
        const links = page.getByRole('navigation', { name: 'Halaman' });
        expect(await links.isVisible(), path).toBe(false);
        await page.locator('details.menu > summary').click();
        await links.locator(`a[href="${path}"]`).click();
        await page.waitForURL((url) => url.pathname === path);
        await page.getByRole('heading', { level: 1 }).waitFor();
      }
      await page.close();
    },
    PATIENCE_MS,
  );

  test('the bell opens, leads to the thing, and is read by that', async () => {
    const page = await open('/admin/notifications?show=all');
    const readAll = page.getByRole('button', { name: 'Tandai semua sudah dibaca' });
    if (await readAll.isVisible()) await readAll.click();
    await page.locator('details.bell > summary').click();
    await page.getByRole('link', { name: 'Lihat semuanya' }).click();
    await page.getByText('Semua sudah dibaca').waitFor();
    expect(await page.locator('#bell-count').isVisible()).toBe(false);
    await page.close();
  });

  test('a registration is found and taken one stage further', async () => {
    const page = await open('/admin/registrations?stage=registered');
    await page.locator('table.list tbody a').first().click();
    await page.getByText('Verifikasi', { exact: true }).first().click();
    await page
      .getByRole('button', { name: /verifikasi/i })
      .first()
      .click();
    await page.getByText('Tahap diperbarui').waitFor();
    await page.close();
  });
});
