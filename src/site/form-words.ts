import { message } from '../../templates/messages/kit.ts';

/** What the forms of the website say besides the questions themselves. */
export const formWords = {
  register: message({ id: 'Daftar lewat situs', en: 'Register on this site' }),
  registerIntro: message({
    id: 'Isian yang sama dengan WhatsApp. Tidak perlu akun; Anda mendapat kode untuk melacak.',
    en: 'The same questions as on WhatsApp. No account needed; you get a code to follow your request.',
  }),
  needs: message({ id: 'Siapkan', en: 'Have ready' }),
  begin: message({ id: 'Isi formulir', en: 'Fill in the form' }),
  offHere: message({ id: 'Lewat WhatsApp atau loket', en: 'On WhatsApp or at the counter' }),
  offTitle: message({ id: 'Formulir ini sedang ditutup', en: 'This form is closed at the moment' }),
  offWhy: message({
    id: (_, { lab }) =>
      `Layanannya tetap jalan: tulis ke WhatsApp kami, atau datang ke loket di ${lab.address}, telepon ${lab.phone}.`,
    en: (_, { lab }) =>
      `The service itself goes on: write to us on WhatsApp, or come to the counter at ${lab.address}, phone ${lab.phone}.`,
  }),
  optional: message({ id: 'boleh kosong', en: 'may stay empty' }),
  check: message({ id: 'Periksa isian', en: 'Check the form' }),
  mistakes: message<{ count: number }>({
    id: ({ count }) => `Ada ${count} isian yang perlu dibetulkan. Isian lain tetap tersimpan di halaman ini.`,
    en: ({ count }) =>
      count === 1
        ? 'One field needs your attention. Everything else is kept on this page.'
        : `${count} fields need your attention. Everything else is kept on this page.`,
  }),
  choose: message({ id: 'Pilih…', en: 'Choose…' }),
  kept: message({ id: 'Sudah diterima', en: 'Received' }),
  anotherFile: message({ id: 'Ganti berkas (bila perlu)', en: 'Replace the file (if needed)' }),
  fixedCopy: message({ id: 'Unduh salinan yang sudah dibetulkan', en: 'Download the corrected copy' }),
  templates: message({ id: 'Format kosong', en: 'Empty forms' }),
  template: message<{ name: string }>({
    id: ({ name }) => `Unduh format: ${name}`,
    en: ({ name }) => `Download the form: ${name}`,
  }),
  row: message<{ number: number }>({
    id: ({ number }) => `Baris ${number}`,
    en: ({ number }) => `Row ${number}`,
  }),
  addRow: message({ id: 'Tambah baris', en: 'Add a row' }),
  checkTitle: message({ id: 'Mohon periksa', en: 'Please check' }),
  checkIntro: message({
    id: 'Belum terkirim. Baca sekali lagi, lalu tekan Kirim.',
    en: 'Nothing has been sent yet. Read it once more, then press Send.',
  }),
  fee: message({ id: 'Biaya', en: 'Fee' }),
  consent: message<{ version: number }>({
    id: ({ version }) =>
      `Saya setuju data ini dipakai seperti dijelaskan di atas (naskah persetujuan versi ${version}).`,
    en: ({ version }) =>
      `I agree that these data are used as explained above (consent text version ${version}).`,
  }),
  consentTitle: message({ id: 'Penggunaan data Anda', en: 'How your data are used' }),
  consentNeeded: message({
    id: 'Centang persetujuan ini dulu. Tanpa itu kami tidak boleh menyimpan data Anda.',
    en: 'Please tick this first. Without it we may not keep your data.',
  }),
  send: message({ id: 'Kirim', en: 'Send' }),
  change: message({ id: 'Ubah isian', en: 'Change something' }),
  none: message({ id: 'tidak ada', en: 'none' }),
  samplesLine: message<{ name: string; sampleType: string; samples: number; boxes: number }>({
    id: ({ name, sampleType, samples, boxes }) => `${name}: ${sampleType}, ${samples} sampel, ${boxes} kotak`,
    en: ({ name, sampleType, samples, boxes }) =>
      `${name}: ${sampleType}, ${samples} samples, ${boxes} boxes`,
  }),
  foreign: message({ id: 'Formulir tidak dikenali', en: 'Form not recognised' }),
  foreignWhy: message({
    id: 'Formulir ini tidak dikirim dari halaman kami. Buka lagi dari halaman depan, lalu isi di sana.',
    en: 'This form was not sent from our own page. Open it again from the front page and fill it in there.',
  }),
  tooLarge: message({ id: 'Berkas terlalu besar', en: 'The file is too large' }),
  tooLargeWhy: message({
    id: 'Satu berkas paling besar 10 MB. Tekan tombol kembali, pilih berkas yang lebih kecil, lalu kirim lagi.',
    en: 'One file may have at most 10 MB. Press the back button, choose a smaller file and send again.',
  }),
  tooMany: message({
    id: 'Sudah banyak pendaftaran dari jaringan ini',
    en: 'Many registrations from this network',
  }),
  tooManyWhy: message({
    id: 'Tunggu satu jam lalu kirim lagi, atau daftar lewat WhatsApp kami.',
    en: 'Wait an hour and send again, or register on our WhatsApp.',
  }),
  done: message({ id: 'Pendaftaran diterima', en: 'We have your registration' }),
  keepCode: message({
    id: 'Simpan kode ini. Dengan kode ini Anda melacak, mengubah, dan mengambil hasilnya.',
    en: 'Keep this code. With it you follow your request, change it and get the result.',
  }),
  whatNext: message({ id: 'Selanjutnya', en: 'What happens next' }),
  visitDay: message({ id: 'Tanggal datang', en: 'Day of the visit' }),
  firstDay: message({ id: 'Hari pertama', en: 'First day' }),
  expected: message({ id: 'Perkiraan selesai', en: 'Expected by' }),
  tellMe: message({ id: 'Ingin dikabari lewat WhatsApp?', en: 'Shall we tell you on WhatsApp?' }),
  tellMeWhy: message<{ code: string }>({
    id: ({ code }) => `Tulis "LACAK ${code}" ke nomor kami. Sejak itu kabarnya kami kirim ke WhatsApp Anda.`,
    en: ({ code }) => `Write "TRACK ${code}" to our number. From then on we send the news to your WhatsApp.`,
  }),
  tellMeNow: message({ id: 'Tulis ke WhatsApp', en: 'Write on WhatsApp' }),
  printPage: message({
    id: 'Cetak atau simpan halaman ini dengan menu Cetak di peramban Anda.',
    en: 'Print or save this page with the Print menu of your browser.',
  }),
  labels: message({ id: 'Label kotak', en: 'Labels for the boxes' }),
  labelsWhy: message({
    id: 'Tempel satu label di tiap kotak sebelum dikirim.',
    en: 'Stick one label on each box before you send it.',
  }),
  labelA4: message({ id: 'Label di kertas A4 (PDF)', en: 'Labels on A4 paper (PDF)' }),
  labelRoll: message({ id: 'Label 50×25 mm (PDF)', en: 'Labels 50×25 mm (PDF)' }),
  labelLater: message({ id: 'Label sedang dibuat', en: 'The labels are being made' }),
  labelLaterWhy: message({
    id: 'Tunggu sebentar, lalu muat ulang halaman ini.',
    en: 'Wait a moment, then load this page again.',
  }),
  receiptGone: message({
    id: 'Bukti ini sudah tidak bisa dibuka',
    en: 'This receipt can no longer be opened',
  }),
  receiptGoneWhy: message({
    id: 'Pendaftaran Anda tetap ada. Lacak dengan kodenya.',
    en: 'Your registration is still there. Follow it with its code.',
  }),
  services: message({ id: 'Layanan kami', en: 'Our services' }),
  servicesTitle: message({ id: 'Juragan (Just For Pelanggan)', en: 'Juragan (just for our customers)' }),
  follow: message({ id: 'Lacak', en: 'Follow' }),
  laboratoryNeeds: message({
    id: 'NIK dan nama di KTP, hari datang, pemeriksaan yang diinginkan. Surat rujukan bila ada. Sekitar 3 menit.',
    en: 'NIK and name on the ID card, the day of your visit, the tests you want. A referral letter if you have one. About 3 minutes.',
  }),
  consultationNeeds: message({
    id: 'NIK dan nama di KTP, hari yang diinginkan. Sekitar 2 menit.',
    en: 'NIK and name on the ID card, the day you would like. About 2 minutes.',
  }),
  tourNeeds: message({
    id: 'Nama instansi, jumlah pengunjung, tanggal, dan surat pengantar (PDF). Sekitar 4 menit.',
    en: 'Name of the institution, number of visitors, dates, and a cover letter (PDF). About 4 minutes.',
  }),
  shipmentNeeds: message({
    id: 'Alamat pengirim, surat pengantar (PDF), dan tiga lembar Excel yang sudah diisi. Sekitar 8 menit.',
    en: "The sender's address, a cover letter (PDF) and three filled-in Excel sheets. About 8 minutes.",
  }),
};
