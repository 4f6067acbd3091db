import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journal } from '../../src/domain/journal.ts';
import type { Print } from '../../src/domain/prints.ts';
import type { Registration } from '../../src/domain/registrations/index.ts';
import { furnished, MONDAY, type RegistrationLab } from '../support/registrations.ts';
import { type Browser, hiddenFieldsOf, type StaffPages, staffPages } from '../support/staff-pages.ts';

/** Characters that break out of a page when it is careless with them. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'-alert(1)-'",
  '</textarea><svg onload=alert(1)>',
  '&lt;b&gt;{{7*7}}',
];

let pages: StaffPages;
let lab: RegistrationLab;
let rina: Browser;
let bayu: Browser;
let siti: Registration;

beforeEach(async () => {
  pages = await staffPages({
    files: {
      admit: async (bytes) =>
        String(bytes).startsWith('%PDF')
          ? { outcome: 'stored', fileId: lab.fileId, mimeType: 'application/pdf' }
          : { outcome: 'refused', problem: 'wrongKind' },
      keepOwn: async () => lab.fileId,
      open: () => ({
        path: import.meta.filename,
        name: 'surat "a".pdf',
        mimeType: 'application/pdf',
        sizeBytes: 1,
      }),
    },
    inspectReport: async () => ({ outcome: 'ok', text: 'Laporan hasil uji' }),
    // Nothing but reports is printed here, and these are taken for signed ones: they stay as they are.
    print: (async () => ({ outcome: 'signed' })) as unknown as Print,
  });
  lab = furnished(pages);
  rina = await pages.signedIn(await pages.hire('Rina Wulandari', 'liaison'));
  bayu = await pages.signedIn(await pages.hire('Bayu Pratama', 'liaison'));
  siti = lab.register({ letter: { fileId: lab.fileId, name: 'surat.pdf' } });
});
afterEach(() => pages.close());

const at = (registration: Registration, part = ''): string =>
  `/admin/registrations/${registration.id}${part}`;
const now = (): Registration => lab.now(siti);
const factKinds = (): string[] =>
  lab.db
    .select()
    .from(journal)
    .all()
    .map(({ kind }) => kind);
const pdf = new File(['%PDF-1.7 …'], 'hasil.pdf', { type: 'application/pdf' });

/** Sends the report form with a file, as the page offers it. */
async function upload(browser: Browser, file = pdf) {
  const { html } = await browser.get(at(siti));
  return browser.upload(at(siti, '/reports'), hiddenFieldsOf(html, at(siti, '/reports')), file);
}

