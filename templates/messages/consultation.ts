import type { ConsultationAnswers, OpenProposal } from '../../src/domain/consultations/values.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { maskedNik } from '../../src/domain/values/nik.ts';
import { EXAMPLE } from './examples.ts';
import { clockTime, longDay, maskedPhone, numbered, quotedEnd, rupiah, shortDay } from './format.ts';
import { type Language, message, type Scene, worded, wordedBy } from './kit.ts';
import { bornLine, nameLine, type Position, place } from './position.ts';

function lines(
  { personName, nik, birthDate, visitOn, phone }: Partial<ConsultationAnswers>,
  recalled: readonly string[],
  language: Language,
): string {
  const id = language === 'id';
  const open = id ? '(belum diisi)' : '(still open)';
  return numbered([
    `${id ? 'Nama' : 'Name'}: ${personName === undefined ? open : nameLine(personName, recalled)}`,
    `NIK: ${nik === undefined ? open : maskedNik(nik)}`,
    `${id ? 'Lahir' : 'Born'}: ${birthDate === undefined ? open : bornLine(birthDate, recalled, language)}`,
    `${id ? 'Datang' : 'Visit'}: ${visitOn === undefined ? open : longDay(visitOn, language)}`,
    `${id ? 'HP' : 'Phone'}: ${phone === undefined ? open : maskedPhone(phone)}`,
  ]);
}

function feeLine({ lab: { consultationFeeRupiah: fee } }: Scene, language: Language): string {
  const id = language === 'id';
  if (fee === 0) return id ? 'Tidak dipungut biaya.' : 'Free of charge.';
  return id ? `Biaya *${rupiah(fee)}*, dibayar di loket.` : `Fee *${rupiah(fee)}*, paid at the counter.`;
}

interface Review {
  answers: Partial<ConsultationAnswers>;
  recalled: readonly string[];
  complete: boolean;
}

const PROPOSAL: OpenProposal = {
  registrationId: 1,
  code: EXAMPLE.consultationCode,
  initials: 'S.A.',
  visitOn: EXAMPLE.day,
  day: EXAMPLE.otherDay,
  reason: 'dokter sedang dinas luar',
};

const proposalLine = ({ code, initials, day }: OpenProposal, language: Language): string =>
  `*${code}* (${initials}): ${shortDay(day, language)}`;

