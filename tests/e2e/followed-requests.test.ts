import { AxeBuilder } from '@axe-core/playwright';
import { eq } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proposeDate } from '../../src/domain/consultations/index.ts';
import { registrations } from '../../src/domain/registrations/table.ts';
import { reports } from '../../src/domain/reports/table.ts';
import { shipmentDocuments } from '../../src/domain/shipments/table.ts';
import { chromiumPath, launchChromium } from '../support/browser.ts';
import { putConsultation, putShipment, putTour } from '../support/other-services.ts';
import { day, type RegistrationLab, registrationLab, TUESDAY } from '../support/registrations.ts';
import { type OpenSite, openSite } from '../support/site.ts';

/** A small phone and a desk. */
const WIDTHS = [320, 1280];

let lab: RegistrationLab;
let site: OpenSite;
let browser: Browser;

beforeAll(async () => {
  if (!chromiumPath) return;
  lab = registrationLab();
  site = await openSite(lab);
  browser = await launchChromium();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** One request of each kind, each at a moment when there is much to show. */
const requests = {
  laboratory: () => ({ code: lab.register({ tests: [lab.glucose, lab.hiv] }).code, proof: '17-08-1990' }),
  consultation() {
    const { id, code } = putConsultation(lab, { birthDate: day('1990-08-17') });
    const about = { registrationId: id, expectedVersion: 1, day: TUESDAY, reason: 'dokter dinas luar kota' };
    lab.as(lab.ratna, (ctx) => proposeDate(ctx, about));
    return { code, proof: '17-08-1990' };
  },
  tour() {
    const { id, code } = putTour(lab, { stage: 'approved', totalRupiah: 450_000, untilOn: TUESDAY });
    const at = lab.clock.now();
    lab.db
      .insert(reports)
      .values({
        ...{ registrationId: id, fileId: lab.fileId, uploadedBy: lab.ratna.id, version: 1 },
        ...{ decision: 'approved', evidence: 'code', uploadedAt: at, wentOutAt: at },
      })
      .run();
    return { code, proof: '02222' };
  },
  shipment() {
    const { id, code } = putShipment(lab, { totalRupiah: 125_000 });
    const reason = 'Kolom C baris 7 sampai 12 masih kosong: isi tanggal ambil sampelnya.';
    lab.db
      .update(shipmentDocuments)
      .set({ verdict: 'toFix', reason })
      .where(eq(shipmentDocuments.kind, 'identity'))
      .run();
    lab.db.update(registrations).set({ stage: 'documentsToFix' }).where(eq(registrations.id, id)).run();
    return { code, proof: '02222' };
  },
};

/** What is wrong with a page as it stands: wider than its window, or something axe objects to. */
async function wrongWith(page: Page): Promise<string[]> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return [...(wide ? ['wider than its window'] : []), ...violations.map(({ id, help }) => `${id}: ${help}`)];
}

describe.skipIf(!chromiumPath)('somebody who follows a request on the page', () => {
  test.each(
    (['laboratory', 'consultation', 'tour', 'shipment'] as const).flatMap((service) =>
      WIDTHS.map((width) => ({ service, width })),
    ),
  )(
    'of a $service finds the code, the proof and what it opens, $width px wide',
    async ({ service, width }) => {
      const { code, proof } = requests[service]();
      const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: true });
      const page = await context.newPage();
      const wrong: string[] = [];
      // With a folder in PICTURES each page is kept as a picture there, to be looked at.
      const look = async (at: string) => {
        wrong.push(...(await wrongWith(page)).map((what) => `${at}: ${what}`));
        if (process.env.PICTURES)
          await page.screenshot({
            path: `${process.env.PICTURES}/${service}-${at}-${width}.png`,
            fullPage: true,
          });
      };
      await page.goto(`${site.address}/t`);
      // The same for all kinds.
      if (service === 'laboratory') await look('code');
      await page.getByLabel('Kode pendaftaran').fill(code.toLowerCase());
      await page.getByRole('button', { name: 'Lanjut' }).click();
      if (service === 'tour') {
        await page.getByRole('button', { name: 'Lihat' }).click();
        await look('by-code');
      }
      await page.locator('input[name=proof]').fill('1');
      await page.getByRole('button', { name: 'Lihat' }).click();
      await look('slip');
      await page.locator('input[name=proof]').fill(proof);
      await page.getByRole('button', { name: 'Lihat' }).click();
      await page.getByRole('heading', { name: 'Perjalanan' }).waitFor();
      await look('shown');
      await page.getByRole('link', { name: 'English' }).click();
      await page
        .locator('input[name=proof]')
        .waitFor({ state: service === 'tour' ? 'detached' : 'attached' });
      await look('english');
      await context.close();
      expect(wrong).toEqual([]);
    },
    60_000,
  );
});
