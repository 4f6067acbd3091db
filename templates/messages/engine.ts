import { message, worded } from './kit.ts';

const FORM_NAMES: Record<string, { id: string; en: string }> = {
  laboratory: { id: 'Pendaftaran laboratorium', en: 'Laboratory registration' },
  consultation: { id: 'Pendaftaran konsultasi', en: 'Consultation registration' },
  tour: { id: 'Pendaftaran wisata ilmiah', en: 'Scientific tour registration' },
  shipment: { id: 'Pengiriman sampel', en: 'Sample shipment' },
};

/** What a form is called when it is spoken of. */
export const formName = (flow: string, language: 'id' | 'en'): string =>
  FORM_NAMES[flow]?.[language] ?? (language === 'id' ? 'Isian Anda' : 'Your form');

/** What the bot says about the talk itself. */
export const engine = {
  cancelled: message({
    id: 'Baik, kita berhenti di sini. Tidak ada yang dikirim atau diubah. Ketik *menu* bila ada yang bisa kami bantu.',
    en: 'All right, we stop here. Nothing was sent or changed. Type *menu* whenever we can help.',
  }),
  cancelledParked: worded<{ flow: string }>({
    id: 'Baik, {isian} yang tersimpan sudah dihapus. Ketik *menu* bila ada yang bisa kami bantu.',
    en: 'All right, the {isian} that was kept has been deleted. Type *menu* whenever we can help.',
    values: {
      isian: ({ flow }, language) => formName(flow, language).toLowerCase(),
    },
    example: { flow: 'laboratory' },
  }),
  kept: worded<{ flow: string }>({
    id: '{isian} Anda kami simpan; ketik *lanjut* untuk meneruskannya.',
    en: 'Your {isian} is kept; type *resume* to go on with it.',
    values: {
      isian: ({ flow }, language) =>
        language === 'id' ? formName(flow, 'id') : formName(flow, 'en').toLowerCase(),
    },
    example: { flow: 'laboratory' },
  }),
  nothingToCancel: message({
    id: 'Tidak ada isian yang berjalan. Untuk membatalkan kunjungan yang sudah terdaftar, ketik *lacak*.',
    en: 'No form is open. To cancel a visit that is already registered, type *track*.',
  }),
  help: message({
    id: 'Yang bisa diketik kapan saja: *kembali*, *menu* (semua layanan), *batal* (berhenti), *petugas* (dibantu orang).',
    en: 'You can always type: *back*, *menu* (all services), *cancel* (stop), *agent* (a person helps).',
  }),
  nothingToResume: message({
    id: 'Tidak ada isian yang tersimpan.',
    en: 'There is no form waiting.',
  }),
  changed: message({
    id: 'Formulir ini baru saja diperbarui. Jawaban Anda tetap tersimpan, kita lanjutkan.',
    en: 'This form has just been renewed. Your answers are kept; let us go on.',
  }),
  failed: message({
    id: 'Maaf, pesan Anda tadi gagal kami proses. Petugas sudah diberi tahu. Silakan ketik *lanjut* atau *menu*.',
    en: 'Sorry, we could not process your last message. Staff have been told. Please type *resume* or *menu*.',
  }),
  tooLate: message({
    id: 'Maaf, pesan Anda baru kami terima karena gangguan sambungan. Silakan ulangi permintaan Anda, atau ketik *menu*.',
    en: 'Sorry, your message reached us only now because of a connection problem. Please ask again, or type *menu*.',
  }),
  called: worded({
    id: 'Maaf, nomor ini tidak bisa menerima telepon. Tulis saja di sini, kami jawab kapan pun. Untuk berbicara langsung, hubungi *{telepon}* pada jam layanan.',
    en: 'Sorry, this number cannot take calls. Just write here, we answer at any time. To speak with somebody, call *{telepon}* during opening hours.',
  }),
  unreadable: message({
    id: 'Maaf, satu pesan Anda tidak bisa kami baca. Tolong kirim sekali lagi, dan jangan sebagai *sekali lihat*.',
    en: 'Sorry, we could not read one of your messages. Please send it once more, and not as *view once*.',
  }),
  edited: message({
    id: 'Pesan yang diubah tidak kami baca ulang. Bila jawaban tadi keliru, ketik *kembali* lalu jawab lagi; selain itu, kirim sebagai pesan baru.',
    en: 'We do not read changed messages again. If your answer was wrong, type *back* and answer again; otherwise send it as a new message.',
  }),
  oldTap: message({
    id: 'Pilihan itu dari pertanyaan sebelumnya, jadi tidak kami hitung.',
    en: 'That choice belongs to an earlier question, so we did not count it.',
  }),
  loop: message({
    id: 'Pesan datang terlalu cepat atau berulang-ulang, jadi saya berhenti membalas selama 6 jam. Bila Anda perlu bantuan, ketik *petugas*.',
    en: 'Messages come too fast or repeat themselves, so I stop answering for 6 hours. If you need help, type *agent*.',
  }),
};
