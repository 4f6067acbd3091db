import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journal } from '../../src/domain/journal.ts';
import { papersOf } from '../../src/domain/papers/index.ts';
import type { ReplyLetterData } from '../../src/domain/papers/values.ts';
import { NotPrinted, type Print } from '../../src/domain/prints.ts';
import type { Registration } from '../../src/domain/registrations/index.ts';
import { reportsOf, sendDue } from '../../src/domain/reports/index.ts';
import { listTourKinds, tourKindById } from '../../src/domain/tours/index.ts';
import { day, furnished } from '../support/registrations.ts';
import { type Browser, hiddenFieldsOf, type StaffPages, staffPages } from '../support/staff-pages.ts';
import { type TourLab, withTours } from '../support/tours.ts';

let pages: StaffPages;
let lab: TourLab;
let rina: Browser;
let bayu: Browser;
let group: Registration;
/** What was given to be drawn. */
let drawn: ReplyLetterData[];
let isPrinterBusy: boolean;
let pdfText: string;

// The drawing has tests of its own; here only what goes into a letter matters.
const print = (async (what: string, data: unknown) => {
  if (isPrinterBusy) throw new NotPrinted('busy', 'too many wait');
  if (what === 'stamped') return { outcome: 'signed' };
  drawn.push(data as ReplyLetterData);
  return new TextEncoder().encode('%PDF-1.7');
}) as unknown as Print;

beforeEach(async () => {
  drawn = [];
  isPrinterBusy = false;
  pdfText = 'Surat balasan';
  pages = await staffPages({
    print,
    files: {
      admit: async () => ({ outcome: 'stored', fileId: lab.fileId, mimeType: 'application/pdf' }),
      keepOwn: async () => lab.fileId,
      open: () => ({
        path: import.meta.filename,
        name: 'pengantar.pdf',
        mimeType: 'application/pdf',
        sizeBytes: 1,
      }),
    },
    inspectReport: async () => ({ outcome: 'ok', text: pdfText }),
  });
  lab = withTours(furnished(pages));
  rina = await pages.signedIn(await pages.hire('Rina Wulandari', 'liaison'));
  bayu = await pages.signedIn(await pages.hire('Bayu Pratama', 'liaison'));
  group = lab.asks({ untilOn: day('2026-12-09') });
});
afterEach(() => pages.close());

const home = (part = '') => `/admin/registrations/${group.id}${part}`;
const letters = () => reportsOf(lab.db, group.id);

/** Sends a form of the group's page as it stands there. */
async function sendsForm(browser: Browser, action: string, fields: Record<string, string> = {}) {
  const { html } = await browser.get(home());
  return browser.post(home(action), { ...hiddenFieldsOf(html, home(action)), ...fields });
}

describe('the page of a group', () => {
  test('shows who comes, for what, and how full the hall is on each of its days', async () => {
    lab.asks({ visitors: 40 });
    const { html } = await rina.get(home());
    for (const words of [
      'SMA Negeri 1 Contoh',
      'Budi Santoso',
      'budi@contoh.sch.id',
      'Laboratorium mikrobiologi',
      '30 orang',
      '8 Desember 2026 sampai 9 Desember 2026',
      '70 dari 80 orang',
      '30 dari 80 orang',
      'Surat balasan',
    ])
      expect(html).toContain(words);
    expect(html).not.toContain('Laporan hasil uji');
    expect(html).not.toContain('Lihat NIK lengkap');
  });

  test('stands on the list of the day under the name of its institution', async () => {
    const name = new RegExp(`href="${home()}">SMA Negeri 1 Contoh</a><small>Budi Santoso`);
    expect((await rina.get('/admin/today?list=open')).html).toMatch(name);
  });

  test('lets staff start to look at it', async () => {
    await sendsForm(rina, '/stage/reviewing');
    expect(lab.now(group).stage).toBe('reviewing');
  });
});

