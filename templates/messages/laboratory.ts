import type { TestLine } from '../../src/domain/catalogue/values.ts';
import type { Stage } from '../../src/domain/registrations/table.ts';
import type { LaboratoryAnswers } from '../../src/domain/registrations/values.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import {
  clockTime,
  longDay,
  maskedNik,
  maskedPhone,
  nearness,
  numbered,
  quoted,
  rupiah,
  shortDay,
} from './format.ts';
import { type Language, message } from './kit.ts';
import { stageName } from './stages.ts';

interface Position {
  at: number;
  of: number;
}
type Picked = LaboratoryAnswers['tests'];

const place = ({ at, of }: Position): string => `(${at}/${of})`;
const total = (tests: Picked): string => rupiah(tests.reduce((sum, { priceRupiah }) => sum + priceRupiah, 0));
const names = (tests: Picked): string => tests.map(({ name }) => name).join(', ');
const priced = (tests: Picked): string =>
  tests.map(({ name, priceRupiah }) => `*${name}*, ${rupiah(priceRupiah)}`).join('; ');
const days = (nearest: LabDay[], language: Language): string =>
  nearest.map((day) => longDay(day, language)).join('; ');

interface VisitProblem {
  outcome: 'full' | 'closed' | 'tooSoon' | 'tooFar';
  day: LabDay;
  nearest?: LabDay[];
  reason?: 'holiday' | 'weekend';
  name?: string;
  last?: LabDay;
}

function visitProblem(problem: VisitProblem, language: Language): string {
  const { outcome, day, nearest = [], last } = problem;
  const said = longDay(day, language);
  const next = nearest.length > 0 ? days(nearest, language) : '';
  if (language === 'id') {
    const offer = next ? ` Yang masih bisa: ${next}.` : '';
    if (outcome === 'full') return `*${said}* sudah penuh.${offer}`;
    if (outcome === 'closed')
      return `*${said}* kami tutup${problem.name ? ` (${problem.name})` : ''}.${offer}`;
    if (outcome === 'tooSoon') return `*${said}* terlalu dekat untuk disiapkan.${offer}`;
    return `*${said}* terlalu jauh; paling lambat ${last ? longDay(last, 'id') : 'dua bulan lagi'}. Ketik hari lain ya.`;
  }
  const offer = next ? ` Still possible: ${next}.` : '';
  if (outcome === 'full') return `*${said}* is full.${offer}`;
  if (outcome === 'closed')
    return `We are closed on *${said}*${problem.name ? ` (${problem.name})` : ''}.${offer}`;
  if (outcome === 'tooSoon') return `*${said}* is too soon to prepare.${offer}`;
  return `*${said}* is too far ahead; at the latest ${last ? longDay(last, 'en') : 'in two months'}. Please type another day.`;
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
    `${id ? 'Pemeriksaan' : 'Tests'}: ${tests === undefined ? open : names(tests)}`,
    `${id ? 'HP' : 'Phone'}: ${phone === undefined ? open : maskedPhone(phone)}`,
    `${id ? 'Rujukan' : 'Referral'}: ${letter === undefined ? open : letter === null ? (id ? 'tidak ada' : 'none') : quoted(letter.name)}`,
  ]);
}

