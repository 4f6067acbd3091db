import type { Stage } from '../domain/registrations/table.ts';
import type { Role } from '../domain/staff/values.ts';
import type { Service } from '../domain/values/services.ts';
import type { DocumentKind, SampleCategory } from '../domain/values/shipment.ts';

/** What is said at the top of a page after something was done. */
export const NOTICES = {
  stage: 'Tahap diperbarui. Pemohon diberi tahu lewat WhatsApp.',
  untold:
    'Tersimpan. Pemohon tidak menerima pesan: tidak ada percakapan WhatsApp, atau pemberitahuannya dihentikan. Beri tahu sendiri.',
  dateProposed: 'Usulan dikirim lewat WhatsApp. Begitu pemohon menjawab, tahapnya berubah sendiri.',
  proposalWithdrawn: 'Usulan ditarik. Pemohon diberi tahu lewat WhatsApp.',
  payment: 'Pembayaran dicatat.',
  expected: 'Perkiraan selesai diubah. Pemohon diberi tahu lewat WhatsApp.',
  uploaded: 'Laporan diunggah. Petugas lain perlu memvalidasinya.',
  letterMade: 'Surat balasan tersimpan. Buka PDF-nya, lalu minta petugas lain memvalidasinya.',
  validated: 'Laporan divalidasi.',
  letterValidated: 'Surat balasan divalidasi.',
  letterReleased: 'Surat balasan dilepas. Masih bisa ditarik kembali sebelum waktunya habis.',
  letterOut: 'Surat balasan sudah keluar. Pemohon diberi tahu lewat WhatsApp.',
  letterTakenBack: 'Surat balasan ditarik kembali. Pemohon tidak menerima apa-apa.',
  released: 'Laporan dilepas. Masih bisa ditarik kembali sebelum waktunya habis.',
  wentOut: 'Laporan sudah keluar. Pemohon diberi tahu lewat WhatsApp.',
  takenBack: 'Laporan ditarik kembali. Pemohon tidak menerima apa-apa.',
  unlocked: 'Kunci pelacakan dibuka.',
  shipmentReceived: 'Kiriman diterima. Pengirim diberi tahu lewat WhatsApp.',
  documentAccepted: 'Dokumen diterima.',
  documentToFix: 'Dicatat. Pengirim baru diberi tahu setelah Anda menekan Minta perbaikan.',
  documentsVerified: 'Semua dokumen diterima. Pengirim diberi tahu bahwa sampelnya boleh dikirim.',
  correctionAsked: 'Pengirim diberi tahu apa yang perlu diperbaiki.',
  documentAdded: 'Dokumen disimpan sebagai versi baru.',
  labelOrdered: 'Label sedang dicetak. Muat ulang halaman sebentar lagi.',
  takenOver: 'Percakapan ini sekarang Anda yang pegang. Bot diam.',
  handedBack: 'Percakapan dikembalikan ke bot.',
  replied: 'Balasan masuk antrean kirim.',
  registered: 'Terdaftar. Cetak atau bacakan buktinya.',
  noted: 'Catatan disimpan. Warga tidak melihatnya.',
  resent: 'Pesan masuk antrean kirim sekali lagi.',
  resolved: 'Ditandai selesai.',
  allRead: 'Semua notifikasi ditandai sudah dibaca.',
  messageSent: 'Pesan terkirim.',
  threadRead: 'Ditandai sudah terbaca untuk semua petugas unit Anda.',
  saved: 'Tersimpan.',
  bulkUndone: 'Dibatalkan. Semuanya kembali seperti sebelumnya.',
  macro: 'Terkirim dan tercatat.',
  visitsOnHoliday:
    'Hari libur tersimpan. Kunjungan di bawah ini sudah terdaftar pada hari itu: hubungi pemohonnya.',
  retired: 'Pemeriksaan tidak lagi ditawarkan.',
  revived: 'Pemeriksaan ditawarkan lagi.',
  kindRetired: 'Jenis wisata tidak lagi ditawarkan.',
  kindRevived: 'Jenis wisata ditawarkan lagi.',
  removed: 'Dihapus.',
  exportAsked: 'Berkas sedang dibuat. Anda diberi tahu begitu siap.',
  switchedOff: 'Akun ditutup dan semua sesinya diakhiri. Pekerjaannya kembali ke antrean.',
  switchedOn: 'Akun dibuka kembali.',
  unlinked: 'Tautan diputus. Bot diam sampai HP ditautkan lagi.',
  passwordChosen: 'Kata sandi tersimpan. Sekarang masuklah dengan kata sandi itu.',
  personRemoved: 'Akun dihapus. Pekerjaannya kembali ke antrean.',
  appointed: 'Orang ini sekarang petugas di instansi itu.',
  passwordForced: 'Orang itu diminta mengganti kata sandinya pada klik berikutnya.',
  allForced: 'Semua petugas lain diminta mengganti kata sandinya pada klik berikutnya.',
  sessionsEnded: 'Sesi diakhiri.',
  factorOff: 'Verifikasi dua langkah dimatikan.',
  chatUnlinked: 'WhatsApp tidak lagi terhubung dengan akun ini.',
  away: 'Tercatat. Pekerjaan Anda kembali ke antrean.',
  back: 'Selamat datang kembali.',
  unitAdded: 'Instansi dibuat.',
  unitRemoved: 'Instansi dihapus.',
  erasureAgreed: 'Disetujui. Data lama dihapus malam ini; sebelum itu persetujuan masih bisa dibatalkan.',
  erasureWithdrawn: 'Persetujuan dibatalkan. Tidak ada yang dihapus.',
  held: 'Ditahan. Datanya tidak akan dihapus karena umur.',
  holdReleased: 'Penahanan dilepaskan.',
  jobStarted: 'Pekerjaan dimulai; hasilnya muncul di sini.',
  clockTrusted: 'Jam dipastikan benar. Yang ditahan akan dilanjutkan.',
  password: 'Kata sandi diganti. Sesi Anda di peramban lain sudah diakhiri.',
} as const;

