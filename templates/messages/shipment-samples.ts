import type { TestHit } from '../../flows/shipment/samples-draft.ts';
import type { SampleDetail } from '../../src/domain/shipments/values.ts';
import { EXAMPLE } from './examples.ts';
import { numbered, pricedTests, quoted, rupiah } from './format.ts';
import { type Language, message, worded } from './kit.ts';
import { type SectionPosition, sectionLine } from './section.ts';

/** Longer names would fill a small screen. */
const MAX_NAME_CHARACTERS = 48;
const short = (words: string): string =>
  words.length > MAX_NAME_CHARACTERS ? `${words.slice(0, MAX_NAME_CHARACTERS - 1)}…` : words;

/** `1.200` for 1200: as numbers of samples are written. */
const amount = (count: number, language: Language): string =>
  String(count).replace(/\B(?=(\d{3})+$)/g, language === 'id' ? '.' : ',');

/** `300 sampel, 3 kotak`. */
export const countsLine = (
  { samples, boxes }: { samples: number; boxes: number },
  language: Language,
): string =>
  language === 'id'
    ? `${amount(samples, language)} sampel, ${boxes === 0 ? 'ikut kotak lain' : `${amount(boxes, language)} kotak`}`
    : `${amount(samples, language)} ${samples === 1 ? 'sample' : 'samples'}, ${boxes === 0 ? 'in another box' : `${amount(boxes, language)} ${boxes === 1 ? 'box' : 'boxes'}`}`;

/** `300 sampel dalam 3 kotak`: a whole shipment. */
export const contentsLine = (
  { samples, boxes }: { samples: number; boxes: number },
  language: Language,
): string =>
  language === 'id'
    ? `${amount(samples, language)} sampel dalam ${amount(boxes, language)} kotak`
    : `${amount(samples, language)} ${samples === 1 ? 'sample' : 'samples'} in ${amount(boxes, language)} ${boxes === 1 ? 'box' : 'boxes'}`;

/** `HIV, serum: 300 sampel, 3 kotak`. */
export const detailLine = (detail: SampleDetail, language: Language): string => {
  const { testName, testNameEn = testName, sampleType } = detail;
  return `${short(language === 'en' ? testNameEn : testName)}, ${short(quoted(sampleType))}: ${countsLine(detail, language)}`;
};

/** All samples and boxes, and what they cost. */
export function totalOf(details: readonly SampleDetail[]): {
  samples: number;
  boxes: number;
  rupiah: number;
} {
  return details.reduce(
    (sum, { samples, boxes, priceRupiah }) => ({
      samples: sum.samples + samples,
      boxes: sum.boxes + boxes,
      rupiah: sum.rupiah + samples * priceRupiah,
    }),
    { samples: 0, boxes: 0, rupiah: 0 },
  );
}

const list = (details: readonly SampleDetail[], language: Language): string =>
  numbered(details.map((detail) => detailLine(detail, language)));
const sum = (details: readonly SampleDetail[], language: Language): string => {
  const total = totalOf(details);
  return `${contentsLine(total, language)}, *${rupiah(total.rupiah)}*`;
};

const detail: SampleDetail = {
  testId: 1,
  testName: 'HIV',
  testNameEn: 'HIV',
  priceRupiah: 90_000,
  sampleType: 'Serum',
  samples: 300,
  boxes: 3,
};
const details = [
  detail,
  { ...detail, testId: 2, testName: 'HBsAg', testNameEn: 'HBsAg', samples: 20, boxes: 1 },
];
const LIST = {
  daftar: ({ done }: { done: SampleDetail[] }, language: Language) => list(done, language),
  jumlah: ({ done }: { done: SampleDetail[] }, language: Language) => sum(done, language),
};
const MORE = {
  id: 'Ada sampel lain? Ketik *tambah*, *ubah 1*, *hapus 1*, atau *selesai*.',
  en: 'Any other samples? Type *add*, *change 1*, *remove 1*, or *done*.',
};

