import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LineView, TransportView } from '../../src/admin/parts.ts';
import { type Browser, hiddenFieldsOf, type StaffPages, staffPages } from '../support/staff-pages.ts';

let lab: StaffPages;
let dewi: Browser;
let rina: Browser;
let wishes: unknown[];
let state: TransportView['state'];
let line: LineView;
let name: string;

beforeEach(async () => {
  wishes = [];
  name = 'whatsapp';
  state = { status: 'unpaired', detail: 'Tautan ke HP laboratorium sudah dilepas. Tautkan HP lagi.' };
  line = {
    history: [
      { status: 'unpaired', said: 'Tautan dilepas.', code: 401, at: new Date('2026-11-20T08:15:00+07:00') },
      { status: 'connected', said: 'Terhubung ke WhatsApp.', at: new Date('2026-11-19T07:00:00+07:00') },
    ],
    account: undefined,
    isPaired: false,
    version: '2.3000.1043857760',
    pairing: {},
  };
  lab = await staffPages({
    transport: () => ({ name, state, ...(name === 'whatsapp' && { line }) }),
    traffic: () => ({
      lastMessageAt: new Date('2026-11-20T08:05:00+07:00'),
      lastSentAt: undefined,
      waiting: 3,
    }),
    line: {
      pair: (way) => void wishes.push(way),
      reconnect: () => void wishes.push('reconnect'),
      unlink: () => void wishes.push('unlink'),
      pairingPhone: '6281200000001',
    },
  });
  dewi = await lab.signedIn(await lab.hire('Dewi Lestari', 'administrator'));
  rina = await lab.signedIn(await lab.hire('Rina Wulandari', 'liaison'));
});
afterEach(() => lab.close());

const page = '/admin/whatsapp';

