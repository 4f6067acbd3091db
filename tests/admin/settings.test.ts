import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TEXT_GROUPS } from '../../src/admin/pages/settings/text-names.ts';
import { listHolidays } from '../../src/domain/calendar/index.ts';
import { readLab } from '../../src/domain/lab/index.ts';
import { ownTexts } from '../../src/domain/texts/index.ts';
import { wordings } from '../../templates/messages/index.ts';
import { madeRow, madeWorkbook } from '../support/made-zip.ts';
import { furnished, MONDAY } from '../support/registrations.ts';
import { type Browser, hiddenFieldsOf, type StaffPages, staffPages } from '../support/staff-pages.ts';

let lab: StaffPages;
let dewi: Browser;

beforeEach(async () => {
  lab = await staffPages();
  dewi = await lab.signedIn(await lab.hire('Dewi Lestari', 'administrator'));
});
afterEach(() => lab.close());

const saved = () => readLab(lab.db, 'Asia/Jakarta');
const changes = () => lab.facts.filter(({ kind }) => kind === 'lab.changed');

/** What the form that leads to `action` holds when nothing is changed. */
async function asShown(page: string, action: string): Promise<Record<string, string>> {
  const { html } = await dewi.get(page);
  const form = html.split(`action="${action}"`)[1]?.split('</form>')[0] ?? '';
  const inputs = Array.from(form.matchAll(/<input[^>]* name="([\w-]+)"[^>]*? value="([^"]*)"/g));
  const areas = Array.from(form.matchAll(/<textarea[^>]* name="([\w-]+)"[^>]*>([^<]*)</g));
  const choices = Array.from(
    form.matchAll(/<select[^>]* name="([\w-]+)".*?<option value="([^"]*)" selected/gs),
  );
  const ticked = Array.from(form.matchAll(/<input[^>]* type="checkbox" name="([\w-]+)" checked/g));
  return Object.fromEntries(
    [...inputs, ...areas, ...choices, ...ticked.map(([all, name = '']) => [all, name, 'on'])].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );
}

/** Opens a page of the settings, changes something in its form and sends it. */
async function save(page: string, action: string, wanted: Record<string, string> = {}) {
  return dewi.post(action, { ...(await asShown(page, action)), ...wanted });
}

const FORMS = [
  ['/admin/settings', '/admin/settings/lab'],
  ['/admin/settings', '/admin/settings/procedures'],
  ['/admin/settings/hours', '/admin/settings/hours'],
  ['/admin/settings/hours', '/admin/settings/visits'],
  ['/admin/settings/services', '/admin/settings/services/consultations'],
  ['/admin/settings/services', '/admin/settings/services/tours'],
  ['/admin/settings/services', '/admin/settings/services/shipments'],
  ['/admin/settings/services', '/admin/settings/services/payments'],
  ['/admin/settings/services', '/admin/settings/services/letters'],
  ['/admin/settings/services', '/admin/settings/services/web-forms'],
  ['/admin/settings/work', '/admin/settings/work'],
  ['/admin/settings/codes', '/admin/settings/codes'],
  ['/admin/settings/templates', '/admin/settings/templates'],
] as const;

