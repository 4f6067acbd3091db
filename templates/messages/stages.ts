import type { Stage } from '../../src/domain/registrations/table.ts';
import type { RegistrationService } from '../../src/domain/values/services.ts';
import type { Language } from './kit.ts';

const NAMES: Record<Stage, { id: string; en: string }> = {
  registered: { id: 'Terdaftar', en: 'Registered' },
  verified: { id: 'Terverifikasi', en: 'Verified' },
  confirmed: { id: 'Dikonfirmasi', en: 'Confirmed' },
  dateProposed: { id: 'Dijadwal ulang', en: 'Another date proposed' },
  noShow: { id: 'Tidak hadir', en: 'Did not come' },
  reviewing: { id: 'Ditelaah', en: 'Under review' },
  approved: { id: 'Disetujui', en: 'Approved' },
  documentsVerified: { id: 'Dokumen terverifikasi', en: 'Documents verified' },
  documentsToFix: { id: 'Dokumen perlu diperbaiki', en: 'Documents to be corrected' },
  awaitingSamples: { id: 'Menunggu sampel', en: 'Waiting for the samples' },
  sampleReceived: { id: 'Sampel diterima', en: 'Sample received' },
  testing: { id: 'Diperiksa', en: 'Being tested' },
  validating: { id: 'Validasi hasil', en: 'Result being validated' },
  completed: { id: 'Selesai', en: 'Completed' },
  rejected: { id: 'Ditolak', en: 'Rejected' },
  sampleRejected: { id: 'Sampel ditolak', en: 'Sample rejected' },
  cancelled: { id: 'Dibatalkan', en: 'Cancelled' },
};

const MEANINGS: Record<Stage, { id: string; en: string }> = {
  registered: {
    id: 'Pendaftaran kami terima dan sedang dilihat petugas.',
    en: 'We have your registration; staff are looking at it.',
  },
  verified: {
    id: 'Data sudah diperiksa. Silakan datang pada hari kunjungan.',
    en: 'Your data is checked. Please come on the day of your visit.',
  },
  confirmed: {
    id: 'Jadwal sudah pasti. Silakan datang pada hari itu.',
    en: 'The date is settled. Please come on that day.',
  },
  dateProposed: {
    id: 'Petugas mengusulkan tanggal lain dan menunggu jawaban Anda.',
    en: 'Staff propose another date and wait for your answer.',
  },
  noShow: {
    id: 'Anda tidak datang pada hari kunjungan.',
    en: 'You did not come on the day of your visit.',
  },
  reviewing: {
    id: 'Permohonan sedang ditelaah; surat balasan disiapkan.',
    en: 'Your request is being looked at; a reply letter is on its way.',
  },
  approved: {
    id: 'Permohonan disetujui. Surat balasannya sudah bisa diambil.',
    en: 'Your request is approved. The reply letter is ready.',
  },
  documentsVerified: { id: 'Semua dokumen sudah benar.', en: 'All documents are right.' },
  documentsToFix: {
    id: 'Ada dokumen yang perlu diperbaiki dan dikirim lagi.',
    en: 'A document has to be corrected and sent again.',
  },
  awaitingSamples: {
    id: 'Dokumen sudah benar. Silakan kirim sampelnya.',
    en: 'The documents are right. Please send the samples.',
  },
  sampleReceived: { id: 'Sampel sudah di laboratorium.', en: 'The sample is at the laboratory.' },
  testing: { id: 'Sampel sedang diperiksa.', en: 'The sample is being tested.' },
  validating: {
    id: 'Hasil sedang diperiksa sekali lagi oleh petugas kedua.',
    en: 'A second officer is checking the result.',
  },
  completed: { id: 'Hasil sudah jadi.', en: 'The result is ready.' },
  rejected: { id: 'Pendaftaran tidak dapat kami layani.', en: 'We cannot serve this registration.' },
  sampleRejected: {
    id: 'Sampel tidak dapat diperiksa dan perlu diambil lagi.',
    en: 'The sample cannot be tested and has to be taken again.',
  },
  cancelled: { id: 'Pendaftaran dibatalkan.', en: 'The registration was cancelled.' },
};

/** The stage as it is called on every screen and in every message. */
export const stageName = (stage: Stage, language: Language): string => NAMES[stage][language];

/** Where a stage means something else for one service than for the others. */
const MEANINGS_OF: Partial<Record<RegistrationService, Partial<Record<Stage, { id: string; en: string }>>>> =
  {
    consultation: {
      registered: {
        id: 'Pendaftaran kami terima; petugas akan mengonfirmasi harinya.',
        en: 'We have your registration; staff will confirm the day.',
      },
      completed: { id: 'Konsultasi sudah selesai.', en: 'The consultation is over.' },
      noShow: {
        id: 'Kami belum sempat bertemu Anda pada hari itu. Silakan mendaftar lagi kapan saja.',
        en: 'We did not meet you on that day. You are welcome to register again.',
      },
    },
    tour: {
      completed: { id: 'Kunjungan sudah selesai.', en: 'The visit is over.' },
      rejected: {
        id: 'Permohonan tidak dapat kami penuhi. Surat balasannya sudah bisa diambil.',
        en: 'We cannot grant your request. The reply letter is ready.',
      },
      noShow: { id: 'Rombongan tidak datang.', en: 'The group did not come.' },
    },
    shipment: {
      sampleRejected: {
        id: 'Sampel tidak dapat diperiksa dan perlu dikirim lagi.',
        en: 'The samples cannot be tested and have to be sent again.',
      },
    },
  };

/** What the stage means, in plain words. */
export const stageMeaning = (
  stage: Stage,
  language: Language,
  service: RegistrationService = 'laboratory',
): string => (MEANINGS_OF[service]?.[stage] ?? MEANINGS[stage])[language];

/** Whether a status is a stage of a registration. */
export const isStage = (status: string): status is Stage => Object.hasOwn(NAMES, status);
