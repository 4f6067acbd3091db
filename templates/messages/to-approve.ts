import type { TemplateName } from '../../src/domain/values/message-templates.ts';

/** A template as a lab may hand it in to WhatsApp. */
interface ToApprove {
  name: string;
  id(lab: string): string;
  en(lab: string): string;
}

/**
 * What a lab may hand in to WhatsApp for approval, as a "utility" template. `{{1}}` is the place of our
 * own words; WhatsApp wants it neither first nor last. The invitation has none: it only asks to write.
 */
export const toApprove: Record<TemplateName, ToApprove> = {
  registrationReceived: {
    name: 'pendaftaran_diterima',
    id: (lab) =>
      `Pendaftaran Anda di ${lab} sudah kami terima. {{1}} Balas pesan ini bila ada yang ingin ditanyakan.`,
    en: (lab) => `We have received your registration at ${lab}. {{1}} Reply to this message with questions.`,
  },
  stageChanged: {
    name: 'kabar_pendaftaran',
    id: (lab) =>
      `Kabar tentang pendaftaran Anda di ${lab}: {{1}} Balas pesan ini bila ada yang ingin ditanyakan.`,
    en: (lab) =>
      `There is news about your registration at ${lab}: {{1}} Reply to this message with questions.`,
  },
  moved: {
    name: 'jadwal_dipindah',
    id: (lab) =>
      `Jadwal kunjungan Anda ke ${lab} berubah. {{1}} Balas pesan ini bila harinya tidak cocok untuk Anda.`,
    en: (lab) =>
      `Your visit to ${lab} has been rescheduled. {{1}} Reply to this message if the day does not suit you.`,
  },
  corrected: {
    name: 'data_dibetulkan',
    id: (lab) =>
      `Data pendaftaran Anda di ${lab} dibetulkan petugas. {{1}} Balas pesan ini bila ada yang tidak sesuai.`,
    en: (lab) =>
      `Staff at ${lab} have corrected your registration. {{1}} Reply to this message if something is wrong.`,
  },
  expectedChanged: {
    name: 'perkiraan_selesai',
    id: (lab) =>
      `Perkiraan selesai pemeriksaan Anda di ${lab} berubah. {{1}} Balas pesan ini bila ada yang ingin ditanyakan.`,
    en: (lab) =>
      `The day your result from ${lab} is expected has changed. {{1}} Reply to this message with questions.`,
  },
  visitReminder: {
    name: 'pengingat_kunjungan',
    id: (lab) => `Kunjungan Anda ke ${lab} sudah dekat. {{1}} Balas pesan ini bila Anda tidak jadi datang.`,
    en: (lab) => `Your visit to ${lab} is coming up. {{1}} Reply to this message if you cannot come.`,
  },
  consultationReceived: {
    name: 'konsultasi_diterima',
    id: (lab) =>
      `Pendaftaran konsultasi Anda di ${lab} sudah kami terima. {{1}} Balas pesan ini bila ada yang ingin ditanyakan.`,
    en: (lab) =>
      `We have received your registration for a consultation at ${lab}. {{1}} Reply to this message with questions.`,
  },
  consultationStage: {
    name: 'kabar_konsultasi',
    id: (lab) =>
      `Kabar tentang konsultasi Anda di ${lab}: {{1}} Balas pesan ini bila ada yang ingin ditanyakan.`,
    en: (lab) =>
      `There is news about your consultation at ${lab}: {{1}} Reply to this message with questions.`,
  },
  consultationReminder: {
    name: 'pengingat_konsultasi',
    id: (lab) => `Konsultasi Anda di ${lab} sudah dekat. {{1}} Balas pesan ini bila Anda tidak jadi datang.`,
    en: (lab) => `Your consultation at ${lab} is coming up. {{1}} Reply to this message if you cannot come.`,
  },
  dateProposed: {
    name: 'usulan_hari',
    id: (lab) => `Petugas ${lab} mengusulkan hari lain untuk Anda. {{1}} Balas dengan angkanya, 1 atau 2.`,
    en: (lab) => `The staff at ${lab} propose another day for you. {{1}} Reply with the number, 1 or 2.`,
  },
  proposalWithdrawn: {
    name: 'usulan_ditarik',
    id: (lab) => `Usulan hari dari ${lab} tidak jadi. {{1}} Balas pesan ini bila ada yang ingin ditanyakan.`,
    en: (lab) => `The day proposed by ${lab} no longer stands. {{1}} Reply to this message with questions.`,
  },
  shipmentReceived: {
    name: 'kiriman_terdaftar',
    id: (lab) =>
      `Kiriman sampel Anda ke ${lab} sudah terdaftar. {{1}} Balas pesan ini bila ada yang ingin ditanyakan.`,
    en: (lab) =>
      `Your shipment of samples to ${lab} is registered. {{1}} Reply to this message with questions.`,
  },
  shipmentToFix: {
    name: 'dokumen_perlu_diperbaiki',
    id: (lab) =>
      `Dokumen kiriman sampel Anda ke ${lab} sudah diperiksa. {{1}} Balas pesan ini bila ada yang ingin ditanyakan.`,
    en: (lab) =>
      `Staff at ${lab} have checked the documents of your shipment. {{1}} Reply to this message with questions.`,
  },
  shipmentAwaited: {
    name: 'sampel_ditunggu',
    id: (lab) =>
      `Kiriman sampel Anda sudah bisa dikirim ke ${lab}. {{1}} Balas pesan ini bila ada yang ingin ditanyakan.`,
    en: (lab) => `Your samples may be sent to ${lab} now. {{1}} Reply to this message with questions.`,
  },
  shipmentArrived: {
    name: 'kiriman_tiba',
    id: (lab) =>
      `Kabar tentang kiriman sampel Anda di ${lab}: {{1}} Balas pesan ini bila ada yang tidak sesuai.`,
    en: (lab) => `News of your samples at ${lab}: {{1}} Reply to this message if something is wrong.`,
  },
  tourReceived: {
    name: 'permohonan_kunjungan_diterima',
    id: (lab) =>
      `Permohonan kunjungan rombongan Anda ke ${lab} sudah kami terima. {{1}} Balas pesan ini bila ada yang ingin ditanyakan.`,
    en: (lab) =>
      `We have received your group's request to visit ${lab}. {{1}} Reply to this message with questions.`,
  },
  tourStage: {
    name: 'kabar_kunjungan',
    id: (lab) =>
      `Kabar tentang kunjungan rombongan Anda ke ${lab}: {{1}} Balas pesan ini bila ada yang ingin ditanyakan.`,
    en: (lab) =>
      `There is news about your group's visit to ${lab}: {{1}} Reply to this message with questions.`,
  },
  tourReminder: {
    name: 'pengingat_kunjungan_rombongan',
    id: (lab) =>
      `Kunjungan rombongan Anda ke ${lab} sudah dekat. {{1}} Balas pesan ini bila rombongan tidak jadi datang.`,
    en: (lab) =>
      `Your group's visit to ${lab} is coming up. {{1}} Reply to this message if the group cannot come.`,
  },
  paymentRecorded: {
    name: 'pembayaran_dicatat',
    id: (lab) => `Pembayaran Anda di ${lab} sudah dicatat. {{1}} Balas pesan ini bila ada yang tidak sesuai.`,
    en: (lab) => `Your payment at ${lab} is recorded. {{1}} Reply to this message if something is wrong.`,
  },
  takenOver: {
    name: 'petugas_membantu',
    id: (lab) => `Petugas ${lab} menanggapi pesan Anda. {{1}} Balas pesan ini untuk melanjutkan percakapan.`,
    en: (lab) =>
      `A member of staff at ${lab} is answering your message. {{1}} Reply here to go on with the talk.`,
  },
  handedBack: {
    name: 'asisten_kembali',
    id: (lab) => `Percakapan Anda dengan petugas ${lab} selesai. {{1}} Balas pesan ini bila masih perlu.`,
    en: (lab) =>
      `Your talk with the staff at ${lab} has ended. {{1}} Reply to this message if you need more.`,
  },
  staffReply: {
    name: 'jawaban_petugas',
    id: (lab) =>
      `Jawaban petugas ${lab} atas pesan Anda: {{1}} Balas pesan ini bila masih ada yang ingin ditanyakan.`,
    en: (lab) => `The staff at ${lab} answer your message: {{1}} Reply here if there is anything else.`,
  },
  putAside: {
    name: 'isian_tersimpan',
    id: (lab) => `Isian Anda di ${lab} masih tersimpan. {{1}} Balas pesan ini untuk meneruskannya.`,
    en: (lab) => `Your form at ${lab} has been kept. {{1}} Reply to this message to go on with it.`,
  },
  digest: {
    name: 'ringkasan_kerja',
    id: (lab) => `Ringkasan kerja ${lab}: {{1}} Balas dengan angkanya untuk melihat rinciannya.`,
    en: (lab) => `Work digest of ${lab}: {{1}} Reply with a number to see its details.`,
  },
  invitation: {
    name: 'ada_kabar',
    id: (lab) =>
      `Ada kabar dari ${lab} tentang pendaftaran Anda. Balas pesan ini, cukup dengan OK, supaya kami bisa mengirimkannya.`,
    en: (lab) =>
      `There is news from ${lab} about your registration. Reply to this message, a simple OK will do, so that we can send it.`,
  },
};
