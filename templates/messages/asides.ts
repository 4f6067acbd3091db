import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { formName } from './engine.ts';
import { clockTime, longDay } from './format.ts';
import { message } from './kit.ts';

/** Short answers beside the services: a person, notices, language, data. */
export const asides = {
  personComes: message<{ open: boolean; nextOpen: { day: LabDay; opens: string } }>({
    id: ({ open, nextOpen }) =>
      open
        ? 'Baik, petugas sudah diberi tahu dan akan membalas di sini secepatnya. Sambil menunggu, silakan tulis keperluan Anda.'
        : `Baik, permintaan Anda sudah dicatat. Petugas kami bertugas lagi *${longDay(nextOpen.day, 'id')}* pukul ${clockTime(nextOpen.opens, 'id')} dan akan membalas di sini. Saya tetap bisa membantu sekarang: ketik *menu*.`,
    en: ({ open, nextOpen }) =>
      open
        ? 'All right, staff have been told and will answer here as soon as they can. Meanwhile, please write what you need.'
        : `All right, your request is noted. Our staff are back on *${longDay(nextOpen.day, 'en')}* at ${clockTime(nextOpen.opens, 'en')} and will answer here. I can still help you now: type *menu*.`,
  }),
  stopped: message({
    id: 'Baik, Anda tidak akan menerima pemberitahuan lagi. Pertanyaan Anda tetap kami jawab. Ketik *mulai* untuk menerimanya kembali.',
    en: 'All right, you will get no more notices. We still answer what you ask. Type *start* to get them again.',
  }),
  started: message({
    id: 'Anda menerima pemberitahuan lagi.',
    en: 'You will get notices again.',
  }),
  myData: message({
    id: (_, { lab }) =>
      `Anda berhak melihat, membetulkan, meminta salinan, atau menarik persetujuan atas data Anda (UU 27/2022). Hubungi ${lab.shortName}: ${lab.email}, ${lab.phone}, atau ketik *petugas*. Data pendaftaran yang belum diperiksa bisa Anda ubah sendiri lewat *lacak*.`,
    en: (_, { lab }) =>
      `You may see, correct, get a copy of, or withdraw consent for your data (Law 27/2022). Contact ${lab.shortName}: ${lab.email}, ${lab.phone}, or type *agent*. You can change a registration yourself before the test: type *track*.`,
  }),
  askLanguage: message({
    id: 'Bahasa apa yang Anda pilih? / Which language?\n1. Bahasa Indonesia\n2. English',
    en: 'Which language? / Bahasa apa yang Anda pilih?\n1. Bahasa Indonesia\n2. English',
  }),
  languageChosen: message({
    id: 'Baik, kita memakai bahasa Indonesia. Ketik *menu* untuk layanan.',
    en: 'All right, we speak English now. Type *menu* for our services.',
  }),
  askResume: message<{ flow: string }>({
    id: ({ flow }) =>
      `${formName(flow, 'id')} Anda yang tadi belum selesai, jawabannya masih tersimpan.\n1. Lanjutkan\n2. Mulai baru\n3. Menu`,
    en: ({ flow }) =>
      `${formName(flow, 'en')} is not finished; your answers are still here.\n1. Continue\n2. Start again\n3. Menu`,
  }),
};
