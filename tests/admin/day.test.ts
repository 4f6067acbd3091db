import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { putConsultation, putShipment, putTour } from '../support/other-services.ts';
import { furnished, MONDAY, type RegistrationLab, TUESDAY } from '../support/registrations.ts';
import { type Browser, type StaffPages, staffPages } from '../support/staff-pages.ts';

let pages: StaffPages;
let lab: RegistrationLab;
let rina: Browser;

beforeEach(async () => {
  pages = await staffPages();
  lab = furnished(pages);
  rina = await pages.signedIn(await pages.hire('Rina Wulandari', 'liaison'));
});
afterEach(() => pages.close());

const day = async (service: string, on: string) =>
  (await rina.get(`/admin/day?service=${service}&on=${on}`)).html;
const list = async (query = '') => (await rina.get(`/admin/registrations${query}`)).html;

describe('the list of a day', () => {
  test('names who is expected of one service, with what they come for and the NIK masked', async () => {
    lab.register();
    lab.register({ personName: 'Wahyu Lestari', visitOn: TUESDAY });
    putConsultation(lab);
    const html = await day('laboratory', MONDAY);
    expect(html).toContain('Siti Aminah');
    expect(html).toContain('Gula darah puasa');
    expect(html).toContain('20 Nov 09.00');
    expect(html).toContain('+6281200001111');
    expect(html).toContain('NIK 3308••••••••0001');
    expect(html).not.toContain('3308105708900001');
    expect(html).not.toMatch(/Wahyu Lestari|Budi Santoso/);
    expect(html).toContain('1 orang');
    expect(await day('consultation', MONDAY)).toContain('Budi Santoso');
  });

  test('has a group on each of its days, and what is in the boxes of a shipment', async () => {
    putTour(lab, { untilOn: TUESDAY });
    putShipment(lab);
    for (const on of [MONDAY, TUESDAY]) {
      const html = await day('tour', on);
      expect(html).toContain('SMA Contoh 1');
      expect(html).toContain('Laboratorium air');
      expect(html).toContain('1 rombongan, 30 orang');
    }
    expect(await day('tour', '2026-11-25')).toContain('Tidak ada yang diharapkan');
    expect(await day('shipment', MONDAY)).toContain('Gula darah puasa, Darah: 3 sampel, 2 kotak');
  });

  test('leaves out who was turned away, has cancelled or is asked to come on another day', async () => {
    lab.walk(lab.register(), 'rejected');
    putConsultation(lab, { stage: 'dateProposed' });
    expect(await day('laboratory', MONDAY)).toContain('Tidak ada yang diharapkan');
    expect(await day('consultation', MONDAY)).toContain('Tidak ada yang diharapkan');
  });

  test('is of today and of the laboratory when nothing is said, and says so when nothing can be read', async () => {
    const { status, html } = await rina.get('/admin/day?service=makan&on=besok');
    expect(status).toBe(200);
    expect(html).toContain('Jumat, 20 November 2026');
    expect(html).toContain('Pemeriksaan laboratorium');
  });

  test('is written down as read, with the day and how many it named', async () => {
    lab.register();
    await day('laboratory', MONDAY);
    expect(lab.facts.filter(({ kind }) => kind === 'cases.searched')).toMatchObject([
      { search: `day service=laboratory on=${MONDAY}`, found: 1 },
    ]);
  });

  test('shows an officer of one service nothing of another', async () => {
    lab.register();
    putConsultation(lab);
    const sari = await pages.hire('Sari Rahayu', 'serviceOfficer');
    lab.db.$client.prepare('update staff set services = ? where id = ?').run('["consultation"]', sari.id);
    const browser = await pages.signedIn(sari);
    const hers = (await browser.get(`/admin/day?on=${MONDAY}`)).html;
    expect(hers).toContain('Budi Santoso');
    expect(hers).not.toContain('Wisata ilmiah');
    expect((await browser.get(`/admin/day?service=laboratory&on=${MONDAY}`)).html).not.toContain(
      'Siti Aminah',
    );
  });
});

describe('the list of registrations', () => {
  beforeEach(() => {
    lab.register();
    putConsultation(lab);
    putTour(lab);
    putShipment(lab);
  });

  test('is of one service at a time, with its own stages and their counts', async () => {
    const laboratory = await list();
    expect(laboratory).toContain('Siti Aminah');
    expect(laboratory).not.toMatch(/Budi Santoso|SMA Contoh|Ditelaah/);
    const shipment = await list('?service=shipment');
    expect(shipment).toContain('Puskesmas Contoh');
    expect(shipment).toMatch(/Menunggu sampel <span class="many">1</);
    expect(shipment).toMatch(/Perlu dikerjakan <span class="many">1</);
    expect(shipment).not.toMatch(/Siti Aminah|Ditelaah|Dikonfirmasi/);
    expect(await list('?service=tour')).toMatch(/SMA Contoh 1.*<td[^>]*data-name="Orang">30</s);
    expect(await list('?service=consultation')).toContain('Rp 50.000');
  });

  test('of all services names the service of each', async () => {
    const html = await list('?service=all');
    for (const words of ['Siti Aminah', 'SMA Contoh 1', 'Puskesmas Contoh', 'Konsultasi klinik'])
      expect(html).toContain(words);
    expect(html).toMatch(/Perlu dikerjakan <span class="many">4</);
  });

  test('searches every service, whichever the list was of', async () => {
    const { to } = await rina.post('/admin/registrations', { words: 'siti', service: 'tour', stage: 'all' });
    const { html } = await rina.get(to);
    expect(html).toContain('Siti Aminah');
    const narrowed = to.includes('?') ? `${to}&service=tour` : to;
    expect((await rina.get(narrowed)).html).toContain('Tidak ada yang cocok');
  });

  test('keeps its service when only the day is asked for', async () => {
    const { to } = await rina.post('/admin/registrations', { words: '', service: 'tour', visitOn: MONDAY });
    expect(to).toContain('service=tour');
    expect((await rina.get(to)).html).toContain('SMA Contoh 1');
  });
});
