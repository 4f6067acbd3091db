import type { Stage } from '../../src/domain/registrations/table.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { EXAMPLE } from './examples.ts';
import { clockTime, longDay, maskedPhone, nearness, numbered, quoted, shortDay } from './format.ts';
import { type Language, message, worded } from './kit.ts';
import { type Position, place } from './position.ts';
import { stageName } from './stages.ts';

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

/** What several forms ask alike: who it is, when they come, where to reach them. */
export const asking = {
  whichPerson: worded<{ people: string[] }>({
    id: 'Untuk siapa?\n{pilihan}',
    en: 'For whom?\n{pilihan}',
    values: {
      pilihan: ({ people }, language) =>
        numbered([...people.map(quoted), language === 'id' ? 'Orang lain' : 'Somebody else']),
    },
    example: { people: ['Siti A.', 'Budi S.'] },
  }),
  whichSender: worded<{ senders: string[] }>({
    id: 'Atas nama siapa?\n{pilihan}',
    en: 'On behalf of whom?\n{pilihan}',
    values: {
      pilihan: ({ senders }, language) =>
        numbered([...senders.map(quoted), language === 'id' ? 'Yang lain' : 'Somebody else']),
    },
    example: { senders: ['Puskesmas Contoh, Budi S.', 'SMA Negeri Contoh, Sri W.'] },
  }),
  askInCharge: worded<Position>({
    id: '{posisi}Siapa nama lengkap penanggung jawabnya?',
    en: '{posisi}What is the full name of the person in charge?',
    values: { posisi: (vars) => place(vars) },
    optional: ['posisi'],
    example: { ...EXAMPLE.position },
  }),
  askInstitution: worded<Position>({
    id: '{posisi}Dari instansi mana? Contoh: *SMA Negeri 1 Contoh*.',
    en: '{posisi}Which institution is it? Example: *Contoh State High School 1*.',
    values: { posisi: (vars) => place(vars) },
    optional: ['posisi'],
    example: { ...EXAMPLE.position },
  }),
  institutionUnclear: message({
    id: 'Tulis nama instansinya, paling banyak 100 huruf.',
    en: 'Write the name of the institution, at most 100 letters.',
  }),
  institutionExample: message({
    id: 'Contoh: *Puskesmas Contoh*. Rombongan tanpa instansi boleh menulis *Perorangan*.',
    en: 'Example: *Puskesmas Contoh*. A group without an institution may write *Private*.',
  }),
  askEmail: worded<Position>({
    id: '{posisi}Apa alamat e-mailnya? Contoh: *nama@contoh.sch.id*.',
    en: '{posisi}What is the e-mail address? Example: *name@example.org*.',
    values: { posisi: (vars) => place(vars) },
    optional: ['posisi'],
    example: { ...EXAMPLE.position },
  }),
  nameIsWish: message({
    id: 'Di sini yang ditanyakan nama lengkap yang diperiksa. Untuk layanan lain ketik *menu*; isian ini disimpan.',
    en: 'Here we need the full name of the person to be tested. For other services type *menu*; this form is kept.',
  }),
  askNik: worded<Position>({
    id: '{posisi}Berapa NIK-nya? 16 angka di KTP atau KK.',
    en: '{posisi}What is the NIK? 16 digits on the ID or family card.',
    values: {
      posisi: (vars) => place(vars),
    },
    optional: ['posisi'],
    example: { ...EXAMPLE.position },
  }),
  askBirthDate: worded<Position>({
    id: '{posisi}Kapan tanggal lahirnya? Contoh: *17-08-1990* atau *17 Agustus 1990*.',
    en: '{posisi}What is the birth date? Example: *17-08-1990* or *17 August 1990*.',
    values: {
      posisi: (vars) => place(vars),
    },
    optional: ['posisi'],
    example: { ...EXAMPLE.position },
  }),
  confirmBirthDate: worded<Position & { day: LabDay }>({
    id: '{posisi}Lahir *{hari}*, benar?\n1. Benar\n2. Bukan',
    en: '{posisi}Born on *{hari}*, right?\n1. Right\n2. No',
    values: {
      posisi: (vars) => place(vars),
      hari: (vars, language) => longDay(vars.day, language),
    },
    optional: ['posisi'],
    example: { ...EXAMPLE.position, day: EXAMPLE.day },
  }),
  confirmOtherBirthDate: worded<{ day: LabDay; inNik: LabDay }>({
    id: 'NIK tadi menunjukkan {hariNik}, sedangkan Anda menulis *{hari}*. Pakai yang Anda tulis?\n1. Ya\n2. Bukan',
    en: 'The NIK says {hariNik}, but you wrote *{hari}*. Use what you wrote?\n1. Yes\n2. No',
    values: {
      hariNik: ({ inNik }, language) => shortDay(inNik, language),
      hari: ({ day }, language) => longDay(day, language),
    },
    example: { day: EXAMPLE.day, inNik: EXAMPLE.otherDay },
  }),
  askVisit: worded<Position>({
    id: '{posisi}Kapan ingin datang? Contoh: *besok*, *senin depan*, *25 November*.',
    en: '{posisi}When would you like to come? Example: *tomorrow*, *next Monday*, *25 November*.',
    values: {
      posisi: (vars) => place(vars),
    },
    optional: ['posisi'],
    example: { ...EXAMPLE.position },
  }),
  confirmVisit: worded<{ day: LabDay; opens: string; closes: string; today: LabDay }>({
    id: '*{hari}*{dekat}, jam layanan {buka}–{tutup}. Cocok?\n1. Cocok\n2. Hari lain',
    en: '*{hari}*{dekat}, open {buka}–{tutup}. Does it suit you?\n1. Yes\n2. Another day',
    values: {
      hari: ({ day }, language) => longDay(day, language),
      dekat: ({ day, today }, language) => {
        const near = nearness(day, today, language);
        return near ? ` (${near})` : '';
      },
      buka: ({ opens }, language) => clockTime(opens, language),
      tutup: ({ closes }, language) => clockTime(closes, language),
    },
    optional: ['dekat'],
    example: { day: EXAMPLE.day, opens: '07:30', closes: '14:00', today: EXAMPLE.today },
  }),
  visitImpossible: message<VisitProblem>({
    id: (problem) => visitProblem(problem, 'id'),
    en: (problem) => visitProblem(problem, 'en'),
  }),
  askVisitAmong: worded<Position & { nearest: LabDay[] }>({
    id: '{posisi}Kapan ingin datang? {pilihan}',
    en: '{posisi}When would you like to come? {pilihan}',
    values: {
      posisi: (vars) => place(vars),
      pilihan: (vars, language) => among(vars.nearest, language),
    },
    optional: ['posisi'],
    example: { ...EXAMPLE.position, nearest: EXAMPLE.days },
  }),
  dayGone: message({
    id: 'Maaf, hari yang Anda pilih baru saja penuh. Jawaban lain tetap tersimpan.',
    en: 'Sorry, the day you chose has just filled up. Your other answers are kept.',
  }),
  askPhone: worded<Position>({
    id: '{posisi}Ketik nomor HP yang bisa dihubungi, contoh: *0812 3456 7890*.',
    en: '{posisi}Type a phone number where you can be reached, for example: *0812 3456 7890*.',
    values: {
      posisi: (vars) => place(vars),
    },
    optional: ['posisi'],
    example: { ...EXAMPLE.position },
  }),
  offerPhone: worded<Position & { phone: string }>({
    id: '{posisi}Nomor HP yang bisa dihubungi?\n1. Nomor ini ({nomorHp})\n2. Nomor lain',
    en: '{posisi}Which phone number can we reach you at?\n1. This one ({nomorHp})\n2. Another',
    values: {
      posisi: (vars) => place(vars),
      nomorHp: (vars) => maskedPhone(vars.phone),
    },
    optional: ['posisi'],
    example: { ...EXAMPLE.position, phone: EXAMPLE.phone },
  }),
  tooLate: worded<{ stage: Stage }>({
    id: 'Maaf, pendaftaran ini tidak bisa diubah lagi ({tahap}). Ketik *petugas* bila perlu dibantu.',
    en: 'Sorry, this registration can no longer be changed ({tahap}). Type *agent* if you need help.',
    values: {
      tahap: ({ stage }, language) => stageName(stage, language).toLowerCase(),
    },
    example: { stage: 'testing' },
  }),
};
