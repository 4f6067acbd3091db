import type { TestLine, TestOffer } from '../../src/domain/catalogue/values.ts';
import { EXAMPLE } from './examples.ts';
import { numbered, pricedTests, rupiah } from './format.ts';
import { message, worded } from './kit.ts';
import { feeSentences } from './payment.ts';

const groupsOf = (groups: { name: string; count: number }[]): string =>
  numbered(groups.map(({ name, count }) => `${name} (${count})`));

/** Prices, preparation and duration. */
export const prices = {
  consultation: worded({
    id: '*Konsultasi klinik*: {biaya} Bawa KTP, kartu JKN bila punya, dan daftar obat yang sedang diminum. Untuk mendaftar, ketik *konsultasi*.',
    en: '*Consultation at the clinic*: {biaya} Bring your ID card, your health insurance card if you have one, and a list of the medicines you take. To register, type *consultation*.',
    values: {
      biaya: (_, language, scene) => feeSentences(scene.lab.consultationFeeRupiah, language, scene),
    },
  }),
  ask: worded<{ groups: { name: string; count: number }[] }>({
    id: 'Pemeriksaan apa yang ingin diketahui harganya? Ketik namanya, contoh: *kolesterol*. Atau pilih kelompoknya:\n{pilihan}',
    en: 'Which test would you like the price of? Type its name, for example: *cholesterol*. Or choose a group:\n{pilihan}',
    values: {
      pilihan: ({ groups }) => groupsOf(groups),
    },
    example: { groups: EXAMPLE.groups },
  }),
  unclear: message({
    id: 'Balas dengan angka dari daftar, atau ketik nama pemeriksaan.',
    en: 'Reply with a number from the list, or type the name of a test.',
  }),
  notFound: message({
    id: 'Pemeriksaan itu tidak ada di daftar kami. Coba kata lain, atau ketik *petugas*.',
    en: 'That test is not on our list. Try another word, or type *agent*.',
  }),
  list: worded<{ tests: TestLine[] }>({
    id: '{pilihan}\nBalas angkanya untuk persiapan dan lama pengerjaan.',
    en: '{pilihan}\nReply with the number for preparation and duration.',
    values: {
      pilihan: ({ tests }, language) => pricedTests(tests, language),
    },
    example: { tests: EXAMPLE.tests },
  }),
  detail: worded<{ test: TestOffer }>({
    id: '*{pemeriksaan}*: {tarif}\nSampel: {sampel}. Metode: {metode}.\nHasil: {lama} hari kerja{diserahkan}.\nPersiapan: {persiapan}.\n\n1. Daftar periksa ini\n2. Cari yang lain\n3. Menu',
    en: '*{pemeriksaan}*: {tarif}\nSample: {sampel}. Method: {metode}.\nResult: {lama} working days{diserahkan}.\nPreparation: {persiapan}.\n\n1. Register for this test\n2. Look for another\n3. Menu',
    values: {
      pemeriksaan: ({ test }, language) => (language === 'id' ? test.name : test.nameEn),
      tarif: ({ test }) => rupiah(test.priceRupiah),
      sampel: ({ test }) => test.sample,
      metode: ({ test }) => test.method,
      lama: ({ test }) => String(test.turnaroundDays),
      diserahkan: ({ test }, language) =>
        test.inPerson
          ? language === 'id'
            ? ', diserahkan langsung di loket'
            : ', handed over in person'
          : '',
      persiapan: ({ test }, language) =>
        language === 'id' ? test.preparation || 'tidak ada persiapan khusus' : test.preparationEn || 'none',
    },
    optional: ['sampel', 'metode'],
    example: {
      test: {
        ...EXAMPLE.test,
        turnaroundDays: 1,
        sample: 'Darah vena',
        method: 'Enzimatik',
        preparation: 'puasa 10 jam (boleh minum air putih)',
        preparationEn: 'fast for 10 hours (plain water is fine)',
        inPerson: false,
      },
    },
  }),
};
