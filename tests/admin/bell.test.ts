import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { caseOf } from '../../src/domain/cases/index.ts';
import { newsFor, tell } from '../../src/domain/notifications/index.ts';
import { staff } from '../../src/domain/staff/table.ts';
import { units } from '../../src/domain/units/table.ts';
import { furnished, type RegistrationLab } from '../support/registrations.ts';
import { type Browser, type StaffPages, staffPages } from '../support/staff-pages.ts';

let pages: StaffPages;
let lab: RegistrationLab;
let rina: { id: number; email: string };
let bagus: { id: number; email: string };
let hers: Browser;
let his: Browser;

beforeEach(async () => {
  pages = await staffPages();
  lab = furnished(pages);
  rina = await pages.hire('Rina Wulandari', 'liaison');
  bagus = await pages.hire('Bagus Prakoso', 'liaison');
  [hers, his] = [await pages.signedIn(rina), await pages.signedIn(bagus)];
});
afterEach(() => pages.close());

const told = (who: { id: number }, subject: string) =>
  pages.change((ctx) => tell(ctx, [who.id], { kind: 'caseAssigned', subject, about: 'LAB-1' }));
const newestOf = (who: { id: number }) => newsFor(pages.db, who.id, { limit: 1 })[0]?.id ?? 0;
const dots = (html: string) =>
  ['mail-count', 'bell-count'].map((id) => new RegExp(`id="${id}"[^>]*>(\\d*)`).exec(html)?.[1]);

describe('the bell', () => {
  test('shows how many are unread, in a number and in words, and the newest ten', async () => {
    for (let number = 1; number <= 12; number += 1) told(rina, `case:${number}`);
    const { html } = await hers.get('/admin/registrations');
    expect(dots(html)).toEqual(['', '12']);
    expect(html).toContain('12<span class="unseen"> belum dibaca');
    expect(html.match(/href="\/admin\/notifications\/\d+"/g)).toHaveLength(10);
    expect(dots((await his.get('/admin/registrations')).html)).toEqual(['', '']);
  });

  test('leads to the thing and has it read by that; nobody follows another’s', async () => {
    const registration = lab.register();
    const caseId = caseOf(pages.db, 'laboratory', registration.id)?.id;
    told(rina, `case:${caseId}`);
    const path = `/admin/notifications/${newestOf(rina)}`;
    expect((await his.get(path)).status).toBe(404);
    expect(dots((await hers.get('/admin/registrations')).html)[1]).toBe('1');
    expect(await hers.get(path)).toMatchObject({
      status: 303,
      to: `/admin/cases/${caseId}`,
    });
    expect(dots((await hers.get('/admin/registrations')).html)[1]).toBe('');
  });

  test('has a page of what is unread, one of everything, and a button that reads all', async () => {
    for (let number = 1; number <= 35; number += 1) told(rina, `case:${number}`);
    const first = await hers.get('/admin/notifications');
    const next = /href="(\/admin\/notifications\?before=[^"]+)"/.exec(first.html)?.[1] ?? '';
    const second = await hers.get(next);
    const linesOf = (html: string) => html.split('id="news-list"')[1]?.match(/\/admin\/notifications\/\d+"/g);
    expect([linesOf(first.html)?.length, linesOf(second.html)?.length]).toEqual([30, 5]);
    const read = await hers.fill('/admin/notifications', '/admin/notifications/read');
    expect(read.status).toBe(303);
    expect((await hers.get('/admin/notifications')).html).toContain('Semua sudah dibaca');
    expect(linesOf((await hers.get('/admin/notifications?show=all')).html)).toHaveLength(30);
  });

  test('an address that is no page of the list is the first page', async () => {
    told(rina, 'case:1');
    expect((await hers.get('/admin/notifications?before=kemarin')).html).toContain('Diserahkan kepada Anda');
  });
});

