import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { personById, removePerson } from '../../src/domain/staff/index.ts';
import { addUnit } from '../../src/domain/units/index.ts';
import { passwordLinkIn } from '../support/new-officer.ts';
import { furnished } from '../support/registrations.ts';
import { Browser, hiddenFieldsOf, PASSWORD, type StaffPages, staffPages } from '../support/staff-pages.ts';

let lab: StaffPages;
let dewi: Browser;
let letters: { to: string[]; subject: string; text: string }[];

beforeEach(async () => {
  letters = [];
  lab = await staffPages({ mail: async (letter) => void letters.push(letter) });
  dewi = await lab.signedIn(await lab.hire('Dewi Lestari', 'administrator'));
});
afterEach(() => lab.close());

const RINA = {
  name: 'Rina Wulandari',
  email: 'rina@labkesmas.example',
  username: 'rina.w',
  phone: '0812-0000-0001',
  sex: 'female',
  birthDate: '1990-08-17',
  unitId: '1',
  role: 'liaison',
  status: 'on',
};
const NEW = '/admin/staff/new';
const chosen = (password: string) => ({ wanted: password, again: password });
const LONG = 'empat gajah makan salak';

function unit(name: string, parentId = 1): number {
  const fields = {
    name,
    alias: '',
    email: '',
    website: '',
    phone: '',
    address: '',
    services: [],
    active: true,
  };
  const added = lab.change((ctx) => addUnit(ctx, { ...fields, parentId }));
  if (added.outcome !== 'added') throw new Error(`${name}: ${added.outcome}`);
  return added.unitId;
}

describe('adding an officer', () => {
  test('shows a link once, sends it, and the officer chooses the password', async () => {
    const fields = { ...hiddenFieldsOf((await dewi.get(NEW)).html, NEW), ...RINA };
    const shown = await dewi.post(NEW, fields);
    const link = passwordLinkIn(shown.html);
    expect(letters).toMatchObject([{ to: [RINA.email], text: expect.stringContaining(link) }]);
    expect((await dewi.post(NEW, fields)).html).not.toContain('set-password');

    const rina = new Browser(lab.address);
    const page = await rina.get(link);
    expect(page.html).toContain('Rina Wulandari');
    expect((await rina.post(link, chosen('pendek'))).status).toBe(422);
    expect((await rina.post(link, { wanted: LONG, again: 'lain' })).status).toBe(422);
    expect((await rina.post(link, chosen(LONG))).to).toBe('/admin/sign-in?notice=passwordChosen');
    for (const email of ['RINA@labkesmas.example', 'Rina.W'])
      expect((await new Browser(lab.address).post('/admin/sign-in', { email, password: LONG })).status).toBe(
        303,
      );
    // Used up; and whoever looks later learns nothing, not even whose it was.
    const later = await new Browser(lab.address).get(link);
    expect([later.status, later.html.includes('Rina')]).toEqual([404, false]);
    expect((await rina.post(link, chosen(LONG))).status).toBe(404);
  });

  test('keeps all that was typed, and the page of a wrong link looks like that of a used one', async () => {
    const refused = await dewi.fill(NEW, NEW, { ...RINA, phone: '12', email: 'rina' });
    expect(refused.status).toBe(422);
    for (const part of ['phone-error', 'email-error', 'value="Rina Wulandari"'])
      expect(refused.html).toContain(part);
    const wrong = await new Browser(lab.address).get('/admin/set-password/tidak-ada');
    expect([wrong.status, wrong.html.includes('tidak berlaku lagi')]).toEqual([404, true]);
  });

  test('the token stands in no log and in no journal', async () => {
    const shown = await dewi.fill(NEW, NEW, RINA);
    const token = passwordLinkIn(shown.html).split('/').at(-1) ?? '';
    await new Browser(lab.address).post(passwordLinkIn(shown.html), chosen(LONG));
    const journal = JSON.stringify(lab.db.$client.prepare('select * from journal').all());
    expect(JSON.stringify(lab.logged) + journal).not.toContain(token);
  });

  test('when the mail server fails, the page still shows the link and the log names no address', async () => {
    await lab.close();
    lab = await staffPages({ mail: () => Promise.reject(new Error(`no mailbox ${RINA.email}`)) });
    dewi = await lab.signedIn(await lab.hire('Dewi Lestari', 'administrator'));
    expect(passwordLinkIn((await dewi.fill(NEW, NEW, RINA)).html)).toBeTruthy();
    expect(lab.logged).toHaveLength(1);
    expect(JSON.stringify(lab.logged)).not.toContain(RINA.email);
  });

  test('an officer makes none above the own role, whatever the form sends', async () => {
    const bagus = await lab.signedIn(await lab.hire('Bagus Prakoso', 'liaison'));
    expect((await bagus.get(NEW)).html).not.toContain('value="administrator"');
    const refused = await bagus.fill(NEW, NEW, { ...RINA, role: 'administrator' });
    expect([refused.status, refused.html.includes('di luar wewenang')]).toEqual([422, true]);
  });
});

