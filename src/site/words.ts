import { type Language, type Message, message } from '../../templates/messages/kit.ts';
import { formWords } from './form-words.ts';

/** What the public pages say. */
export const WORDS = {
  ...formWords,
  welcome: message({
    id: 'Daftar periksa dan lihat hasil, lewat WhatsApp',
    en: 'Register for a test and follow it, on WhatsApp',
  }),
  about: message({
    id: 'Tulis pesan seperti kepada petugas. Asisten kami menjawab setiap saat: mendaftar, harga, persiapan, dan kapan hasil selesai. Sekitar tiga menit, tanpa antre.',
    en: 'Write as you would to our staff. Our assistant answers at any time: registration, prices, preparation, and when your result is ready. About three minutes, no queue.',
  }),
  chat: message({ id: 'Buka WhatsApp', en: 'Open WhatsApp' }),
  simulator: message({ id: 'Coba tanpa WhatsApp', en: 'Try it without WhatsApp' }),
  track: message({ id: 'Lacak pendaftaran', en: 'Follow a registration' }),
  hours: message({ id: 'Jam layanan', en: 'Opening hours' }),
  closed: message({ id: 'tutup', en: 'closed' }),
  counter: message({ id: 'Datang ke laboratorium', en: 'Come to the laboratory' }),
  trackIntro: message({
    id: 'Kode ada di pesan WhatsApp atau bukti yang Anda terima setelah mendaftar. Tanggal lahir menjaga agar tidak ada orang lain yang membacanya.',
    en: 'The code is in the WhatsApp message or on the slip you got after registering. The birth date keeps it from anybody else.',
  }),
  trackIntroCode: message({
    id: 'Ketik kode yang ada di pesan WhatsApp, label, atau bukti pendaftaran Anda.',
    en: 'Type the code from your WhatsApp message, label or registration slip.',
  }),
  trackIntroLastFive: message({
    id: 'Angka dari nomor HP yang didaftarkan menjaga agar tidak ada orang lain yang membacanya.',
    en: 'The digits of the registered phone number keep it from anybody else.',
  }),
  trackIntroTour: message({
    id: 'Dengan kode ini Anda melihat tahap dan tanggalnya. Surat balasan diminta sesudah itu.',
    en: 'With this code you see how it stands and the dates. The reply letter is asked for after that.',
  }),
  code: message({ id: 'Kode pendaftaran', en: 'Registration code' }),
  codeHint: message({ id: 'Contoh: LAB-7K2M-9QXP-C', en: 'Example: LAB-7K2M-9QXP-C' }),
  codeMissing: message({ id: 'Ketik kode pendaftaran Anda.', en: 'Type your registration code.' }),
  codeTypo: message({
    id: 'Ada salah ketik di kode itu. Bandingkan huruf demi huruf dengan pesan kami.',
    en: 'There is a typing slip in that code. Compare it letter by letter with our message.',
  }),
  birthDate: message({ id: 'Tanggal lahir yang didaftarkan', en: 'Birth date of the person registered' }),
  birthDateHint: message({
    id: 'Contoh: 17-08-1990 atau 17 Agustus 1990',
    en: 'Example: 17-08-1990 or 17 August 1990',
  }),
  lastFive: message({
    id: '5 angka terakhir nomor HP yang didaftarkan',
    en: 'Last 5 digits of the registered phone number',
  }),
  lastFiveHint: message({ id: 'Contoh: 01234', en: 'Example: 01234' }),
  see: message({ id: 'Lihat', en: 'Show' }),
  next: message({ id: 'Lanjut', en: 'Next' }),
  proveMore: message({ id: 'Surat balasan dan data rombongan', en: 'Reply letter and details of the group' }),
  mismatch: message<{ triesLeft: number }>({
    id: ({ triesLeft }) =>
      `Kode dan tanggal lahir itu tidak cocok. Periksa keduanya, lalu coba lagi (sisa ${triesLeft} kali).`,
    en: ({ triesLeft }) =>
      `That code and birth date do not match. Check both and try again (${triesLeft} left).`,
  }),
  mismatchLastFive: message<{ triesLeft: number }>({
    id: ({ triesLeft }) =>
      `Kode dan 5 angka itu tidak cocok. Periksa keduanya, lalu coba lagi (sisa ${triesLeft} kali).`,
    en: ({ triesLeft }) =>
      `That code and those 5 digits do not match. Check both and try again (${triesLeft} left).`,
  }),
  mismatchCode: message<{ triesLeft: number }>({
    id: ({ triesLeft }) => `Kode itu tidak ada pada kami. Periksa, lalu coba lagi (sisa ${triesLeft} kali).`,
    en: ({ triesLeft }) => `We have no such code. Check it and try again (${triesLeft} left).`,
  }),
  lockedUntil: message<{ until: string }>({
    id: ({ until }) =>
      `Demi keamanan, pelacakan ini dikunci sampai ${until} karena terlalu banyak percobaan. Perlu segera? Tulis "petugas" di WhatsApp kami.`,
    en: ({ until }) =>
      `For safety this is locked until ${until} after too many tries. Urgent? Write "agent" on our WhatsApp.`,
  }),
  locked: message({
    id: (_, { lab }) =>
      `Demi keamanan, pelacakan ini dikunci karena terlalu banyak percobaan. Hubungi petugas di ${lab.phone}, atau datang membawa KTP.`,
    en: (_, { lab }) =>
      `For safety this is locked after too many tries. Call our staff at ${lab.phone}, or come with your ID card.`,
  }),
  history: message({ id: 'Perjalanan', en: 'So far' }),
  reason: message({ id: 'Alasan', en: 'Reason' }),
  reportReady: message({
    id: 'Laporan hasil uji sudah siap. Berkas PDF-nya berisi data kesehatan: simpan di tempat yang aman.',
    en: 'The report is ready. The PDF holds health data: keep it in a safe place.',
  }),
  download: message({ id: 'Unduh laporan (PDF)', en: 'Download the report (PDF)' }),
  reportInPerson: message({
    id: (_, { lab }) => `Hasil diserahkan langsung di loket. Bawa KTP ke ${lab.address}.`,
    en: (_, { lab }) => `The result is handed over at the counter. Bring your ID card to ${lab.address}.`,
  }),
  reportNotReady: message({
    id: 'Laporannya belum bisa diunduh. Anda akan kami kabari begitu selesai.',
    en: 'The report cannot be downloaded yet. We will tell you as soon as it is ready.',
  }),
  letterReady: message({
    id: 'Surat balasan kami sudah siap.',
    en: 'Our reply letter is ready.',
  }),
  letterNotReady: message({
    id: 'Suratnya belum bisa diunduh. Anda akan kami kabari begitu selesai.',
    en: 'The letter cannot be downloaded yet. We will tell you as soon as it is ready.',
  }),
  proposalAsk: message<{ day: string }>({
    id: ({ day }) => `Kami mengusulkan ${day}. Cocok?`,
    en: ({ day }) => `We propose ${day}. Does it suit you?`,
  }),
  proposalAccept: message({ id: 'Ya, cocok', en: 'Yes, it suits me' }),
  proposalDecline: message({ id: 'Tidak cocok', en: 'It does not suit me' }),
  proposalAccepted: message<{ day: string }>({
    id: ({ day }) => `Baik, kami tunggu ${day}.`,
    en: ({ day }) => `All right, we expect you on ${day}.`,
  }),
  proposalDeclined: message<{ day: string }>({
    id: ({ day }) => `Baik, usulan itu tidak jadi. Kunjungan tetap ${day} sampai petugas memastikannya.`,
    en: ({ day }) => `All right, we drop that proposal. Your visit stays on ${day} until staff confirm it.`,
  }),
  proposalGone: message<{ day: string }>({
    id: ({ day }) =>
      `Maaf, ${day} baru saja penuh. Belum ada yang berubah; petugas akan mengusulkan hari lain.`,
    en: ({ day }) => `Sorry, ${day} has just filled up. Nothing has changed; staff will propose another day.`,
  }),
  proposalOver: message({
    id: 'Usulan itu sudah dijawab atau ditarik kembali.',
    en: 'That proposal was answered or taken back already.',
  }),
  fixInChat: message({ id: 'Kirim perbaikannya di WhatsApp', en: 'Send the corrections on WhatsApp' }),
  labels: message({
    id: 'Tempel satu label pada setiap kotak. Cetak di kertas A4, atau di label rol 50×25 mm.',
    en: 'Put one label on every box. Print on A4 paper, or on a roll of 50×25 mm labels.',
  }),
  labelA4: message({ id: 'Unduh label A4', en: 'Download the A4 labels' }),
  labelRoll: message({ id: 'Unduh label rol', en: 'Download the roll labels' }),
  labelComes: message({
    id: 'Labelnya sedang dicetak. Tunggu sebentar, lalu tekan tombol unduh sekali lagi.',
    en: 'The label is being printed. Wait a moment, then press the download button once more.',
  }),
  labelNotWanted: message({
    id: 'Label tidak diperlukan lagi: sampelnya sudah kami terima atau pengirimannya sudah berakhir.',
    en: 'The label is no longer needed: we have the samples, or the shipment has ended.',
  }),
  downloadLetter: message({ id: 'Unduh surat balasan (PDF)', en: 'Download the reply letter (PDF)' }),
  another: message({ id: 'Lacak kode lain', en: 'Follow another code' }),
  linkGone: message({ id: 'Tautan ini sudah tidak berlaku', en: 'This link no longer works' }),
  linkGoneWhy: message({
    id: 'Tautan pendek kami hidup beberapa bulan saja. Pendaftaran Anda tetap bisa dilacak dengan kodenya.',
    en: 'Our short links live for some months only. You can still follow your registration with its code.',
  }),
  notFound: message({ id: 'Halaman tidak ada', en: 'There is no such page' }),
  notFoundWhy: message({
    id: 'Periksa alamatnya, atau mulai dari halaman depan.',
    en: 'Check the address, or begin at the front page.',
  }),
  tooOften: message({ id: 'Terlalu sering', en: 'Too often' }),
  tooOftenWhy: message({
    id: 'Terlalu banyak permintaan dari jaringan Anda. Tunggu satu menit, lalu coba lagi.',
    en: 'Too many requests from your network. Wait a minute, then try again.',
  }),
  broken: message({ id: 'Ada yang salah', en: 'Something went wrong' }),
  brokenWhy: message({
    id: 'Kesalahan ini sudah tercatat. Coba lagi sebentar lagi, atau tulis ke WhatsApp kami.',
    en: 'We have noted the mistake. Try again in a moment, or write to us on WhatsApp.',
  }),
  statistics: message({ id: 'Statistik layanan', en: 'Statistics' }),
  statisticsIntro: message({
    id: '12 bulan terakhir, sampai akhir bulan lalu. Tanpa data pribadi.',
    en: 'The last 12 months, up to the end of last month. No personal data.',
  }),
  statisticsNone: message({
    id: 'Belum ada bulan penuh untuk ditampilkan. Angka muncul sesudah bulan pertama selesai.',
    en: 'There is no whole month to show yet. Figures appear once the first month is over.',
  }),
  received: message({ id: 'Permintaan masuk', en: 'Requests received' }),
  onTime: message({ id: 'Selesai tepat waktu', en: 'Finished in time' }),
  medianDays: message({ id: 'Median sampai selesai', en: 'Median until finished' }),
  workingDays: message({ id: 'hari kerja', en: 'working days' }),
  tooFew: message({ id: 'terlalu sedikit untuk ditampilkan', en: 'too few to be shown' }),
  byMonth: message({ id: 'Permintaan per bulan', en: 'Requests by month' }),
  month: message({ id: 'Bulan', en: 'Month' }),
  together: message({ id: 'Jumlah', en: 'Total' }),
  hidden: message({
    id: 'Jumlah di bawah 3 ditulis "<3" dan tidak ikut dijumlahkan, agar tidak ada orang yang bisa dikenali. Tanda + berarti sedikitnya.',
    en: 'Counts under 3 are written "<3" and left out of totals, so that nobody can be recognised. A + means at least.',
  }),
  home: message({ id: 'Ke halaman depan', en: 'To the front page' }),
};

export type WordName = keyof typeof WORDS;

/** The words that need nothing but a language. */
export type PlainWord = {
  [Name in WordName]: (typeof WORDS)[Name] extends Message<void> ? Name : never;
}[WordName];

/** Names of the languages, each in itself. */
export const LANGUAGE_NAMES: Record<Language, string> = { id: 'Bahasa Indonesia', en: 'English' };
