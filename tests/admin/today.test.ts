import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addNote, type Case, caseOf } from '../../src/domain/cases/index.ts';
import { readLab } from '../../src/domain/lab/index.ts';
import type { Registration } from '../../src/domain/registrations/index.ts';
import { staff } from '../../src/domain/staff/table.ts';
import { units } from '../../src/domain/units/table.ts';
import { furnished, type RegistrationLab } from '../support/registrations.ts';
import { type Browser, type StaffPages, staffPages } from '../support/staff-pages.ts';

let pages: StaffPages;
let lab: RegistrationLab;
let rina: Browser;
let bagus: Browser;
let rinaId: number;
let bagusId: number;
let registration: Registration;

beforeEach(async () => {
  pages = await staffPages();
  lab = furnished(pages);
  const first = await pages.hire('Rina Wulandari', 'liaison');
  rinaId = first.id;
  rina = await pages.signedIn(first);
  const hired = await pages.hire('Bagus Prakoso', 'liaison');
  bagusId = hired.id;
  bagus = await pages.signedIn(hired);
  registration = lab.register();
});
afterEach(() => pages.close());

const folder = (of: { id: number } = registration): Case => {
  const found = caseOf(lab.db, 'laboratory', of.id);
  if (!found) throw new Error('every registration has a case');
  return found;
};
const home = (of: { id: number } = registration) => `/admin/registrations/${of.id}`;
const at = (deed: string, of: { id: number } = registration) => `/admin/cases/${folder(of).id}/${deed}`;
const holder = (of: { id: number } = registration) => folder(of).assigneeId;
const takes = (who: Browser, of = registration) => who.fill(home(of), at('take', of));
/** The address of the preview of something done to these. */
const previewOf = (wish: string, ...chosen: Registration[]) =>
  `/admin/today/preview?${new URLSearchParams({
    do: wish,
    from: '/admin/today?list=open',
    ...Object.fromEntries(chosen.map((one) => [`c${folder(one).id}`, String(folder(one).version)])),
  })}`;
function branch(): number {
  const row = { parentId: 1, path: '/1/2/', name: 'Labkesda Cabang', createdAt: lab.clock.now() };
  return lab.db.insert(units).values(row).returning().get().id;
}

describe('the page of the day', () => {
  test('it is where the day begins', async () => {
    expect((await rina.get('/admin')).to).toBe('/admin/today');
    const { html } = await rina.get('/admin/today');
    expect(html).toContain('Tidak ada yang Anda pegang');
    expect(html).toMatch(/Belum ada petugas <span class="many">1</);
  });

  test('who takes a request finds it among the own, with its deadline and what is left to do', async () => {
    expect((await takes(rina)).to).toBe(`${home()}?notice=saved#case`);
    const { html } = await rina.get('/admin/today?list=mine');
    expect(html).toContain('Siti Aminah');
    expect(html).toContain('<strong>Anda</strong>');
    expect(html).toContain('Tinggal 2 jam kerja');
    expect(html).toMatch(/0\/4/);
    expect((await bagus.get('/admin/today?list=mine')).html).not.toContain('Siti Aminah');
  });

  test('a list the address makes up is the first one', async () => {
    const { status, html } = await rina.get('/admin/today?list=%27--&order=x&unit=-1&service=zz&after=1');
    expect(status).toBe(200);
    expect(html).toContain('Tidak ada yang Anda pegang');
  });

  test('an officer of a unit below sees nothing of the lab above, and nothing of it by its address', async () => {
    const unitId = branch();
    const wulan = await pages.hire('Wulan Sari', 'liaison');
    lab.db.update(staff).set({ unitId }).where(eq(staff.id, wulan.id)).run();
    const browser = await pages.signedIn(wulan);
    const { html } = await browser.get('/admin/today?list=open');
    expect(html).not.toContain('Siti Aminah');
    expect((await browser.get(at('assign'))).status).toBe(404);
    expect((await browser.get(previewOf('take', registration))).html).not.toContain('Siti Aminah');
    await browser.post('/admin/today/bulk', {
      key: 'x'.repeat(24),
      do: 'take',
      [`c${folder().id}`]: String(folder().version),
    });
    expect(holder()).toBeNull();
  });

  test('who only reads sees the lists without anything to do', async () => {
    const wati = await pages.signedIn(await pages.hire('Wati Handayani', 'supervisor'));
    const { html } = await wati.get('/admin/today');
    expect(html).toContain('Siti Aminah');
    expect(html).not.toContain('data-pick');
    expect((await wati.get(previewOf('take', registration))).status).toBe(404);
    expect((await wati.get(home())).html).not.toContain(at('take'));
  });
});