describe('the list of work', () => {
  test('shows what is open, finds by name, code, NIK and phone, and keeps the search in the address', async () => {
    lab.walk(
      lab.register({ personName: 'Budi Santoso', nik: '3308105708900002', phone: '6281200002222' }),
      'rejected',
    );
    const open = (await rina.get('/admin/registrations')).html;
    expect(open).toContain('Siti Aminah');
    expect(open).not.toContain('Budi Santoso');
    for (const [words, shown] of [
      ['santoso', 'santoso'],
      ['3308105708900002', '3308••••••••0002'],
      ['081200002222', '62812•••222'],
    ] as const) {
      const { to } = await rina.post('/admin/registrations', { words, stage: 'all' });
      if (words !== shown) expect(to).not.toContain(words);
      const { html } = await rina.get(to);
      expect([words, html.includes('Budi Santoso'), html.includes('Siti Aminah')]).toEqual([
        words,
        true,
        false,
      ]);
      expect(html).toContain(`value="${shown}"`);
    }
    expect((await rina.get(`/admin/registrations?words=${siti.code.toLowerCase()}`)).html).toContain(
      'Siti Aminah',
    );
    expect((await rina.get('/admin/registrations?words=tidakada')).html).toContain('Tidak ada yang cocok');
  });

  test('never shows a NIK', async () => {
    expect((await rina.get('/admin/registrations')).html).not.toContain(String(siti.nik));
  });

  test('goes on to older ones page by page, each once', async () => {
    for (let count = 0; count < 58; count += 1) lab.register({ visitOn: MONDAY });
    const first = await rina.get('/admin/registrations');
    const next =
      /href="([^"]*before=\d+[^"]*)" rel="next"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await rina.get(next);
    const idsOn = (html: string) =>
      Array.from(html.matchAll(/registrations\/(\d+)"/g), ([, id]) => Number(id));
    expect(idsOn(first.html)).toHaveLength(50);
    expect(new Set([...idsOn(first.html), ...idsOn(second.html)]).size).toBe(59);
  });
});

describe('reading', () => {
  test('is recorded with who read, and a page that refreshes itself is not', async () => {
    await rina.get(at(siti));
    await rina.refresh(at(siti));
    expect(factKinds().filter((kind) => kind === 'registration.opened')).toHaveLength(1);
  });

  test('the NIK is masked; a reason shows it once and is kept', async () => {
    const before = await rina.get(at(siti));
    expect(before.html).toContain('3308••••••••0001');
    expect(before.html).not.toContain(String(siti.nik));
    const refused = await rina.fill(at(siti), at(siti, '/nik'), { reason: ' ' });
    expect([refused.status, refused.html.includes(String(siti.nik))]).toEqual([422, false]);
    const fields = { ...hiddenFieldsOf(before.html, at(siti, '/nik')), reason: 'mencocokkan KTP di loket' };
    expect((await rina.post(at(siti, '/nik'), fields)).html).toContain(String(siti.nik));
    const again = await rina.post(at(siti, '/nik'), fields);
    expect([again.status, again.html.includes(String(siti.nik))]).toEqual([303, false]);
    expect(factKinds().filter((kind) => kind === 'registration.nikRevealed')).toHaveLength(1);
    expect((await rina.get(at(siti))).html).toContain('Membuka NIK. Alasan: mencocokkan KTP di loket');
  });

  test('the letter comes as an attachment that is not sniffed, and its opening is recorded', async () => {
    const { headers, status } = await rina.get(at(siti, '/letter'));
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toBe('attachment; filename="surat \\"a\\".pdf"');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-type')).toContain('application/pdf');
    expect(factKinds()).toContain('file.opened');
  });

  test('a report of another registration cannot be had through this one', async () => {
    lab.walk(siti, 'verified', 'sampleReceived', 'testing');
    await upload(rina);
    const other = lab.register();
    expect((await rina.get(at(siti, '/reports/1'))).status).toBe(200);
    expect((await rina.get(at(other, '/reports/1'))).status).toBe(404);
    expect((await rina.get('/admin/registrations/99999')).status).toBe(404);
  });
});

describe('changing', () => {
  test('a step is taken once, however often the button is pressed', async () => {
    const { html } = await rina.get(at(siti));
    const fields = hiddenFieldsOf(html, at(siti, '/stage/verified'));
    const answers = await Promise.all([1, 2, 3].map(() => rina.post(at(siti, '/stage/verified'), fields)));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(now()).toMatchObject({ stage: 'verified', version: siti.version + 1 });
  });

  test('a form from an older tab changes nothing and shows who changed what meanwhile', async () => {
    const older = await rina.get(at(siti));
    await bayu.fill(at(siti), at(siti, '/stage/verified'));
    const fields = { ...hiddenFieldsOf(older.html, at(siti, '/stage/rejected')), reason: 'data tidak cocok' };
    const { status, html } = await rina.post(at(siti, '/stage/rejected'), fields);
    expect(status).toBe(409);
    expect(html).toContain('Tahap: Terdaftar → Terverifikasi');
    expect(html).toContain('Bayu Pratama');
    expect(html).not.toContain('Mendaftar<');
    // What was typed can be taken along.
    expect(html).toContain('data tidak cocok');
    expect(now().stage).toBe('verified');
  });

  test('a step that needs a reason asks for it at its field', async () => {
    const { status, html } = await rina.fill(at(siti), at(siti, '/stage/rejected'));
    expect(status).toBe(422);
    expect(html).toMatch(/aria-invalid="true"[^>]*aria-describedby="[^"]*reason-error"/);
    expect(now().stage).toBe('registered');
  });

  test('a step that the stage does not offer is refused', async () => {
    const { html } = await rina.get(at(siti));
    const fields = hiddenFieldsOf(html, at(siti, '/stage/verified'));
    expect((await rina.post(at(siti, '/stage/completed'), fields)).status).toBe(422);
    expect((await rina.post(at(siti, '/stage/constructor'), fields)).status).toBe(404);
    expect(now().stage).toBe('registered');
  });

  test('a registration that was turned down takes no payment, and says so to who still has the form', async () => {
    const { html } = await rina.get(at(siti));
    const form = hiddenFieldsOf(html, at(siti, '/payment'));
    lab.walk(siti, 'rejected');
    const page = await rina.get(at(siti));
    expect(page.html).toContain('Pendaftaran ini ditolak: tidak ada yang perlu dibayar.');
    expect(page.html).not.toContain(at(siti, '/payment'));
    const typed = { ...form, version: String(now().version), kind: 'paid', receiptNumber: 'KW-7' };
    const refused = await rina.post(at(siti, '/payment'), { ...typed, paidRupiah: '25.000' });
    expect(refused.status).toBe(422);
    expect(now().payment).toBe('unpaid');
  });

  test('a payment needs its receipt, and what was typed is still there', async () => {
    const typed = { kind: 'paid', receiptNumber: '', paidRupiah: '25.000', reason: '' };
    const refused = await rina.fill(at(siti), at(siti, '/payment'), typed);
    expect(refused.html).toContain('Isi nomor kuitansinya.');
    expect(refused.html).toContain('value="25.000"');
    const paid = await rina.fill(at(siti), at(siti, '/payment'), { ...typed, receiptNumber: 'KW-7' });
    expect(paid.to).toBe(at(siti, '?notice=payment'));
    expect(now()).toMatchObject({ payment: 'paid', receiptNumber: 'KW-7', paidRupiah: 25_000 });
  });

  test('an amount that differs from the total is asked about, together with a missing receipt', async () => {
    const typed = { kind: 'paid', receiptNumber: '', paidRupiah: '2.500', reason: '' };
    const refused = await rina.fill(at(siti), at(siti, '/payment'), typed);
    expect(refused.html).toContain('Isi nomor kuitansinya.');
    expect(refused.html).toContain('Totalnya Rp 25.000.');
    expect(now().payment).toBe('unpaid');
    const meant = { ...typed, receiptNumber: 'KW-7', differs: 'on' };
    expect((await rina.fill(at(siti), at(siti, '/payment'), meant)).status).toBe(303);
    expect((await rina.get(at(siti))).html).toContain('Berbeda dari total');
  });

  test('a mistake is said at the top, and one stands at the first field that has one', async () => {
    const { html } = await rina.fill(at(siti), at(siti, '/stage/rejected'), { reason: '' });
    expect(html).toMatch(/role="alert"[\s\S]*Belum disimpan/);
    expect(html.match(/<(?:input|textarea|select)[^>]*autofocus/g)).toEqual([
      expect.stringContaining('name="reason"'),
    ]);
  });

  test('an open page says that a colleague has changed something since', async () => {
    const { html } = await rina.get(at(siti));
    const asksAgain = /hx-get="([^"]*seen=\d+)"/.exec(html)?.[1] ?? '';
    expect((await rina.refresh(asksAgain)).html).not.toContain('berubah sejak halaman dibuka');
    await bayu.get(at(siti));
    expect((await rina.refresh(asksAgain)).html).not.toContain('berubah sejak halaman dibuka');
    await bayu.fill(at(siti), at(siti, '/stage/verified'));
    expect((await rina.refresh(asksAgain)).html).toContain('berubah sejak halaman dibuka');
  });

  test('the expected day moves with a reason and not into the past', async () => {
    const change = (expectedOn: string, reason: string) =>
      rina.fill(at(siti), at(siti, '/expected'), { expectedOn, reason });
    expect((await change('2026-11-01', 'alat diperbaiki')).html).toContain('Paling awal 23 November 2026.');
    expect((await change('2026-02-30', 'alat diperbaiki')).html).toContain('Pilih tanggal yang ada');
    expect((await change('2026-12-01', '')).html).toContain('Tulis alasannya');
    expect((await change('2026-12-01', 'alat diperbaiki')).status).toBe(303);
    expect(now()).toMatchObject({ expectedOn: '2026-12-01', expectedReason: 'alat diperbaiki' });
  });
});

