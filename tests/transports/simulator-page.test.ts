import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/browser.ts';
import { type SimulatorLab, simulatorLab } from './simulator-lab.ts';

const SITI = '6281234567890';
const withBrowser = test.skipIf(!chromiumPath);

let browser: Browser | undefined;
let world: SimulatorLab;

beforeAll(async () => {
  if (chromiumPath) browser = await launchChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  world = await simulatorLab();
});
afterEach(() => world.close());

async function openPage(query = '', width = 390) {
  if (!browser) throw new Error('no browser');
  const page = await browser.newPage({ viewport: { width, height: 700 } });
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  await page.goto(`${world.origin}/simulator${query}`);
  return { page, complaints };
}

withBrowser('a question is typed, answered, and its first choice tapped', async () => {
  const { page, complaints } = await openPage();
  world.door.answerWith(({ text }) =>
    world.botSays(
      SITI,
      text === '1' ? 'Siapa nama lengkapnya?' : 'Ingin *mendaftar*?\n1. Ya, daftar\n2. Tidak',
    ),
  );

  await page.getByLabel('Pesan', { exact: true }).fill('halo');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '1. Ya, daftar' }).click();
  await page.getByText('Siapa nama lengkapnya?').waitFor();

  expect(world.door.heard.map(({ text, phone }) => ({ text, phone }))).toEqual([
    { text: 'halo', phone: SITI },
    { text: '1', phone: SITI },
  ]);
  expect(await page.locator('.theirs strong').textContent()).toBe('mendaftar');
  expect(await page.locator('.choice:enabled').count()).toBe(0);
  expect(await page.locator('.mine[data-state="answered"]').count()).toBe(2);
  expect(complaints).toEqual([]);
});

withBrowser('a reload shows the whole chat again, and nothing twice', async () => {
  const { page } = await openPage();
  world.door.answerWith(() => world.botSays(SITI, 'Halo juga'));
  await page.getByLabel('Pesan', { exact: true }).fill('halo');
  await page.keyboard.press('Enter');
  await page.getByText('Halo juga').waitFor();

  await page.reload();
  await page.getByText('Halo juga').waitFor();

  expect(await page.locator('.bubble').count()).toBe(2);
});

withBrowser('what looks like a program in a message stays text', async () => {
  const { page, complaints } = await openPage();
  const attack =
    '*<img src=x onerror=alert(1)>* <script>alert(2)</script> javascript:alert(3) https://x.example/"onclick=1';

  await world.botSays(SITI, attack);
  await page.locator('.theirs').waitFor();

  expect(await page.locator('.theirs .words').textContent()).toBe(attack.replaceAll('*', ''));
  expect(await page.locator('.theirs img, .theirs script').count()).toBe(0);
  expect(await page.locator('.theirs a').getAttribute('href')).toBe('https://x.example/');
  expect(complaints).toEqual([]);
});

withBrowser('a link of the lab opens the chat with its words typed in, for the number it names', async () => {
  const { page } = await openPage('?phone=6281200000007&text=LACAK%20LAB-7K2M-9QXP-C');

  expect(await page.locator('.phone.active .text').inputValue()).toBe('LACAK LAB-7K2M-9QXP-C');
  await page.keyboard.press('Enter');
  await page.locator('.phone.active .mine[data-state="recorded"]').waitFor();

  expect(world.door.heard[0]).toMatchObject({ phone: '6281200000007', text: 'LACAK LAB-7K2M-9QXP-C' });
});

withBrowser('nothing is wider than the smallest phone', async () => {
  const { page } = await openPage('', 320);
  await world.botSays(SITI, `Buka https://labkesmas.example/${'a'.repeat(200)} atau ${'b'.repeat(200)}`);
  await page.locator('.theirs').waitFor();

  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
});
