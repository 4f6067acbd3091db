import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { proposeDate } from '../../src/domain/consultations/index.ts';
import { addFile } from '../../src/domain/files/index.ts';
import { journal } from '../../src/domain/journal.ts';
import { drawPaperCode, issuePaper, keepPaper } from '../../src/domain/papers/index.ts';
import { printOrders } from '../../src/domain/papers/table.ts';
import type { Registration } from '../../src/domain/registrations/index.ts';
import { registrations } from '../../src/domain/registrations/table.ts';
import { reports } from '../../src/domain/reports/table.ts';
import { shipmentDocuments } from '../../src/domain/shipments/table.ts';
import { newCode } from '../../src/domain/values/code.ts';
import { putConsultation, putShipment, putTour } from '../support/other-services.ts';
import { day, type RegistrationLab, registrationLab, TUESDAY } from '../support/registrations.ts';
import { type OpenSite, openSite } from '../support/site.ts';

let lab: RegistrationLab;
let site: OpenSite;

beforeEach(async () => {
  lab = registrationLab();
  site = await openSite(lab);
});
afterEach(() => site.close());

// The phone of these requests is 6281200002222.
const DIGITS = { proof: '02222' };
const BORN = { proof: '17-08-1990' };
const handedOver = (): unknown[] =>
  lab.db
    .select()
    .from(journal)
    .where(eq(journal.kind, 'report.handedOver'))
    .all()
    .map(({ data }) => data);

describe('a shipment', () => {
  let shipment: Registration;
  beforeEach(() => {
    shipment = putShipment(lab);
  });

  test('is asked for by the last five digits of the registered phone', async () => {
    const { html } = await site.get(`/t/${shipment.code}`);
    expect(html).toContain('5 angka terakhir nomor HP yang didaftarkan');
    expect(html).not.toContain('Tanggal lahir');
    const shown = await site.post(`/t/${shipment.code}`, DIGITS);
    expect(shown.status).toBe(200);
    for (const words of ['Pengiriman sampel', 'Puskesmas Contoh, Budi Santoso', 'Menunggu sampel'])
      expect(shown.html).toContain(words);
    expect(shown.html).toContain('Gula darah puasa, Darah (3 sampel, 2 kotak)');
    expect(shown.html).toContain('gratis');
  });

  test('and an unknown code of one give the same page, before and after a wrong proof', async () => {
    const unknown = newCode('KRM', new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]));
    const same = (html: string) => html.replace(/KRM-\w{4}-\w{4}-\w/g, 'KRM');
    const asked = [await site.get(`/t/${shipment.code}`), await site.get(`/t/${unknown}`)];
    expect(same(asked[1]?.html ?? '')).toBe(same(asked[0]?.html ?? '-'));
    const wrong = await site.post(`/t/${shipment.code}`, { proof: '02221' }, '203.0.113.1');
    const missing = await site.post(`/t/${unknown}`, { proof: '02221' }, '203.0.113.2');
    expect(wrong.html).toContain('Kode dan 5 angka itu tidak cocok');
    expect([missing.status, same(missing.html)]).toEqual([wrong.status, same(wrong.html)]);
  });

  test('four digits cost no try', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { status, html } = await site.post(`/t/${shipment.code}`, { proof: '0222' });
      expect([status, html.includes('proof-problem')]).toEqual([422, true]);
    }
    expect((await site.post(`/t/${shipment.code}`, DIGITS)).status).toBe(200);
  });

  test('says which document has to be put right', async () => {
    lab.db
      .update(shipmentDocuments)
      .set({ verdict: 'toFix', reason: 'kolom C kosong' })
      .where(eq(shipmentDocuments.kind, 'identity'))
      .run();
    lab.db.update(registrations).set({ stage: 'documentsToFix' }).run();
    const { html } = await site.post(`/t/${shipment.code}`, DIGITS);
    expect(html).toContain('Perbaiki Identitas Sampel');
    expect(html).toContain('kolom C kosong');
    expect(html).toContain(`https://wa.me/6282100000000?text=LACAK%20${shipment.code}`);
  });

  test('has its label ordered when there is none yet, and gives the printed one only with the proof', async () => {
    const label = `/t/${shipment.code}/label`;
    expect((await site.post(label, { sheet: 'a4' })).status).toBe(422);
    expect((await site.post(label, { ...DIGITS, sheet: 'a4' })).html).toContain('sedang dicetak');
    expect(lab.db.select().from(printOrders).all()).toMatchObject([
      { what: 'label', registrationId: shipment.id, citizenId: null, state: 'waiting' },
    ]);
    lab.change((ctx) => {
      const fileIds = ['A4', '50x25mm'].map((sheet) => {
        const name = `Label-${shipment.code}-${sheet}.pdf`;
        const about = { storedAs: name, name, mimeType: 'application/pdf', sizeBytes: 1, sha256: name };
        const fileId = addFile(ctx, { ...about, origin: 'staff' });
        const paper = { code: drawPaperCode(ctx), kind: 'label', registrationId: shipment.id } as const;
        keepPaper(ctx, { ...paper, fileId });
        return fileId;
      });
      issuePaper(ctx, { registrationId: shipment.id, fileIds });
    });
    const name = async (sheet: string) =>
      (await site.post(label, { ...DIGITS, sheet })).headers.get('content-disposition');
    expect(await name('a4')).toBe(`attachment; filename=Label-${shipment.code}-A4.pdf`);
    expect(await name('roll')).toBe(`attachment; filename=Label-${shipment.code}-50x25mm.pdf`);
    // What names somebody is written down when it is read.
    expect(lab.facts.filter(({ kind }) => kind === 'file.opened')).toHaveLength(2);
  });

  test('offers no label once its samples are here', async () => {
    lab.db.update(registrations).set({ stage: 'testing' }).run();
    expect((await site.post(`/t/${shipment.code}`, DIGITS)).html).not.toContain('/label');
    expect((await site.post(`/t/${shipment.code}/label`, DIGITS)).status).toBe(409);
  });
});

