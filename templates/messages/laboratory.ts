import type { TestLine } from '../../src/domain/catalogue/values.ts';
import type { Stage } from '../../src/domain/registrations/table.ts';
import type { LaboratoryAnswers } from '../../src/domain/registrations/values.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { maskedNik } from '../../src/domain/values/nik.ts';
import { clockTime, longDay, maskedPhone, nearness, numbered, quoted, rupiah, shortDay } from './format.ts';
import { type Language, message } from './kit.ts';
import { stageName } from './stages.ts';

interface Position {
  at: number;
  of: number;
  /** An answer that is only being changed has no place in the row. */
  changing: boolean;
}
type Picked = LaboratoryAnswers['tests'];

const place = ({ at, of, changing }: Position): string => (changing ? '' : `(${at}/${of}) `);
const total = (tests: Picked): string => rupiah(tests.reduce((sum, { priceRupiah }) => sum + priceRupiah, 0));
const nameOf = ({ name, nameEn }: Picked[number], language: Language): string =>
  language === 'en' ? (nameEn ?? name) : name;
const names = (tests: Picked, language: Language): string =>
  tests.map((test) => nameOf(test, language)).join(', ');
// As many names as one reads at a glance.
const FEW = 3;
const pricedLines = (tests: Picked, language: Language): string =>
  numbered(tests.map((test) => `${nameOf(test, language)}, ${rupiah(test.priceRupiah)}`));
const among = (nearest: LabDay[], language: Language): string => {
  const days = numbered(nearest.map((day) => longDay(day, language)));
  return language === 'id'
    ? `Yang masih bisa:\n${days}\nBalas angkanya, atau tulis hari lain.`
    : `Still possible:\n${days}\nReply with the number, or write another day.`;
};

interface VisitProblem {
  outcome: 'full' | 'closed' | 'tooSoon' | 'tooFar';
  day: LabDay;
  nearest?: LabDay[];
  reason?: 'holiday' | 'weekend';
  name?: string;
  last?: LabDay;
}

function visitProblem(problem: VisitProblem, language: Language): string {
  const { outcome, day, nearest = [], name, last } = problem;
  const said = longDay(day, language);
  const id = language === 'id';
  const offer = nearest.length > 0 ? `\n${among(nearest, language)}` : '';
  switch (outcome) {
    case 'full':
      return `${id ? `*${said}* sudah penuh.` : `*${said}* is full.`}${offer}`;
    case 'closed': {
      const why = name ? ` (${name})` : '';
      return `${id ? `*${said}* kami tutup${why}.` : `We are closed on *${said}*${why}.`}${offer}`;
    }
    case 'tooSoon':
      return `${id ? `*${said}* terlalu dekat untuk disiapkan.` : `*${said}* is too soon to prepare.`}${offer}`;
    case 'tooFar': {
      const latest = last && longDay(last, language);
      return id
        ? `*${said}* terlalu jauh; paling lambat ${latest ?? 'dua bulan lagi'}. Ketik hari lain ya.`
        : `*${said}* is too far ahead; at the latest ${latest ?? 'in two months'}. Please type another day.`;
    }
  }
}

