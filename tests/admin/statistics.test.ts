import ExcelJS from 'exceljs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NotRead } from '../../src/domain/readings.ts';
import { staff } from '../../src/domain/staff/table.ts';
import { units } from '../../src/domain/units/table.ts';
import { putCase } from '../support/cases.ts';
import { type Browser, type StaffPages, staffPages } from '../support/staff-pages.ts';

let lab: StaffPages;
beforeEach(async () => {
  lab = await staffPages();
  lab.db
    .insert(units)
    .values([
      { id: 2, parentId: 1, path: '/1/2/', name: 'Instalasi Mikrobiologi', createdAt: lab.clock.now() },
      { id: 3, parentId: 1, path: '/1/3/', name: 'Instalasi Kimia', createdAt: lab.clock.now() },
    ])
    .run();
});
afterEach(() => lab.close());

const at = (text: string) => new Date(`${text}+07:00`);

async function browserOf(
  name: string,
  role: Parameters<StaffPages['hire']>[1],
  place: Partial<typeof staff.$inferInsert> = {},
): Promise<Browser> {
  const person = await lab.hire(name, role);
  if (Object.keys(place).length > 0) lab.db.update(staff).set(place).run();
  return lab.signedIn(person);
}

/** The page once its chart is counted: on a slow machine it would only say that it is being counted. */
async function shown(browser: Browser, query: string) {
  await browser.get(`/admin/statistics/chart.svg?${query}`);
  return browser.get(`/admin/statistics?${query}`);
}

test('a chart is shown with its picture, its table and a workbook of the same numbers', async () => {
  for (let day = 10; day < 15; day += 1) putCase(lab.db, { receivedAt: at(`2026-11-${day}T09:00:00`) });
  const rina = await browserOf('Rina Wulandari', 'coordinator');
  const { status, html } = await shown(rina, 'chart=timeliness&from=2026-11-01&to=2026-11-20');
  expect(status).toBe(200);
  expect(html).toMatch(/Pemeriksaan laboratorium<\/th><td class="right">5<\/td>/);
  // Of the picture for a wide screen; a phone gets another.
  const source =
    /img class="chart" src="([^"]*chart\.svg[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const picture = await rina.get(source);
  expect(picture.headers.get('content-type')).toContain('image/svg+xml');
  expect(picture.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(picture.html).toContain('Ketepatan waktu per layanan');

  const link = /href="([^"]*chart\.xlsx[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const answer = await fetch(lab.address + link, { headers: { cookie: rina.cookie } });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(await answer.arrayBuffer());
  const sheet = workbook.worksheets[0];
  expect(sheet?.getRow(5).getCell(1).value).toBe('Pemeriksaan laboratorium');
  expect(sheet?.getRow(5).getCell(2).value).toBe(5);
  expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 4 });
});

test('figures are those of the own unit and below, whatever the address says', async () => {
  putCase(lab.db, { receivedAt: at('2026-11-10T09:00:00'), unitId: 2, category: 'Air minum' });
  putCase(lab.db, { receivedAt: at('2026-11-10T09:00:00'), unitId: 3, category: 'Rahasia unit lain' });
  const rina = await browserOf('Rina Wulandari', 'liaison', { unitId: 2 });
  for (const unit of ['', '1', '3', '999']) {
    const { html } = await shown(rina, `chart=category&unit=${unit}`);
    expect(html).toContain('Air minum');
    expect(html).not.toContain('Rahasia unit lain');
    expect(html).not.toContain('Instalasi Kimia');
  }
});

test('a service officer sees the own services, and of no colleague how much was done', async () => {
  putCase(lab.db, { receivedAt: at('2026-11-10T09:00:00'), service: 'complaint' });
  putCase(lab.db, { receivedAt: at('2026-11-10T09:00:00'), service: 'question' });
  const bagus = await browserOf('Bagus Prakoso', 'serviceOfficer', { services: ['question'] });
  const { html } = await shown(bagus, 'chart=service');
  expect(html).toContain('<th scope="row">Pertanyaan</th>');
  expect(html).not.toContain('Pengaduan');
  const sneaky = await shown(bagus, 'chart=service&service=complaint');
  expect(sneaky.html).not.toContain('Pengaduan');
  const officers = await shown(bagus, 'chart=officers');
  expect(officers.html).not.toContain('Penanganan per petugas');
});

test('dates that cannot be are answered with what to do, not with an error', async () => {
  const rina = await browserOf('Rina Wulandari', 'supervisor');
  const backwards = await rina.get('/admin/statistics?from=2026-11-20&to=2026-11-01');
  expect(backwards.html).toContain('harus sesudah tanggal');
  const nonsense = await rina.get('/admin/statistics?from=x&to=2026-11-01&chart=zzz&step=zzz&tab=zzz');
  expect(nonsense.status).toBe(200);
});

test('words that look like a formula stay words in the workbook', async () => {
  putCase(lab.db, { receivedAt: at('2026-11-10T09:00:00'), category: '=HYPERLINK("http://x.example")' });
  const rina = await browserOf('Rina Wulandari', 'coordinator');
  const answer = await fetch(`${lab.address}/admin/statistics/chart.xlsx?chart=category`, {
    headers: { cookie: rina.cookie },
  });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(await answer.arrayBuffer());
  expect(workbook.worksheets[0]?.getRow(5).getCell(1).value).toBe(`'=HYPERLINK("http://x.example")`);
});

test('while it is counted the page says so, and when it cannot be counted too', async () => {
  await lab.close();
  lab = await staffPages({ ask: () => new Promise(() => {}) });
  const rina = await browserOf('Rina Wulandari', 'coordinator');
  expect((await rina.get('/admin/statistics')).html).toContain('Sedang menghitung');
  await lab.close();
  lab = await staffPages({ ask: () => Promise.reject(new NotRead('busy', 'busy')) });
  const bagus = await browserOf('Bagus Prakoso', 'coordinator');
  expect((await bagus.get('/admin/statistics')).html).toContain('Terlalu banyak yang sedang dihitung');
});
