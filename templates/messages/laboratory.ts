import type { TestLine } from '../../src/domain/catalogue/values.ts';
import type { LaboratoryAnswers } from '../../src/domain/laboratory/values.ts';
import { maskedNik } from '../../src/domain/values/nik.ts';
import { EXAMPLE } from './examples.ts';
import { longDay, maskedPhone, numbered, pricedTests, quoted, rupiah } from './format.ts';
import { type Language, message, worded, wordedBy } from './kit.ts';
import { bornLine, nameLine, type Position, place } from './position.ts';

type Picked = LaboratoryAnswers['tests'];

const total = (tests: Picked): string => rupiah(tests.reduce((sum, { priceRupiah }) => sum + priceRupiah, 0));
const nameOf = ({ name, nameEn }: Picked[number], language: Language): string =>
  language === 'en' ? (nameEn ?? name) : name;
const names = (tests: Picked, language: Language): string =>
  tests.map((test) => nameOf(test, language)).join(', ');
// As many names as one reads at a glance.
const FEW = 3;
const pricedLines = (tests: Picked, language: Language): string =>
  numbered(tests.map((test) => `${nameOf(test, language)}, ${rupiah(test.priceRupiah)}`));
function lines(answers: Partial<LaboratoryAnswers>, recalled: readonly string[], language: Language): string {
  const id = language === 'id';
  const open = id ? '(belum diisi)' : '(still open)';
  const { personName, nik, birthDate, visitOn, tests, phone, letter } = answers;
  return numbered([
    `${id ? 'Nama' : 'Name'}: ${personName === undefined ? open : nameLine(personName, recalled)}`,
    `NIK: ${nik === undefined ? open : maskedNik(nik)}`,
    `${id ? 'Lahir' : 'Born'}: ${birthDate === undefined ? open : bornLine(birthDate, recalled, language)}`,
    `${id ? 'Datang' : 'Visit'}: ${visitOn === undefined ? open : longDay(visitOn, language)}`,
    `${id ? 'Pemeriksaan' : 'Tests'}: ${tests === undefined ? open : names(tests, language)}`,
    `${id ? 'HP' : 'Phone'}: ${phone === undefined ? open : maskedPhone(phone)}`,
    `${id ? 'Rujukan' : 'Referral'}: ${letter === undefined ? open : letter === null ? (id ? 'tidak ada' : 'none') : quoted(letter.name)}`,
  ]);
}

/**
 * The laboratory registration, from the first question to the last.
 *
 * Longer than other files, because one dialog's words are read and translated together.
 */