/** The consultation, from the first question to the answer to another day. */
export const consultation = {
  intro: worded<{ of: number }>({
    id: 'Konsultasi klinik, {jumlah} pertanyaan, sekitar 2 menit. Ketik *batal* kapan saja.',
    en: 'Clinical consultation, {jumlah} questions, about 2 minutes. Type *cancel* at any time.',
    values: { jumlah: ({ of }) => String(of) },
    optional: ['jumlah'],
    example: { of: 5 },
  }),
  introCorrection: message({
    id: 'Silakan ubah yang perlu dari konsultasi ini, lalu ketik *kirim*.',
    en: 'Change what you need to about this consultation, then type *send*.',
  }),
  askName: worded<Position>({
    id: '{posisi}Siapa nama lengkap yang ingin berkonsultasi, seperti di KTP?',
    en: '{posisi}What is the full name of the person who comes for the consultation, as on the ID card?',
    values: { posisi: (vars) => place(vars) },
    optional: ['posisi'],
    example: { ...EXAMPLE.position, of: 5 },
  }),
  review: message<Review>({
    id: ({ answers, recalled, complete }, scene) =>
      `Mohon periksa:\n${lines(answers, recalled, 'id')}\n${feeLine(scene, 'id')}\n${
        complete
          ? 'Ketik *kirim*, atau angka yang ingin diubah.'
          : 'Ketik *lanjut* untuk meneruskan, atau angka yang ingin diubah.'
      }`,
    en: ({ answers, recalled, complete }, scene) =>
      `Please check:\n${lines(answers, recalled, 'en')}\n${feeLine(scene, 'en')}\n${
        complete
          ? 'Type *send*, or the number you want to change.'
          : 'Type *resume* to go on, or the number you want to change.'
      }`,
  }),
  correctionSaved: wordedBy<{ visitOn: LabDay; isMoved: boolean }>(
    ({ isMoved }) => (isMoved ? 'moved' : 'same'),
    {
      moved: {
        id: 'Tersimpan: konsultasi dipindah ke *{hari}*. Petugas akan mengonfirmasi hari itu dan kami kabari di sini.',
        en: 'Saved: your consultation is now on *{hari}*. Staff will confirm that day and we will tell you here.',
        values: { hari: ({ visitOn }, language) => longDay(visitOn, language) },
        example: { visitOn: EXAMPLE.day, isMoved: true },
      },
      same: {
        id: 'Perubahan tersimpan. Konsultasi tetap *{hari}*. Ketik *lacak* untuk melihatnya lagi.',
        en: 'Your changes are saved. The consultation stays on *{hari}*. Type *track* to see it again.',
        values: { hari: ({ visitOn }, language) => longDay(visitOn, language) },
        example: { visitOn: EXAMPLE.day, isMoved: false },
      },
    },
  ),
  askProposal: worded<{ proposal: OpenProposal }>({
    id: '*{nomor}* ({inisial}): petugas mengusulkan *{hari}* untuk konsultasi Anda, ganti {hariLama}. Alasan: {alasan}\n1. Terima\n2. Pilih hari lain',
    en: '*{nomor}* ({inisial}): staff propose *{hari}* for your consultation instead of {hariLama}. Reason: {alasan}\n1. Accept\n2. Choose another day',
    values: {
      nomor: ({ proposal }) => proposal.code,
      inisial: ({ proposal }) => proposal.initials,
      hari: ({ proposal }, language) => longDay(proposal.day, language),
      hariLama: ({ proposal }, language) => longDay(proposal.visitOn, language),
      alasan: ({ proposal }) => quotedEnd(proposal.reason),
    },
    optional: ['inisial', 'hariLama'],
    example: { proposal: PROPOSAL },
  }),
  whichProposal: worded<{ proposals: OpenProposal[] }>({
    id: 'Ada beberapa usulan hari yang menunggu jawaban:\n{pilihan}\nBalas angkanya untuk menjawab yang mana.',
    en: 'Several proposed days wait for your answer:\n{pilihan}\nReply with the number of the one you want to answer.',
    values: {
      pilihan: ({ proposals }, language) => numbered(proposals.map((each) => proposalLine(each, language))),
    },
    example: { proposals: [PROPOSAL, { ...PROPOSAL, code: 'KLI-0Z4T-W3RK-2', initials: 'B.S.' }] },
  }),
  proposalOver: message({
    id: 'Usulan hari itu sudah dijawab atau sudah ditarik. Ketik *lacak* untuk melihat jadwal konsultasi Anda.',
    en: 'That proposal has been answered or taken back. Type *track* to see the date of your consultation.',
  }),
  accepted: worded<{ code: string; day: LabDay; opens: string }>({
    id: 'Terima kasih. Konsultasi *{nomor}* sekarang *{hari}* mulai {mulai}, dan sudah dikonfirmasi. Bawa KTP. Sehari sebelumnya kami ingatkan di sini.',
    en: 'Thank you. Consultation *{nomor}* is now on *{hari}* from {mulai}, and confirmed. Bring your ID card. We will remind you here the day before.',
    values: {
      nomor: ({ code }) => code,
      hari: ({ day }, language) => longDay(day, language),
      mulai: ({ opens }, language) => clockTime(opens, language),
    },
    optional: ['mulai'],
    example: { code: EXAMPLE.consultationCode, day: EXAMPLE.day, opens: '07:30' },
  }),
  declined: worded<{ visitOn: LabDay }>({
    id: 'Baik, kita cari hari lain. Sampai Anda memilih, konsultasi tetap tercatat *{hari}* dan belum dikonfirmasi.',
    en: 'All right, let us find another day. Until you choose, your consultation stays on *{hari}*, not yet confirmed.',
    values: { hari: ({ visitOn }, language) => longDay(visitOn, language) },
    example: { visitOn: EXAMPLE.day },
  }),
  proposalGone: worded<{ gone: LabDay; visitOn: LabDay }>({
    id: 'Maaf, *{hari}* baru saja penuh atau ditutup. Belum ada yang berubah: konsultasi Anda masih tercatat {hariLama}.',
    en: 'Sorry, *{hari}* has just filled up or closed. Nothing has changed: your consultation is still on {hariLama}.',
    values: {
      hari: ({ gone }, language) => longDay(gone, language),
      hariLama: ({ visitOn }, language) => longDay(visitOn, language),
    },
    example: { gone: EXAMPLE.otherDay, visitOn: EXAMPLE.day },
  }),
  dayToChoose: message({
    id: 'Tinggal memilih hari konsultasi. Ketik *lanjut*, atau *batal* untuk membiarkannya.',
    en: 'Only the day of the consultation is left to choose. Type *resume*, or *cancel* to leave it.',
  }),
  dayChosen: worded<{ visitOn: LabDay }>({
    id: 'Tersimpan: konsultasi *{hari}*. Petugas akan mengonfirmasi dan kami kabari di sini.',
    en: 'Saved: your consultation is on *{hari}*. Staff will confirm it and we will tell you here.',
    values: { hari: ({ visitOn }, language) => longDay(visitOn, language) },
    example: { visitOn: EXAMPLE.day },
  }),
};
