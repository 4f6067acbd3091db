import { afterAll, beforeAll, expect, test } from 'vitest';
import { answeredOnPhone, citizenById, recognise } from '../../src/domain/citizens/index.ts';
import { type Browser, type StaffPages, staffPages } from '../support/staff-pages.ts';

let pages: StaffPages;
let rina: Browser;
let citizenId = 0;
let chat = '';

beforeAll(async () => {
  pages = await staffPages();
  const sender = { transport: 'whatsapp', aliases: [], displayName: 'Siti' };
  const citizen = pages.change((ctx) =>
    recognise(ctx, { ...sender, address: '6281200000001@s.whatsapp.net', phone: '6281200000001' }),
  );
  citizenId = citizen.id;
  chat = `/admin/chats/${citizenId}`;
  const at = pages.clock.now();
  pages.thread.push(
    { at, from: 'staff', onPhone: true, kind: 'text', text: 'Halo Bu Siti', seq: at.getTime() },
    { at, from: 'citizen', kind: 'edited', text: 'Besok pagi', seq: at.getTime() },
    { at, from: 'citizen', kind: 'unreadable', text: '', seq: at.getTime() },
    { at, from: 'citizen', kind: 'call', text: '', seq: at.getTime() },
  );
  rina = await pages.signedIn(await pages.hire('Rina', 'liaison'));
});
afterAll(() => pages.close());

const holder = () => citizenById(pages.db, citizenId);
const onPhone = () => pages.change((ctx) => answeredOnPhone(ctx, citizenId, ctx.now));

test("staff see that a chat is answered on the lab's phone, until when, and what was written there", async () => {
  onPhone();
  const { html } = await rina.get(chat);

  expect(html).toContain('Dijawab lewat HP laboratorium');
  expect(html).toContain('sampai hari ini 21.00');
  expect(html).toContain('Ditulis di HP laboratorium');
  expect(html).toContain('Mengubah pesan menjadi:');
  expect(html).toContain('Besok pagi');
  expect(html).toContain('Pesan tidak terbaca');
  expect(html).toContain('Menelepon');
});

test('an officer gives such a chat back to the bot, or takes it over', async () => {
  onPhone();
  await rina.fill(chat, `${chat}/hand-back`);
  expect(holder()?.handledUntil).toBeNull();
  expect((await rina.get(chat)).html).toContain('Dijawab bot');

  onPhone();
  await rina.fill(chat, `${chat}/take-over`);
  expect(holder()?.handledBy).not.toBeNull();
  expect((await rina.get(chat)).html).toContain('Dipegang Anda');
});

test('the page of somebody who was joined to another shows that other one', async () => {
  const byLid = pages.change((ctx) =>
    recognise(ctx, {
      transport: 'whatsapp',
      address: '93750000000001@lid',
      aliases: [],
      phone: null,
      displayName: null,
    }),
  );
  pages.change((ctx) =>
    recognise(ctx, {
      transport: 'whatsapp',
      address: '93750000000001@lid',
      aliases: ['6281200000001@s.whatsapp.net'],
      phone: '6281200000001',
      displayName: null,
    }),
  );

  expect((await rina.get(`/admin/chats/${byLid.id}`)).html).toContain('+6281200000001');
});
