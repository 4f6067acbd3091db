import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { listTests, saveTest, seedCatalogue } from '../../src/domain/catalogue/index.ts';
import { madeWorkbook } from '../support/made-zip.ts';
import { type Browser, hiddenFieldsOf, type StaffPages, staffPages } from '../support/staff-pages.ts';

let lab: StaffPages;
let dewi: Browser;

beforeEach(async () => {
  lab = await staffPages();
  lab.change(seedCatalogue);
  dewi = await lab.signedIn(await lab.hire('Dewi Lestari', 'administrator'));
});
afterEach(() => lab.close());

const PAGE = '/admin/catalogue/import';

/** The catalogue as it is downloaded, changed in a spreadsheet. */
async function changed(change: (sheet: ExcelJS.Worksheet) => void): Promise<File> {
  const response = await fetch(`${lab.address}/admin/catalogue/export`, { headers: { cookie: dewi.cookie } });
  expect(response.headers.get('content-disposition')).toContain('Katalog');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(await response.arrayBuffer());
  const sheet = workbook.getWorksheet('Katalog');
  if (!sheet) throw new Error('no sheet of that name');
  change(sheet);
  return new File([await workbook.xlsx.writeBuffer()], 'katalog.xlsx');
}

async function uploaded(file: File): Promise<{ path: string; html: string }> {
  const { html } = await dewi.get(PAGE);
  const sent = await dewi.upload(PAGE, hiddenFieldsOf(html, PAGE), file);
  expect(sent.status).toBe(303);
  // On a busy machine it is still being read.
  const read = async () => {
    const { html: seen } = await dewi.get(sent.to);
    expect(seen.includes('Sedang diperiksa')).toBe(false);
    return seen;
  };
  return { path: sent.to, html: await vi.waitFor(read, { timeout: 15_000 }) };
}

const first = () => listTests(lab.db)[0];