describe('the settings', () => {
  test.each(FORMS)('saving the form on %s to %s as it stands changes nothing', async (page, action) => {
    const before = saved();
    expect((await save(page, action)).status).toBe(303);
    expect(saved()).toEqual(before);
    expect(changes()).toEqual([]);
  });

  test.each(FORMS)(
    'the form on %s to %s is refused with a comparison when somebody was faster',
    async (page, action) => {
      const older = await asShown(page, action);
      const { html } = await dewi.post(action, { ...older, was: 'another' });
      expect(html).toContain('Sudah diubah sejak halaman ini dibuka');
      expect(changes()).toEqual([]);
    },
  );

  test('who the lab is and where it stands is saved, and what was before is remembered', async () => {
    await save('/admin/settings', '/admin/settings/lab', {
      shortName: 'Labkesmas Uji',
      mapPoint: '-7.5, 110.25',
      letterhead: '',
    });
    expect(saved()).toMatchObject({
      shortName: 'Labkesmas Uji',
      mapPoint: { latitude: -7.5, longitude: 110.25 },
      letterhead: '',
    });
    expect(changes()).toMatchObject([
      { changes: { shortName: { from: 'Labkesmas Magelang', to: 'Labkesmas Uji' } } },
    ]);
    Object.assign(lab.settings, saved());
    const { html } = await save('/admin/settings', '/admin/settings/lab', { mapPoint: 'di Magelang' });
    expect(html).toMatch(/mapPoint-error[^>]*>Tulis lintang dan bujur/);
    expect(html).toContain('value="di Magelang"');
  });

  test('procedures are added, changed and taken off the list', async () => {
    const wanted = { 'number-1': '', 'title-1': '', 'revisedOn-1': '' };
    const added = { 'number-3': 'SOP-04/PL', 'title-3': 'Pengaduan', 'revisedOn-3': '2026-11-01' };
    await save('/admin/settings', '/admin/settings/procedures', { ...wanted, ...added });
    expect(saved().procedures.map(({ number }) => number)).toEqual(['SOP-01/PL', 'SOP-03/PL', 'SOP-04/PL']);
    Object.assign(lab.settings, saved());
    const { html } = await save('/admin/settings', '/admin/settings/procedures', { 'title-0': '' });
    expect(html).toMatch(/title-0-error[^>]*>Wajib diisi/);
  });

  test('hours and room are saved; hours that make no sense are told at their day', async () => {
    const page = '/admin/settings/hours';
    await save(page, '/admin/settings/visits', { visitsPerDay: '25' });
    expect((await save(page, page, { opens6: '08:00', closes6: '11:00' })).status).toBe(303);
    expect(saved()).toMatchObject({ visitsPerDay: 25 });
    expect(saved().openingHours[6]).toEqual({ opens: '08:00', closes: '11:00' });
    // The service reads them anew when they have changed.
    Object.assign(lab.settings, saved());
    expect((await save(page, page, { opens1: '15:00' })).html).toMatch(
      /closes1-error[^>]*>Harus sesudah jam buka\./,
    );
    expect((await save(page, page, { closes2: '' })).html).toMatch(
      /closes2-error[^>]*>Isi jam buka dan tutupnya/,
    );
  });

  test('what each service keeps to is saved, and a mistake stands at its field', async () => {
    const page = '/admin/settings/services';
    await save(page, `${page}/consultations`, { consultationFeeRupiah: '75000', consultationsPerDay: '8' });
    await save(page, `${page}/tours`, { tourLongestDays: '2' });
    await save(page, `${page}/letters`, { 'signer-name': 'dr. Wulan Contoh', 'signer-number': '' });
    await save(page, `${page}/payments`, { howToPay: 'Tunai di loket.' });
    expect(saved()).toMatchObject({
      consultationFeeRupiah: 75_000,
      consultationsPerDay: 8,
      tourLongestDays: 2,
      signer: { name: 'dr. Wulan Contoh', title: 'Kepala', number: '' },
      howToPay: 'Tunai di loket.',
    });
    expect(changes()[0]).toMatchObject({
      changes: { consultationFeeRupiah: { from: 50_000, to: 75_000 } },
    });
    Object.assign(lab.settings, saved());
    const { html } = await save(page, `${page}/letters`, { 'signer-name': '', letterNumber: 'HM.02' });
    expect(html).toMatch(/signer-name-error[^>]*>Wajib diisi/);
    expect((await save(page, `${page}/letters`, { letterNumber: 'HM.02' })).html).toMatch(
      /letterNumber-error[^>]*>Harus memuat \{nomor\}/,
    );
    expect((await save(page, `${page}/tours`, { tourHorizonDays: '3' })).html).toMatch(
      /tourHorizonDays-error/,
    );
  });

  test('reasons to turn samples away are lines of one field, each once', async () => {
    const page = '/admin/settings/services';
    await save(page, `${page}/shipments`, {
      sampleRejections: 'Wadah pecah\r\n\r\n  Wadah pecah \r\nSuhu salah',
      shipmentTransitDays: '5',
    });
    expect(saved()).toMatchObject({
      sampleRejections: ['Wadah pecah', 'Suhu salah'],
      shipmentTransitDays: 5,
    });
    Object.assign(lab.settings, saved());
    expect((await save(page, `${page}/shipments`, { sampleRejections: '' })).html).toContain(
      'sampleRejections-error',
    );
  });

  test('a service leaves the website when its box is no longer ticked, and comes back when it is', async () => {
    const page = '/admin/settings/services';
    const { tour: _unticked, ...form } = await asShown(page, `${page}/web-forms`);
    expect((await dewi.post(`${page}/web-forms`, form)).status).toBe(303);
    expect(saved().webForms).toEqual({ laboratory: true, consultation: true, tour: false, shipment: true });
    Object.assign(lab.settings, saved());
    await save(page, `${page}/web-forms`, { tour: 'on' });
    expect(saved().webForms.tour).toBe(true);
  });

  test('how staff work is saved', async () => {
    const page = '/admin/settings/work';
    const { html } = await save(page, page, { releaseUndoMinutes: 'banyak' });
    expect(html).toContain('releaseUndoMinutes-error');
    await save(page, page, { digestAt: '06:45', secondFactorRequired: 'leaders', dueSoonPercent: '70' });
    expect(saved()).toMatchObject({ digestAt: '06:45', secondFactorRequired: 'leaders', dueSoonPercent: 70 });
  });

  test('new codes begin as the lab likes, and no two services alike', async () => {
    const page = '/admin/settings/codes';
    await save(page, page, { laboratory: 'lks' });
    expect(saved().codePrefixes.laboratory).toBe('LKS');
    Object.assign(lab.settings, saved());
    expect(furnished(lab).register({}).code).toMatch(/^LKS-/);
    expect((await save(page, page, { tour: 'W' })).html).toMatch(/tour-error[^>]*>Pakai dua sampai empat/);
    expect((await save(page, page, { tour: 'LKS' })).html).toContain('LKS dipakai dua kali');
  });

  test('only an administrator is led there', async () => {
    const rina = await lab.signedIn(await lab.hire('Rina Wulandari', 'coordinator'));
    for (const [page] of FORMS) expect((await rina.get(page)).status).not.toBe(200);
  });
});