function lines(answers: Partial<LaboratoryAnswers>, language: Language): string {
  const id = language === 'id';
  const open = id ? '(belum diisi)' : '(still open)';
  const { personName, nik, birthDate, visitOn, tests, phone, letter } = answers;
  return numbered([
    `${id ? 'Nama' : 'Name'}: ${personName === undefined ? open : quoted(personName)}`,
    `NIK: ${nik === undefined ? open : maskedNik(nik)}`,
    `${id ? 'Lahir' : 'Born'}: ${birthDate === undefined ? open : shortDay(birthDate, language)}`,
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
  intro: message<{ of: number }>({
    id: ({ of }) => `Pendaftaran laboratorium, ${of} pertanyaan, sekitar 3 menit. Ketik *batal* kapan saja.`,
    en: ({ of }) => `Laboratory registration, ${of} questions, about 3 minutes. Type *cancel* at any time.`,
  }),
  introCorrection: message({
    id: 'Silakan ubah yang perlu, lalu ketik *kirim*.',
    en: 'Change what you need to, then type *send*.',
  }),
  askName: message<Position>({
    id: (vars) => `${place(vars)}Siapa nama lengkap yang diperiksa, seperti di KTP?`,
    en: (vars) => `${place(vars)}What is the full name of the person to be tested, as on the ID card?`,
  }),
  nameIsWish: message({
    id: 'Di sini yang ditanyakan nama lengkap yang diperiksa. Untuk layanan lain ketik *menu*; isian ini disimpan.',
    en: 'Here we need the full name of the person to be tested. For other services type *menu*; this form is kept.',
  }),
  askNik: message<Position>({
    id: (vars) => `${place(vars)}Berapa NIK-nya? 16 angka di KTP atau KK.`,
    en: (vars) => `${place(vars)}What is the NIK? 16 digits on the ID or family card.`,
  }),
  askBirthDate: message<Position>({
    id: (vars) => `${place(vars)}Kapan tanggal lahirnya? Contoh: *17-08-1990* atau *17 Agustus 1990*.`,
    en: (vars) => `${place(vars)}What is the birth date? Example: *17-08-1990* or *17 August 1990*.`,
  }),
  confirmBirthDate: message<Position & { day: LabDay }>({
    id: (vars) => `${place(vars)}Lahir *${longDay(vars.day, 'id')}*, benar?\n1. Benar\n2. Bukan`,
    en: (vars) => `${place(vars)}Born on *${longDay(vars.day, 'en')}*, right?\n1. Right\n2. No`,
  }),
  confirmOtherBirthDate: message<{ day: LabDay; inNik: LabDay }>({
    id: ({ day, inNik }) =>
      `NIK tadi menunjukkan ${shortDay(inNik, 'id')}, sedangkan Anda menulis *${longDay(day, 'id')}*. Pakai yang Anda tulis?\n1. Ya\n2. Bukan`,
    en: ({ day, inNik }) =>
      `The NIK says ${shortDay(inNik, 'en')}, but you wrote *${longDay(day, 'en')}*. Use what you wrote?\n1. Yes\n2. No`,
  }),
  askVisit: message<Position>({
    id: (vars) => `${place(vars)}Kapan ingin datang? Contoh: *besok*, *senin depan*, *25 November*.`,
    en: (vars) =>
      `${place(vars)}When would you like to come? Example: *tomorrow*, *next Monday*, *25 November*.`,
  }),
  confirmVisit: message<{ day: LabDay; opens: string; closes: string; today: LabDay }>({
    id: ({ day, opens, closes, today }) => {
      const near = nearness(day, today, 'id');
      return `*${longDay(day, 'id')}*${near ? ` (${near})` : ''}, jam layanan ${clockTime(opens, 'id')}–${clockTime(closes, 'id')}. Cocok?\n1. Cocok\n2. Hari lain`;
    },
    en: ({ day, opens, closes, today }) => {
      const near = nearness(day, today, 'en');
      return `*${longDay(day, 'en')}*${near ? ` (${near})` : ''}, open ${opens}–${closes}. Does it suit you?\n1. Yes\n2. Another day`;
    },
  }),
  visitImpossible: message<VisitProblem>({
    id: (problem) => visitProblem(problem, 'id'),
    en: (problem) => visitProblem(problem, 'en'),
  }),
  askVisitAmong: message<Position & { nearest: LabDay[] }>({
    id: (vars) => `${place(vars)}Kapan ingin datang? ${among(vars.nearest, 'id')}`,
    en: (vars) => `${place(vars)}When would you like to come? ${among(vars.nearest, 'en')}`,
  }),
  dayGone: message({
    id: 'Maaf, hari yang Anda pilih baru saja penuh. Jawaban lain tetap tersimpan.',
    en: 'Sorry, the day you chose has just filled up. Your other answers are kept.',
  }),
  askTests: message<Position>({
    id: (vars) =>
      `${place(vars)}Pemeriksaan apa yang diinginkan? Ketik namanya atau sebagian, contoh: *gula*, *kolesterol*, *air sumur*.`,
    en: (vars) =>
      `${place(vars)}Which tests would you like? Type a name or part of it, for example: *gula* (sugar), *cholesterol*, *well water*.`,
  }),
  askMoreTests: message<Position & { picked: Picked }>({
    id: (vars) =>
      vars.picked.length === 1
        ? `${place(vars)}Pemeriksaan: *${names(vars.picked, 'id')}*, ${total(vars.picked)}. Ada lagi?\nKetik nama pemeriksaan lain, atau *selesai*.`
        : `${place(vars)}Pemeriksaan:\n${pricedLines(vars.picked, 'id')}\nTotal *${total(vars.picked)}*. Ada lagi?\nKetik nama pemeriksaan lain, *hapus 1* untuk menghapus yang pertama, atau *selesai*.`,
    en: (vars) =>
      vars.picked.length === 1
        ? `${place(vars)}Test: *${names(vars.picked, 'en')}*, ${total(vars.picked)}. Anything else?\nType another test, or *done*.`
        : `${place(vars)}Tests:\n${pricedLines(vars.picked, 'en')}\nTotal *${total(vars.picked)}*. Anything else?\nType another test, *remove 1* to take out the first, or *done*.`,
  }),
  testHits: message<{ hits: Pick<TestLine, 'name' | 'nameEn' | 'priceRupiah'>[] }>({
    id: ({ hits }) =>
      `${numbered(hits.map(({ name, priceRupiah }) => `${name}, ${rupiah(priceRupiah)}`))}\nBalas angkanya (boleh lebih dari satu, contoh: *1 3*), atau ketik nama lain.`,
    en: ({ hits }) =>
      `${numbered(hits.map(({ nameEn, priceRupiah }) => `${nameEn}, ${rupiah(priceRupiah)}`))}\nReply with the number (several are fine, for example *1 3*), or type another name.`,
  }),
  testsAdded: message<{ added: Picked; picked: Picked }>({
    id: ({ added, picked }) =>
      `*${added.length > FEW ? `${added.length} pemeriksaan` : names(added, 'id')}* ditambahkan. Total sementara *${total(picked)}*. Ada lagi? Ketik nama pemeriksaan lain, atau *selesai*.`,
    en: ({ added, picked }) =>
      `*${added.length > FEW ? `${added.length} tests` : names(added, 'en')}* added. Total so far *${total(picked)}*. Anything else? Type another test, or *done*.`,
  }),
  testAlready: message<{ picked: Picked }>({
    id: ({ picked }) =>
      `Itu sudah ada di pilihan Anda:\n${pricedLines(picked, 'id')}\nTotal *${total(picked)}*. Ketik nama lain, atau *selesai*.`,
    en: ({ picked }) =>
      `That is already among your tests:\n${pricedLines(picked, 'en')}\nTotal *${total(picked)}*. Type another name, or *done*.`,
  }),
  testRemoved: message<{ removed: Picked[number]; picked: Picked }>({
    id: ({ removed, picked }) =>
      picked.length > 0
        ? `${removed.name} dihapus. Tinggal:\n${pricedLines(picked, 'id')}\nTotal *${total(picked)}*. Ketik nama lain, atau *selesai*.`
        : `${removed.name} dihapus. Ketik nama pemeriksaan yang diinginkan.`,
    en: ({ removed, picked }) =>
      picked.length > 0
        ? `${nameOf(removed, 'en')} removed. Left:\n${pricedLines(picked, 'en')}\nTotal *${total(picked)}*. Type another name, or *done*.`
        : `${nameOf(removed, 'en')} removed. Type the name of the test you want.`,
  }),
  noSuchTest: message<{ picked: Picked }>({
    id: ({ picked }) =>
      picked.length > 0
        ? `Tidak ada nomor itu. Yang sudah dipilih:\n${pricedLines(picked, 'id')}\nKetik *hapus* dan angkanya, nama pemeriksaan lain, atau *selesai*.`
        : 'Belum ada yang dipilih. Ketik nama pemeriksaan yang diinginkan.',
    en: ({ picked }) =>
      picked.length > 0
        ? `There is no such number. Chosen so far:\n${pricedLines(picked, 'en')}\nType *remove* and its number, another test, or *done*.`
        : 'Nothing is chosen yet. Type the name of the test you want.',
  }),
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
  tooManyTests: message<{ max: number }>({
    id: ({ max }) =>
      `Paling banyak ${max} pemeriksaan dalam satu pendaftaran. Ketik *selesai* untuk melanjutkan.`,
    en: ({ max }) => `At most ${max} tests in one registration. Type *done* to go on.`,
  }),
  testsExample: message({
    id: 'Contoh: ketik *kolesterol*, lalu balas angka dari daftar, lalu *selesai*.',
    en: 'Example: type *cholesterol*, then reply with a number from the list, then *done*.',
  }),
  testGone: message<{ name: string }>({
    id: ({ name }) => `Maaf, *${name}* baru saja tidak dilayani lagi, jadi kami keluarkan dari pilihan Anda.`,
    en: ({ name }) => `Sorry, *${name}* is no longer offered, so we took it out of your choice.`,
  }),
  askPhone: message<Position>({
    id: (vars) => `${place(vars)}Ketik nomor HP yang bisa dihubungi, contoh: *0812 3456 7890*.`,
    en: (vars) =>
      `${place(vars)}Type a phone number where you can be reached, for example: *0812 3456 7890*.`,
  }),
  offerPhone: message<Position & { phone: string }>({
    id: (vars) =>
      `${place(vars)}Nomor HP yang bisa dihubungi?\n1. Nomor ini (${maskedPhone(vars.phone)})\n2. Nomor lain`,
    en: (vars) =>
      `${place(vars)}Which phone number can we reach you at?\n1. This one (${maskedPhone(vars.phone)})\n2. Another`,
  }),
  askLetter: message<Position>({
    id: (vars) => `${place(vars)}Ada surat rujukan dokter? Kirim foto atau PDF-nya, atau ketik *lewati*.`,
    en: (vars) =>
      `${place(vars)}Do you have a doctor's referral letter? Send a photo or PDF, or type *skip*.`,
  }),
  letterWanted: message({
    id: 'Kirim foto atau PDF suratnya di chat ini, atau ketik *lewati*. Surat aslinya boleh juga dibawa saat datang.',
    en: 'Send a photo or PDF of the letter in this chat, or type *skip*. You may also bring the letter when you come.',
  }),
  review: message<{ answers: Partial<LaboratoryAnswers>; complete: boolean }>({
    id: ({ answers, complete }) =>
      `Mohon periksa:\n${lines(answers, 'id')}\n${answers.tests ? `Biaya *${total(answers.tests)}*, dibayar di loket.\n` : ''}${
        complete
          ? 'Ketik *kirim*, atau angka yang ingin diubah.'
          : 'Ketik *lanjut* untuk meneruskan, atau angka yang ingin diubah.'
      }`,
    en: ({ answers, complete }) =>
      `Please check:\n${lines(answers, 'en')}\n${answers.tests ? `Fee *${total(answers.tests)}*, paid at the counter.\n` : ''}${
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
  tooLate: message<{ stage: Stage }>({
    id: ({ stage }) =>
      `Maaf, pendaftaran ini tidak bisa diubah lagi (${stageName(stage, 'id').toLowerCase()}). Ketik *petugas* bila perlu dibantu.`,
    en: ({ stage }) =>
      `Sorry, this registration can no longer be changed (${stageName(stage, 'en').toLowerCase()}). Type *agent* if you need help.`,
  }),
};
