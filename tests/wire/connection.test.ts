import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import decodeQR from 'qr/decode.js';
import sharp from 'sharp';
import { describe, expect, type TestContext, test, vi } from 'vitest';
import { chromiumPath, launchChromium } from '../support/browser.ts';
import { startMailServer } from '../support/mail-server.ts';
import { startService } from '../support/service.ts';
import { Browser } from '../support/staff-pages.ts';
import { startFakeWhatsApp } from '../support/whatsapp/index.ts';
import { pairedService } from '../support/whatsapp/paired-service.ts';

const CHIEF = { email: 'kepala@lab.example', password: 'kata-sandi-kepala-1' };
const ACCOUNT = { ADMIN_EMAIL: CHIEF.email, ADMIN_PASSWORD: CHIEF.password };
const PAGE = '/admin/whatsapp';
const PATIENT = { timeout: 90_000 };
/** The lab looks at its line every five seconds. */
const soon = { timeout: 30_000, interval: 200 };

type AtTheEnd = TestContext['onTestFinished'];

/** A lab that is linked, with a mail server, and its head at the staff pages. */
async function linkedLab(atTheEnd: AtTheEnd, environment: Record<string, string> = {}) {
  const whatsapp = await startFakeWhatsApp();
  atTheEnd(whatsapp.stop);
  const mail = await startMailServer();
  atTheEnd(mail.stop);
  const folder = mkdtempSync(join(tmpdir(), 'sapalab-line-'));
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }));
  const service = await pairedService(whatsapp, folder, {
    ...ACCOUNT,
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    MAIL_FROM: 'sapalab@lab.example',
    ...environment,
  });
  atTheEnd(async () => void (await service.stop()));
  const chief = new Browser(service.url);
  await chief.post('/admin/sign-in', CHIEF);
  /** What the page says now, without how it has been. */
  const shows = (words: string) =>
    vi.waitFor(async () => {
      const [now] = (await chief.get(PAGE)).html.split('id="history"');
      expect(now).toContain(words);
    }, soon);
  const health = async () => {
    const answer = await fetch(`${service.url}/healthz`);
    return { code: answer.status, ...(await answer.json()) };
  };
  const subjects = () => mail.letters.map(({ text }) => /^Subject: (.+?) di /m.exec(text)?.[1]);
  const isMailed = (...wanted: string[]) =>
    vi.waitFor(() => expect(subjects()).toEqual(wanted), { timeout: 60_000, interval: 200 });
  return { whatsapp, mail, service, chief, shows, health, isMailed };
}

type LinkedLab = Awaited<ReturnType<typeof linkedLab>>;

/** A citizen is answered, on the line as it is now. */
async function answers({ whatsapp }: LinkedLab): Promise<void> {
  const siti = whatsapp.person({ name: 'Siti' });
  expect(await siti.asks('halo')).toContain('Labkesmas');
}