describe('the days off', () => {
  const page = '/admin/settings/holidays';

  test('a day off on a day with visits leads to those visits', async () => {
    furnished(lab).register({ visitOn: MONDAY });
    const day = { day: MONDAY, name: 'Pemilihan umum', kind: 'libur_nasional' };
    const { to } = await dewi.fill(page, page, day);
    const { html } = await dewi.get(to);
    expect(html).toContain('Kunjungan di bawah ini sudah terdaftar pada hari itu');
    expect(html).toContain('Siti Aminah');
    expect((await dewi.get(page)).html).toContain('1 kunjungan terdaftar');
  });

  test('a day off is added, corrected and removed', async () => {
    await dewi.fill(page, page, { day: '2026-12-31', name: 'Tutup buku', kind: 'tutup' });
    await dewi.fill(page, page, { day: '2026-12-31', name: 'Akhir tahun', kind: 'tutup' });
    const { html } = await dewi.get(page);
    expect(html).toContain('Akhir tahun');
    expect(html).not.toContain('Tutup buku');
    await dewi.fill(page, `${page}/2026-12-31/remove`);
    expect((await dewi.get(page)).html).not.toContain('Akhir tahun');
  });

  test('a day off that is another by now is not removed', async () => {
    await dewi.fill(page, page, { day: '2026-12-31', name: 'Tutup buku', kind: 'tutup' });
    const { status, html } = await dewi.fill(page, `${page}/2026-12-31/remove`, { was: 'older' });
    expect(status).toBe(409);
    expect(html).toContain('Tutup buku');
  });
});

describe('a list of days off', () => {
  const page = '/admin/settings/holidays/import';
  const confirm = `${page}/confirm`;
  const read = async (list: string, file = new File([], '')) => {
    const { html } = await dewi.get(page);
    return dewi.upload(page, { ...hiddenFieldsOf(html, page), list }, file);
  };
  /** Confirms what a preview shows. */
  const confirmed = (html: string, fields: Record<string, string> = {}) => {
    const hidden = Object.entries(hiddenFieldsOf(html, confirm)).map(([name, value]) => [
      name,
      value.replaceAll('&quot;', '"'),
    ]);
    return dewi.post(confirm, { ...Object.fromEntries(hidden), ...fields });
  };

  test('is shown before it is taken over', async () => {
    const { html } = await read('2027-08-17, Hari Kemerdekaan, libur nasional');
    expect(html).toContain('Baru');
    expect(listHolidays(lab.db, 2027)).toEqual([]);
    expect((await confirmed(html)).status).toBe(303);
    expect(listHolidays(lab.db, 2027)).toMatchObject([{ day: '2027-08-17', name: 'Hari Kemerdekaan' }]);
  });

  test('removes what it leaves out only when that is ticked', async () => {
    await dewi.fill('/admin/settings/holidays', '/admin/settings/holidays', {
      day: '2027-03-10',
      name: 'Idul Fitri',
      kind: 'libur_nasional',
    });
    const { html } = await read('2027-03-11, Idul Fitri');
    expect(html).toContain('Tidak ada di daftar');
    await confirmed(html, { removeMissing: 'on' });
    expect(listHolidays(lab.db, 2027).map(({ day }) => day)).toEqual(['2027-03-11']);
  });

  test('comes from a workbook too', async () => {
    const rows =
      madeRow(1, ['Tanggal', 'Nama', 'Jenis']) + madeRow(2, ['17-08-2027', 'Hari Kemerdekaan', '']);
    const book = new Uint8Array(madeWorkbook(`<sheetData>${rows}</sheetData>`));
    const { html } = await read('', new File([book], 'libur.xlsx'));
    expect(html).toContain('Hari Kemerdekaan');
  });

  test('with mistakes tells them by line and keeps what was pasted', async () => {
    const { status, html } = await read('2027-02-30, Salah');
    expect(status).toBe(422);
    expect(html).toContain('Baris 1:');
    expect(html).toContain('2027-02-30, Salah');
  });

  test('leads to the visits on its days', async () => {
    furnished(lab).register({ visitOn: MONDAY });
    const { html } = await read(`${MONDAY}, Pemilihan umum`);
    expect((await confirmed(html)).to).toContain(`visitOn=${MONDAY}`);
  });
});

