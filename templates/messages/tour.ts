import type { TourAnswers, TourOffer } from '../../src/domain/tours/values.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { EXAMPLE } from './examples.ts';
import { longDay, maskedPhone, numbered, quoted, rupiah } from './format.ts';
import { eachPays, stayWords } from './group.ts';
import { type Language, message, worded, wordedBy } from './kit.ts';
import { nameLine, type Position, place } from './position.ts';

type Kind = Pick<TourOffer, 'name' | 'nameEn' | 'priceRupiah' | 'smallestGroup' | 'largestGroup'>;

const kindName = ({ name, nameEn }: { name: string; nameEn?: string }, language: Language): string =>
  language === 'en' ? (nameEn ?? name) : name;

const kindLines = (kinds: readonly Kind[], language: Language): string =>
  numbered(
    kinds.map((kind) => {
      const people = language === 'id' ? 'orang' : 'people';
      const size = `${kind.smallestGroup}–${kind.largestGroup} ${people}`;
      return `${kindName(kind, language)} (${size}), ${eachPays(kind.priceRupiah, language)}`;
    }),
  );

const dayList = (days: readonly LabDay[], language: Language): string =>
  numbered(days.map((day) => longDay(day, language)));

function among(nearest: readonly LabDay[], language: Language): string {
  if (nearest.length === 0) return language === 'id' ? 'Tulis hari lain ya.' : 'Please write another day.';
  return language === 'id'
    ? `Yang masih bisa:\n${dayList(nearest, language)}\nBalas angkanya, atau tulis hari lain.`
    : `Still possible:\n${dayList(nearest, language)}\nReply with the number, or write another day.`;
}

const fee = ({ kind, visitors }: Partial<TourAnswers>): number | undefined =>
  kind && visitors !== undefined ? kind.priceRupiah * visitors : undefined;

function feeLine(answers: Partial<TourAnswers>, language: Language): string {
  const total = fee(answers);
  if (total === undefined) return '';
  if (total === 0) return language === 'id' ? 'Tidak dipungut biaya.\n' : 'Free of charge.\n';
  const [each, count] = [rupiah(answers.kind?.priceRupiah ?? 0), answers.visitors];
  return language === 'id'
    ? `Biaya *${rupiah(total)}* (${count} × ${each}), dibayar setelah disetujui.\n`
    : `Fee *${rupiah(total)}* (${count} × ${each}), paid once approved.\n`;
}

function lines(answers: Partial<TourAnswers>, recalled: readonly string[], language: Language): string {
  const id = language === 'id';
  const open = id ? '(belum diisi)' : '(still open)';
  const { personName, institution, email, phone, kind, visitors, visitOn, untilOn, letter } = answers;
  const mail = email && recalled.includes('email') ? maskedEmail(email) : email;
  return numbered([
    `${id ? 'Penanggung jawab' : 'In charge'}: ${personName === undefined ? open : nameLine(personName, recalled)}`,
    `${id ? 'Instansi' : 'Institution'}: ${institution === undefined ? open : quoted(institution)}`,
    `E-mail: ${mail === undefined ? open : quoted(mail)}`,
    `WhatsApp: ${phone === undefined ? open : maskedPhone(phone)}`,
    `${id ? 'Jenis' : 'Tour'}: ${kind === undefined ? open : kindName(kind, language)}`,
    `${id ? 'Jumlah' : 'Group'}: ${visitors === undefined ? open : `${visitors} ${id ? 'orang' : 'people'}`}`,
    `${id ? 'Mulai' : 'First day'}: ${visitOn === undefined ? open : longDay(visitOn, language)}`,
    `${id ? 'Sampai' : 'Last day'}: ${untilOn === undefined ? open : lastDay(visitOn, untilOn, language)}`,
    `${id ? 'Surat' : 'Letter'}: ${letter === undefined ? open : quoted(letter.name)}`,
  ]);
}

function lastDay(visitOn: LabDay | undefined, untilOn: LabDay, language: Language): string {
  if (visitOn === untilOn) return language === 'id' ? 'hari yang sama' : 'the same day';
  return longDay(untilOn, language);
}

/** `b•••@contoh.sch.id`: whoever merely holds the phone is not told the rest. */
const maskedEmail = (email: string): string => email.replace(/^(.).*@/, '$1•••@');

const KIND = {
  id: 1,
  name: 'Laboratorium mikrobiologi',
  nameEn: 'Microbiology laboratory',
  about: 'Melihat biakan bakteri, mikroskop, dan cara kerja yang aman.',
  aboutEn: 'Bacterial cultures, microscopes and how to work safely.',
  hours: 3,
  smallestGroup: 10,
  largestGroup: 40,
  priceRupiah: 15_000,
};

