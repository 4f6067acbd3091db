import type { Message } from './kit.ts';

// Few words above a field are no sentences of the bot: a lab does not put them in words of its own.
const label = (id: string, en: string): Message<void> => ({ id, en });

/** What stands above the fields of pages, on the website and at the counter, in few words. */
export const pageLabels = {
  needed: label('Isian ini perlu diisi.', 'Please fill this in.'),
  chooseOne: label('Pilih salah satu.', 'Please choose one.'),
  fileNeeded: label('Pilih berkasnya.', 'Please choose the file.'),
  personName: label('Nama lengkap, seperti di KTP', 'Full name, as on the ID card'),
  nik: label('NIK', 'NIK (national ID number)'),
  nikHint: label('16 angka di KTP atau KK.', '16 digits on the ID or family card.'),
  birthDate: label('Tanggal lahir', 'Birth date'),
  birthDateHint: label(
    'Contoh: 17-08-1990. Boleh kosong: kami baca dari NIK.',
    'Example: 17-08-1990. May stay empty: we read it from the NIK.',
  ),
  otherBirthDate: label(
    'Ya, tanggal lahir ini benar menurut KTP atau akta, walau berbeda dari NIK',
    'Yes, this birth date is right by the ID card or birth certificate, though the NIK differs',
  ),
  visitOn: label('Tanggal datang', 'Day of the visit'),
  phone: label('Nomor HP (WhatsApp)', 'Mobile number (WhatsApp)'),
  phoneHint: label('Contoh: 0812 0000 1234', 'Example: 0812 0000 1234'),
  tests: label('Pemeriksaan', 'Tests'),
  testsHint: label(
    'Centang satu atau lebih, di kelompok mana pun.',
    'Tick one or more, in any of the groups.',
  ),
  inCharge: label('Nama penanggung jawab', 'Person in charge'),
  institution: label('Nama instansi', 'Institution'),
  email: label('E-mail', 'E-mail'),
  letter: label('Surat rujukan', 'Referral letter'),
  sheetCorrected: label('Pakai salinan yang sudah dibetulkan', 'Use the corrected copy'),
  sheetAsIs: label('Kirim apa adanya', 'Send it as it is'),
  letterHint: label('PDF atau foto.', 'A PDF or a photo.'),
};