describe('the texts', () => {
  const page = '/admin/settings/texts';
  const greet = `${page}/menu.greet`;

  test('every text has a name staff understand, and every name a text', () => {
    const named = TEXT_GROUPS.flatMap(({ texts }) => Object.keys(texts));
    expect([...wordings.keys()].toSorted()).toEqual(named.toSorted());
    expect(new Set(named).size).toBe(named.length);
  });

  test('are found by when they are said and by their words', async () => {
    expect((await dewi.get(`${page}?words=sapaan`)).html).toContain('Saya asisten');
    expect((await dewi.get(`${page}?words=IGD`)).html).toContain('Keadaan darurat');
    expect((await dewi.get(`${page}?words=zzz`)).html).toContain('Tidak ada teks yang cocok');
  });

  test('are shown with real values before they are saved, and then said', async () => {
    const looked = await dewi.fill(greet, greet, {
      id: 'Halo dari {lab}!',
      en: 'Hi from {lab}!',
      look: 'yes',
    });
    expect(looked.html).toContain('Halo dari Labkesmas Magelang!');
    expect(looked.html).toContain('Hi from Labkesmas Magelang!');
    expect(ownTexts(lab.db)).toEqual([]);
    expect((await dewi.fill(greet, greet, { id: 'Halo dari {lab}!', en: 'Hi from {lab}!' })).status).toBe(
      303,
    );
    expect(ownTexts(lab.db)).toMatchObject([
      { message: 'menu.greet', language: 'en', text: 'Hi from {lab}!' },
      { message: 'menu.greet', language: 'id', text: 'Halo dari {lab}!' },
    ]);
    expect(lab.facts.at(-1)).toMatchObject({
      kind: 'text.changed',
      changes: { text: { to: 'Hi from {lab}!' } },
    });
    expect((await dewi.get(`${page}?own=yes`)).html).toContain('Sapaan pertama');
  });

  test('go back to the original', async () => {
    await dewi.fill(greet, greet, { id: 'Halo!', en: 'Hi!' });
    await dewi.fill(greet, greet, { id: 'Halo!', en: 'Hi!', original: 'yes' });
    expect(ownTexts(lab.db)).toEqual([]);
  });

  test('written as the original are the original', async () => {
    await dewi.fill(greet, greet, { id: ' Halo! Saya asisten {lab}.\r\n', en: 'Hi!' });
    expect(ownTexts(lab.db).map(({ language }) => language)).toEqual(['en']);
  });

  test.each([
    ['Halo {nomor}', '{nomor}'],
    ['', 'Tulis teksnya'],
    ['Halo *warga', 'berpasangan'],
    ['Halo\u202ewarga', 'tidak terlihat'],
    ['x'.repeat(1_501), 'Terlalu panjang'],
  ])('that cannot be said are refused with what was typed kept: %j', async (id, problem) => {
    const { status, html } = await dewi.fill(greet, greet, { id, en: 'Hi {lab}' });
    expect(status).toBe(422);
    expect(html).toContain(problem);
    expect(html).toContain('Hi {lab}');
    expect(ownTexts(lab.db)).toEqual([]);
  });

  test('of two who write at once the second is shown a comparison', async () => {
    const before = await dewi.get(greet);
    expect(before.status).toBe(200);
    await dewi.fill(greet, greet, { id: 'Halo satu', en: 'Hi one' });
    const { status, html } = await dewi.fill(greet, greet, { id: 'Halo dua', en: 'Hi two', 'was-id': '' });
    expect(status).toBe(409);
    expect(html).toContain('Halo satu');
    expect(html).toContain('Halo dua');
  });

  test('that do not exist are not there', async () => {
    expect((await dewi.get(`${page}/menu.constructor`)).status).toBe(404);
    expect((await dewi.get(`${page}/__proto__`)).status).toBe(404);
  });
});