describe('an officer’s page', () => {
  test('is changed, and who was second is shown a comparison', async () => {
    const { id } = await lab.hire('Rina Wulandari', 'liaison');
    const path = `/admin/staff/${id}`;
    const older = hiddenFieldsOf((await dewi.get(path)).html, path);
    expect((await dewi.fill(path, path, { ...RINA, role: 'coordinator' })).to).toBe(`${path}?notice=saved`);
    const stale = await dewi.post(path, { ...older, ...RINA, name: 'Rina W.' });
    expect(stale.status).toBe(409);
    expect(stale.html).toContain('Rina W.');
    expect(personById(lab.db, id)).toMatchObject({ role: 'coordinator', phone: '6281200000001' });
  });

  test('closes an account at once and opens it again; one’s own and the last administrator’s stay', async () => {
    const rina = await lab.hire('Rina Wulandari', 'liaison');
    const browser = await lab.signedIn(rina);
    const path = `/admin/staff/${rina.id}`;
    await dewi.fill(path, `${path}/switch-off`);
    expect((await browser.get('/admin/account')).status).toBe(303);
    await dewi.fill(path, `${path}/switch-on`);
    await lab.signedIn(rina);
    const own = await dewi.post('/admin/staff/1/switch-off', { key: 'forged-for-oneself' });
    expect(personById(lab.db, 1)?.active).toBe(true);
    expect(own.status).not.toBe(500);
  });

  test('gives the work at hand back to the queue when somebody leaves, is away, or moves', async () => {
    const { register } = furnished(lab);
    const leaving = [
      ['switch-off', {}],
      ['remove', {}],
      ['', { ...RINA, unitId: String(unit('Kimia')) }],
    ] as const;
    for (const [deed, fields] of leaving) {
      const officer = await lab.hire(`Rina ${deed || 'pindah'}`, 'liaison');
      const { id } = register();
      const held = () =>
        lab.db.$client.prepare('select assignee_id from cases where subject_id = ?').pluck().get(id);
      lab.db.$client.prepare('update cases set assignee_id = ? where subject_id = ?').run(officer.id, id);
      expect(held()).toBe(officer.id);
      const home = `/admin/staff/${officer.id}`;
      const action = deed ? `${home}/${deed}` : home;
      const email = { email: officer.email };
      const done = await dewi.fill(deed === 'remove' ? action : home, action, { ...fields, ...email });
      expect([deed, done.status, held()]).toEqual([deed, 303, null]);
    }
  });

  test('asks before it removes, and frees the address', async () => {
    const { id } = await lab.hire('Rina Wulandari', 'liaison');
    const path = `/admin/staff/${id}/remove`;
    expect((await dewi.get(path)).html).toContain('Ya, hapus akun');
    expect((await dewi.fill(path, path)).to).toBe('/admin/staff?notice=personRemoved');
    expect((await dewi.get('/admin/staff')).html).not.toContain('Rina Wulandari');
    await lab.hire('Rina Wulandari', 'liaison');
  });

  test('gives a new link to who forgot the password, and the old password works until then', async () => {
    const rina = await lab.hire('Rina Wulandari', 'liaison');
    const path = `/admin/staff/${rina.id}`;
    const link = passwordLinkIn((await dewi.fill(path, `${path}/link`)).html);
    await lab.signedIn(rina);
    await new Browser(lab.address).post(link, chosen(LONG));
    const old = await new Browser(lab.address).post('/admin/sign-in', {
      email: rina.email,
      password: PASSWORD,
    });
    expect(old.status).toBe(401);
  });

  test('ends all sessions of an officer', async () => {
    const rina = await lab.hire('Rina Wulandari', 'liaison');
    const browser = await lab.signedIn(rina);
    const path = `/admin/staff/${rina.id}`;
    await dewi.fill(path, `${path}/sessions/end`);
    expect((await browser.get('/admin/account')).status).toBe(303);
  });
});

