import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { switchOff } from '../../src/domain/staff/index.ts';
import { Browser, PASSWORD, type StaffPages, staffPages } from '../support/staff-pages.ts';

let lab: StaffPages;
let rina: { id: number; email: string };

beforeEach(async () => {
  lab = await staffPages();
  rina = await lab.hire('Rina Wulandari', 'liaison');
});
afterEach(() => lab.close());

const withoutEmail = (html: string): string => html.replace(/value="[^"]*@[^"]*"/, '');

describe('the door', () => {
  test('whoever is not signed in is led to the sign-in page and back to where they wanted to go', async () => {
    const browser = new Browser(lab.address);
    const wanted = '/admin/registrations?stage=testing&words=Siti';
    const { status, to } = await browser.get(wanted);
    expect([status, to]).toEqual([303, `/admin/sign-in?next=${encodeURIComponent(wanted)}`]);
    const fields = { email: rina.email, password: PASSWORD, next: wanted };
    expect((await browser.post('/admin/sign-in', fields)).to).toBe(wanted);
    expect((await browser.get(wanted)).status).toBe(200);
  });

  test.each([
    'https://jahat.example/',
    '//jahat.example/admin/',
    '/\\jahat.example',
    '/admin/../simulator',
    'javascript:alert(1)',
    '/admin/\\..\\..\\x',
    '/simulator',
  ])('after signing in nobody is led away to %s', async (next) => {
    const fields = { email: rina.email, password: PASSWORD, next };
    const { to } = await new Browser(lab.address).post('/admin/sign-in', fields);
    expect(to).toBe('/admin/today');
  });

  test('a wrong password, an unknown account, a closed account and a wait give the same page', async () => {
    const closed = await lab.hire('Bayu Pratama', 'liaison');
    lab.change((ctx) => switchOff(ctx, { staffId: closed.id }));
    const answers = [];
    for (const email of [rina.email, 'tidak.ada@labkesmas.example', closed.email]) {
      lab.clock.pass({ hours: 25 });
      answers.push(await new Browser(lab.address).post('/admin/sign-in', { email, password: 'salah' }));
    }
    for (let round = 0; round < 4; round += 1) {
      answers.push(
        await new Browser(lab.address).post('/admin/sign-in', { email: rina.email, password: 'salah' }),
      );
    }
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    expect(new Set(answers.map(({ html }) => withoutEmail(html))).size).toBe(1);
  });

  test('after a slip the address is still there, and the password is not', async () => {
    const typed = { email: rina.email, password: 'salah-ketik-sedikit' };
    const { html } = await new Browser(lab.address).post('/admin/sign-in', typed);
    expect(html).toContain(`value="${rina.email}"`);
    expect(html).not.toContain(typed.password);
    expect(html).toMatch(/<input[^>]*name="password"[^>]*autofocus/);
  });

  test('during the wait even the right password does not open, and afterwards it does', async () => {
    const browser = new Browser(lab.address);
    const attempt = (password: string) => browser.post('/admin/sign-in', { email: rina.email, password });
    for (let round = 0; round < 3; round += 1) await attempt('salah');
    expect((await attempt(PASSWORD)).status).toBe(401);
    lab.clock.pass({ seconds: 1 });
    expect((await attempt(PASSWORD)).status).toBe(303);
  });

  test('the cookie cannot be read by scripts nor sent by other sites', async () => {
    const browser = new Browser(lab.address);
    const { headers } = await browser.post('/admin/sign-in', { email: rina.email, password: PASSWORD });
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
  });

  test('where we are reached over https the cookie is bound to the host', async () => {
    const secure = await staffPages({ publicUrl: 'https://lab.example' });
    const bayu = await secure.hire('Bayu', 'liaison');
    const browser = new Browser(secure.address);
    const { headers } = await browser.post('/admin/sign-in', { email: bayu.email, password: PASSWORD });
    expect(headers.getSetCookie()[0]).toMatch(/^__Host-sid=.+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    await secure.close();
  });
});

describe('a session', () => {
  test('lasts while its owner clicks, and a page that refreshes itself does not prolong it', async () => {
    const browser = await lab.signedIn(rina);
    lab.clock.pass({ minutes: 14 });
    expect((await browser.get('/admin/registrations')).status).toBe(200);
    lab.clock.pass({ minutes: 14 });
    expect((await browser.refresh('/admin/registrations')).status).toBe(200);
    lab.clock.pass({ minutes: 2 });
    const asleep = await browser.refresh('/admin/registrations');
    expect([asleep.status, asleep.headers.get('hx-redirect')]).toEqual([
      401,
      '/admin/sign-in?next=%2Fadmin%2Fregistrations',
    ]);
  });

  test('ends after ten hours of work', async () => {
    const browser = await lab.signedIn(rina);
    for (let round = 0; round < 60; round += 1) {
      expect((await browser.get('/admin/registrations')).status).toBe(200);
      lab.clock.pass({ minutes: 10 });
    }
    expect((await browser.get('/admin/registrations')).status).toBe(303);
  });

  test('ends at once when the account is closed', async () => {
    const browser = await lab.signedIn(rina);
    lab.change((ctx) => switchOff(ctx, { staffId: rina.id }));
    expect((await browser.get('/admin/registrations')).status).toBe(303);
  });

  test('ends when its owner leaves, in the database too', async () => {
    const browser = await lab.signedIn(rina);
    const { cookie } = browser;
    const { to } = await browser.fill('/admin/account', '/admin/sign-out');
    expect(to).toBe('/admin/sign-in');
    browser.cookie = cookie;
    expect((await browser.get('/admin/registrations')).status).toBe(303);
  });

  test('a new password ends every other session and keeps this one', async () => {
    const [here, elsewhere] = [await lab.signedIn(rina), await lab.signedIn(rina)];
    const wanted = 'empat gajah makan salak';
    const fields = { current: PASSWORD, wanted, again: wanted };
    const changed = await here.fill('/admin/account', '/admin/account/password', fields);
    expect(changed.to).toBe('/admin/account?notice=password');
    expect((await here.get(changed.to)).html).toContain('Kata sandi diganti');
    expect((await elsewhere.get('/admin/account')).status).toBe(303);
  });

  test('a wrong current password, a short one and a typing slip are told at their fields', async () => {
    const browser = await lab.signedIn(rina);
    const change = async (fields: Record<string, string>) => {
      const { status, html } = await browser.fill('/admin/account', '/admin/account/password', fields);
      return [status, /id="[^"]*-(\w+)-error"/.exec(html)?.[1]];
    };
    const long = 'empat gajah makan salak';
    expect(await change({ current: 'salah', wanted: long, again: long })).toEqual([422, 'current']);
    expect(await change({ current: PASSWORD, wanted: 'pendek', again: 'pendek' })).toEqual([422, 'wanted']);
    expect(await change({ current: PASSWORD, wanted: long, again: 'lain' })).toEqual([422, 'again']);
  });
});
