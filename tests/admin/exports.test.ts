import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginExport, exportsOf, finishExport, noteExportProgress } from '../../src/domain/exports/index.ts';
import { type Browser, type StaffPages, staffPages } from '../support/staff-pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'exports-'));
let lab: StaffPages;
let rina: Browser;
let bagus: Browser;
let rinaId: number;

beforeAll(async () => {
  lab = await staffPages({ exportPath: (storedAs) => join(folder, storedAs) });
  const account = await lab.hire('Rina', 'administrator');
  rinaId = account.id;
  rina = await lab.signedIn(account);
  bagus = await lab.signedIn(await lab.hire('Bagus', 'administrator'));
});
afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

const newest = () => {
  const [first] = exportsOf(lab.db, rinaId);
  if (!first) throw new Error('no export');
  return first;
};

test('from a search to a file that only whoever asked can fetch', async () => {
  const offered = await rina.get('/admin/exports/new?words=lestari&service=laboratory&sort=name');
  expect(offered.html).toMatch(/l•••("|&quot;), layanan Pemeriksaan laboratorium/);
  const sent = await rina.fill(
    '/admin/exports/new?words=lestari&service=laboratory&sort=name',
    '/admin/exports',
    {
      format: 'csv',
    },
  );
  expect(sent.to).toBe('/admin/exports?notice=exportAsked');
  expect(JSON.parse(newest().search)).toEqual({
    search: { words: 'lestari', service: 'laboratory' },
    sort: 'name',
    about: 'words=l••• service=laboratory sort=name',
  });
  expect((await rina.get('/admin/exports')).html).toContain('Menunggu giliran');

  const begun = lab.change(beginExport);
  if (!begun) throw new Error('nothing to begin');
  lab.change((ctx) => noteExportProgress(ctx, begun.id, 1_500, 4_000));
  expect((await rina.get('/admin/exports')).html).toContain('1.500 dari 4.000 baris');
  expect((await rina.get(`/admin/exports/${begun.id}/file`)).status).toBe(404);

  writeFileSync(join(folder, begun.storedAs), 'Kode;Nama\r\n');
  lab.change((ctx) => finishExport(ctx, begun, 4_000));
  const file = await rina.get(`/admin/exports/${begun.id}/file`);
  expect(file.status).toBe(200);
  expect(file.html).toBe('Kode;Nama\r\n');
  expect(file.headers.get('content-disposition')).toContain('attachment; filename=');
  expect(file.headers.get('x-content-type-options')).toBe('nosniff');

  expect((await bagus.get(`/admin/exports/${begun.id}/file`)).status).toBe(404);
  expect((await bagus.get('/admin/exports')).html).toContain('Belum ada ekspor');
});

test('a NIK that is searched for is exported without standing on the page', async () => {
  const { to } = await rina.post('/admin/search', { words: '3308105708900001' });
  const page = to.replace('/admin/search', '/admin/exports/new');
  expect((await rina.get(page)).html).not.toContain('3308105708900001');
  await rina.fill(page, '/admin/exports', { format: 'xlsx' });
  expect(JSON.parse(newest().search)).toMatchObject({
    search: { words: '3308105708900001' },
    about: 'words=3308••••••••0001',
  });
  expect((await rina.get('/admin/exports')).html).not.toContain('3308105708900001');
});

test('an export is called off by a click, and a failed one tried again', async () => {
  await rina.fill('/admin/exports/new', '/admin/exports', { format: 'csv' });
  const { id } = newest();
  lab.db.$client.prepare("update exports set state = 'failed' where id = ?").run(id);
  const again = await rina.fill('/admin/exports', `/admin/exports/${id}/again`);
  expect(again.status).toBe(303);
  expect(newest()).toMatchObject({ id, state: 'waiting' });
  await rina.fill('/admin/exports', `/admin/exports/${id}/remove`);
  expect(exportsOf(lab.db, rinaId).map((one) => one.id)).not.toContain(id);
});

test('a kind that is none is refused with a sentence, and nothing is asked for', async () => {
  const before = exportsOf(lab.db, rinaId).length;
  const { html, status } = await rina.fill('/admin/exports/new?words=budi', '/admin/exports', {
    format: 'pdf',
  });
  expect(status).toBe(422);
  expect(html).toContain('value="budi"');
  expect(exportsOf(lab.db, rinaId)).toHaveLength(before);
});

const exportOn = (html: string): URLSearchParams | undefined => {
  const href = /href="(\/admin\/exports\/new\?[^"]*)"/.exec(html)?.[1];
  return href === undefined
    ? undefined
    : new URL(href.replaceAll('&amp;', '&'), 'http://lab.example').searchParams;
};

test.each([
  ['today?list=mine', { officer: 'own', phase: 'unfinished' }],
  ['today?list=unassigned&service=laboratory', { service: 'laboratory', officer: 'none', phase: 'open' }],
  ['today?list=waiting', { phase: 'waiting' }],
  ['today?list=late&unit=1', { unit: '1', late: 'on' }],
  ['today?list=open', { phase: 'unfinished' }],
  ['today?list=dueToday', undefined],
  ['registrations', { service: 'laboratory', phase: 'unfinished' }],
  ['registrations?stage=testing', { service: 'laboratory', status: 'testing' }],
  ['registrations?stage=all&words=siti', { words: 'siti' }],
  ['registrations?service=tour&words=siti&stage=all', { service: 'tour', words: 'siti' }],
  ['registrations?payment=paid', undefined],
])('the list %s leads to a file of just that', async (path, wanted) => {
  const { html } = await rina.get(`/admin/${path}`);
  const asked = exportOn(html);
  const own = wanted && 'officer' in wanted && wanted.officer === 'own';
  expect(asked && Object.fromEntries(asked)).toEqual(own ? { ...wanted, officer: String(rinaId) } : wanted);
  if (asked) expect((await rina.get(`/admin/exports/new?${asked}`)).html).toContain('Buat berkas');
});
