import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { submit } from '../../src/domain/consultations/index.ts';
import type { ConsultationAnswers } from '../../src/domain/consultations/values.ts';
import type { Registration } from '../../src/domain/registrations/index.ts';
import { day, furnished, MONDAY, type RegistrationLab, TUESDAY } from '../support/registrations.ts';
import { type Browser, hiddenFieldsOf, type StaffPages, staffPages } from '../support/staff-pages.ts';

let pages: StaffPages;
let lab: RegistrationLab;
let rina: Browser;
let siti: Registration;

beforeEach(async () => {
  pages = await staffPages();
  lab = furnished(pages);
  rina = await pages.signedIn(await pages.hire('Rina Wulandari', 'liaison'));
  siti = consult();
});
afterEach(() => pages.close());

function consult(different: Partial<ConsultationAnswers> = {}): Registration {
  const answers = {
    personName: 'Siti Aminah',
    nik: '3308105708900001',
    birthDate: day('1990-08-17'),
    visitOn: MONDAY,
    phone: '6281200001111',
    ...different,
  };
  const sent = lab.as(lab.siti, (ctx) => submit(ctx, { citizenId: lab.siti.id, answers }));
  if (sent.outcome !== 'done') throw new Error(`not registered: ${sent.outcome}`);
  return lab.now(sent);
}

const at = (part = ''): string => `/admin/registrations/${siti.id}${part}`;
const now = (): Registration => lab.now(siti);

/** Sends one of the page's forms as the page offers it now. */
async function send(part: string, fields: Record<string, string> = {}) {
  const { html } = await rina.get(at());
  return rina.post(at(part), { ...hiddenFieldsOf(html, at(part)), ...fields });
}

const propose = (fields: Record<string, string> = {}) =>
  send('/proposal', { day: TUESDAY, reason: 'dokter sedang dinas luar', ...fields });

describe('the page of a consultation', () => {
  test('shows how full its day is, and nothing of reports or of a result that is expected', async () => {
    consult({ personName: 'Budi Santoso' });
    const { html } = await rina.get(at());
    expect(html).toContain('2 dari 20 tempat');
    expect(html).toContain(`/admin/day?service=consultation&amp;on=${MONDAY}`);
    expect(html).not.toContain('id="report"');
    expect(html).not.toContain('Ubah perkiraan selesai');
  });

  test('is confirmed, and ends only once its day has come', async () => {
    await send('/stage/confirmed');
    expect(now().stage).toBe('confirmed');
    expect((await rina.get(at())).html).not.toContain(at('/stage/noShow'));
    lab.clock.set('2026-11-23T13:00:00+07:00');
    rina = await pages.signedIn(await pages.hire('Bayu Pratama', 'liaison'));
    expect((await rina.get(at())).html).toContain(at('/stage/completed'));
    await send('/stage/noShow');
    expect(now().stage).toBe('noShow');
  });
});

describe('proposing another day', () => {
  test('leaves in its history which day it was and what became of it', async () => {
    await propose();
    await send('/proposal/accept');
    const { html } = await rina.get(at());
    expect(html).toContain('Mengusulkan 24 November 2026. Alasan: dokter sedang dinas luar');
    expect(html).toContain('Usulan 24 November 2026 diterima');
  });

  test('offers the days that have room and no other', async () => {
    lab.settings.consultationsPerDay = 1;
    consult({ personName: 'Budi Santoso', visitOn: TUESDAY });
    const { html } = await rina.get(at());
    expect(html).toContain('<option value="2026-11-25">Rabu, 25 November 2026 (1 tempat)</option>');
    // Its own day, a full one, and a Sunday.
    for (const other of [MONDAY, TUESDAY, '2026-11-29'])
      expect(html).not.toContain(`<option value="${other}"`);
  });

  test('is shown while it waits, and in the history once it is answered', async () => {
    expect(await propose()).toMatchObject({ status: 303 });
    expect(now()).toMatchObject({ stage: 'dateProposed', visitOn: MONDAY });
    const waiting = (await rina.get(at())).html;
    expect(waiting).toContain('Menunggu jawaban pemohon: <strong>Selasa, 24 November 2026</strong>');
    expect(waiting).toContain('dokter sedang dinas luar');
    expect(waiting).toContain('Diusulkan Rina Wulandari');
    await send('/proposal/withdraw');
    expect(now().stage).toBe('registered');
    expect((await rina.get(at())).html).toContain('24 November 2026: ditarik petugas.');
  });

  test('is accepted for somebody on the telephone', async () => {
    await propose();
    await send('/proposal/accept');
    expect(now()).toMatchObject({ stage: 'confirmed', visitOn: TUESDAY });
    expect((await rina.get(at())).html).toContain('24 November 2026: diterima pemohon.');
  });

  test('without a reason or a day says so at the field and keeps what was written', async () => {
    const noReason = await propose({ reason: ' ' });
    expect(noReason.html).toContain('Tulis alasannya, paling sedikit 3 huruf.');
    expect(noReason.html).toContain('<option value="2026-11-24" selected>');
    expect((await propose({ day: '' })).html).toContain('Pilih tanggal yang ada di kalender.');
    expect((await propose({ day: '2026-11-29' })).html).toContain('Laboratorium tutup pada hari itu.');
    expect((await propose({ day: MONDAY })).html).toContain('Kunjungannya sudah pada hari itu.');
    expect(now().stage).toBe('registered');
  });

  test('from an older page is refused and compared', async () => {
    const { html } = await rina.get(at());
    const old = hiddenFieldsOf(html, at('/proposal'));
    await send('/stage/confirmed');
    const refused = await rina.post(at('/proposal'), { ...old, day: TUESDAY, reason: 'dokter cuti' });
    expect(refused.html).toContain('Dijadwal ulang: Selasa, 24 November 2026');
    expect(now().stage).toBe('confirmed');
  });

  test('is not done for tests', async () => {
    const tests = lab.register();
    const { html } = await rina.get(at());
    const form = hiddenFieldsOf(html, at('/proposal'));
    const refused = await rina.post(`/admin/registrations/${tests.id}/proposal`, {
      ...form,
      day: TUESDAY,
      reason: 'dokter cuti',
    });
    expect(refused.status).toBe(404);
  });

  test('is not offered to who only reads', async () => {
    const wati = await pages.signedIn(await pages.hire('Wati', 'supervisor'));
    const { html } = await wati.get(at());
    expect(html).toContain('Hari kunjungan');
    expect(html).not.toContain('Kirim usulan');
  });
});
