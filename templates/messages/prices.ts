import type { TestLine, TestOffer } from '../../src/domain/catalogue/values.ts';
import { numbered, rupiah } from './format.ts';
import { message } from './kit.ts';

const groupsOf = (groups: { name: string; count: number }[]): string =>
  numbered(groups.map(({ name, count }) => `${name} (${count})`));

/** Prices, preparation and duration. */
export const prices = {
  ask: message<{ groups: { name: string; count: number }[] }>({
    id: ({ groups }) =>
      `Pemeriksaan apa yang ingin diketahui harganya? Ketik namanya, contoh: *kolesterol*. Atau pilih kelompoknya:\n${groupsOf(groups)}`,
    en: ({ groups }) =>
      `Which test would you like the price of? Type its name, for example: *cholesterol*. Or choose a group:\n${groupsOf(groups)}`,
  }),
  unclear: message({
    id: 'Balas dengan angka dari daftar, atau ketik nama pemeriksaan.',
    en: 'Reply with a number from the list, or type the name of a test.',
  }),
  notFound: message({
    id: 'Pemeriksaan itu tidak ada di daftar kami. Coba kata lain, atau ketik *petugas*.',
    en: 'That test is not on our list. Try another word, or type *agent*.',
  }),
  list: message<{ tests: TestLine[] }>({
    id: ({ tests }) =>
      `${numbered(tests.map(({ name, priceRupiah }) => `${name}, ${rupiah(priceRupiah)}`))}\nBalas angkanya untuk persiapan dan lama pengerjaan.`,
    en: ({ tests }) =>
      `${numbered(tests.map(({ nameEn, priceRupiah }) => `${nameEn}, ${rupiah(priceRupiah)}`))}\nReply with the number for preparation and duration.`,
  }),
  detail: message<{ test: TestOffer }>({
    id: ({ test }) =>
      [
        `*${test.name}*: ${rupiah(test.priceRupiah)}`,
        `Sampel: ${test.sample}. Metode: ${test.method}.`,
        `Hasil: ${test.turnaroundDays} hari kerja${test.inPerson ? ', diserahkan langsung di loket' : ''}.`,
        `Persiapan: ${test.preparation || 'tidak ada persiapan khusus'}.`,
        '',
        '1. Daftar periksa ini\n2. Cari yang lain\n3. Menu',
      ].join('\n'),
    en: ({ test }) =>
      [
        `*${test.nameEn}*: ${rupiah(test.priceRupiah)}`,
        `Sample: ${test.sample}. Method: ${test.method}.`,
        `Result: ${test.turnaroundDays} working days${test.inPerson ? ', handed over in person' : ''}.`,
        `Preparation: ${test.preparationEn || 'none'}.`,
        '',
        '1. Register for this test\n2. Look for another\n3. Menu',
      ].join('\n'),
  }),
};