describe('a catalogue from a spreadsheet', () => {
  test('is shown before it is taken over, and then taken over whole', async () => {
    const { path, html } = await uploaded(
      await changed((sheet) => {
        sheet.getCell('H2').value = 123_000;
        sheet.getCell('C3').value = '<b>Nama baru</b>';
      }),
    );
    expect(html).toContain('2 diubah');
    expect(html).toContain('123.000');
    expect(html).toContain('&lt;b>Nama baru');
    expect(first()?.priceRupiah).not.toBe(123_000);
    expect((await dewi.fill(path, path)).status).toBe(303);
    expect(first()?.priceRupiah).toBe(123_000);
    expect((await dewi.get(path)).html).toContain('0 pemeriksaan baru, 2 diubah');
    expect(lab.facts.filter(({ kind }) => kind === 'catalogue.changed')).toMatchObject([
      { changes: { priceRupiah: { to: 123_000 } } },
      { changes: { name: { to: '<b>Nama baru</b>' } } },
    ]);
    // Sent twice it is taken over once.
    await dewi.post(path, { key: 'another-key-of-a-form', was: '' });
    expect(lab.facts.filter(({ kind }) => kind === 'catalogue.changed')).toHaveLength(2);
  });

  test('with mistakes shows them by cell and offers nothing to save', async () => {
    const { path, html } = await uploaded(
      await changed((sheet) => {
        sheet.getCell('H12').value = 'murah';
      }),
    );
    expect(html).toContain('H12');
    expect(html).toContain('harus angka bulat, contoh 75000');
    expect(html).not.toContain(`action="${path}"`);
  });

  test('waits when somebody else changed the same test, who is named, and nothing is lost', async () => {
    const { path } = await uploaded(
      await changed((sheet) => {
        sheet.getCell('H2').value = 123_000;
      }),
    );
    const before = hiddenFieldsOf((await dewi.get(path)).html, path);
    const test = first();
    if (!test) throw new Error('no tests');
    const fields = { ...test, method: 'cara lain' };
    lab.change((ctx) => saveTest(ctx, { id: test.id, expectedVersion: test.version, fields }));
    await dewi.post(path, before);
    expect(first()).toMatchObject({ method: 'cara lain', priceRupiah: test.priceRupiah });
    const { html } = await dewi.get(path);
    expect(html).toContain(`sementara itu orang lain mengubah ${test.code}`);
    await dewi.fill(path, path);
    expect(first()?.priceRupiah).toBe(123_000);
  });

  test.each<[string, File, string]>([
    ['a CSV by another name', new File(['kode;nama'], 'katalog.xlsx'), 'bukan buku kerja Excel'],
    [
      'a bomb',
      new File(
        [
          new Uint8Array(
            madeWorkbook('<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
          ),
        ],
        'bom.xlsx',
      ),
      'terlalu besar',
    ],
    [
      'an empty sheet',
      new File([new Uint8Array(madeWorkbook('<sheetData/>'))], 'kosong.xlsx'),
      'Lembarnya kosong',
    ],
  ])('that is %s is refused with one sentence', async (_name, file, sentence) => {
    expect((await uploaded(file)).html).toContain(sentence);
    expect((await dewi.get('/admin/catalogue')).status).toBe(200);
  });

  test('is asked for when none was chosen', async () => {
    const { html } = await dewi.get(PAGE);
    const sent = await dewi.upload(PAGE, hiddenFieldsOf(html, PAGE), new File([], ''));
    expect(sent.html).toContain('Pilih dulu berkas');
  });

  test('is nobody else’s to see or to confirm', async () => {
    const { path } = await uploaded(await changed(() => {}));
    const other = await lab.signedIn(await lab.hire('Eko Prasetyo', 'administrator'));
    expect(await other.get(path)).toMatchObject({ status: 303, to: PAGE });
    const officer = await lab.signedIn(await lab.hire('Rina Wulandari', 'liaison'));
    expect((await officer.get(PAGE)).status).not.toBe(200);
    expect((await officer.get('/admin/catalogue/export')).status).not.toBe(200);
  });
});

describe('prices by day', () => {
  const price = async (fields: Record<string, string>) => {
    const path = `/admin/catalogue/${first()?.id}`;
    return dewi.fill(path, `${path}/prices`, fields);
  };

  test('are announced, shown and taken back', async () => {
    const path = `/admin/catalogue/${first()?.id}`;
    expect((await price({ validFrom: '2027-01-04', price: '99.000' })).status).toBe(303);
    expect((await dewi.get(path)).html).toContain('Rp 99.000');
    lab.clock.set('2027-01-05T09:00:00+07:00');
    dewi = await lab.signedIn(await lab.hire('Eko Prasetyo', 'administrator'));
    expect((await dewi.get('/admin/catalogue')).html).toContain('Rp 99.000');
    await price({ validFrom: '2027-02-01', price: '110000' });
    await dewi.fill(path, `${path}/prices/2027-02-01/remove`);
    expect((await dewi.get(path)).html).not.toContain('110.000');
  });

  test('that make no sense are told at their field', async () => {
    expect((await price({ validFrom: '2026-11-20', price: '99.000' })).html).toMatch(
      /validFrom-error[^>]*>Pilih hari/,
    );
    expect((await price({ validFrom: '2027-01-04', price: '75,5' })).html).toMatch(
      /price-error[^>]*>Tarif harus/,
    );
  });

  test('of two who announce at once the second is shown a comparison', async () => {
    const path = `/admin/catalogue/${first()?.id}`;
    const older = hiddenFieldsOf((await dewi.get(path)).html, `${path}/prices`);
    await price({ validFrom: '2027-01-04', price: '99.000' });
    const sent = await dewi.post(`${path}/prices`, { ...older, validFrom: '2027-01-04', price: '98.000' });
    expect(sent.status).toBe(409);
    expect(sent.html).toContain('Rp 99.000');
  });
});