/** What is in the boxes: one kind of sample after the other. */
export const shipmentSamples = {
  askTest: worded<SectionPosition>({
    id: '{bagian}Sampel untuk pemeriksaan apa? Ketik namanya, contoh: *HIV*. Boleh sekaligus: *HIV, serum, 300 sampel, 3 kotak*.',
    en: '{bagian}Samples for which test? Type its name, for example: *HIV*. All at once is fine: *HIV, serum, 300 samples, 3 boxes*.',
    values: { bagian: sectionLine },
    optional: ['bagian'],
    example: { ...EXAMPLE.position, section: 'details' },
  }),
  askTestAgain: message({
    id: 'Sampel untuk pemeriksaan apa? Ketik namanya, boleh sekaligus dengan jenis dan jumlahnya.',
    en: 'Samples for which test? Type its name, with type and numbers if you like.',
  }),
  hits: worded<{ hits: TestHit[] }>({
    id: 'Yang mana?\n{pilihan}\nBalas angkanya, atau ketik nama lain.',
    en: 'Which one?\n{pilihan}\nReply with the number, or type another name.',
    values: { pilihan: ({ hits }, language) => pricedTests(hits, language) },
    example: { hits: EXAMPLE.tests.map((test) => ({ ...test, sample: '' })) },
  }),
  askType: message<{ test: string; testEn: string; offered: string }>({
    id: ({ test, offered }) =>
      offered === ''
        ? `*${test}*: jenis sampelnya apa? Contoh: *serum*, *swab*, *air*.`
        : `*${test}*: jenis sampelnya apa?\n1. ${offered}\nBalas *1*, atau ketik jenis lain.`,
    en: ({ testEn, offered }) =>
      offered === ''
        ? `*${testEn}*: which type of sample? Example: *serum*, *swab*, *water*.`
        : `*${testEn}*: which type of sample?\n1. ${offered}\nReply *1*, or type another.`,
  }),
  typeUnclear: message({
    id: 'Ketik jenis sampelnya dengan kata, contoh: *serum*, *swab nasofaring*, *air minum*.',
    en: 'Type the type of sample in words, for example: *serum*, *nasal swab*, *drinking water*.',
  }),
  askSamples: worded<{ sampleType: string }>({
    id: '{jenis}: ada berapa sampel? Contoh: *300*. Boleh dengan kotaknya: *300 sampel, 3 kotak*.',
    en: '{jenis}: how many samples? Example: *300*. With the boxes is fine: *300 samples, 3 boxes*.',
    values: { jenis: ({ sampleType }) => short(quoted(sampleType)) },
    optional: ['jenis'],
    example: { sampleType: 'Serum' },
  }),
  askBoxes: message<{ samples: number; isFirst: boolean }>({
    id: ({ samples, isFirst }) =>
      `${amount(samples, 'id')} sampel itu dalam berapa kotak (box)?${isFirst ? '' : ' Ketik *0* bila ikut kotak sampel lain.'}`,
    en: ({ samples, isFirst }) =>
      `How many boxes for ${samples === 1 ? 'that sample' : `those ${amount(samples, 'en')} samples`}?${isFirst ? '' : ' Type *0* if they travel in another box.'}`,
  }),
  added: worded<{ done: SampleDetail[] }>({
    id: `Dicatat:\n{daftar}\nJumlah: {jumlah}.\n${MORE.id}`,
    en: `Noted:\n{daftar}\nIn all: {jumlah}.\n${MORE.en}`,
    values: LIST,
    optional: ['jumlah'],
    example: { done: details },
  }),
  more: worded<{ done: SampleDetail[] }>({
    id: `Detail sampel:\n{daftar}\nJumlah: {jumlah}.\n${MORE.id}`,
    en: `Sample details:\n{daftar}\nIn all: {jumlah}.\n${MORE.en}`,
    values: LIST,
    optional: ['jumlah'],
    example: { done: details },
  }),
  changed: worded<{ number: number; done: SampleDetail[] }>({
    id: `Nomor {nomor} diubah:\n{daftar}\nJumlah: {jumlah}.\n${MORE.id}`,
    en: `Number {nomor} changed:\n{daftar}\nIn all: {jumlah}.\n${MORE.en}`,
    values: { ...LIST, nomor: ({ number }) => String(number) },
    optional: ['jumlah', 'nomor'],
    example: { number: 1, done: details },
  }),
  removed: message<{ gone: SampleDetail; done: SampleDetail[] }>({
    id: ({ gone, done }) =>
      done.length === 0
        ? `${short(gone.testName)} dihapus. Sampel untuk pemeriksaan apa yang dikirim? Ketik namanya.`
        : `${short(gone.testName)} dihapus. Tinggal:\n${list(done, 'id')}\n${MORE.id}`,
    en: ({ gone, done }) =>
      done.length === 0
        ? `${short(gone.testNameEn ?? gone.testName)} removed. Samples for which test are you sending? Type its name.`
        : `${short(gone.testNameEn ?? gone.testName)} removed. Left:\n${list(done, 'en')}\n${MORE.en}`,
  }),
  noSuch: message<{ done: SampleDetail[] }>({
    id: ({ done }) =>
      done.length === 0
        ? 'Belum ada sampel yang dicatat. Ketik nama pemeriksaannya dulu.'
        : `Tidak ada nomor itu. Yang tercatat:\n${list(done, 'id')}\nKetik angkanya di belakang *ubah* atau *hapus*.`,
    en: ({ done }) =>
      done.length === 0
        ? 'No samples are noted yet. Type the name of the test first.'
        : `There is no such number. Noted so far:\n${list(done, 'en')}\nType its number behind *change* or *remove*.`,
  }),
  askWhich: worded<{ detail: SampleDetail }>({
    id: 'Apa yang diubah?\n{pilihan}\nBalas angkanya, atau langsung jumlah yang benar, contoh: *150 sampel*.',
    en: 'What should change?\n{pilihan}\nReply with the number, or with the right amount, for example: *150 samples*.',
    values: {
      pilihan: ({ detail: { testName, testNameEn = testName, sampleType, samples, boxes } }, language) =>
        language === 'id'
          ? numbered([
              `Pemeriksaan: ${short(testName)}`,
              `Jenis sampel: ${short(quoted(sampleType))}`,
              `Jumlah sampel: ${amount(samples, language)}`,
              `Jumlah kotak: ${amount(boxes, language)}`,
            ])
          : numbered([
              `Test: ${short(testNameEn)}`,
              `Sample type: ${short(quoted(sampleType))}`,
              `Samples: ${amount(samples, language)}`,
              `Boxes: ${amount(boxes, language)}`,
            ]),
    },
    example: { detail },
  }),
  whichUnclear: message({
    id: 'Balas *1* sampai *4*, atau jumlah yang benar, contoh: *150 sampel* atau *2 kotak*. Ketik *selesai* bila tidak jadi.',
    en: 'Reply *1* to *4*, or the right amount, for example: *150 samples* or *2 boxes*. Type *done* to leave it.',
  }),
  finishFirst: message({
    id: 'Sampel ini belum lengkap. Ketik *tidak jadi* bila tidak jadi dicatat.',
    en: 'This sample is not complete yet. Type *never mind* to leave it out.',
  }),
  needed: message({
    id: 'Catat paling sedikit satu sampel. Ketik nama pemeriksaannya, contoh: *HIV*.',
    en: 'Note at least one kind of sample. Type the name of the test, for example: *HIV*.',
  }),
  noBoxes: message({
    id: 'Paling sedikit ada satu kotak. Ketik *ubah 1*, lalu jumlah kotaknya.',
    en: 'There must be at least one box. Type *change 1*, then the number of boxes.',
  }),
  tooMany: worded<{ max: number }>({
    id: 'Satu kiriman memuat paling banyak {terbanyak} macam sampel. Ketik *selesai*, lalu daftarkan sisanya sebagai kiriman lain.',
    en: 'One shipment holds at most {terbanyak} kinds of samples. Type *done*, then register the rest as another shipment.',
    values: { terbanyak: ({ max }) => String(max) },
    optional: ['terbanyak'],
    example: { max: 9 },
  }),
  example: message({
    id: 'Contoh: *HIV, serum, 300 sampel, 3 kotak*.',
    en: 'Example: *HIV, serum, 300 samples, 3 boxes*.',
  }),
};
