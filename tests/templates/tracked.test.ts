import { describe, expect, test } from 'vitest';
import type { TrackedRegistration } from '../../src/domain/tracking/values.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { labSettingsSchema } from '../../src/domain/values/lab-settings.ts';
import { feeSentences, howToPay, isUnpaid, paymentState } from '../../templates/messages/payment.ts';
import { particularLines, trackedText } from '../../templates/messages/tracked.ts';

const scene = {
  lab: { ...labSettingsSchema.parse({}), timeZone: 'Asia/Jakarta' as const },
  publicUrl: '',
  simulated: false,
};
const monday = '2026-11-23' as LabDay;
const owed = { totalRupiah: 55_000, payment: 'unpaid', receiptNumber: null, freeReason: null } as const;

describe('what is owed', () => {
  test.each([
    [owed, 'Rp 55.000, belum dibayar', 'Rp 55.000, not yet paid', true],
    [
      { ...owed, payment: 'paid', receiptNumber: 'K-0117' },
      'Rp 55.000, lunas (kuitansi K-0117)',
      'Rp 55.000, paid (receipt K-0117)',
      false,
    ],
    [
      { ...owed, payment: 'free', freeReason: 'siswa *sekolah* negeri' },
      'gratis (siswa sekolah negeri)',
      'free of charge (siswa sekolah negeri)',
      false,
    ],
    [{ ...owed, totalRupiah: 0 }, 'gratis', 'free of charge', false],
  ] as const)('%o is said in both languages', (what, indonesian, english, unpaid) => {
    expect(paymentState(what, 'id')).toBe(indonesian);
    expect(paymentState(what, 'en')).toBe(english);
    expect(isUnpaid(what)).toBe(unpaid);
  });

  test('is said with how to pay it, in the language of the reader', () => {
    expect(feeSentences(55_000, 'id', scene)).toBe(`Biaya *Rp 55.000*. ${scene.lab.howToPay}`);
    expect(feeSentences(55_000, 'en', scene)).toBe(`Fee *Rp 55.000*. ${scene.lab.howToPayEn}`);
    expect(feeSentences(0, 'id', scene)).not.toContain(howToPay('id', scene));
  });
});

describe('a shipment of many kinds', () => {
  const sample = { test: 'Gula darah puasa', sampleType: 'Darah', samples: 1, boxes: 1 };
  const shipment: TrackedRegistration = {
    ...{ registrationId: 1, code: 'KRM-7K2M-9QXP-C', proven: true, personName: 'Siti Aminah' },
    ...{ institution: 'Puskesmas Contoh', stage: 'documentsToFix', stageReason: 'kolom C kosong' },
    ...{ history: [], visitOn: monday, untilOn: null, expectedOn: monday, expectedReason: null, ...owed },
    ...{ report: 'none', changeable: true, chatFound: false },
    particulars: {
      service: 'shipment',
      samples: Array.from({ length: 9 }, () => sample),
      toFix: [{ document: 'nar', reason: 'kolom C kosong' }],
    },
  };

  test('names a handful of them in the chat, and all of them on the page', () => {
    const said = trackedText(shipment, 'id', scene);
    expect(said).toContain('Sampel 6: Gula darah puasa, Darah (1 sampel, 1 kotak)\nLainnya: 3 jenis lagi');
    expect(trackedText(shipment, 'en', scene)).toContain('Others: 3 more kinds');
    expect(particularLines(shipment, 'id').map(({ label }) => label)).toContain('Sampel 9');
  });

  test('says once why a document has to be put right', () => {
    expect(trackedText(shipment, 'id', scene).match(/kolom C kosong/g)).toHaveLength(1);
  });
});