describe('messages between units', () => {
  let branch: number;
  beforeEach(() => {
    branch = addUnit('Cabang Muntilan', 1);
    addUnit('Pos Borobudur', branch);
    pages.db.update(staff).set({ unitId: branch }).where(eq(staff.id, bagus.id)).run();
  });

  function addUnit(name: string, parentId: number): number {
    const above = pages.db.select().from(units).where(eq(units.id, parentId)).get();
    const { id } = pages.db
      .insert(units)
      .values({ parentId, path: `/${name}/`, name, createdAt: pages.clock.now() })
      .returning({ id: units.id })
      .get();
    pages.db
      .update(units)
      .set({ path: `${above?.path}${id}/` })
      .where(eq(units.id, id))
      .run();
    return id;
  }
  const write = (browser: Browser, fields: Record<string, string>) =>
    browser.fill('/admin/messages/new', '/admin/messages/new', { subject: '', ...fields });

  test('a question reaches the unit, is answered, and is marked as read for everybody there', async () => {
    const sent = await write(hers, {
      [`unit-${branch}`]: 'on',
      subject: 'Stok reagen',
      body: 'Masih cukup?',
    });
    expect(sent.to).toBe('/admin/messages/1?notice=messageSent');
    const page = await his.get('/admin/messages/1');
    expect(page.html).toContain('Masih cukup?');
    expect(dots(page.html)[0]).toBe('1');

    const colleague = await pages.hire('Tono Suryadi', 'serviceOfficer');
    pages.db.update(staff).set({ unitId: branch }).where(eq(staff.id, colleague.id)).run();
    const tonos = await pages.signedIn(colleague);
    expect(dots((await tonos.get('/admin/messages')).html)[0]).toBe('1');
    await his.fill('/admin/messages/1', '/admin/messages/1/read');
    const after = await tonos.get('/admin/messages/1');
    expect(dots(after.html)).toEqual(['', '']);
    expect(after.html).toContain('oleh Bagus Prakoso');

    await his.fill('/admin/messages/1', '/admin/messages/1/answer', { body: 'Cukup sampai Jumat.' });
    const answered = await hers.get('/admin/messages/1');
    expect(answered.html).toContain('Cukup sampai Jumat.');
    expect(dots(answered.html)[0]).toBe('1');
  });

  test('each of several units has a conversation of its own, which the others do not find', async () => {
    await write(hers, { 'unit-2': 'on', 'unit-3': 'on', body: 'Jadwal minggu depan?' });
    const list = await hers.get('/admin/messages');
    expect(list.html.match(/href="\/admin\/messages\/\d"/g)).toHaveLength(2);
    expect([
      (await his.get('/admin/messages/1')).status,
      (await his.get('/admin/messages/2')).status,
    ]).toEqual([200, 404]);
    expect((await his.post('/admin/messages/2/answer', { key: 'k'.repeat(20), body: 'x' })).status).toBe(404);
  });

  test('a message to all below is one announcement that nobody can answer', async () => {
    const sent = await write(hers, { all: 'on', subject: 'Libur', body: 'Kantor tutup Jumat.' });
    expect(sent.to).toContain('/admin/messages/1');
    const read = await his.get('/admin/messages/1');
    expect(read.html).toContain('Ini pesan pengumuman');
    expect(read.html).not.toContain('/answer"');
    const tried = await his.post('/admin/messages/1/answer', { key: 'k'.repeat(20), body: 'Siap' });
    expect([tried.status, tried.html.includes('tidak dapat dibalas')]).toEqual([422, true]);
  });

  test('one writes to those below and the one right above, not beside', async () => {
    const beside = addUnit('Cabang Mungkid', 1);
    expect((await his.get('/admin/messages/new')).html).toContain('(unit di atas)');
    expect((await his.get('/admin/messages/new')).html).not.toContain('Cabang Mungkid');
    const tried = await write(his, { [`unit-${beside}`]: 'on', body: 'Halo' });
    expect(tried.status).toBe(422);
    expect(pages.facts.some(({ kind }) => kind === 'unitMessage.sent')).toBe(false);
  });

  test('what was typed and ticked is still there when no text or no unit was given', async () => {
    const noBody = await write(hers, { 'unit-2': 'on', subject: 'Stok', body: ' ' });
    expect(noBody.html).toContain('Tulis isi pesannya.');
    expect(noBody.html).toContain('value="Stok"');
    expect(noBody.html).toMatch(/name="unit-2" checked/);
    const noUnit = await write(hers, { body: 'Kepada siapa?' });
    expect(noUnit.html).toContain('Pilih paling sedikit satu unit.');
    expect(noUnit.html).toContain('Kepada siapa?');
  });

  test('a supervisor reads and does not write', async () => {
    await write(his, { 'unit-1': 'on', body: 'Laporan bulanan' });
    const supervisor = await pages.signedIn(await pages.hire('Wati Kusuma', 'supervisor'));
    const page = await supervisor.get('/admin/messages/1');
    expect(page.html).toContain('Laporan bulanan');
    expect(page.html).not.toContain('<textarea');
    expect((await supervisor.get('/admin/messages/new')).status).toBe(404);
  });
});