// Each has a lab of its own, and most of the time is waiting.
describe.concurrent('a line that WhatsApp ends', PATIENT, () => {
  test('is made anew at once after 515, after a second after 503, and nobody need look', async ({
    onTestFinished,
  }) => {
    const lab = await linkedLab(onTestFinished);
    for (const code of [515, 503]) {
      const after = lab.whatsapp.logins;
      lab.whatsapp.faults.streamError(code);
      await lab.whatsapp.online({ after, ms: 10_000 });
      await answers(lab);
    }
    expect((await lab.health()).status).toBe('ok');
    expect(lab.mail.letters).toEqual([]);
    const { html } = await lab.chief.get(PAGE);
    expect(html).toContain('kode 503');
  });

  test('is left alone while another program has the account, until somebody says that it is gone', async ({
    onTestFinished,
  }) => {
    const lab = await linkedLab(onTestFinished);
    const { whatsapp, chief } = lab;
    const siti = whatsapp.person({ name: 'Siti' });
    const { connections, logins } = whatsapp;
    whatsapp.faults.streamError(440);
    await lab.shows('Dipakai program lain');
    expect((await chief.get('/admin/registrations')).html).toContain('WhatsApp: Dipakai program lain');
    await lab.isMailed('WhatsApp terputus');
    expect(lab.mail.letters[0]?.text).toContain(`${lab.service.url}${PAGE}`);
    expect(await lab.health()).toMatchObject({
      code: 503,
      problem: expect.stringContaining('replaced'),
    });
    expect(whatsapp.connections).toBe(connections);

    // What was written meanwhile is answered once it is back.
    await siti.says('halo');
    await chief.fill(PAGE, `${PAGE}/reconnect`);
    await whatsapp.online({ after: logins });
    await siti.hears(/Labkesmas/, 10_000);
    await lab.isMailed('WhatsApp terputus', 'WhatsApp pulih');
    expect((await lab.health()).status).toBe('ok');
    expect((await chief.get('/admin/registrations')).html).not.toContain('WhatsApp: Dipakai');
  });

  test.for([
    [403, 'Nomor diblokir', 'ajukan peninjauan'],
    [405, 'Versi ditolak', 'WHATSAPP_VERSION'],
  ] as const)(
    'stays down after a login refused with %i, and comes back on wish',
    async ([code, name, todo], { onTestFinished }) => {
      const lab = await linkedLab(onTestFinished);
      const { whatsapp, chief } = lab;
      whatsapp.faults.refuseLogins(code);
      const { connections } = whatsapp;
      whatsapp.faults.dropLine();
      await lab.shows(name);
      await lab.shows(todo);
      await lab.isMailed('WhatsApp terputus');
      expect(whatsapp.connections).toBe(connections + 1);
      const after = whatsapp.logins;
      await chief.fill(PAGE, `${PAGE}/reconnect`);
      await whatsapp.online({ after });
      await lab.shows('Terhubung');
      await answers(lab);
    },
  );

  test.for([
    ['the phone removes the device', ({ whatsapp }: LinkedLab) => whatsapp.lab.removesDevice()],
    [
      'a login is refused with 401',
      ({ whatsapp }: LinkedLab) => {
        whatsapp.faults.refuseLogins(401);
        whatsapp.faults.dropLine();
      },
    ],
  ] as const)('asks for the phone again when %s', async ([, unlink], { onTestFinished }) => {
    const lab = await linkedLab(onTestFinished);
    const { whatsapp, chief } = lab;
    unlink(lab);
    await lab.shows('Belum ditautkan');
    await lab.isMailed('WhatsApp terputus');
    expect((await lab.health()).problem).toContain('unpaired');
    const { connections } = whatsapp;
    await chief.fill(PAGE, `${PAGE}/code`, { phone: whatsapp.lab.number });
    const code = await vi.waitFor(async () => {
      const found = /<p class="secret code">(.+?)<\/p>/.exec((await chief.get(PAGE)).html)?.[1];
      expect(found).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
      return found ?? '';
    }, soon);
    expect(whatsapp.connections).toBe(connections + 1);
    const after = whatsapp.logins;
    await whatsapp.lab.waits('forCode');
    expect(await whatsapp.lab.types(code)).toBe('linked');
    await whatsapp.online({ after });
    await lab.shows('Terhubung');
    await answers(lab);
  });

  test('is found dead when nothing comes over it any more', async ({ onTestFinished }) => {
    const lab = await linkedLab(onTestFinished, { WHATSAPP_SILENCE_SECONDS: '6' });
    const { whatsapp } = lab;
    const after = whatsapp.logins;
    whatsapp.faults.goSilent();
    await lab.shows('WhatsApp tidak terdengar lagi');
    whatsapp.comeBack();
    await whatsapp.online({ after, ms: 20_000 });
    await lab.shows('Terhubung');
    await answers(lab);
  });
});

describe.skipIf(!chromiumPath).concurrent('linking a phone on the page', PATIENT, () => {
  test('by picture, unlinking, and by code; the page follows by itself', async ({ onTestFinished }) => {
    const folder = mkdtempSync(join(tmpdir(), 'sapalab-link-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const whatsapp = await startFakeWhatsApp();
    onTestFinished(whatsapp.stop);
    const service = await startService(folder, { ...whatsapp.environment, ...ACCOUNT });
    onTestFinished(async () => void (await service.stop()));
    const browser = await launchChromium();
    onTestFinished(() => browser.close());
    const page = await browser.newPage({ locale: 'id-ID', viewport: { width: 390, height: 900 } });
    await page.goto(`${service.url}${PAGE}`);
    await page.getByLabel('Email').fill(CHIEF.email);
    await page.getByLabel('Kata sandi').fill(CHIEF.password);
    await page.getByRole('button', { name: /Masuk/ }).click();

    const state = page.locator('#state');
    const picture = page.getByRole('img', { name: /Kode QR/ });
    await picture.waitFor();
    expect(await whatsapp.lab.scans(await qrOn(page))).toBe('linked');
    await state.getByText('Terhubung', { exact: true }).waitFor();
    expect(await picture.count()).toBe(0);
    expect(await state.getByText(`+${whatsapp.lab.number}`).count()).toBe(1);

    // Unlinking takes the word, and the phone hears of it.
    await page.getByText('Putuskan tautan').first().click();
    await page.getByLabel(/PUTUSKAN/).fill('putuskan');
    await page.getByRole('button', { name: 'Putuskan tautan' }).click();
    await state.getByText('Belum ditautkan', { exact: true }).waitFor();
    await whatsapp.until(() => !whatsapp.lab.isLinked, 'the phone to hear of it');

    await page.getByText('Tanpa kamera').click();
    await page.getByLabel('Nomor WhatsApp laboratorium').fill('0812 3456 7890');
    await page.getByRole('button', { name: 'Buat kode', exact: true }).click();
    const code = page.locator('.secret.code');
    await code.waitFor();
    const after = whatsapp.logins;
    await whatsapp.lab.waits('forCode');
    expect(await whatsapp.lab.types((await code.textContent()) ?? '')).toBe('linked');
    await state.getByText('Terhubung', { exact: true }).waitFor();
    await whatsapp.online({ after });
  });
});

/** What a phone's camera reads from the page. */
async function qrOn(page: Page): Promise<string> {
  const png = await page.locator('.qr').screenshot();
  const { data, info } = await sharp(png)
    .resize({ width: 900, kernel: 'nearest' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return decodeQR({ width: info.width, height: info.height, data: new Uint8ClampedArray(data) });
}