/** The laboratory registration, from the first question to the last. */
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
    id: (vars) => `${place(vars)} Siapa nama lengkap yang diperiksa, seperti di KTP?`,
    en: (vars) => `${place(vars)} What is the full name of the person to be tested, as on the ID card?`,
  }),
  askNik: message<Position>({
    id: (vars) => `${place(vars)} Berapa NIK-nya? 16 angka di KTP atau KK.`,
    en: (vars) => `${place(vars)} What is the NIK? 16 digits on the ID or family card.`,
  }),
  askBirthDate: message<Position>({
    id: (vars) => `${place(vars)} Kapan tanggal lahirnya? Contoh: *17-08-1990* atau *17 Agustus 1990*.`,
    en: (vars) => `${place(vars)} What is the birth date? Example: *17-08-1990* or *17 August 1990*.`,
  }),
  confirmBirthDate: message<Position & { day: LabDay }>({
    id: (vars) => `${place(vars)} Lahir *${longDay(vars.day, 'id')}*, benar?\n1. Benar\n2. Bukan`,
    en: (vars) => `${place(vars)} Born on *${longDay(vars.day, 'en')}*, right?\n1. Right\n2. No`,
  }),
  confirmOtherBirthDate: message<{ day: LabDay; inNik: LabDay }>({
    id: ({ day, inNik }) =>
      `NIK tadi menunjukkan ${shortDay(inNik, 'id')}, sedangkan Anda menulis *${longDay(day, 'id')}*. Pakai yang Anda tulis?\n1. Ya\n2. Bukan`,
    en: ({ day, inNik }) =>
      `The NIK says ${shortDay(inNik, 'en')}, but you wrote *${longDay(day, 'en')}*. Use what you wrote?\n1. Yes\n2. No`,
  }),
  askVisit: message<Position>({
    id: (vars) => `${place(vars)} Kapan ingin datang? Contoh: *besok*, *senin depan*, *25 November*.`,
    en: (vars) => `${place(vars)} When would you like to come? Example: *besok* (tomorrow), *25 November*.`,
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
  dayGone: message<{ nearest: LabDay[] }>({
    id: ({ nearest }) =>
      `Maaf, hari yang Anda pilih baru saja penuh. Yang masih bisa: ${days(nearest, 'id')}. Jawaban lain tetap tersimpan.`,
    en: ({ nearest }) =>
      `Sorry, the day you chose has just filled up. Still possible: ${days(nearest, 'en')}. Your other answers are kept.`,
  }),
  askTests: message<Position>({
    id: (vars) =>
      `${place(vars)} Pemeriksaan apa yang diinginkan? Ketik namanya atau sebagian, contoh: *gula*, *kolesterol*, *air sumur*.`,
    en: (vars) =>
      `${place(vars)} Which tests would you like? Type a name or part of it, for example: *gula* (sugar), *cholesterol*, *well water*.`,
  }),
  askMoreTests: message<Position & { picked: Picked }>({
    id: (vars) =>
      `${place(vars)} Pemeriksaan: ${priced(vars.picked)}. Total *${total(vars.picked)}*. Ada lagi?\nKetik nama pemeriksaan lain, *hapus 1* untuk menghapus yang pertama, atau *selesai*.`,
    en: (vars) =>
      `${place(vars)} Tests: ${priced(vars.picked)}. Total *${total(vars.picked)}*. Anything else?\nType another test, *remove 1* to take out the first, or *done*.`,
  }),
  testHits: message<{ hits: Pick<TestLine, 'name' | 'nameEn' | 'priceRupiah'>[] }>({
    id: ({ hits }) =>
      `${numbered(hits.map(({ name, priceRupiah }) => `${name}, ${rupiah(priceRupiah)}`))}\nBalas angkanya (boleh lebih dari satu, contoh: *1 3*), atau ketik nama lain.`,
    en: ({ hits }) =>
      `${numbered(hits.map(({ nameEn, priceRupiah }) => `${nameEn}, ${rupiah(priceRupiah)}`))}\nReply with the number (several are fine, for example *1 3*), or type another name.`,
  }),
  testsAdded: message<{ added: Picked; picked: Picked }>({
    id: ({ added, picked }) =>
      `*${names(added)}* ditambahkan. Total sementara *${total(picked)}*. Ada lagi? Ketik nama pemeriksaan lain, atau *selesai*.`,
    en: ({ added, picked }) =>
      `*${names(added)}* added. Total so far *${total(picked)}*. Anything else? Type another test, or *done*.`,
  }),
  testAlready: message<{ picked: Picked }>({
    id: ({ picked }) =>
      `Itu sudah ada: ${names(picked)}. Total *${total(picked)}*. Ketik nama lain, atau *selesai*.`,
    en: ({ picked }) =>
      `That is already there: ${names(picked)}. Total *${total(picked)}*. Type another name, or *done*.`,
  }),
  testRemoved: message<{ name: string; picked: Picked }>({
    id: ({ name, picked }) =>
      picked.length > 0
        ? `${name} dihapus. Tinggal: ${names(picked)}. Total *${total(picked)}*. Ketik nama lain, atau *selesai*.`
        : `${name} dihapus. Ketik nama pemeriksaan yang diinginkan.`,
    en: ({ name, picked }) =>
      picked.length > 0
        ? `${name} removed. Left: ${names(picked)}. Total *${total(picked)}*. Type another name, or *done*.`
        : `${name} removed. Type the name of the test you want.`,
  }),
  noSuchTest: message<{ picked: Picked }>({
    id: ({ picked }) =>
      `Tidak ada nomor itu. Yang sudah dipilih:\n${numbered(picked.map(({ name }) => name)) || '(belum ada)'}`,
    en: ({ picked }) =>
      `There is no such number. Chosen so far:\n${numbered(picked.map(({ name }) => name)) || '(none)'}`,
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
    id: ({ name }) =>
      `Maaf, *${name}* baru saja tidak dilayani lagi. Silakan pilih pemeriksaannya sekali lagi.`,
    en: ({ name }) => `Sorry, *${name}* is no longer offered. Please choose your tests once more.`,
  }),
  askPhone: message<Position>({
    id: (vars) => `${place(vars)} Ketik nomor HP yang bisa dihubungi, contoh: *0812 3456 7890*.`,
    en: (vars) =>
      `${place(vars)} Type a phone number where you can be reached, for example: *0812 3456 7890*.`,
  }),
  offerPhone: message<Position & { phone: string }>({
    id: (vars) =>
      `${place(vars)} Nomor HP yang bisa dihubungi?\n1. Nomor ini (${maskedPhone(vars.phone)})\n2. Nomor lain`,
    en: (vars) =>
      `${place(vars)} Which phone number can we reach you at?\n1. This one (${maskedPhone(vars.phone)})\n2. Another`,
  }),
  askLetter: message<Position>({
    id: (vars) => `${place(vars)} Ada surat rujukan dokter? Kirim foto atau PDF-nya, atau ketik *lewati*.`,
    en: (vars) =>
      `${place(vars)} Do you have a doctor's referral letter? Send a photo or PDF, or type *skip*.`,
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