describe('a tour', () => {
  let tour: Registration;
  beforeEach(() => {
    tour = putTour(lab, { stage: 'approved' });
  });

  /** Its reply letter has gone out. */
  function letterGoesOut(): void {
    const at = lab.clock.now();
    const sent = { uploadedAt: at, releasedAt: at, goesOutAt: at, wentOutAt: at };
    const letter = { decision: 'approved', evidence: 'code', version: 1, uploadedBy: lab.ratna.id } as const;
    lab.db
      .insert(reports)
      .values({ ...letter, ...sent, registrationId: tour.id, fileId: lab.fileId })
      .run();
  }

  test('shows how it stands by its code alone, without a name', async () => {
    expect((await site.get(`/t/${tour.code}`)).html).not.toContain('name="proof"');
    const { status, html } = await site.post(`/t/${tour.code}`, {});
    expect(status).toBe(200);
    for (const words of ['Disetujui', 'Laboratorium air', '30 orang']) expect(html).toContain(words);
    expect(html).not.toMatch(/Budi|SMA Contoh/);
  });

  test('gives its letter after the last five digits, and writes down who had it', async () => {
    letterGoesOut();
    const byCode = await site.post(`/t/${tour.code}`, {});
    expect(byCode.html).not.toContain('/report');
    expect((await site.post(`/t/${tour.code}/report`, {})).status).toBe(422);
    expect((await site.post(`/t/${tour.code}/report`, { proof: '11111' })).status).toBe(422);
    expect(handedOver()).toEqual([]);
    const full = await site.post(`/t/${tour.code}`, { ...DIGITS, full: '1' });
    expect(full.html).toContain('SMA Contoh 1, Budi Santoso');
    expect(full.html).toContain('Unduh surat balasan');
    const file = await site.post(`/t/${tour.code}/report`, DIGITS);
    expect(file.headers.get('content-disposition')).toContain('attachment');
    expect(handedOver()).toHaveLength(1);
  });

  test('that does not exist wears out whoever looks for it', async () => {
    const guess = (seed: number) => newCode('WIS', new Uint8Array([seed, 2, 3, 4, 5, 6, 7, 8]));
    for (const seed of [1, 2, 3, 4, 5]) {
      const { html } = await site.post(`/t/${guess(seed)}`, {});
      expect(html).toContain(seed < 5 ? 'tidak ada pada kami' : 'dikunci sampai');
    }
    expect((await site.post(`/t/${tour.code}`, {})).status).toBe(403);
    expect((await site.post(`/t/${tour.code}`, {}, '198.51.100.7')).status).toBe(200);
  });
});

describe('a consultation', () => {
  let consultation: Registration;
  beforeEach(() => {
    consultation = putConsultation(lab, { birthDate: day('1990-08-17') });
    const input = {
      registrationId: consultation.id,
      expectedVersion: 1,
      day: TUESDAY,
      reason: 'dokter cuti',
    };
    const proposed = lab.as(lab.ratna, (ctx) => proposeDate(ctx, input));
    expect(proposed.outcome).toBe('changed');
  });
  const answer = (words: string, proof = BORN.proof) =>
    site.post(`/t/${consultation.code}/proposal`, { proof, answer: words });

  test('says what it costs and how to pay', async () => {
    const { html } = await site.post(`/t/${consultation.code}`, BORN);
    expect(html).toContain('Rp 50.000, belum dibayar');
    expect(html).toContain(lab.settings.howToPay);
    const english = await site.post(`/t/${consultation.code}?lang=en`, BORN);
    expect(english.html).toContain(lab.settings.howToPayEn);
  });

  test('has another day proposed, which is accepted with one press', async () => {
    const { html } = await site.post(`/t/${consultation.code}`, BORN);
    expect(html).toContain('Kami mengusulkan Selasa, 24 November 2026. Cocok?');
    const answered = await answer('accept');
    expect(answered.html).toContain('kami tunggu Selasa, 24 November 2026');
    expect(lab.now(consultation)).toMatchObject({ stage: 'confirmed', visitOn: TUESDAY });
    expect((await answer('accept')).html).toContain('sudah dijawab');
  });

  test('or declined, and stays on its day', async () => {
    expect((await answer('decline')).html).toContain('usulan itu tidak jadi');
    expect(lab.now(consultation)).toMatchObject({ stage: 'registered', visitOn: consultation.visitOn });
  });

  test('is answered by nobody without the birth date', async () => {
    expect((await answer('accept', '17-08-1991')).status).toBe(422);
    expect((await answer('accept', '')).status).toBe(422);
    expect(lab.now(consultation).stage).toBe('dateProposed');
  });
});
