import type { Page } from 'playwright-core';

/** Somebody with a simulated phone in a real browser. */
export interface Phone {
  page: Page;
  /** Writes and waits for the answer; returns the newest bubble of the bot. */
  says(text: string): Promise<string>;
  /** Attaches a file. */
  attaches(path: string): Promise<string>;
  /** Waits until the bot has said something new that contains `words`; returns that bubble. */
  hears(words: string | RegExp): Promise<string>;
  /** The newest bubble of the bot. */
  last(): Promise<string>;
}

/** Opens the simulator as a phone of 390 px. */
export async function openPhone(page: Page, url: string, number: string): Promise<Phone> {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(`${url}/simulator?phone=${number}`);
  const theirs = page.locator('.bubble.theirs');
  const last = async () => ((await theirs.count()) === 0 ? '' : theirs.last().innerText());

  async function answered(before: number): Promise<string> {
    await page.waitForFunction(
      (count) => document.querySelectorAll('.bubble.theirs').length > count,
      before,
      { timeout: 15_000 },
    );
    return last();
  }

  return {
    page,
    last,
    async says(text) {
      const before = await theirs.count();
      await page.getByLabel('Pesan', { exact: true }).fill(text);
      await page.keyboard.press('Enter');
      return answered(before);
    },
    async attaches(path) {
      const before = await theirs.count();
      await page.locator('input[type=file]').setInputFiles(path);
      return answered(before);
    },
    async hears(words) {
      const bubble = theirs.filter({ hasText: words }).last();
      await bubble.waitFor({ timeout: 15_000 });
      return bubble.innerText();
    },
  };
}
