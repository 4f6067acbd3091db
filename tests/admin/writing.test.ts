import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveCannedReply } from '../../src/domain/canned-replies/index.ts';
import { caseById, caseOf, notesOf } from '../../src/domain/cases/index.ts';
import { citizens } from '../../src/domain/citizens/table.ts';
import { furnished } from '../support/registrations.ts';
import { type Browser, type StaffPages, staffPages } from '../support/staff-pages.ts';

let pages: StaffPages;
let rina: Browser;
let home = '';
let caseId = 0;

beforeAll(async () => {
  pages = await staffPages();
  const lab = furnished(pages);
  const registration = lab.register();
  home = `/admin/registrations/${registration.id}`;
  caseId = caseOf(pages.db, 'laboratory', registration.id)?.id ?? 0;
  pages.change((ctx) =>
    saveCannedReply(ctx, {
      shortcut: 'puasa',
      title: 'Puasa',
      text: 'Ibu {nama}, mohon puasa 10 jam sebelum {kode}.',
      textEn: 'Dear {nama}, please fast for 10 hours.',
      service: 'laboratory',
    }),
  );
  rina = await pages.signedIn(await pages.hire('Rina Wulandari', 'liaison'));
});
afterAll(() => pages.close());

const REPLIES = '/admin/replies';
const ADDRESS = {
  title: 'Alamat',
  shortcut: '/Alamat',
  service: 'all',
  text: 'Kami di {alamat}.',
  textEn: '',
};

test('a canned reply is offered with its variables filled in, in the language of the citizen', async () => {
  expect((await rina.get(home)).html).toContain('Ibu Siti Aminah, mohon puasa 10 jam sebelum LAB-');

  pages.db.update(citizens).set({ language: 'en' }).run();
  expect((await rina.get(home)).html).toContain('Dear Siti Aminah, please fast');
  pages.db.update(citizens).set({ language: 'id' }).run();
});

test('without scripts a link puts the reply into the box', async () => {
  const { html } = await rina.get(`${home}?canned=1`);
  expect(/<textarea[^>]*name="text"[^>]*>([^<]*)/.exec(html)?.[1]).toContain('Ibu Siti Aminah, mohon puasa');
});

test('a reply in which a variable is still open is not sent, and says which', async () => {
  const { status, html } = await rina.fill(home, `${home}/reply`, { text: 'Halo {nama}, kode Anda {kode}.' });
  expect(status).toBe(422);
  expect(html).toContain('Isi dulu {nama}, {kode}.');
});

test('the first reply is noted as the first answer; what is written later changes nothing', async () => {
  const answered = () => caseById(pages.db, caseId)?.firstAnsweredAt;
  expect(answered()).toBeNull();
  await rina.fill(home, `${home}/reply`, { text: 'Selamat pagi, Bu Siti.' });
  const first = answered();
  expect(first).toEqual(pages.clock.now());

  pages.clock.pass({ minutes: 5 });
  await rina.fill(home, `${home}/reply`, { text: 'Ada yang lain?' });
  await rina.fill(home, `${home}/stage/verified`);
  expect(answered()).toEqual(first);
});

test('a note is kept beside the case, shown among the messages, and sent to nobody', async () => {
  const facts = pages.facts.length;
  const saved = await rina.fill(home, `${home}/note`, { note: 'Sudah ditelepon, akan datang Senin.' });
  expect(saved.to).toContain('notice=noted');

  expect(notesOf(pages.db, caseId).map(({ text }) => text)).toEqual(['Sudah ditelepon, akan datang Senin.']);
  expect(pages.facts.slice(facts).map(({ kind }) => kind)).not.toContain('chat.replied');
  expect((await rina.get(home)).html).toMatch(/Catatan internal<\/p><p>Sudah ditelepon/);
});

test('an empty note says what to do and stays where one wrote', async () => {
  const { status, html } = await rina.fill(home, `${home}/note`, { note: '  ' });
  expect(status).toBe(422);
  expect(html).toContain('Tulis catatannya dulu.');
});

test('replies are added, changed and taken away; slips are named', async () => {
  const added = await rina.fill(`${REPLIES}/new`, `${REPLIES}/new`, ADDRESS);
  const page = added.to.split('?')[0] ?? '';
  expect(page).toMatch(/^\/admin\/replies\/\d+$/);
  expect((await rina.get(page)).html).toContain('Kami di Jalan Contoh Raya 1, Magelang.');

  const twice = await rina.fill(`${REPLIES}/new`, `${REPLIES}/new`, ADDRESS);
  expect(twice.html).toContain('Singkatan ini sudah dipakai.');
  const unknown = await rina.fill(`${REPLIES}/new`, `${REPLIES}/new`, { ...ADDRESS, text: 'Halo {ibu}' });
  expect(unknown.html).toContain('{ibu} tidak dikenal. Yang bisa dipakai: {nama}');
  const spaced = await rina.fill(`${REPLIES}/new`, `${REPLIES}/new`, { ...ADDRESS, shortcut: 'dua kata' });
  expect(spaced.html).toContain('Satu kata saja');

  await rina.fill(page, `${page}/remove`);
  expect((await rina.get(page)).status).toBe(404);
});

test('two who change one reply: the second is shown both, and nothing is lost', async () => {
  const page = `${REPLIES}/1`;
  const bayu = await pages.signedIn(await pages.hire('Bayu Pratama', 'liaison'));
  const form = { title: 'Puasa', shortcut: 'puasa', service: 'laboratory', textEn: '' };
  const older = await bayu.get(page);
  await rina.fill(page, page, { ...form, text: 'Puasa 12 jam.' });
  const hidden = Object.fromEntries(
    [...older.html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name, value]) => [name, value],
    ),
  );
  const late = await bayu.post(page, { ...hidden, ...form, text: 'Puasa 8 jam.' });
  expect(late.status).toBe(409);
  expect(late.html).toContain('Puasa 12 jam.');
  expect(late.html).toContain('Puasa 8 jam.');
});

test('a service officer uses replies and changes none', async () => {
  const budi = await pages.signedIn(await pages.hire('Budi Santosa', 'serviceOfficer'));
  const { html } = await budi.get(REPLIES);
  expect(html).toContain('/puasa');
  expect(html).not.toContain(`href="${REPLIES}/1"`);
  expect((await budi.get(`${REPLIES}/1`)).status).toBe(404);
});