describe('the reply letter', () => {
  test('is drawn from what was told, with a number, a code and what to bring', async () => {
    const answer = await sendsForm(rina, '/letter/approve', {
      startsAt: '08:30',
      bring: '- Daftar nama\n\nSepatu tertutup',
      note: 'Mohon tepat waktu.',
    });
    expect(answer.to).toBe(home('?notice=letterMade#report'));
    expect(drawn).toMatchObject([
      {
        number: 'HM.02/1/XI/2026',
        place: 'Magelang',
        writtenOn: '2026-11-20',
        addressee: { person: 'Budi Santoso', institution: 'SMA Negeri 1 Contoh' },
        code: group.code,
        receivedOn: '2026-11-20',
        tour: { kind: 'Laboratorium mikrobiologi', from: '2026-12-08', until: '2026-12-09', visitors: 30 },
        decision: {
          outcome: 'approved',
          startsAt: '08.30',
          bring: ['Daftar nama', 'Sepatu tertutup'],
          feeRupiah: 450_000,
          note: 'Mohon tepat waktu.',
        },
      },
    ]);
    expect(letters()).toMatchObject([{ decision: 'approved', number: 'HM.02/1/XI/2026', evidence: 'code' }]);
    const [paper] = papersOf(lab.db, group.id);
    expect(paper).toMatchObject({ kind: 'replyLetter', code: drawn[0]?.mark.code, issuedAt: null });
  });

  test('goes over a second officer and the minutes of second thought to the group', async () => {
    await sendsForm(rina, '/letter/approve');
    const part = `/reports/${letters()[0]?.id}`;
    expect((await rina.get(home())).html).toContain('Petugas lain yang harus memvalidasinya');
    expect((await sendsForm(bayu, `${part}/validate`)).to).toContain('notice=letterValidated');
    const offered = (await bayu.get(home())).html;
    expect(offered).toContain('Lepas surat');
    expect(offered).toContain('lima angka terakhir nomor HP');
    await sendsForm(bayu, `${part}/release`);
    expect(letters()[0]?.standing).toBe('released');
    await sendsForm(rina, `${part}/take-back`);
    expect(letters()[0]?.standing).toBe('validated');
    await sendsForm(bayu, `${part}/release`);
    lab.clock.pass({ minutes: 10 });
    lab.change((ctx) => sendDue(ctx));
    expect(lab.now(group)).toMatchObject({ stage: 'approved', expectedOn: '2026-12-09' });
    expect(papersOf(lab.db, group.id)[0]?.issuedAt).not.toBeNull();
    // Nobody who reads what happened is told of a report.
    const history = /id="history"[\s\S]*?<\/ol>/.exec((await rina.get(home())).html)?.[0] ?? '';
    expect(history).toMatch(/Mengunggah surat balasan versi 1/);
    expect(history).not.toContain('laporan');
  });

  test('that turns a group down needs a reason, which the letter tells', async () => {
    const refused = await sendsForm(rina, '/letter/turn-down', { reason: 'x' });
    expect(refused.html).toContain('Tulis alasannya');
    expect(drawn).toEqual([]);
    await sendsForm(rina, '/letter/turn-down', { reason: 'Laboratorium sedang diakreditasi.' });
    expect(drawn).toMatchObject([
      { decision: { outcome: 'rejected', reason: 'Laboratorium sedang diakreditasi.' } },
    ]);
    expect(letters()).toMatchObject([{ decision: 'rejected', reason: 'Laboratorium sedang diakreditasi.' }]);
  });

  test('keeps its number when it is drawn anew before it has gone out, and never after', async () => {
    await sendsForm(rina, '/letter/approve');
    await sendsForm(rina, '/letter/approve', { note: 'Tanpa kesalahan ketik.' });
    lab.sends(group);
    await sendsForm(rina, '/letter/approve');
    expect(drawn.map(({ number }) => number)).toEqual([
      'HM.02/1/XI/2026',
      'HM.02/1/XI/2026',
      'HM.02/2/XI/2026',
    ]);
    expect(new Set(drawn.map(({ mark }) => mark.code)).size).toBe(3);
  });

  test('is drawn of no page that is older than the request', async () => {
    const { html } = await rina.get(home());
    const old = hiddenFieldsOf(html, home('/letter/approve'));
    await sendsForm(bayu, '/stage/reviewing');
    const answer = await rina.post(home('/letter/approve'), old);
    expect(answer.html).toContain('Surat balasan');
    expect(answer.html).toContain('Disetujui');
    expect([drawn, letters()]).toEqual([[], []]);
  });

  test('waits when nothing can be printed now', async () => {
    isPrinterBusy = true;
    const answer = await sendsForm(rina, '/letter/approve');
    expect(answer.html).toContain('Tunggu sebentar');
    expect(lab.now(group).stage).toBe('registered');
  });

  test('can be one that staff have written, in which only the code counts', async () => {
    const pdf = new File(['%PDF-1.7'], 'balasan.pdf', { type: 'application/pdf' });
    const upload = async (fields: Record<string, string>) => {
      const { html } = await rina.get(home());
      return rina.upload(home('/letter'), { ...hiddenFieldsOf(html, home('/letter')), ...fields }, pdf);
    };
    expect((await upload({ decision: '' })).html).toContain('Pilih keputusannya.');
    pdfText = `Kepada Budi Santoso, perihal ${group.code}`;
    await upload({ decision: 'approved', number: 'B-17' });
    pdfText = 'Kepada Budi Santoso';
    await upload({ decision: 'rejected', reason: 'sedang akreditasi' });
    expect(letters()).toMatchObject([
      { decision: 'rejected', evidence: 'none', number: null },
      { decision: 'approved', evidence: 'code', number: 'B-17' },
    ]);
    const { html } = await bayu.get(home());
    expect(html).toContain('kode pendaftaran.');
    expect(html).not.toContain('maupun nama dan tanggal lahir');
  });

  test('is no laboratory report: the form for those takes none of a group', async () => {
    const { html } = await rina.get(home());
    const fields = hiddenFieldsOf(html, home('/letter'));
    const pdf = new File(['%PDF-1.7'], 'lhu.pdf', { type: 'application/pdf' });
    expect((await rina.upload(home('/reports'), fields, pdf)).status).toBe(404);
  });
});