describe('one request', () => {
  test('two officers press Ambil: the second sees who was faster', async () => {
    const shown = await bagus.get(home());
    await takes(rina);
    const key =
      /name="version" value="(\d+)"\/><input type="hidden" name="seen" value="(\d+)"\/><button type="submit">Ambil/;
    const [, version = '', seen = ''] = key.exec(shown.html) ?? [];
    const late = await bagus.post(at('take'), { key: 'k'.repeat(24), version, seen });
    expect(late.status).toBe(409);
    expect(late.html).toContain('Rina Wulandari');
    expect(holder()).not.toBe(bagusId);
  });

  test('taking it from a colleague wants a reason, and nothing typed is lost', async () => {
    await takes(rina);
    const quiet = await bagus.fill(at('assign'), at('assign'), { to: String(bagusId), reason: 'x' });
    expect(quiet.status).toBe(422);
    expect(quiet.html).toContain('Tulis alasannya');
    expect(quiet.html).toMatch(new RegExp(`value="${bagusId}" selected`));
    const said = await bagus.fill(at('assign'), at('assign'), {
      to: String(bagusId),
      reason: 'Rina pulang lebih awal',
    });
    expect(said.status).toBe(303);
    expect(holder()).toBe(bagusId);
  });

  test('giving it back asks Ya or Tidak without scripts', async () => {
    await takes(rina);
    const { html } = await rina.get(at('return'));
    expect(html).toContain('Ya, kembalikan');
    expect(html).toContain('Tidak');
    await rina.fill(at('return'), at('return'));
    expect(holder()).toBeNull();
  });

  test('who sends a request out of the own reach is led back to the list', async () => {
    const below = branch();
    const wulan = await pages.hire('Wulan Sari', 'liaison');
    lab.db.update(staff).set({ unitId: below }).where(eq(staff.id, wulan.id)).run();
    const browser = await pages.signedIn(wulan);
    await rina.fill(at('forward'), at('forward'), { to: String(below), reason: 'wilayah cabang' });
    expect(folder().unitId).toBe(below);
    expect((await browser.get(home())).status).toBe(200);
    const sent = await browser.fill(at('forward'), at('forward'), { to: '1', reason: 'bukan wilayah kami' });
    expect(sent.to).toBe('/admin/today?notice=saved');
    expect((await browser.get(home())).status).toBe(404);
  });

  test('a tick says who and when, and is taken away again', async () => {
    await rina.fill(home(), at('check'), { item: 'Label terpasang di semua wadah sampel' });
    const { html } = await rina.get(home());
    expect(html).toContain('1 dari 4');
    expect(html).toContain('aria-pressed="true"');
    await rina.fill(home(), at('check'), { item: 'Label terpasang di semua wadah sampel', done: 'no' });
    expect((await rina.get(home())).html).toContain('0 dari 4');
  });

  test('one press shows what will be sent before it is', async () => {
    lab.walk(registration, 'verified', 'sampleReceived');
    const page = `${at('macro')}?name=${encodeURIComponent('Sampel kurang: minta datang lagi')}`;
    const { html } = await rina.get(page);
    expect(html).toContain(`Yth. Siti Aminah, sampel untuk ${registration.code}`);
    expect(html).toContain('Sampel ditolak');
    const sent = await rina.fill(page, at('macro'));
    expect(sent.to).toContain('notice=macro');
    expect(lab.now(registration).stage).toBe('sampleRejected');
    expect(pages.facts.some(({ kind }) => kind === 'chat.replied')).toBe(true);
  });

  test('a day that is about to slip is asked for while the citizen can still be told in time', async () => {
    lab.walk(registration, 'verified');
    lab.clock.set('2026-11-23T08:00:00+07:00');
    lab.walk(registration, 'sampleReceived');
    const early = await (await pages.signedIn({ email: 'rina.wulandari@labkesmas.example' })).get(home());
    expect(early.html).not.toContain('id="promise"');
    lab.clock.set('2026-11-25T09:00:00+07:00');
    const browser = await pages.signedIn({ email: 'rina.wulandari@labkesmas.example' });
    expect((await browser.get(home())).html).toMatch(
      /id="promise".*supaya pemohon tahu sebelum harinya lewat/,
    );
  });

  test('notes are for colleagues: none of them stands on the lists', async () => {
    lab.as(lab.ratna, (ctx) => addNote(ctx, { caseId: folder().id, text: 'hasil meragukan' }));
    expect((await rina.get('/admin/today?list=open')).html).not.toContain('hasil meragukan');
  });
});