describe('who else is looking', () => {
  /** What the server says to a window that shows `at`. */
  async function looks(browser: Browser, at: string) {
    const leaving = new AbortController();
    const response = await fetch(`${pages.address}/admin/events?at=${at}`, {
      headers: { cookie: browser.cookie },
      signal: leaving.signal,
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    return {
      leave: () => leaving.abort(),
      async until(words: string) {
        while (!heard.includes(words)) {
          const { value, done } = (await reader?.read()) ?? { value: '', done: true };
          if (done) throw new Error(`heard only ${heard}`);
          heard += value;
        }
        const all = heard;
        heard = '';
        return all;
      },
    };
  }

  test('is said to both, with who writes, and ends when they leave', async () => {
    const { id } = caseOf(pages.db, 'laboratory', lab.register().id) ?? { id: 0 };
    const hersHere = await looks(hers, `case:${id}`);
    await hersHere.until('watching');
    const hisHere = await looks(his, `case:${id}`);
    expect(await hersHere.until('Bagus')).toContain('[{"name":"Bagus Prakoso","writing":false}]');
    expect(await hisHere.until('Rina')).toContain('Rina Wulandari');
    expect((await his.post(`/admin/writing?at=case:${id}`, {})).status).toBe(204);
    await hersHere.until('"writing":true');
    hisHere.leave();
    await hersHere.until('data: []');
    hersHere.leave();
  });

  test('is told to nobody whom the thing is not for', async () => {
    const { id } = caseOf(pages.db, 'laboratory', lab.register().id) ?? { id: 0 };
    pages.db
      .insert(units)
      .values({ parentId: 1, path: '/1/2/', name: 'Cabang', createdAt: pages.clock.now() })
      .run();
    pages.db.update(staff).set({ unitId: 2 }).where(eq(staff.id, bagus.id)).run();
    const hersHere = await looks(hers, `case:${id}`);
    await hersHere.until('data: []');
    const his1 = await looks(his, `case:${id}`);
    await his1.until('connected');
    await his.post(`/admin/writing?at=case:${id}`, {});
    const dewi = await pages.signedIn(await pages.hire('Dewi Lestari', 'administrator'));
    const hers2 = await looks(dewi, `case:${id}`);
    expect(await hersHere.until('Dewi')).not.toContain('Bagus');
    for (const window of [hersHere, his1, hers2]) window.leave();
  });

  test('a window hears at once when something came for its officer, and only then', async () => {
    const window = await looks(hers, '');
    await window.until('connected');
    told(bagus, 'case:1');
    pages.committed([{ kind: 'case.checked', caseId: 1, item: 'x', done: true }]);
    expect(await window.until('changed')).not.toContain('notified');
    told(rina, 'case:1');
    pages.committed([{ kind: 'case.checked', caseId: 1, item: 'x', done: true }]);
    await window.until('notified');
    window.leave();
  });
});
