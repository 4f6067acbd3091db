import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listTests, seedCatalogue } from '../../src/domain/catalogue/index.ts';
import { raise } from '../../src/domain/incidents/index.ts';
import { type Browser, hiddenFieldsOf, type StaffPages, staffPages } from '../support/staff-pages.ts';

let lab: StaffPages;
let dewi: Browser;

beforeEach(async () => {
  lab = await staffPages();
  lab.change(seedCatalogue);
  dewi = await lab.signedIn(await lab.hire('Dewi Lestari', 'administrator'));
});
afterEach(() => lab.close());

const NEW_TEST = {
  code: 'kk-99',
  group: 'Kimia klinik',
  name: 'Gula darah sewaktu',
  nameEn: 'Random blood glucose',
  sample: 'darah',
  method: 'enzimatik',
  priceRupiah: '22.500',
  turnaroundDays: '1',
  parameter: 'glukosa',
};
const added = () => listTests(lab.db, { words: 'KK-99' })[0];

describe('the catalogue', () => {
  test('an administrator adds a test, mistakes are told at their fields', async () => {
    const refused = await dewi.fill('/admin/catalogue/new', '/admin/catalogue/new', {
      ...NEW_TEST,
      priceRupiah: 'murah',
    });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('priceRupiah-error');
    expect(refused.html).toContain('value="Gula darah sewaktu"');
    expect((await dewi.fill('/admin/catalogue/new', '/admin/catalogue/new', NEW_TEST)).status).toBe(303);
    expect(added()).toMatchObject({ code: 'KK-99', priceRupiah: 22_500, inPerson: false });
    expect((await dewi.get('/admin/catalogue?words=sewaktu')).html).toContain('Rp 22.500');
  });

  test('two administrators do not overwrite each other', async () => {
    await dewi.fill('/admin/catalogue/new', '/admin/catalogue/new', NEW_TEST);
    const path = `/admin/catalogue/${added()?.id}`;
    const older = hiddenFieldsOf((await dewi.get(path)).html, path);
    await dewi.fill(path, path, { ...NEW_TEST, priceRupiah: '30000' });
    const { status, html } = await dewi.post(path, { ...older, ...NEW_TEST, method: 'lain' });
    expect(status).toBe(409);
    expect(html).toContain('Mengubah Tarif (rupiah)');
    expect(added()).toMatchObject({ priceRupiah: 30_000, method: 'enzimatik' });
  });

  test('a test is taken off the list and put back', async () => {
    await dewi.fill('/admin/catalogue/new', '/admin/catalogue/new', NEW_TEST);
    const path = `/admin/catalogue/${added()?.id}`;
    await dewi.fill(path, `${path}/retire`);
    expect(added()).toBeUndefined();
    expect((await dewi.get('/admin/catalogue?words=KK-99&retired=yes')).html).toContain('Gula darah sewaktu');
    await dewi.fill(path, `${path}/revive`);
    expect(added()?.name).toBe('Gula darah sewaktu');
  });

  test('an officer can look prices up but finds no way to change them', async () => {
    const rina = await lab.signedIn(await lab.hire('Rina Wulandari', 'liaison'));
    const { html } = await rina.get('/admin/catalogue?words=gula');
    expect(html).toContain('Rp');
    expect(html).not.toContain('/admin/catalogue/new');
    expect(html).not.toMatch(/href="\/admin\/catalogue\/\d/);
  });
});

describe('what wants attention', () => {
  test('is counted on every page and goes when it is resolved', async () => {
    const { id } = lab.change((ctx) =>
      raise(ctx, { kind: 'messageFailed', about: 'Pesan 3 gagal tiga kali' }),
    );
    expect((await dewi.get('/admin/catalogue')).html).toContain('perlu dilihat');
    expect((await dewi.get('/admin/attention')).html).toContain('Pesan 3 gagal tiga kali');
    await dewi.fill('/admin/attention', `/admin/attention/${id}/resolve`);
    expect((await dewi.get('/admin/attention')).html).toContain('Semua sudah ditangani');
    expect((await dewi.get('/admin/catalogue')).html).not.toContain('perlu dilihat');
  });
});
