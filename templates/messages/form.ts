import { message, worded, wordedBy } from './kit.ts';

/** What every form says, whatever it asks for. */
export const form = {
  cannotSkip: message({
    id: 'Pertanyaan ini perlu dijawab agar kami bisa melayani Anda. Ketik *petugas* bila perlu dibantu.',
    en: 'This question must be answered so that we can serve you. Type *agent* if you need help.',
  }),
  personOffered: wordedBy<{ canSkip: boolean }>(({ canSkip }) => (canSkip ? 'orSkip' : 'mustAnswer'), {
    orSkip: {
      id: 'Ingin dibantu orang? Ketik *petugas*. Atau ketik *lewati* untuk melewati pertanyaan ini.',
      en: 'Would you like a person to help? Type *agent*. Or type *skip* to leave this question out.',
      example: { canSkip: true },
    },
    mustAnswer: {
      id: 'Ingin dibantu orang? Ketik *petugas*.',
      en: 'Would you like a person to help? Type *agent*.',
      example: { canSkip: false },
    },
  }),
  answerKept: message({
    id: 'Jawaban Anda tadi masih ada. Ketik *lewati* bila tidak berubah.',
    en: 'Your answer is still there. Type *skip* if it stays as it is.',
  }),
  atFirst: message({
    id: 'Ini pertanyaan pertama. Ketik *batal* bila ingin berhenti.',
    en: 'This is the first question. Type *cancel* if you want to stop.',
  }),
  help: message({
    id: 'Yang bisa diketik kapan saja: *kembali* (pertanyaan sebelumnya), *ulang* (lihat ringkasan), *menu* (layanan lain, isian ini disimpan), *batal* (berhenti), *petugas* (dibantu orang).',
    en: 'You can always type: *back* (previous question), *edit* (see the summary), *menu* (other services; what you filled in is kept), *cancel* (stop), *agent* (a person helps).',
  }),
  askConsent: message({
    id: 'Data Anda (nama, nomor HP, dan bila ditanya NIK, tanggal lahir, alamat, e-mail) hanya dipakai untuk layanan yang Anda minta dan disimpan sesuai UU 27/2022. Setuju?\n1. Setuju\n2. Baca dulu penjelasannya\n3. Tidak',
    en: 'Your data (name, phone, and where we ask for it NIK, birth date, address, e-mail) is used only for the service you ask for and kept as Law 27/2022 demands. Do you agree?\n1. I agree\n2. Read the explanation first\n3. No',
  }),
  askConsentAgain: message({
    id: 'Setuju?\n1. Setuju\n2. Baca penjelasannya lagi\n3. Tidak',
    en: 'Do you agree?\n1. I agree\n2. Read the explanation again\n3. No',
  }),
  explainConsent: worded({
    id: 'Yang kami simpan: isian Anda (nama, nomor HP, dan bila ditanya NIK, tanggal lahir, alamat, e-mail), berkas yang Anda kirim, dan hasilnya. Gunanya: mendaftarkan, melayani, dan mengirim hasil atau surat kepada Anda. Yang melihat: petugas {lab} yang menangani, dan setiap pembukaan data dicatat. Anda boleh menanyakan, membetulkan, atau menarik persetujuan: ketik *data saya*.',
    en: 'What we keep: what you fill in (name, phone, and where we ask for it NIK, birth date, address, e-mail), the files you send, and the result. What for: to register you, serve you and send you results or letters. Who sees it: the {lab} staff in charge, and every reading is recorded. You may ask about it, correct it or withdraw consent: type *my data*.',
  }),
  consentUnclear: message({
    id: 'Balas *1* bila setuju, *2* untuk penjelasan, atau *3* bila tidak.',
    en: 'Reply *1* to agree, *2* for the explanation, or *3* for no.',
  }),
  refused: worded({
    id: 'Baik, tidak ada data yang kami simpan. Anda tetap bisa mendaftar langsung di loket: {alamat}, telepon {telepon}. Harga dan persiapan tetap bisa ditanyakan di sini: ketik *harga*.',
    en: 'All right, we keep no data. You can still register at the counter: {alamat}, phone {telepon}. You can ask for prices and preparation here any time: type *price*.',
  }),
  reviewUnclear: message({
    id: 'Ketik *kirim* bila sudah benar, atau angka yang ingin diubah.',
    en: 'Type *send* if it is right, or the number you want to change.',
  }),
  notYetComplete: message({
    id: 'Masih ada yang belum dijawab. Ketik *lanjut* untuk meneruskan, atau angka yang ingin diubah.',
    en: 'Some questions are still open. Type *resume* to go on, or the number you want to change.',
  }),
};