describe('the report', () => {
  beforeEach(() => {
    lab.walk(siti, 'verified', 'sampleReceived', 'testing');
  });

  test('goes from upload over a second officer to release, and can be taken back in time', async () => {
    expect((await upload(rina)).to).toBe(at(siti, '?notice=uploaded#report'));
    const own = (await rina.get(at(siti))).html;
    expect(own).toContain('tidak memuat');
    expect(own).toContain('Petugas lain yang harus memvalidasinya');
    const validate = at(siti, '/reports/1/validate');
    expect((await bayu.fill(at(siti), validate, { mismatchReason: 'ya' })).html).toContain(
      'paling sedikit 10 huruf',
    );
    const reason = 'nomor sampel dicocokkan dengan buku sampel';
    expect((await bayu.fill(at(siti), validate, { mismatchReason: reason })).status).toBe(303);
    expect((await bayu.fill(at(siti), at(siti, '/reports/1/release'))).status).toBe(303);
    lab.clock.pass({ minutes: 4 });
    expect((await bayu.get(at(siti))).html).toContain('6 menit lagi');
    const back = await rina.fill(at(siti), at(siti, '/reports/1/take-back'));
    expect(back.to).toBe(at(siti, '?notice=takenBack#report'));
    expect(factKinds().at(-1)).toBe('report.takenBack');
  });

  test('a lab without a second thought is not told that there is time to take it back', async () => {
    pages.settings.releaseUndoMinutes = 0;
    await upload(rina);
    const reason = 'nomor sampel dicocokkan dengan buku sampel';
    await bayu.fill(at(siti), at(siti, '/reports/1/validate'), { mismatchReason: reason });
    const { to } = await bayu.fill(at(siti), at(siti, '/reports/1/release'));
    expect(to).toBe(at(siti, '?notice=wentOut#report'));
  });

  test('whoever uploaded it cannot validate it, whatever the page offers', async () => {
    await upload(rina);
    const { html } = await bayu.get(at(siti));
    const fields = hiddenFieldsOf(html, at(siti, '/reports/1/validate'));
    const forged = { ...fields, key: 'forged-by-the-uploader', mismatchReason: 'saya yakin sekali' };
    expect((await rina.post(at(siti, '/reports/1/validate'), forged)).html).toContain('Minta petugas lain');
  });

  test('a file that is refused is told at its field, and nothing is kept', async () => {
    const refused = await upload(rina, new File(['MZ…'], 'hasil.pdf', { type: 'application/pdf' }));
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Hanya PDF.');
    expect(now().stage).toBe('testing');
  });

  test('a file of 21 MB is refused before it is kept', async () => {
    const large = new File([new Uint8Array(21 * 1024 * 1024)], 'besar.pdf', { type: 'application/pdf' });
    const { status, html } = await upload(rina, large);
    expect([status, html.includes('paling besar 20 MB')]).toEqual([413, true]);
  });
});

