import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NotRead } from '../../src/domain/readings.ts';
import { type Browser, PASSWORD, type StaffPages, staffPages } from '../support/staff-pages.ts';

let lab: StaffPages;
let officer: Browser;

beforeEach(async () => {
  lab = await staffPages();
  officer = await lab.signedIn(await lab.hire('Rina Wulandari', 'liaison'));
});
afterEach(() => lab.close());

const PASSWORD_FORM = '/admin/account/password';

describe('forms from elsewhere', () => {
  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }, 403],
    ['an address typed by hand', { 'sec-fetch-site': 'none' }, 403],
    ['nowhere', {}, 403],
    ['another origin', { origin: 'https://jahat.example' }, 403],
    ['an origin that hides itself', { origin: 'null' }, 403],
    ['our own public address', { origin: 'http://lab.example' }, 422],
    ['our own pages', { 'sec-fetch-site': 'same-origin' }, 422],
  ])('a form sent from %s', async (_from, headers, status) => {
    expect((await officer.post(PASSWORD_FORM, {}, headers)).status).toBe(status);
  });

  test('signing in is protected too, so that nobody is signed in as somebody else unawares', async () => {
    const fields = { email: 'rina.wulandari@labkesmas.example', password: PASSWORD };
    expect((await officer.post('/admin/sign-in', fields, { 'sec-fetch-site': 'cross-site' })).status).toBe(
      403,
    );
  });
});

describe('what no form of ours sends', () => {
  test('a field that comes twice is refused and changes nothing', async () => {
    const twice: [string, string][] = [
      ['key', 'x'.repeat(24)],
      ['current', PASSWORD],
      ['current', PASSWORD],
      ['wanted', 'empat gajah makan salak'],
      ['again', 'empat gajah makan salak'],
    ];
    expect((await officer.post(PASSWORD_FORM, twice)).status).toBe(422);
    expect((await officer.get('/admin/account')).status).toBe(200);
  });

  test('a question that comes twice in the address is refused', async () => {
    expect((await officer.get('/admin/registrations?words=a&words=b')).status).toBe(400);
  });

  test('ten thousand fields are refused without being read', async () => {
    const fields = Array.from({ length: 10_000 }, (_, index): [string, string] => [`f${index}`, '1']);
    expect((await officer.post(PASSWORD_FORM, fields)).status).toBe(413);
  });

  test('a form of a megabyte is refused', async () => {
    expect((await officer.post(PASSWORD_FORM, { current: 'x'.repeat(1_000_000) })).status).toBe(413);
  });

  test('a form without its key is shown again, and nothing is changed', async () => {
    const wanted = 'empat gajah makan salak';
    const answer = await officer.post(PASSWORD_FORM, { current: PASSWORD, wanted, again: wanted });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('Muat ulang halaman');
  });
});

describe('what every answer says to the browser', () => {
  test('no inline script or style, no frame, no other site, nothing kept', async () => {
    const { headers, html } = await officer.get('/admin/registrations');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'",
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(html).not.toMatch(/<style|style="|<script(?![^>]* src=)|\son\w+="/);
  });

  test('style sheets and scripts come from ourselves', async () => {
    for (const name of ['pico.min.css', 'htmx.min.js', 'admin.css', 'app.js', 'icon.svg']) {
      expect([name, (await officer.get(`/admin/assets/${name}`)).status]).toEqual([name, 200]);
    }
  });

  test('a failure is one sentence on a page, with nothing of the program in it', async () => {
    lab.db.$client.exec('drop table registrations');
    const { status, html } = await officer.get('/admin/registrations');
    expect(status).toBe(500);
    expect(html).toContain('Kesalahan ini sudah tercatat');
    expect(html).not.toMatch(/registrations\b.*table|Error|\.ts:/);
    expect(lab.logged).toMatchObject([{ message: 'a staff page failed' }]);
  });

  test('when too much is read at once, every page says in one sentence to come back', async () => {
    await lab.close();
    lab = await staffPages({ ask: () => Promise.reject(new NotRead('busy', '64 wait')) });
    officer = await lab.signedIn(await lab.hire('Bagus Prakoso', 'administrator'));
    for (const path of ['registrations', 'search?words=siti']) {
      const { html } = await officer.get(`/admin/${path}`);
      expect(html, path).toMatch(/muat ulang|coba lagi/i);
    }
    expect((await officer.get('/admin/registrations')).status).toBe(503);
    expect(lab.logged).toEqual([]);
  });

  test('an open page is told that something happened, and nothing of what', async () => {
    const response = await fetch(`${lab.address}/admin/events`, { headers: { cookie: officer.cookie } });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe(': connected\n\n');
    lab.committed([{ kind: 'registration.received', registrationId: 7 }]);
    expect((await reader?.read())?.value).toBe('event: changed\ndata: 1\n\n');
    await reader?.cancel();
  });
});
