import { afterAll, beforeAll, expect, test } from 'vitest';
import { indexCases } from '../../src/domain/cases/index.ts';
import { cases } from '../../src/domain/cases/table.ts';
import type { FactOf } from '../../src/domain/journal.ts';
import { staff } from '../../src/domain/staff/table.ts';
import { units } from '../../src/domain/units/table.ts';
import { type Browser, type StaffPages, staffPages } from '../support/staff-pages.ts';

const NIK = '3308105708900001';
let lab: StaffPages;
let rina: Browser;
let below: Browser;

beforeAll(async () => {
  lab = await staffPages();
  const createdAt = lab.clock.now();
  lab.db
    .insert(units)
    .values({ id: 2, path: '/1/2/', parentId: 1, name: 'Puskesmas Timur', createdAt })
    .run();
  for (let i = 1; i <= 60; i += 1) {
    const receivedAt = new Date(createdAt.getTime() - i * 3_600_000);
    lab.db
      .insert(cases)
      .values({
        service: i % 2 ? 'laboratory' : 'complaint',
        subjectId: i,
        code: `LAB-0000-${String(i).padStart(4, '0')}-X`,
        number: i % 2 ? null : i,
        unitId: i % 3 ? 1 : 2,
        personName: i === 1 ? '<b>Dewi</b> Lestari' : `Budi Santoso ${i}`,
        phone: `62812000${10000 + i}`,
        nik: i === 1 ? NIK : '',
        status: 'registered',
        phase: 'open',
        phaseSince: receivedAt,
        source: 'whatsapp',
        receivedAt,
        clockFrom: receivedAt,
        dueAt: new Date(receivedAt.getTime() + 86_400_000),
      })
      .run();
  }
  lab.change((ctx) => indexCases(ctx, {}, 40));
  rina = await lab.signedIn(await lab.hire('Rina', 'administrator'));
  const joko = await lab.hire('Joko', 'liaison');
  lab.db.$client.prepare('update staff set unit_id = 2 where id = ?').run(joko.id);
  expect(lab.db.select().from(staff).all()).toHaveLength(2);
  below = await lab.signedIn(joko);
});
afterAll(() => lab.close());

const names = (html: string): string[] =>
  Array.from(html.matchAll(/<th scope="row" class="name"><a [^>]*>([^<]*)/g), ([, name = '']) => name);
const searched = (): FactOf<'cases.searched'>[] =>
  lab.facts.filter((fact): fact is FactOf<'cases.searched'> => fact.kind === 'cases.searched');

test('any part of a name finds the person, and what was typed is shown as words', async () => {
  const { status, html } = await rina.get('/admin/search?words=lestari');
  expect(status).toBe(200);
  expect(names(html)).toEqual(['&lt;b>Dewi&lt;/b> Lestari']);
  expect(html).toContain('1 permintaan');
  expect(searched().at(-1)).toMatchObject({ search: 'search words=l•••', found: 1 });
});

test('a NIK that is typed stands in no address and in no fact, and finds the person', async () => {
  const sent = await rina.post('/admin/search', { words: '3308 1057 0890 0001' });
  expect(sent.status).toBe(303);
  expect(sent.to).toMatch(/^\/admin\/search\?sealed=[\w-]{40,}$/);
  const { html } = await rina.get(sent.to);
  expect(names(html)).toHaveLength(1);
  expect(html).not.toContain(NIK);
  expect(html).toContain('value="3308••••••••0001"');
  expect(searched().at(-1)).toMatchObject({ search: 'search words=3308••••••••0001', found: 1 });
});

test('what one session has sealed another cannot open', async () => {
  const { to } = await rina.post('/admin/search', { words: NIK });
  const { html } = await below.get(to);
  expect(html).toContain('Ketik sekali lagi');
  expect(names(html)).toEqual([]);
  expect((await rina.get('/admin/search?sealed=nonsense')).html).toContain('Ketik sekali lagi');
});

test('a further field is added to a sealed search without typing the NIK again', async () => {
  const first = await rina.post('/admin/search', { words: NIK });
  const sealed = new URL(first.to, 'http://x').searchParams.get('sealed') ?? '';
  const again = await rina.post('/admin/search', {
    words: '3308••••••••0001',
    sealed,
    service: 'laboratory',
  });
  expect(again.to).toContain('service=laboratory');
  expect(names((await rina.get(again.to)).html)).toHaveLength(1);
  const other = await rina.post('/admin/search', { words: '#26', sealed });
  expect(names((await rina.get(other.to)).html)).toEqual(['Budi Santoso 26']);
});

test('everything else stands in the address: fields, order, page size and the way to the next page', async () => {
  const sent = await rina.post('/admin/search', {
    words: 'budi',
    service: 'complaint',
    sort: 'oldest',
    size: '20',
    status: '',
    unit: '',
    officer: 'none',
  });
  expect(sent.to).toBe('/admin/search?words=budi&service=complaint&officer=none&sort=oldest&size=20');
  const first = await rina.get(sent.to);
  expect(names(first.html)[0]).toBe('Budi Santoso 2');
  expect(names(first.html)).toHaveLength(20);
  expect(first.html).toContain('30 permintaan');
  const next = /href="([^"]*after=[^"]*)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const second = await rina.get(next);
  expect(names(second.html)).toHaveLength(10);
  expect(names(second.html)[0]).toBe('Budi Santoso 42');
});

test('nobody finds what another unit has', async () => {
  const mine = names((await below.get('/admin/search?words=budi&size=100')).html);
  expect(mine).toHaveLength(20);
  expect(names((await below.get('/admin/search?words=%2326')).html)).toEqual([]);
  expect(names((await below.get('/admin/search?words=%2324')).html)).toEqual(['Budi Santoso 24']);
  const { to } = await below.post('/admin/search', { words: NIK });
  expect(names((await below.get(to)).html)).toEqual([]);
});

test('an empty answer and an empty page say what to do', async () => {
  expect((await rina.get('/admin/search')).html).toContain('Cari di semua permintaan');
  expect((await rina.get('/admin/search?words=zzz')).html).toContain('coba awal kata saja');
});

test('a page that refreshes itself is no search of its own; one that goes on names further people', async () => {
  const before = searched().length;
  await rina.refresh('/admin/search?words=budi');
  await rina.get('/admin/search');
  expect(searched()).toHaveLength(before);
  await rina.get('/admin/search?words=budi&after=40');
  expect(searched()).toHaveLength(before + 1);
});

test('odd addresses break nothing', async () => {
  for (const query of [
    'from=2026-99-99&to=x',
    'unit=-1&officer=1e9',
    'unit=999999',
    'sort=__proto__&size=9999999',
    'after=abc',
    'status=%27%22',
    `words=${'a'.repeat(5_000)}`,
  ])
    expect((await rina.get(`/admin/search?${query}`)).status).toBe(200);
});