describe('the chat', () => {
  test('a reply takes the chat over, a colleague is told who has it, and it can be given back', async () => {
    const chat = `/admin/chats/${lab.siti.id}`;
    const replied = await rina.fill(chat, `${chat}/reply`, { text: 'Baik, Bu.' });
    expect(replied.to).toBe(`${chat}?notice=replied`);
    expect(lab.facts).toContainEqual({ kind: 'chat.replied', citizenId: lab.siti.id, text: 'Baik, Bu.' });
    expect((await bayu.get(chat)).html).toContain('Dipegang Rina Wulandari');
    const refused = await bayu.fill(chat, `${chat}/reply`, { text: 'Saya bantu.' });
    expect(refused.html).toContain('sedang dipegang Rina Wulandari');
    expect(refused.html).toContain('Saya bantu.</textarea>');
    expect((await rina.fill(chat, `${chat}/hand-back`)).to).toBe(`${chat}?notice=handedBack`);
    expect((await bayu.get(chat)).html).toContain('Dijawab bot');
  });

  test('a file can be had only through the chat it stands in', async () => {
    const chat = `/admin/chats/${lab.siti.id}`;
    pages.thread.push({
      at: lab.clock.now(),
      from: 'citizen',
      kind: 'document',
      text: '',
      fileId: 7,
      seq: 70,
    });
    expect((await rina.get(`${chat}/files/7?at=70`)).status).toBe(200);
    expect((await rina.get(`${chat}/files/8?at=70`)).status).toBe(404);
    expect(factKinds()).toContain('chat.fileOpened');
  });
});

describe('what citizens write', () => {
  test.each(HOSTILE)('%s is shown as text on every page', async (hostile) => {
    const named = lab.register({ personName: hostile, letter: { fileId: lab.fileId, name: hostile } });
    lab.db.$client.prepare('update citizens set display_name = ?').run(hostile);
    lab.db.$client
      .prepare('update registrations set stage_reason = ?, expected_reason = ?')
      .run(hostile, hostile);
    pages.thread.push({ at: lab.clock.now(), from: 'citizen', kind: 'text', text: hostile, seq: 1 });
    const addresses = [
      '/admin/registrations',
      `/admin/registrations?words=${encodeURIComponent(hostile)}`,
      at(named),
      `/admin/chats/${lab.siti.id}`,
      '/admin/attention',
      `/admin/catalogue?words=${encodeURIComponent(hostile)}`,
    ];
    for (const address of addresses) {
      const { html, status } = await rina.get(address);
      expect([address, status]).toEqual([address, 200]);
      expect([address, html.match(/<script>|<img|<svg onload|"-alert/)]).toEqual([address, null]);
    }
    const { html } = await rina.get(at(named));
    expect(readable(html).split(hostile).length).toBeGreaterThan(4);
  });
});

/** The page with its escaped characters as a reader sees them. */
const readable = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
