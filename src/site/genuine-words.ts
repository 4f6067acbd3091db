import { longDay } from '../../templates/messages/format.ts';
import { message } from '../../templates/messages/kit.ts';
import type { Genuineness } from '../domain/papers/values.ts';

type Known<Outcome> = Extract<Genuineness, { outcome: Outcome }>;

/** What the page says on which a paper's code is answered. */
export const GENUINE_WORDS = {
  title: message({ id: 'Keaslian dokumen', en: 'Is it genuine?' }),
  intro: message({
    id: 'Setiap laporan, surat, dan label kami memuat kode pendek di sebelah kotak QR. Ketik di sini untuk memastikan dokumennya memang dari kami.',
    en: 'Every report, letter and label of ours bears a short code beside its QR. Type it here to make sure that the document is ours.',
  }),
  code: message({ id: 'Kode keaslian', en: 'Code of genuineness' }),
  codeHint: message({ id: 'Contoh: 7K2M-9QXP-C', en: 'Example: 7K2M-9QXP-C' }),
  check: message({ id: 'Periksa', en: 'Check' }),
  another: message({ id: 'Periksa kode lain', en: 'Check another code' }),
  typo: message({
    id: 'Ada salah ketik di kode itu. Bandingkan huruf demi huruf dengan dokumennya.',
    en: 'There is a typing slip in that code. Compare it letter by letter with the document.',
  }),
  notACode: message({
    id: 'Itu bukan kode keaslian. Kodenya sembilan huruf dan angka, di kaki dokumen.',
    en: 'That is not a code of genuineness. It has nine letters and digits and stands at the foot of the document.',
  }),
  genuine: message({ id: 'Asli dan berlaku', en: 'Genuine, and it counts' }),
  genuineWhy: message<Known<'genuine'>>({
    id: 'Dokumen dengan kode ini kami terbitkan dan masih berlaku.',
    en: 'We issued the document with this code, and it still counts.',
  }),
  replaced: message({ id: 'Tidak berlaku lagi', en: 'No longer valid' }),
  replacedWhy: message<Known<'replaced'>>({
    id: ({ replacedOn }) =>
      `Dokumen ini dari kami, tetapi sejak ${longDay(replacedOn, 'id')} sudah diganti atau dicabut. Mintalah yang terbaru kepada pemiliknya.`,
    en: ({ replacedOn }) =>
      `This document is ours, but since ${longDay(replacedOn, 'en')} it has been replaced or withdrawn. Ask its owner for the newest one.`,
  }),
  unknown: message({ id: 'Tidak kami kenal', en: 'Not known to us' }),
  unknownWhy: message<Known<'unknown'>>({
    id: (_, { lab }) =>
      `Tidak ada dokumen kami dengan kode ini. Bandingkan kodenya sekali lagi. Bila memang sama, dokumen itu bukan dari kami: kabari petugas di ${lab.phone}.`,
    en: (_, { lab }) =>
      `No document of ours has this code. Compare it once more. If it is the same, the document is not from us: tell our staff at ${lab.phone}.`,
  }),
  kind: message({ id: 'Jenis', en: 'Kind' }),
  issuedOn: message({ id: 'Diterbitkan', en: 'Issued on' }),
  by: message({ id: 'Oleh', en: 'By' }),
  unnamed: message({
    id: 'Isi dan nama di dalamnya tidak kami tampilkan. Bila isinya meragukan, bawa atau kirim berkasnya kepada petugas: kami bandingkan dengan yang tersimpan.',
    en: 'We show neither what it says nor whom it names. If you doubt what it says, bring or send the file to our staff: we compare it with the one we keep.',
  }),
};