describe('the page about WhatsApp', () => {
  test('says how the line is, since when, what waits and how it has been', async () => {
    const { html } = await dewi.get(page);
    for (const words of [
      'Belum ditautkan',
      'sejak hari ini 08.15',
      'Tautkan HP lagi.',
      'hari ini 08.05',
      '3 pesan',
      '2.3000.1043857760',
      'kode 401',
      'kemarin 07.00',
    ])
      expect(html).toContain(words);
  });

  test('speaks of no phone where Meta’s own service is used, on every page', async () => {
    name = 'cloud';
    state = { status: 'unpaired', detail: 'Nomor ini belum terdaftar di Cloud API.' };
    for (const each of [page, '/admin/registrations']) {
      const { html } = await dewi.get(each);
      expect(html).toContain('Belum terdaftar');
      expect(html).not.toMatch(/[Tt]autkan/);
    }
  });

  test('says when WhatsApp has made us go slower', async () => {
    expect((await rina.get(page)).html).not.toContain('Kecepatan kirim');
    const noticesPausedUntil = new Date('2026-11-20T09:10:00+07:00');
    line.speed = { perSecond: 0.5, isSlowed: true, noticesPausedUntil };
    const { html } = await rina.get(page);
    expect(html).toContain('30 pesan per menit');
    expect(html).toContain('Pemberitahuan ditahan sampai hari ini 09.10');
  });

  test('shows an officer the state and whom to ask, and no code, number field or button', async () => {
    line.pairing = { qr: 'https://wa.me/settings/linked_devices#ref,a,b,secret,1' };
    const { html } = await rina.get(page);
    expect(html).toContain('Belum ditautkan');
    expect(html).toContain('Minta administrator');
    expect(html).not.toMatch(/Kode QR|action="\/admin\/whatsapp|6281200000001/);
  });

  test('shows an administrator the picture or the code, with words for who cannot see it', async () => {
    expect((await dewi.get(page)).html).not.toContain('Perangkat tertaut');
    line.pairing = { code: 'ABCD-1234' };
    expect((await dewi.get(page)).html).toContain('ABCD-1234');
    line.pairing = { qr: 'https://wa.me/settings/linked_devices#ref,a,b,secret,1' };
    expect((await dewi.get(page)).html).toMatch(/role="img" aria-label="Kode QR untuk menautkan/);
  });

  test('says when the linked number is not the one that links in messages lead to', async () => {
    state = { status: 'connected', detail: 'Terhubung ke WhatsApp.' };
    line.account = lab.settings.whatsappNumber;
    expect((await dewi.get(page)).html).not.toContain('bukan nomor di Pengaturan');
    line.account = '6281200000077';
    expect((await dewi.get(page)).html).toMatch(/bukan nomor di Pengaturan[\s\S]*href="\/admin\/settings"/);
    expect((await rina.get(page)).html).not.toContain('href="/admin/settings"');
  });

  test('shows a code as over once its time has passed', async () => {
    line.pairing = { code: 'ABCD-1234', until: new Date('2026-11-20T09:00:20+07:00') };
    expect((await dewi.get(page)).html).toContain('class="passing" data-lives-seconds="20"');
    lab.clock.pass({ seconds: 30 });
    expect((await dewi.get(page)).html).toContain('class="passing over"');
  });
});

describe('mending the line', () => {
  test('an administrator asks for a QR; clicked twice it is one wish, and it is written down', async () => {
    const fields = hiddenFieldsOf((await dewi.get(page)).html, `${page}/link`);
    // No notice: it would still say that a code is coming when the phone has long been linked.
    expect((await dewi.post(`${page}/link`, fields)).to).toBe(page);
    await dewi.post(`${page}/link`, fields);
    expect(wishes).toEqual(['qr']);
    expect(lab.facts).toContainEqual({ kind: 'line.asked', wish: 'link' });
  });

  test.each([
    ['0812-0000-0009', '6281200000009'],
    ['+62 293 555 0100', '622935550100'],
  ])('a code can be had for the number typed as %s', async (typed, phone) => {
    await dewi.fill(page, `${page}/code`, { phone: typed });
    expect(wishes).toEqual([{ phone }]);
  });

  test('the number from the settings is offered, a mistake is told at the field', async () => {
    expect((await dewi.get(page)).html).toContain('value="6281200000001"');
    const answer = await dewi.fill(page, `${page}/code`, { phone: 'nomor lab' });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('Tulis nomornya dengan kode negara');
    expect(wishes).toEqual([]);
  });

  test('no second phone is linked beside the first', async () => {
    line.isPaired = true;
    state = { status: 'connected', detail: 'Terhubung ke WhatsApp.' };
    const answer = await dewi.fill(page, `${page}/code`, { phone: '081200000009' });
    expect(answer.html).toContain('HP sudah tertaut');
    expect(wishes).toEqual([]);
  });

  test('a line that waits is tried at once on wish', async () => {
    line.isPaired = true;
    state = { status: 'replaced', detail: 'Program lain memakai tautan WhatsApp yang sama.' };
    await dewi.fill(page, `${page}/reconnect`);
    expect(wishes).toEqual(['reconnect']);
  });

  test('unlinking needs the word, typed', async () => {
    line.isPaired = true;
    const refused = await dewi.fill(page, `${page}/unlink`, { word: 'ya' });
    expect(refused.status).toBe(422);
    expect(wishes).toEqual([]);
    expect((await dewi.fill(page, `${page}/unlink`, { word: 'putuskan' })).to).toContain('notice=unlinked');
    expect(wishes).toEqual(['unlink']);
  });

  test('an officer can do none of it', async () => {
    for (const deed of ['link', 'code', 'reconnect', 'unlink'])
      expect((await rina.post(`${page}/${deed}`, {})).status).toBe(404);
    expect(wishes).toEqual([]);
  });
});

describe('every other page', () => {
  const badge = /<aside id="line" aria-label="Sambungan WhatsApp"[^>]*>(.*?)<\/aside>/;

  test('says so while citizens cannot be reached', async () => {
    const { html } = await rina.get('/admin/registrations');
    expect(badge.exec(html)?.[1]).toContain('Belum ditautkan');
    expect(badge.exec(html)?.[1]).toContain('href="/admin/whatsapp"');
  });

  test('says nothing of it while they can', async () => {
    state = { status: 'connected', detail: 'Terhubung ke WhatsApp.' };
    expect(badge.exec((await rina.get('/admin/registrations')).html)?.[0]).toMatch(/hidden[^>]*><\/aside>$/);
  });
});
