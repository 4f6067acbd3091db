import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Registration, recordPayment } from '../../src/domain/registrations/index.ts';
import { track } from '../../src/domain/tracking/index.ts';
import { putConsultation, putShipment, putTour } from '../support/other-services.ts';
import { day, furnished, type RegistrationLab } from '../support/registrations.ts';
import { type Browser, type StaffPages, staffPages } from '../support/staff-pages.ts';

let pages: StaffPages;
let lab: RegistrationLab;
let rina: Browser;

beforeEach(async () => {
  pages = await staffPages();
  lab = furnished(pages);
  rina = await pages.signedIn(await pages.hire('Rina Wulandari', 'liaison'));
});
afterEach(() => pages.close());

const at = ({ id }: Registration, part = ''): string => `/admin/registrations/${id}${part}`;

describe('the slip that somebody takes home', () => {
  test.each([
    ['laboratory', () => lab.register(), ['Siti Aminah', 'Gula darah puasa', 'Siapkan tanggal lahir']],
    [
      'consultation',
      () => putConsultation(lab, { birthDate: day('1990-08-17') }),
      ['Budi Santoso', 'Rp 50.000, belum dibayar', 'Siapkan tanggal lahir'],
    ],
    [
      'tour',
      () => putTour(lab),
      ['SMA Contoh 1', 'Laboratorium air', '30 orang', 'gratis', 'Siapkan 5 angka terakhir nomor HP'],
    ],
    [
      'shipment',
      () => putShipment(lab),
      ['Puskesmas Contoh', 'Darah (3 sampel, 2 kotak)', 'Siapkan 5 angka terakhir nomor HP'],
    ],
  ] as const)(
    'says of a %s what it is, what it costs and how it is tracked',
    async (_service, make, words) => {
      const registration = make();
      const { html } = await rina.get(at(registration, '/slip'));
      const text = html.replace(/<!-- -->/g, '');
      for (const each of [...words, `LACAK ${registration.code}`]) expect(text).toContain(each);
    },
  );
});

describe('what is to be paid', () => {
  test.each([
    ['consultation', () => putConsultation(lab), ['Konsultasi klinik', 'Rp 50.000']],
    ['tour', () => putTour(lab, { totalRupiah: 450_000 }), ['30 orang × Rp 15.000', 'Rp 450.000']],
    ['laboratory', () => lab.register(), ['Gula darah puasa', 'Rp 25.000']],
  ] as const)(
    'stands line by line on the page of a %s, and can be written down there',
    async (_, make, words) => {
      const registration = make();
      const { html } = await rina.get(at(registration));
      for (const each of words) expect(html).toContain(each);
      const typed = { kind: 'paid', receiptNumber: 'KW-9', paidRupiah: String(registration.totalRupiah) };
      const paid = await rina.fill(at(registration), at(registration, '/payment'), typed);
      expect(paid.to).toBe(at(registration, '?notice=payment'));
      expect(lab.now(registration)).toMatchObject({ payment: 'paid', receiptNumber: 'KW-9' });
    },
  );

  test('counts the samples of a test', async () => {
    const made = lab.register();
    lab.db.$client.prepare('update registration_tests set samples = 3').run();
    const { html } = await rina.get(at(made));
    expect(html).toContain('3 sampel × Rp 25.000');
    expect(html).toContain('Rp 75.000');
  });

  test('is said to whoever tracks, with the receipt or the reason', () => {
    const made = lab.register();
    const proof = lab.proofOf(made);
    const shown = () => lab.as(lab.siti, (ctx) => track(ctx, { code: made.code, proof }));
    const write = (payment: Parameters<typeof recordPayment>[1]['payment']) =>
      lab.as(lab.ratna, (ctx) =>
        recordPayment(ctx, { registrationId: made.id, expectedVersion: lab.now(made).version, payment }),
      );
    write({ kind: 'paid', receiptNumber: 'KW-3', paidRupiah: 25_000 });
    expect(shown()).toMatchObject({ registration: { payment: 'paid', receiptNumber: 'KW-3' } });
    write({ kind: 'free', reason: 'program TB' });
    expect(shown()).toMatchObject({ registration: { payment: 'free', freeReason: 'program TB' } });
  });
});

test('a locked shipment says that digits were wrong, not a birth date', async () => {
  const made = putShipment(lab);
  for (const who of [1, 2, 3, 4, 5])
    lab.as({ kind: 'visitor', address: `10.0.0.${who}` }, (ctx) =>
      track(ctx, { code: made.code, proof: { kind: 'lastFive', digits: '11111' } }),
    );
  const { html } = await rina.get(at(made));
  expect(html).toContain('5 angka nomor HP salah');
  expect(html).not.toContain('tanggal lahir salah');
});