describe('somebody who is registered already', () => {
  const found = async (browser: Browser, words: string) =>
    (await browser.get(`/admin/staff/registered?words=${encodeURIComponent(words)}`)).html;

  test('is found by name, address or phone and made an officer of another unit', async () => {
    const kimia = unit('Kimia');
    const { id } = await lab.hire('Rina Wulandari', 'liaison');
    for (const words of ['wulan', 'rina.wulandari@labkesmas'])
      expect(await found(dewi, words)).toContain('Jadikan');
    const path = `/admin/staff/${id}/appoint`;
    const placed = { unitId: String(kimia), role: 'coordinator' };
    expect((await dewi.fill(path, path, placed)).to).toContain('notice=appointed');
    expect(personById(lab.db, id)).toMatchObject({ unitName: 'Kimia', role: 'coordinator' });
  });

  test('comes back after a removal by a new link', async () => {
    const { id } = await lab.hire('Rina Wulandari', 'liaison');
    lab.change((ctx) => removePerson(ctx, { staffId: id }));
    expect(await found(dewi, 'rina')).toContain(`/admin/staff/${id}/appoint`);
    const path = `/admin/staff/${id}/appoint`;
    const shown = await dewi.fill(path, path, { unitId: '1', role: 'liaison' });
    expect(passwordLinkIn(shown.html)).toBeTruthy();
    expect(personById(lab.db, id)).toMatchObject({ removedAt: null, active: true });
  });

  test('is not found in a unit beside, nor above one’s own role', async () => {
    const [kimia, mikro] = [unit('Kimia'), unit('Mikrobiologi')];
    const chief = await lab.hire('Ketua Kimia', 'coordinator');
    const rina = await lab.hire('Rina Wulandari', 'liaison');
    const placed = (id: number, unitId: number) =>
      lab.db.$client.prepare('update staff set unit_id = ? where id = ?').run(unitId, id);
    placed(chief.id, mikro);
    placed(rina.id, kimia);
    const browser = await lab.signedIn(chief);
    expect(await found(browser, 'rina')).not.toContain('Jadikan Rina');
    expect((await browser.get(`/admin/staff/${rina.id}/appoint`)).status).toBe(404);
    expect((await browser.get('/admin/staff/1/appoint')).status).toBe(404);
  });
});

describe('a duty to change the password', () => {
  test('leads everything to the account page until it is done', async () => {
    const rina = await lab.hire('Rina Wulandari', 'liaison');
    const browser = await lab.signedIn(rina);
    const path = `/admin/staff/${rina.id}`;
    await dewi.fill(path, `${path}/force-password`);
    expect((await browser.get('/admin/registrations')).to).toBe('/admin/account');
    expect((await browser.get('/admin/staff')).to).toBe('/admin/account');
    const poll = await browser.refresh('/admin/registrations');
    expect([poll.status, poll.headers.get('hx-redirect')]).toEqual([401, '/admin/account']);
    const change = (wanted: string) =>
      browser.fill('/admin/account', '/admin/account/password', { current: PASSWORD, ...chosen(wanted) });
    expect((await change(PASSWORD)).status).toBe(422);
    expect((await change(LONG)).status).toBe(303);
    expect((await browser.get('/admin/registrations')).status).toBe(200);
  });

  test('is laid on everybody but oneself, by an administrator alone', async () => {
    const rina = await lab.signedIn(await lab.hire('Rina Wulandari', 'liaison'));
    expect((await rina.post('/admin/staff/force-password', { key: 'forged-by-an-officer' })).status).toBe(
      404,
    );
    await dewi.fill('/admin/staff', '/admin/staff/force-password');
    expect((await rina.get('/admin/registrations')).to).toBe('/admin/account');
    expect((await dewi.get('/admin/registrations')).status).toBe(200);
  });
});