/**
 * The registration of a group for a scientific tour, from the first question to the last.
 *
 * Longer than other files, because one dialog's words are read and translated together.
 */
export const tour = {
  intro: worded<{ of: number }>({
    id: 'Pendaftaran wisata ilmiah untuk rombongan, {jumlah} pertanyaan, sekitar 4 menit. Siapkan *surat pengantar* (PDF). Ketik *batal* kapan saja.',
    en: 'Registering a group for a scientific tour, {jumlah} questions, about 4 minutes. Have a *cover letter* (PDF) at hand. Type *cancel* at any time.',
    values: { jumlah: ({ of }) => String(of) },
    optional: ['jumlah'],
    example: { of: 9 },
  }),
  noneOffered: message({
    id: 'Maaf, saat ini belum ada wisata ilmiah yang dibuka. Ketik *petugas* untuk bertanya, atau *menu* untuk layanan lain.',
    en: 'Sorry, no scientific tour is open at the moment. Type *agent* to ask, or *menu* for other services.',
  }),
  introCorrection: message({
    id: 'Silakan ubah yang perlu, lalu ketik *kirim*.',
    en: 'Change what you need to, then type *send*.',
  }),
  askKind: wordedBy<Position & { kinds: Kind[] }>(({ kinds }) => (kinds.length > 0 ? 'some' : 'none'), {
    some: {
      id: '{posisi}Wisata ilmiah yang mana?\n{pilihan}\nBalas angkanya.',
      en: '{posisi}Which tour would you like?\n{pilihan}\nReply with the number.',
      values: { posisi: place, pilihan: ({ kinds }, language) => kindLines(kinds, language) },
      optional: ['posisi'],
      example: { ...EXAMPLE.position, kinds: [KIND] },
    },
    none: {
      id: '{posisi}Maaf, saat ini belum ada wisata ilmiah yang dibuka. Ketik *petugas* untuk bertanya, atau *batal* untuk berhenti.',
      en: '{posisi}Sorry, no tour is open at the moment. Type *agent* to ask, or *cancel* to stop.',
      values: { posisi: place },
      optional: ['posisi'],
      example: { ...EXAMPLE.position, kinds: [] },
    },
  }),
  kindUnclear: message({
    id: 'Balas angka dari daftar, contoh: *1*.',
    en: 'Reply with a number from the list, for example *1*.',
  }),
  kindGone: worded<{ name: string }>({
    id: 'Maaf, *{jenis}* baru saja tidak ditawarkan lagi. Jawaban lain tetap tersimpan.',
    en: 'Sorry, *{jenis}* is no longer offered. Your other answers are kept.',
    values: { jenis: ({ name }) => name },
    example: { name: KIND.name },
  }),
  askVisitors: wordedBy<Position & { kind: TourOffer | null }>(({ kind }) => (kind ? 'ofKind' : 'plain'), {
    ofKind: {
      id: '{posisi}*{jenis}*, {jam} jam. {tentang}\nBerapa orang yang datang? ({terkecil}–{terbesar} orang)',
      en: '{posisi}*{jenis}*, {jam} hours. {tentang}\nHow many people will come? ({terkecil}–{terbesar} people)',
      values: {
        posisi: place,
        jenis: ({ kind }, language) => (kind ? kindName(kind, language) : ''),
        jam: ({ kind }) => String(kind?.hours ?? 0),
        tentang: ({ kind }, language) => (language === 'id' ? kind?.about : kind?.aboutEn) ?? '',
        terkecil: ({ kind }) => String(kind?.smallestGroup ?? 1),
        terbesar: ({ kind }) => String(kind?.largestGroup ?? 1),
      },
      optional: ['posisi', 'jam', 'tentang'],
      example: { ...EXAMPLE.position, kind: KIND },
    },
    plain: {
      id: '{posisi}Berapa orang yang datang?',
      en: '{posisi}How many people will come?',
      values: { posisi: place },
      optional: ['posisi'],
      example: { ...EXAMPLE.position, kind: null },
    },
  }),
  visitorsExample: message({
    id: 'Tulis jumlah orangnya dengan angka, contoh: *25*.',
    en: 'Write the number of people, for example *25*.',
  }),
  groupUnfit: worded<{ name: string; nameEn: string; smallest: number; largest: number }>({
    id: '*{jenis}* untuk {terkecil} sampai {terbesar} orang. Tulis jumlah lain, atau ketik *kembali* untuk memilih wisata lain.',
    en: '*{jenis}* is for {terkecil} to {terbesar} people. Write another number, or type *back* to choose another tour.',
    values: {
      jenis: (vars, language) => kindName(vars, language),
      terkecil: ({ smallest }) => String(smallest),
      terbesar: ({ largest }) => String(largest),
    },
    example: { name: KIND.name, nameEn: KIND.nameEn, smallest: 10, largest: 40 },
  }),
  hallTooSmall: worded<{ hall: number }>({
    id: 'Aula kami memuat {terbesar} orang sehari. Rombongan yang lebih besar bisa dibagi: tulis jumlah untuk hari pertama, lalu daftarkan sisanya di hari lain.',
    en: 'Our hall holds {terbesar} people a day. A larger group can be split: write the number for the first day, then register the rest for another day.',
    values: { terbesar: ({ hall }) => String(hall) },
    example: { hall: 80 },
  }),
  groupNowUnfit: worded<{ smallest: number; largest: number }>({
    id: 'Wisata ini sekarang untuk {terkecil} sampai {terbesar} orang. Jawaban lain tetap tersimpan.',
    en: 'This tour is now for {terkecil} to {terbesar} people. Your other answers are kept.',
    values: { terkecil: ({ smallest }) => String(smallest), terbesar: ({ largest }) => String(largest) },
    example: { smallest: 10, largest: 40 },
  }),
  askVisit: worded<Position>({
    id: '{posisi}Mulai tanggal berapa kunjungannya? Contoh: *7 Desember*, *senin depan*.',
    en: '{posisi}On which day does the visit begin? Example: *7 December*, *next Monday*.',
    values: { posisi: place },
    optional: ['posisi'],
    example: { ...EXAMPLE.position },
  }),
  dayFull: worded<{ day: LabDay; visitors: number; nearest: LabDay[] }>({
    id: '*{hari}* tidak cukup tempat untuk {jumlah} orang. {pilihan}',
    en: '*{hari}* has no room for {jumlah} people. {pilihan}',
    values: {
      hari: ({ day }, language) => longDay(day, language),
      jumlah: ({ visitors }) => String(visitors),
      pilihan: ({ nearest }, language) => among(nearest, language),
    },
    example: { day: EXAMPLE.day, visitors: 40, nearest: EXAMPLE.days },
  }),
  dayGone: message({
    id: 'Maaf, tempat di hari itu baru saja terisi. Jawaban lain tetap tersimpan.',
    en: 'Sorry, the room on that day has just been taken. Your other answers are kept.',
  }),
  askUntil: worded<Position & { day: LabDay }>({
    id: '{posisi}Sampai tanggal berapa?\n1. Satu hari saja ({hari})\n2. Beberapa hari\nAtau langsung tulis tanggal terakhirnya.',
    en: '{posisi}Until which day?\n1. One day only ({hari})\n2. Several days\nOr simply write the last day.',
    values: { posisi: place, hari: ({ day }, language) => longDay(day, language) },
    optional: ['posisi'],
    example: { ...EXAMPLE.position, day: EXAMPLE.day },
  }),
  askUntilAmong: worded<Position & { nearest: LabDay[] }>({
    id: '{posisi}Sampai tanggal berapa? {pilihan}',
    en: '{posisi}Until which day? {pilihan}',
    values: { posisi: place, pilihan: ({ nearest }, language) => among(nearest, language) },
    optional: ['posisi'],
    example: { ...EXAMPLE.position, nearest: EXAMPLE.days },
  }),
  typeLastDay: message({
    id: 'Tulis tanggal terakhirnya, contoh: *9 Desember*, atau lamanya, contoh: *3 hari*.',
    en: 'Write the last day, for example *9 December*, or how long, for example *3 days*.',
  }),
  untilExample: message({
    id: 'Contoh: *satu hari saja*, *3 hari*, atau *9 Desember*.',
    en: 'Example: *one day only*, *3 days* or *9 December*.',
  }),
  confirmStay: worded<{ start: LabDay; day: LabDay; days: number }>({
    id: 'Dari *{mulai}* sampai *{akhir}*, {hariBuka} hari buka. Cocok?\n1. Cocok\n2. Tanggal lain',
    en: 'From *{mulai}* to *{akhir}*, {hariBuka} open days. Does it suit you?\n1. Yes\n2. Another day',
    values: {
      mulai: ({ start }, language) => longDay(start, language),
      akhir: ({ day }, language) => longDay(day, language),
      hariBuka: ({ days }) => String(days),
    },
    optional: ['hariBuka'],
    example: { start: EXAMPLE.day, day: EXAMPLE.otherDay, days: 3 },
  }),
  endsBefore: worded<{ day: LabDay; start: LabDay }>({
    id: '*{akhir}* lebih awal dari hari mulainya, *{mulai}*. Tulis tanggal yang sama atau sesudahnya, atau ketik *kembali* untuk mengganti hari mulai.',
    en: '*{akhir}* is before the first day, *{mulai}*. Write the same day or a later one, or type *back* to change the first day.',
    values: {
      akhir: ({ day }, language) => longDay(day, language),
      mulai: ({ start }, language) => longDay(start, language),
    },
    example: { day: EXAMPLE.day, start: EXAMPLE.otherDay },
  }),
  tooLong: worded<{ longestDays: number }>({
    id: 'Satu kunjungan paling lama {hari} hari. Tulis tanggal akhir yang lebih dekat, contoh: *3 hari*.',
    en: 'One visit takes at most {hari} days. Write an earlier last day, for example *3 days*.',
    values: { hari: ({ longestDays }) => String(longestDays) },
    example: { longestDays: 5 },
  }),
  lastDayClosed: worded<{ day: LabDay; name: string; nearest: LabDay[] }>({
    id: '*{hari}* kami tutup{nama}. {pilihan}',
    en: 'We are closed on *{hari}*{nama}. {pilihan}',
    values: {
      hari: ({ day }, language) => longDay(day, language),
      nama: ({ name }) => (name === '' ? '' : ` (${name})`),
      pilihan: ({ nearest }, language) => among(nearest, language),
    },
    optional: ['nama'],
    example: { day: EXAMPLE.day, name: 'Hari Raya Natal', nearest: EXAMPLE.days },
  }),
  stayFull: worded<{ day: LabDay }>({
    id: 'Di antaranya, *{hari}* tidak cukup tempat untuk rombongan Anda. Tulis tanggal akhir yang lebih dekat, atau ketik *kembali* untuk mengganti hari mulai.',
    en: 'Among these days, *{hari}* has no room for your group. Write an earlier last day, or type *back* to change the first day.',
    values: { hari: ({ day }, language) => longDay(day, language) },
    example: { day: EXAMPLE.day },
  }),
  askLetter: worded<Position>({
    id: '{posisi}Terakhir, kirim *surat pengantar* dari instansi sebagai berkas *PDF* di chat ini.',
    en: '{posisi}Last, send the *cover letter* of your institution as a *PDF* file in this chat.',
    values: { posisi: place },
    optional: ['posisi'],
    example: { ...EXAMPLE.position },
  }),
  letterWanted: message({
    id: 'Surat pengantar perlu dikirim sebagai berkas PDF: tekan tanda klip, pilih *Dokumen*, lalu pilih suratnya.',
    en: 'The cover letter must be sent as a PDF file: tap the paper clip, choose *Document*, then choose the letter.',
  }),
  review: message<{ answers: Partial<TourAnswers>; recalled: readonly string[]; complete: boolean }>({
    id: ({ answers, recalled, complete }) =>
      `Mohon periksa:\n${lines(answers, recalled, 'id')}\n${feeLine(answers, 'id')}${
        complete
          ? 'Ketik *kirim*, atau angka yang ingin diubah.'
          : 'Ketik *lanjut* untuk meneruskan, atau angka yang ingin diubah.'
      }`,
    en: ({ answers, recalled, complete }) =>
      `Please check:\n${lines(answers, recalled, 'en')}\n${feeLine(answers, 'en')}${
        complete
          ? 'Type *send*, or the number you want to change.'
          : 'Type *resume* to go on, or the number you want to change.'
      }`,
  }),
  correctionSaved: message<{ answers: Partial<TourAnswers> }>({
    id: ({ answers }) =>
      `Perubahan tersimpan. ${answers.visitOn ? `Kunjungan *${stayWords(answers.visitOn, answers.untilOn ?? null, 'id')}*. ` : ''}Bila tanggal, jumlah, atau jenisnya berubah, kami telaah lagi dan kirim surat balasan baru. Ketik *lacak* untuk melihatnya.`,
    en: ({ answers }) =>
      `Your changes are saved. ${answers.visitOn ? `Visit *${stayWords(answers.visitOn, answers.untilOn ?? null, 'en')}*. ` : ''}If the days, the number or the tour have changed, we review it again and send a new reply letter. Type *track* to see it.`,
  }),
};
