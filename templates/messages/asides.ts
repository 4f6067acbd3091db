import { formName } from './engine.ts';
import { message, worded } from './kit.ts';

/** Short answers beside the services: notices, language, data. */
export const asides = {
  stopped: message({
    id: 'Baik, Anda tidak menerima pemberitahuan lagi, juga saat hasil sudah jadi. Hasil tetap bisa dilihat lewat *lacak*. Ketik *mulai* untuk menerima pemberitahuan kembali.',
    en: 'All right, you get no more notices, not even when a result is ready. You can still see it with *track*. Type *start* to get notices again.',
  }),
  started: message({
    id: 'Anda menerima pemberitahuan lagi.',
    en: 'You will get notices again.',
  }),
  myData: worded({
    id: 'Anda berhak melihat, membetulkan, meminta salinan, atau menarik persetujuan atas data Anda (UU 27/2022). Hubungi {lab}: {email}, {telepon}, atau ketik *petugas*. Data pendaftaran yang belum diperiksa bisa Anda ubah sendiri lewat *lacak*.',
    en: 'You may see, correct, get a copy of, or withdraw consent for your data (Law 27/2022). Contact {lab}: {email}, {telepon}, or type *agent*. You can change a registration yourself before the test: type *track*.',
  }),
  askLanguage: message({
    id: 'Bahasa apa yang Anda pilih? / Which language?\n1. Bahasa Indonesia\n2. English',
    en: 'Which language? / Bahasa apa yang Anda pilih?\n1. Bahasa Indonesia\n2. English',
  }),
  languageChosen: message({
    id: 'Baik, kita memakai bahasa Indonesia.',
    en: 'All right, we speak English now.',
  }),
  askResume: worded<{ flow: string }>({
    id: '{isian} Anda yang tadi belum selesai, jawabannya masih tersimpan. Mau dilanjutkan?\n1. Lanjutkan\n2. Mulai baru\n3. Menu',
    en: '{isian} is not finished; your answers are still here. Go on?\n1. Continue\n2. Start again\n3. Menu',
    values: {
      isian: ({ flow }, language) => formName(flow, language),
    },
    example: { flow: 'laboratory' },
  }),
};