describe('the kinds of tours', () => {
  const LIST = '/admin/tours/kinds';
  let ayu: Browser;
  beforeEach(async () => {
    ayu = await pages.signedIn(await pages.hire('Ayu Lestari', 'administrator'));
  });

  test('are shown to everybody, and changed by administrators', async () => {
    const seen = (await rina.get(LIST)).html;
    expect(seen).toContain('Laboratorium mikrobiologi');
    expect(seen).not.toContain(`${LIST}/new`);
    expect((await rina.get(`${LIST}/1`)).status).toBe(404);
    expect((await ayu.get(LIST)).html).toContain(`${LIST}/new`);
  });

  const NIGHT = {
    name: 'Tur malam',
    nameEn: 'Night tour',
    about: 'Laboratorium malam hari.',
    aboutEn: 'The laboratory at night.',
    hours: '2',
    smallestGroup: '5',
    largestGroup: '20',
    priceRupiah: '12.500',
  };
  const sent = async (action: string, page: string, fields: Record<string, string>) => {
    const { html } = await ayu.get(page);
    return ayu.post(action, { ...hiddenFieldsOf(html, action), ...fields });
  };

  test('are added, with every mistake at its field', async () => {
    const wrong = await sent(`${LIST}/new`, `${LIST}/new`, { ...NIGHT, largestGroup: '3' });
    expect(wrong.html).toContain('Tidak boleh lebih kecil dari rombongan terkecil.');
    await sent(`${LIST}/new`, `${LIST}/new`, NIGHT);
    const added = listTourKinds(lab.db).find(({ name }) => name === 'Tur malam');
    expect(added?.priceRupiah).toBe(12_500);
  });

  test('show what somebody else has changed meanwhile, and lose neither', async () => {
    const { html } = await ayu.get(`${LIST}/1`);
    const old = hiddenFieldsOf(html, `${LIST}/1`);
    await sent(`${LIST}/1`, `${LIST}/1`, { ...NIGHT, name: 'Tur siang' });
    const refused = await ayu.post(`${LIST}/1`, { ...old, ...NIGHT, key: 'a-form-of-before' });
    expect(refused.html).toContain('Tur siang');
    expect(refused.html).toContain('Tur malam');
    expect(tourKindById(lab.db, 1)?.name).toBe('Tur siang');
  });

  test('are retired and offered again, and both are written down', async () => {
    await sent(`${LIST}/1/retire`, `${LIST}/1`, {});
    expect(tourKindById(lab.db, 1)?.retiredAt).not.toBeNull();
    await sent(`${LIST}/1/revive`, `${LIST}/1`, {});
    expect(tourKindById(lab.db, 1)?.retiredAt).toBeNull();
    const kept = lab.db.select().from(journal).all();
    expect(kept.filter(({ kind }) => kind === 'tourKind.changed')).toHaveLength(2);
  });
});
