import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pendingFactor } from '../../src/domain/staff/index.ts';
import { Browser, PASSWORD, type StaffPages, staffPages } from '../support/staff-pages.ts';

let lab: StaffPages;
let rina: { id: number; email: string };

beforeEach(async () => {
  lab = await staffPages();
  rina = await lab.hire('Rina Wulandari', 'coordinator');
});
afterEach(() => lab.close());

const HOME = '/admin/account/second-factor';

function shown(secret: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: lab.clock.now().getTime() });
}

/** Sets the second factor up as a person does. */
async function turnOn(browser: Browser): Promise<{ secret: string; codes: string[] }> {
  await browser.fill(HOME, `${HOME}/begin`);
  const secret = pendingFactor(lab.db, rina.id, 'Lab')?.secret ?? '';
  const { html } = await browser.get(HOME);
  expect(html).toContain('role="img"');
  expect(html).toContain(secret.match(/.{4}/g)?.join(' '));
  const confirmed = await browser.fill(HOME, `${HOME}/confirm`, { code: shown(secret) });
  const codes = Array.from(confirmed.html.matchAll(/<li class="code">([^<]+)</g), ([, code = '']) => code);
  expect(confirmed.html).toContain('download="kode-cadangan.txt"');
  lab.clock.pass({ minutes: 1 });
  return { secret, codes };
}

async function passwordGiven(): Promise<Browser> {
  const browser = new Browser(lab.address);
  const wanted = '/admin/catalogue';
  const fields = { email: rina.email, password: PASSWORD, next: wanted };
  const { to } = await browser.post('/admin/sign-in', fields);
  expect(to).toBe(`/admin/second-factor?next=${encodeURIComponent(wanted)}`);
  return browser;
}

describe('a second factor', () => {
  test('is set up with a picture or by typing, and asked for from then on', async () => {
    const { secret, codes } = await turnOn(await lab.signedIn(rina));
    expect(codes).toHaveLength(10);
    const browser = await passwordGiven();
    const next = '/admin/catalogue';
    expect((await browser.post('/admin/second-factor', { code: '000000', next })).status).toBe(401);
    expect((await browser.post('/admin/second-factor', { code: shown(secret), next })).to).toBe(next);
    expect((await browser.get(next)).status).toBe(200);
  });

  test('with the password alone nothing opens but the page that asks for the code', async () => {
    await turnOn(await lab.signedIn(rina));
    const browser = await passwordGiven();
    for (const path of ['/admin/registrations', '/admin/account', HOME, '/admin/staff', '/admin/events'])
      expect([path, (await browser.get(path)).to]).toEqual([
        path,
        `/admin/second-factor?next=${encodeURIComponent(path)}`,
      ]);
    const off = await browser.post(`${HOME}/off`, { key: 'forged-while-half-way', current: PASSWORD });
    expect(off.to).toMatch(/^\/admin\/second-factor/);
    expect((await browser.get('/admin/second-factor')).html).toContain('Satu langkah lagi');
  });

  test('without a session that waits for it the page asks for the password', async () => {
    const browser = new Browser(lab.address);
    expect((await browser.get('/admin/second-factor')).to).toMatch(/^\/admin\/sign-in/);
    expect((await browser.post('/admin/second-factor', { code: '123456' })).to).toMatch(/^\/admin\/sign-in/);
  });

  test('a recovery code opens once', async () => {
    const { codes } = await turnOn(await lab.signedIn(rina));
    const [code = ''] = codes;
    expect((await (await passwordGiven()).post('/admin/second-factor', { code })).status).toBe(303);
    expect((await (await passwordGiven()).post('/admin/second-factor', { code })).status).toBe(401);
  });

  test('is turned off with the password alone, whose tries are counted like at the door', async () => {
    const browser = await lab.signedIn(rina);
    await turnOn(browser);
    const off = (current: string) => browser.fill(HOME, `${HOME}/off`, { current });
    for (let round = 0; round < 3; round += 1) expect((await off('salah')).status).toBe(422);
    expect((await off(PASSWORD)).status).toBe(422);
    lab.clock.pass({ seconds: 1 });
    expect((await off(PASSWORD)).to).toBe(`${HOME}?notice=factorOff`);
    await lab.signedIn(rina);
  });

  test('is reset by who leads, and the sessions end', async () => {
    const browser = await lab.signedIn(rina);
    await turnOn(browser);
    const dewi = await lab.signedIn(await lab.hire('Dewi Lestari', 'administrator'));
    const path = `/admin/staff/${rina.id}`;
    await dewi.fill(path, `${path}/second-factor/reset`);
    expect((await browser.get('/admin/account')).status).toBe(303);
    await lab.signedIn(rina);
  });

  test('is set up before anything else where the lab wants it of leaders', async () => {
    lab.settings.secondFactorRequired = 'leaders';
    const browser = await lab.signedIn(rina);
    expect((await browser.get('/admin/registrations')).to).toBe(HOME);
    expect((await browser.get('/admin/account')).status).toBe(200);
    await turnOn(browser);
    expect((await browser.get('/admin/registrations')).status).toBe(200);
    const bagus = await lab.signedIn(await lab.hire('Bagus Prakoso', 'liaison'));
    expect((await bagus.get('/admin/registrations')).status).toBe(200);
  });
});