export const laboratory = {
  intro: worded<{ of: number }>({
    id: 'Pendaftaran laboratorium, {jumlah} pertanyaan, sekitar 3 menit. Ketik *batal* kapan saja.',
    en: 'Laboratory registration, {jumlah} questions, about 3 minutes. Type *cancel* at any time.',
    values: {
      jumlah: ({ of }) => String(of),
    },
    optional: ['jumlah'],
    example: { of: 7 },
  }),
  introCorrection: message({
    id: 'Silakan ubah yang perlu, lalu ketik *kirim*.',
    en: 'Change what you need to, then type *send*.',
  }),
  askName: worded<Position>({
    id: '{posisi}Siapa nama lengkap yang diperiksa, seperti di KTP?',
    en: '{posisi}What is the full name of the person to be tested, as on the ID card?',
    values: {
      posisi: (vars) => place(vars),
    },
    optional: ['posisi'],
    example: { ...EXAMPLE.position },
  }),
  askTests: worded<Position>({
    id: '{posisi}Pemeriksaan apa yang diinginkan? Ketik namanya atau sebagian, contoh: *gula*, *kolesterol*, *air sumur*.',
    en: '{posisi}Which tests would you like? Type a name or part of it, for example: *gula* (sugar), *cholesterol*, *well water*.',
    values: {
      posisi: (vars) => place(vars),
    },
    optional: ['posisi'],
    example: { ...EXAMPLE.position },
  }),
  askMoreTests: wordedBy<Position & { picked: Picked }>(
    ({ picked }) => (picked.length === 1 ? 'one' : 'several'),
    {
      one: {
        id: '{posisi}Pemeriksaan: *{daftar}*, {total}. Ada lagi?\nKetik nama pemeriksaan lain, atau *selesai*.',
        en: '{posisi}Test: *{daftar}*, {total}. Anything else?\nType another test, or *done*.',
        values: {
          posisi: place,
          daftar: ({ picked }, language) => names(picked, language),
          total: ({ picked }) => total(picked),
        },
        optional: ['posisi'],
        example: { ...EXAMPLE.position, picked: [EXAMPLE.test] },
      },
      several: {
        id: '{posisi}Pemeriksaan:\n{daftar}\nTotal *{total}*. Ada lagi?\nKetik nama pemeriksaan lain, *hapus 1* untuk menghapus yang pertama, atau *selesai*.',
        en: '{posisi}Tests:\n{daftar}\nTotal *{total}*. Anything else?\nType another test, *remove 1* to take out the first, or *done*.',
        values: {
          posisi: place,
          daftar: ({ picked }, language) => pricedLines(picked, language),
          total: ({ picked }) => total(picked),
        },
        optional: ['posisi'],
        example: { ...EXAMPLE.position, picked: EXAMPLE.tests },
      },
    },
  ),
  testHits: worded<{ hits: Pick<TestLine, 'name' | 'nameEn' | 'priceRupiah'>[] }>({
    id: '{pilihan}\nBalas angkanya (boleh lebih dari satu, contoh: *1 3*), atau ketik nama lain.',
    en: '{pilihan}\nReply with the number (several are fine, for example *1 3*), or type another name.',
    values: {
      pilihan: ({ hits }, language) => pricedTests(hits, language),
    },
    example: { hits: EXAMPLE.tests },
  }),
  testsAdded: worded<{ added: Picked; picked: Picked }>({
    id: '*{ditambah}* ditambahkan. Total sementara *{total}*. Ada lagi? Ketik nama pemeriksaan lain, atau *selesai*.',
    en: '*{ditambah}* added. Total so far *{total}*. Anything else? Type another test, or *done*.',
    values: {
      ditambah: ({ added }, language) =>
        added.length > FEW
          ? `${added.length} ${language === 'id' ? 'pemeriksaan' : 'tests'}`
          : names(added, language),
      total: ({ picked }) => total(picked),
    },
    example: { added: EXAMPLE.added, picked: EXAMPLE.tests },
  }),
  testAlready: worded<{ picked: Picked }>({
    id: 'Itu sudah ada di pilihan Anda:\n{daftar}\nTotal *{total}*. Ketik nama lain, atau *selesai*.',
    en: 'That is already among your tests:\n{daftar}\nTotal *{total}*. Type another name, or *done*.',
    values: {
      daftar: ({ picked }, language) => pricedLines(picked, language),
      total: ({ picked }) => total(picked),
    },
    example: { picked: EXAMPLE.tests },
  }),
  testRemoved: wordedBy<{ removed: Picked[number]; picked: Picked }>(
    ({ picked }) => (picked.length > 0 ? 'someLeft' : 'noneLeft'),
    {
      someLeft: {
        id: '{pemeriksaan} dihapus. Tinggal:\n{daftar}\nTotal *{total}*. Ketik nama lain, atau *selesai*.',
        en: '{pemeriksaan} removed. Left:\n{daftar}\nTotal *{total}*. Type another name, or *done*.',
        values: {
          pemeriksaan: ({ removed }, language) => nameOf(removed, language),
          daftar: ({ picked }, language) => pricedLines(picked, language),
          total: ({ picked }) => total(picked),
        },
        example: { removed: EXAMPLE.test, picked: EXAMPLE.added },
      },
      noneLeft: {
        id: '{pemeriksaan} dihapus. Ketik nama pemeriksaan yang diinginkan.',
        en: '{pemeriksaan} removed. Type the name of the test you want.',
        values: { pemeriksaan: ({ removed }, language) => nameOf(removed, language) },
        example: { removed: EXAMPLE.test, picked: [] },
      },
    },
  ),
  noSuchTest: wordedBy<{ picked: Picked }>(
    ({ picked }) => (picked.length > 0 ? 'somePicked' : 'nonePicked'),
    {
      somePicked: {
        id: 'Tidak ada nomor itu. Yang sudah dipilih:\n{daftar}\nKetik *hapus* dan angkanya, nama pemeriksaan lain, atau *selesai*.',
        en: 'There is no such number. Chosen so far:\n{daftar}\nType *remove* and its number, another test, or *done*.',
        values: { daftar: ({ picked }, language) => pricedLines(picked, language) },
        example: { picked: EXAMPLE.tests },
      },
      nonePicked: {
        id: 'Belum ada yang dipilih. Ketik nama pemeriksaan yang diinginkan.',
        en: 'Nothing is chosen yet. Type the name of the test you want.',
        example: { picked: [] },
      },
    },
  ),
  testNeeded: message({
    id: 'Pilih paling sedikit satu pemeriksaan. Ketik namanya, contoh: *gula darah*.',
    en: 'Choose at least one test. Type its name, for example: *blood sugar*.',
  }),
  typeTestName: message({
    id: 'Tolong ketik nama pemeriksaannya, contoh: *kolesterol*.',
    en: 'Please type the name of the test, for example: *cholesterol*.',
  }),
  testNotFound: message({
    id: 'Pemeriksaan itu tidak ada di daftar kami. Coba kata lain yang lebih pendek, contoh: *gula*.',
    en: 'That test is not on our list. Try another, shorter word, for example: *gula* (sugar).',
  }),
  tooManyTests: worded<{ max: number }>({
    id: 'Paling banyak {terbanyak} pemeriksaan dalam satu pendaftaran. Ketik *selesai* untuk melanjutkan.',
    en: 'At most {terbanyak} tests in one registration. Type *done* to go on.',
    values: {
      terbanyak: ({ max }) => String(max),
    },
    optional: ['terbanyak'],
    example: { max: 20 },
  }),
  testsExample: message({
    id: 'Contoh: ketik *kolesterol*, lalu balas angka dari daftar, lalu *selesai*.',
    en: 'Example: type *cholesterol*, then reply with a number from the list, then *done*.',
  }),
  testGone: worded<{ name: string }>({
    id: 'Maaf, *{pemeriksaan}* baru saja tidak dilayani lagi, jadi kami keluarkan dari pilihan Anda.',
    en: 'Sorry, *{pemeriksaan}* is no longer offered, so we took it out of your choice.',
    values: {
      pemeriksaan: ({ name }) => name,
    },
    example: { name: 'Gula darah puasa' },
  }),
  askLetter: worded<Position>({
    id: '{posisi}Ada surat rujukan dokter? Kirim foto atau PDF-nya, atau ketik *lewati*.',
    en: "{posisi}Do you have a doctor's referral letter? Send a photo or PDF, or type *skip*.",
    values: {
      posisi: (vars) => place(vars),
    },
    optional: ['posisi'],
    example: { ...EXAMPLE.position },
  }),
  letterWanted: message({
    id: 'Kirim foto atau PDF suratnya di chat ini, atau ketik *lewati*. Surat aslinya boleh juga dibawa saat datang.',
    en: 'Send a photo or PDF of the letter in this chat, or type *skip*. You may also bring the letter when you come.',
  }),
  review: message<{
    answers: Partial<LaboratoryAnswers>;
    recalled: readonly string[];
    complete: boolean;
  }>({
    id: ({ answers, recalled, complete }) =>
      `Mohon periksa:\n${lines(answers, recalled, 'id')}\n${answers.tests ? `Biaya *${total(answers.tests)}*, dibayar di loket.\n` : ''}${
        complete
          ? 'Ketik *kirim*, atau angka yang ingin diubah.'
          : 'Ketik *lanjut* untuk meneruskan, atau angka yang ingin diubah.'
      }`,
    en: ({ answers, recalled, complete }) =>
      `Please check:\n${lines(answers, recalled, 'en')}\n${answers.tests ? `Fee *${total(answers.tests)}*, paid at the counter.\n` : ''}${
        complete
          ? 'Type *send*, or the number you want to change.'
          : 'Type *resume* to go on, or the number you want to change.'
      }`,
  }),
  correctionSaved: message<{ answers: Partial<LaboratoryAnswers> }>({
    id: ({ answers }) =>
      `Perubahan tersimpan.${answers.visitOn ? ` Datang *${longDay(answers.visitOn, 'id')}*.` : ''}${answers.tests ? ` Biaya *${total(answers.tests)}*.` : ''} Ketik *lacak* untuk melihatnya lagi.`,
    en: ({ answers }) =>
      `Your changes are saved.${answers.visitOn ? ` Visit on *${longDay(answers.visitOn, 'en')}*.` : ''}${answers.tests ? ` Fee *${total(answers.tests)}*.` : ''} Type *track* to see it again.`,
  }),
};
