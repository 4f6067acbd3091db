import type { Stage } from '../../src/domain/registrations/table.ts';
import type { Language } from './kit.ts';

const NAMES: Record<Stage, { id: string; en: string }> = {
  registered: { id: 'Terdaftar', en: 'Registered' },
  verified: { id: 'Terverifikasi', en: 'Verified' },
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

/** What the stage means, in plain words. */
export const stageMeaning = (stage: Stage, language: Language): string => MEANINGS[stage][language];
