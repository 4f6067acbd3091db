import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { browserWords } from '../../src/admin/browser-words.ts';
import { recognise } from '../../src/domain/citizens/index.ts';
import { linkChat, personById } from '../../src/domain/staff/index.ts';
import { Browser, PASSWORD, type StaffPages, staffPages } from '../support/staff-pages.ts';

let lab: StaffPages;
let rina: { id: number; email: string };

beforeEach(async () => {
  lab = await staffPages();
  rina = await lab.hire('Rina Wulandari', 'supervisor');
});
afterEach(() => lab.close());

const ACCOUNT = '/admin/account';
const PHONE =
  'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36';

describe('one’s own sessions', () => {
  test('are named in words, one or all others are ended, and this one stays', async () => {
    const here = await lab.signedIn(rina);
    const onPhone = new Browser(lab.address);
    await onPhone.post(
      '/admin/sign-in',
      { email: rina.email, password: PASSWORD },
      {
        'sec-fetch-site': 'same-origin',
        'user-agent': PHONE,
      },
    );
    const third = await lab.signedIn(rina);
    const { html } = await here.get(ACCOUNT);
    expect(html).toContain('Chrome di Android');
    expect(html.match(/Sesi ini/g)).toHaveLength(1);
    const name = /Chrome di Android[\s\S]*?name="session" value="([^"]+)"/.exec(html)?.[1] ?? '';
    await here.fill(ACCOUNT, `${ACCOUNT}/sessions/end`, { session: name });
    expect([(await onPhone.get(ACCOUNT)).status, (await third.get(ACCOUNT)).status]).toEqual([303, 200]);
    await here.fill(ACCOUNT, `${ACCOUNT}/sessions/end-others`);
    expect([(await third.get(ACCOUNT)).status, (await here.get(ACCOUNT)).status]).toEqual([303, 200]);
  });

  test('of others are not ended by guessing their names', async () => {
    const bagus = await lab.hire('Bagus Prakoso', 'liaison');
    const [mine, his] = [await lab.signedIn(rina), await lab.signedIn(bagus)];
    const [row] = lab.db.$client
      .prepare('select token_hash from staff_sessions where staff_id = ?')
      .all(bagus.id);
    const hash = (row as { token_hash: string }).token_hash;
    const key = { key: 'forged-for-somebody', session: hash.slice(0, 16) };
    await mine.post(`${ACCOUNT}/sessions/end`, key);
    expect((await his.get(ACCOUNT)).status).toBe(200);
  });

  test.each([
    [PHONE, 'Chrome di Android'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0',
      'Edge di Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605 Version/17.5 Safari/604.1',
      'Safari di iPhone',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'Firefox di Linux'],
    ['curl/8.5', 'Peramban tak dikenal'],
  ])('%s is said in words', (said, words) => {
    expect(browserWords(said)).toBe(words);
  });
});

describe('one’s own profile', () => {
  test('is changed, but the address one signs in with only with the password', async () => {
    const browser = await lab.signedIn(rina);
    const save = (fields: Record<string, string>) =>
      browser.fill(ACCOUNT, `${ACCOUNT}/profile`, {
        name: 'Rina W. Putri',
        email: rina.email,
        username: 'rina',
        phone: '0812 0000 0001',
        ...fields,
      });
    expect((await save({})).status).toBe(303);
    expect((await save({ email: 'rina.baru@labkesmas.example' })).status).toBe(422);
    expect(personById(lab.db, rina.id)).toMatchObject({
      name: 'Rina W. Putri',
      email: rina.email,
      username: 'rina',
    });
    expect((await save({ email: 'rina.baru@labkesmas.example', current: PASSWORD })).status).toBe(303);
    expect(personById(lab.db, rina.id)?.email).toBe('rina.baru@labkesmas.example');
  });

  test('says until when one is away, and that one is back', async () => {
    const browser = await lab.signedIn(rina);
    const away = (until: string) => browser.fill(ACCOUNT, `${ACCOUNT}/away`, { until });
    expect((await away('2026-11-19')).status).toBe(422);
    expect((await away('2026-11-24')).to).toContain('notice=away');
    // Until the end of that day in Magelang.
    expect(personById(lab.db, rina.id)?.awayUntil).toEqual(new Date('2026-11-25T00:00:00+07:00'));
    expect((await browser.get(ACCOUNT)).html).toContain('value="2026-11-24"');
    await away('');
    expect(personById(lab.db, rina.id)?.awayUntil).toBeNull();
  });
});

describe('one’s own chat', () => {
  test('is linked with a code that the page shows, and then one says what to hear there', async () => {
    const browser = await lab.signedIn(rina);
    await browser.fill(ACCOUNT, `${ACCOUNT}/chat/link`);
    const { html } = await browser.get(ACCOUNT);
    const code = /SAMBUNG ([A-Z2-9]{8})</.exec(html)?.[1] ?? '';
    expect(html).toContain(`https://wa.me/6282100000000?text=SAMBUNG%20${code}`);
    const sender = {
      transport: 'simulator',
      address: '6281200000001',
      aliases: [],
      phone: null,
      displayName: null,
    };
    lab.change((ctx) => linkChat(ctx, { code, citizenId: recognise(ctx, sender).id }));
    expect((await browser.get(ACCOUNT)).html).toContain('WhatsApp Anda terhubung');
    await browser.fill(ACCOUNT, `${ACCOUNT}/wishes`, { wantsWhatsApp: 'on', digestAt: '06:45' });
    expect(personById(lab.db, rina.id)).toMatchObject({ wantsWhatsApp: true, digestAt: '06:45' });
    await browser.fill(ACCOUNT, `${ACCOUNT}/chat/unlink`);
    expect(personById(lab.db, rina.id)).toMatchObject({ citizenId: null, wantsWhatsApp: false });
  });
});