describe('many requests', () => {
  test('they are looked at, changed together, and taken back', async () => {
    const second = lab.register({ personName: 'Budi Santoso' });
    const preview = previewOf('take', registration, second);
    const { html } = await rina.get(preview);
    expect(html).toContain('Ambil: 2 permintaan');
    expect(holder()).toBeNull();
    const done = await rina.fill(preview, '/admin/today/bulk');
    expect(done.to).toMatch(/^\/admin\/today\?list=open&did=\d+$/);
    expect([holder(), holder(second)]).toEqual([rinaId, rinaId]);
    const undo = `/admin/today/undo/${/did=(\d+)/.exec(done.to)?.[1]}`;
    expect((await bagus.post(undo, { key: 'k'.repeat(24) })).status).toBe(404);
    expect((await rina.fill(done.to, undo)).to).toContain('notice=bulkUndone');
    expect([holder(), holder(second)]).toEqual([null, null]);
  });

  test('what somebody changed between looking and doing is left and named', async () => {
    const second = lab.register({ personName: 'Budi Santoso' });
    const preview = previewOf('take', registration, second);
    await rina.get(preview);
    const fields = { key: 'k'.repeat(24), do: 'take', from: '/admin/today' };
    const chosen = Object.fromEntries(
      [registration, second].map((one) => [`c${folder(one).id}`, String(folder(one).version)]),
    );
    await takes(bagus, second);
    const done = await rina.post('/admin/today/bulk', { ...fields, ...chosen });
    expect(done.status).toBe(200);
    expect(done.html).toContain('1 diubah, 1 tidak');
    expect(done.html).toContain('baru saja diubah petugas lain');
    expect(holder(second)).toBe(bagusId);
  });

  test('a next stage says beforehand how many citizens hear of it', async () => {
    const { html } = await rina.get(previewOf('stage-verified', registration));
    expect(html).toContain('1 pemohon diberi tahu lewat WhatsApp. Tahap tidak bisa dibatalkan dari sini.');
    const done = await rina.fill(previewOf('stage-verified', registration), '/admin/today/bulk');
    expect((await rina.get(done.to)).html).not.toContain('Batalkan</button>');
    expect(lab.now(registration).stage).toBe('verified');
  });

  test('a stage that ends requests is not offered, not even by hand', async () => {
    for (const wish of ['stage-rejected', 'stage-cancelled', 'stage-completed', 'delete', 'assign-x'])
      expect((await rina.get(previewOf(wish, registration))).html).toContain('Belum ada yang dipilih');
  });

  test('nobody is led to another site after it', async () => {
    const { html } = await rina.get(
      `/admin/today/preview?do=take&from=https://jahat.example&c${folder().id}=${folder().version}`,
    );
    expect(html).not.toContain('jahat.example');
  });

  test('nothing ticked is said in a sentence', async () => {
    expect((await rina.get('/admin/today/preview?do=take')).html).toContain('Centang sedikitnya satu');
  });
});

describe('the settings of handling', () => {
  let dewi: Browser;
  beforeEach(async () => {
    dewi = await pages.signedIn(await pages.hire('Dewi Lestari', 'administrator'));
  });
  const PAGE = '/admin/settings/handling';

  test('a checklist is a line for each thing to do', async () => {
    const long = await dewi.fill(PAGE, '/admin/settings/checklists', { laboratory: 'x'.repeat(101) });
    expect(long.status).toBe(422);
    expect(long.html).toContain('2–100 huruf');
    const saved = await dewi.fill(PAGE, '/admin/settings/checklists', {
      laboratory: 'Cocokkan KTP\r\n\r\n Beri label ',
    });
    expect(saved.status).toBe(303);
    expect(readLab(lab.db, 'Asia/Jakarta').checklists).toEqual({
      laboratory: ['Cocokkan KTP', 'Beri label'],
    });
  });

  test('a macro that could not be carried out is refused where it is written', async () => {
    const form = '/admin/settings/macros/new';
    const macro = {
      name: 'Tolak',
      service: 'laboratory',
      reply: 'Yth. {nma}',
      stage: '',
      reason: '',
      note: '',
    };
    const slip = await dewi.fill(form, form, macro);
    expect(slip.status).toBe(422);
    expect(slip.html).toContain('{nma} tidak dikenal');
    const silent = await dewi.fill(form, form, { ...macro, reply: '', stage: 'rejected' });
    expect(silent.html).toContain('memerlukan alasan');
    expect((await dewi.fill(form, form, { ...macro, reply: 'Yth. {nama}' })).to).toBe(`${PAGE}?notice=saved`);
  });

  test('two administrators at one macro: the second sees what the first saved', async () => {
    const form = '/admin/settings/macros/1';
    const { html } = await dewi.get(form);
    const was = /name="was" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const macro = { name: 'A baru', service: 'laboratory', reply: 'Halo', stage: '', reason: '', note: '' };
    await dewi.fill(form, form, macro);
    const late = await dewi.post(form, { ...macro, name: 'B baru', was, key: 'k'.repeat(24) });
    expect(late.status).toBe(409);
    expect(late.html).toContain('A baru');
  });
});
