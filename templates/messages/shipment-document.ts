import type { DocumentToFix } from '../../src/domain/shipments/values.ts';
import type { DocumentKind } from '../../src/domain/values/shipment.ts';
import { numbered, quoted, quotedEnd } from './format.ts';
import { type Language, message, worded } from './kit.ts';
import { documentName } from './tracked.ts';

/** `1. Surat pengantar: belum ditandatangani`. */
export const toFixLines = (toFix: readonly DocumentToFix[], language: Language): string =>
  numbered(toFix.map(({ document, reason }) => `${documentName(document, language)}: ${quoted(reason)}`));

const toFix: DocumentToFix[] = [
  { document: 'cover', reason: 'belum ditandatangani' },
  { document: 'identity', reason: 'kolom NIK kosong' },
];

/** Sending a document that staff want corrected. */
export const shipmentDocument = {
  askWhich: worded<{ toFix: DocumentToFix[] }>({
    id: 'Dokumen mana yang akan Anda kirim?\n{daftar}\nBalas angkanya.',
    en: 'Which document are you sending?\n{daftar}\nReply with the number.',
    values: { daftar: (vars, language) => toFixLines(vars.toFix, language) },
    example: { toFix },
  }),
  chooseFirst: message({
    id: 'Pilih dulu dokumennya dengan angka, lalu kirim berkasnya.',
    en: 'First choose the document by its number, then send the file.',
  }),
  ask: worded<{ document: DocumentKind; reason: string }>({
    id: '*{dokumen}*. Yang perlu diperbaiki: {alasan} Kirim berkas yang sudah benar di sini.',
    en: '*{dokumen}*. What is to be put right: {alasan} Send the corrected file here.',
    values: {
      dokumen: ({ document }, language) => documentName(document, language),
      alasan: ({ reason }) => quotedEnd(reason),
    },
    example: { document: 'cover', reason: 'belum ditandatangani' },
  }),
  sent: worded<{ document: DocumentKind }>({
    id: 'Terima kasih. *{dokumen}* sudah kami terima, masih ada yang perlu diperbaiki.',
    en: 'Thank you. *{dokumen}*: we have it. There is more to put right.',
    values: { dokumen: ({ document }, language) => documentName(document, language) },
    example: { document: 'cover' },
  }),
  allSent: message({
    id: 'Terima kasih, semua perbaikan sudah kami terima. Petugas memeriksanya lagi, lalu Anda kami kabari.',
    en: 'Thank you, we have everything. Staff look at it again and let you know.',
  }),
  nothing: message({
    id: 'Tidak ada dokumen yang perlu diperbaiki sekarang.',
    en: 'No document needs to be corrected now.',
  }),
};