export type NoticeName = keyof typeof NOTICES;

const STAGE_ACTIONS: Record<Stage, string> = {
  registered: 'Kembalikan ke terdaftar',
  verified: 'Verifikasi',
  confirmed: 'Konfirmasi jadwal',
  dateProposed: 'Usulkan tanggal lain',
  noShow: 'Catat tidak hadir',
  reviewing: 'Mulai menelaah',
  approved: 'Setujui',
  documentsVerified: 'Dokumen sudah benar',
  documentsToFix: 'Minta perbaikan dokumen',
  awaitingSamples: 'Tunggu sampel',
  sampleReceived: 'Terima sampel',
  testing: 'Mulai periksa',
  validating: 'Masuk validasi hasil',
  completed: 'Selesaikan',
  rejected: 'Tolak pendaftaran',
  sampleRejected: 'Tolak sampel',
  cancelled: 'Batalkan',
};

/** What the button says that leads from one stage to another: some ways lead back. */
export function stageAction(from: Stage, to: Stage): string {
  if (from === 'validating' && to === 'testing') return 'Kembalikan ke pemeriksaan';
  if (from === 'sampleRejected' && to === 'sampleReceived') return 'Terima sampel baru';
  return STAGE_ACTIONS[to];
}

export const PAYMENT_NAMES = { unpaid: 'Belum bayar', paid: 'Lunas', free: 'Bebas biaya' } as const;

/** The fields of a test as staff read them. */
export const TEST_FIELD_NAMES = {
  code: 'Kode',
  group: 'Kelompok',
  name: 'Nama',
  nameEn: 'Nama dalam bahasa Inggris',
  sample: 'Sampel',
  method: 'Metode',
  priceRupiah: 'Tarif (rupiah)',
  turnaroundDays: 'Lama pengerjaan (hari)',
  parameter: 'Yang diperiksa',
  preparation: 'Persiapan',
  preparationEn: 'Persiapan dalam bahasa Inggris',
  synonyms: 'Sebutan lain',
  inPerson: 'Hasil hanya diserahkan langsung',
} as const;

/** What staff keep of a kind of tour, as they read it. */
export const TOUR_KIND_FIELD_NAMES = {
  name: 'Nama',
  nameEn: 'Nama dalam bahasa Inggris',
  about: 'Yang diperlihatkan',
  aboutEn: 'Yang diperlihatkan, dalam bahasa Inggris',
  hours: 'Lama (jam)',
  smallestGroup: 'Rombongan terkecil (orang)',
  largestGroup: 'Rombongan terbesar (orang)',
  priceRupiah: 'Tarif per orang (rupiah)',
} as const;

export const ROLE_NAMES: Record<Role, string> = {
  administrator: 'Admin pusat',
  coordinator: 'Admin koordinator',
  liaison: 'Pejabat penghubung',
  serviceOfficer: 'Petugas layanan',
  supervisor: 'Penyelia',
};

/** What samples are taken from, as staff read it. */
export const CATEGORY_NAMES: Record<SampleCategory, string> = {
  human: 'Manusia',
  nonHuman: 'Non-manusia',
};

/** The documents of a shipment as staff read them. */
export const DOCUMENT_NAMES: Record<DocumentKind, string> = {
  cover: 'Surat pengantar',
  identity: 'Identitas sampel',
  control: 'Formulir kendali',
  nar: 'Formulir NAR',
};

/** The lab's services as staff read them. */
export const SERVICE_NAMES: Record<Service, string> = {
  laboratory: 'Pemeriksaan laboratorium',
  consultation: 'Konsultasi klinik',
  tour: 'Wisata ilmiah',
  shipment: 'Pengiriman sampel',
  complaint: 'Pengaduan',
  question: 'Pertanyaan',
  sampling: 'Permintaan pengambilan contoh uji',
};
