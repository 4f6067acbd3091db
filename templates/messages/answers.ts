import type { FileKind } from '../../flows/answers/file.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import type { MessageKind } from '../../src/transports/transport.ts';
import { EXAMPLE } from './examples.ts';
import { longDay, quoted, shortDay } from './format.ts';
import { type Language, message, worded } from './kit.ts';

/**
 * One clear sentence for every answer that could not be used, and an example for the second time.
 *
 * Longer than other files: it is a list, and read side by side the sentences keep one voice.
 */
export const answers = {
  // Whatever was asked

  nothingTyped: message({
    id: 'Pesan Anda kosong. Tolong ketik jawabannya ya.',
    en: 'Your message is empty. Please type your answer.',
  }),
  notTyped: worded<{ kind: MessageKind }>({
    id: 'Maaf, saya belum bisa {hal}. Tolong ketik jawabannya ya.',
    en: 'Sorry, I cannot {hal} yet. Please type your answer.',
    values: {
      hal: ({ kind }, language) => CANNOT[kind][language],
    },
    example: { kind: 'audio' },
  }),

  // Name

  nameExample: message({
    id: 'Contoh: *Siti Aminah*.',
    en: 'Example: *Siti Aminah*.',
  }),
  nameUnclear: message({
    id: 'Nama itu belum terbaca. Ketik nama lengkap dengan huruf, seperti di KTP.',
    en: 'I could not read that name. Type the full name in letters, as on the ID card.',
  }),
  nameIsNumber: message({
    id: 'Yang Anda ketik lebih mirip nomor. Di sini yang ditanyakan nama lengkap, seperti di KTP.',
    en: 'That looks like a number. Here we need the full name, as on the ID card.',
  }),
  nameWithNumber: message({
    id: 'Di sini cukup nama lengkapnya saja, tanpa nomor. Nomornya kami tanyakan sesudah ini bila perlu.',
    en: 'Just the full name here, without a number. We ask for the number after this if we need it.',
  }),
  nameIsLink: message({
    id: 'Yang Anda ketik berupa tautan atau e-mail. Ketik nama lengkapnya saja, seperti di KTP.',
    en: 'That is a link or an e-mail address. Type just the full name, as on the ID card.',
  }),
  nameTooLong: worded<{ max: number; typed: number }>({
    id: 'Nama paling panjang {terbanyak} huruf, yang Anda ketik {diketik}. Ketik namanya saja, gelar boleh disingkat.',
    en: 'A name has at most {terbanyak} letters, you typed {diketik}. Type only the name; titles may be shortened.',
    values: {
      terbanyak: ({ max }) => String(max),
      diketik: ({ typed }) => String(typed),
    },
    optional: ['terbanyak', 'diketik'],
    example: { max: 500, typed: 612 },
  }),

  // NIK

  nikExample: message({
    id: 'NIK ada di KTP atau KK: 16 angka, semuanya angka. Contoh: *3308 1057 0890 0001*.',
    en: 'The NIK is on the ID card (KTP) or family card (KK): 16 digits, nothing else. Example: *3308 1057 0890 0001*.',
  }),
  nikLength: worded<{ digits: number }>({
    id: 'NIK harus 16 angka, yang Anda ketik {angka}. Coba lihat lagi di KTP, di bawah tulisan NIK.',
    en: 'A NIK has 16 digits, you typed {angka}. Please look again on the ID card, next to "NIK".',
    values: {
      angka: ({ digits }) => String(digits),
    },
    optional: ['angka'],
    example: { digits: 15 },
  }),
  nikNotDigits: worded<{ position: number; character: string }>({
    id: 'NIK hanya berisi angka, tetapi karakter ke-{urutan} adalah "{karakter}". Coba ketik lagi dengan angka 0–9.',
    en: 'A NIK has digits only, but character {urutan} is "{karakter}". Please type it again with the digits 0–9.',
    values: {
      urutan: ({ position }) => String(position),
      karakter: ({ character }) => shown(character),
    },
    example: { position: 3, character: 'O' },
  }),
  nikAllSame: message({
    id: 'Angka NIK itu sama semua. Ketik 16 angka seperti di KTP atau KK.',
    en: 'All digits of that NIK are the same. Type the 16 digits on the ID card or family card.',
  }),
  nikUnclear: message({
    id: 'NIK belum terbaca. Ketik 16 angka yang ada di KTP atau KK, di bawah tulisan NIK.',
    en: 'I could not find a NIK. Type the 16 digits on the ID card (KTP) or family card (KK).',
  }),

  // Days

  dayUnreal: worded<{ typed: string }>({
    id: 'Tanggal "{ketikan}" tidak ada di kalender. Tulis tanggal, bulan, lalu tahun. Contoh: *17-08-1990*.',
    en: '"{ketikan}" is not a day in the calendar. Write day, month, then year. Example: *17-08-1990*.',
    values: {
      ketikan: ({ typed }) => quoted(typed),
    },
    example: { typed: '31-02-2026' },
  }),
  birthDateExample: message({
    id: 'Contoh: *17-08-1990* atau *17 Agustus 1990*.',
    en: 'Example: *17-08-1990* or *17 August 1990*.',
  }),
  birthDateEcho: worded<{ day: LabDay }>({
    id: 'Lahir *{hari}*, benar?\n1. Benar\n2. Bukan',
    en: 'Born on *{hari}*, correct?\n1. Correct\n2. No',
    values: {
      hari: ({ day }, language) => longDay(day, language),
    },
    example: { day: EXAMPLE.day },
  }),
  birthDateUnclear: message({
    id: 'Tanggal lahir belum terbaca. Tulis tanggal, bulan, dan tahun. Contoh: *17-08-1990*.',
    en: 'I could not read that date of birth. Write day, month and year. Example: *17-08-1990*.',
  }),
  birthDateYear: message({
    id: 'Tahun lahirnya belum ada. Tulis lengkap, contoh: *17 Agustus 1990*.',
    en: 'The year of birth is missing. Write it in full, for example *17 August 1990*.',
  }),
  birthDateAmbiguous: worded<{ typed: string }>({
    id: '"{ketikan}" bisa berarti beberapa tanggal. Tulis bulannya dengan huruf dan tahunnya lengkap, contoh: *1 Februari 2003*.',
    en: '"{ketikan}" could be several dates. Write the month as a word and the year in full, for example *1 February 2003*.',
    values: {
      ketikan: ({ typed }) => quoted(typed),
    },
    example: { typed: '31-02-2026' },
  }),
  birthDateFuture: worded<{ day: LabDay }>({
    id: '{hari} belum tiba. Coba periksa lagi tahun lahirnya, contoh: *17-08-1990*.',
    en: '{hari} is still to come. Please check the year, for example *17-08-1990*.',
    values: {
      hari: ({ day }, language) => shortDay(day, language),
    },
    example: { day: EXAMPLE.day },
  }),
  birthDateTooOld: worded<{ day: LabDay }>({
    id: '{hari} lebih dari 120 tahun lalu. Coba periksa lagi tahun lahirnya.',
    en: '{hari} is more than 120 years ago. Please check the year of birth.',
    values: {
      hari: ({ day }, language) => shortDay(day, language),
    },
    example: { day: EXAMPLE.day },
  }),
  visitDateExample: message({
    id: 'Contoh: *besok*, *senin depan*, *25 November*.',
    en: 'Examples: *tomorrow*, *next Monday*, *25 November*.',
  }),
  visitDateUnclear: message({
    id: 'Harinya belum terbaca. Tulis misalnya *besok*, *senin depan*, atau *25 November*.',
    en: 'I could not read that day. Write for example *tomorrow*, *next Monday* or *25 November*.',
  }),
  visitDateUnreal: worded<{ typed: string }>({
    id: 'Tanggal "{ketikan}" tidak ada di kalender. Tulis tanggal dan bulannya, contoh: *25 November*.',
    en: '"{ketikan}" is not a day in the calendar. Write day and month, for example *25 November*.',
    values: {
      ketikan: ({ typed }) => quoted(typed),
    },
    example: { typed: '31-02-2026' },
  }),
  visitDatePast: worded<{ day: LabDay; today: LabDay }>({
    id: '*{hari}* sudah lewat; hari ini {hariIni}. Pilih hari yang akan datang.',
    en: '*{hari}* has passed; today is {hariIni}. Please choose a day to come.',
    values: {
      hari: ({ day }, language) => longDay(day, language),
      hariIni: ({ today }, language) => longDay(today, language),
    },
    example: { day: EXAMPLE.day, today: EXAMPLE.today },
  }),

  // Phone

  phoneExample: message({
    id: 'Contoh: *0812 0000 1234*. Nomor luar negeri diawali *+* dan kode negara.',
    en: 'Example: *0812 0000 1234*. Numbers of other countries start with *+* and the country code.',
  }),
  phoneTooShort: worded<{ digits: number }>({
    id: 'Nomor HP paling sedikit 10 angka dihitung dari 0 di depan, yang Anda ketik {angka}. Coba periksa lagi.',
    en: 'A mobile number has at least 10 digits with the 0 in front, you typed {angka}. Please check it.',
    values: {
      angka: ({ digits }) => String(digits),
    },
    optional: ['angka'],
    example: { digits: 15 },
  }),
  phoneTooLong: worded<{ digits: number }>({
    id: 'Nomor itu kepanjangan: {angka} angka. Nomor HP paling banyak 13 angka. Coba periksa lagi.',
    en: 'That number is too long: {angka} digits. A mobile number has at most 13. Please check it.',
    values: {
      angka: ({ digits }) => String(digits),
    },
    optional: ['angka'],
    example: { digits: 15 },
  }),
  phoneNotMobile: message({
    id: 'Nomor itu bukan nomor HP. Nomor HP diawali *08*; nomor luar negeri diawali *+* dan kode negara.',
    en: 'That is not a mobile number. Mobile numbers start with *08*; foreign ones with *+* and the country code.',
  }),
  phoneUnclear: message({
    id: 'Nomor HP belum terbaca. Ketik angkanya saja.',
    en: 'I could not read that number. Type just the digits.',
  }),

  // Choosing

  choiceExample: worded<{ count: number }>({
    id: 'Balas dengan satu angka saja, *1* sampai *{jumlah}*. Contoh: *1*.',
    en: 'Reply with one number, *1* to *{jumlah}*. Example: *1*.',
    values: {
      jumlah: ({ count }) => String(count),
    },
    optional: ['jumlah'],
    example: { count: 3 },
  }),
  choiceOutOfRange: worded<{ count: number }>({
    id: 'Pilihannya hanya 1 sampai {jumlah}. Balas dengan salah satu angkanya.',
    en: 'There are only choices 1 to {jumlah}. Reply with one of these numbers.',
    values: {
      jumlah: ({ count }) => String(count),
    },
    optional: ['jumlah'],
    example: { count: 3 },
  }),
  choiceUnclear: worded<{ count: number }>({
    id: 'Maaf, saya belum paham pilihan Anda. Balas dengan angkanya, 1 sampai {jumlah}.',
    en: 'Sorry, I did not understand your choice. Reply with its number, 1 to {jumlah}.',
    values: {
      jumlah: ({ count }) => String(count),
    },
    optional: ['jumlah'],
    example: { count: 3 },
  }),
  severalExample: worded<{ count: number }>({
    id: 'Boleh lebih dari satu, pisahkan dengan spasi. {contoh}',
    en: 'You may choose more than one, separated by spaces. {contoh}',
    values: {
      contoh: ({ count }, language) => someOf(count, language),
    },
    optional: ['contoh'],
    example: { count: 3 },
  }),
  severalOutOfRange: worded<{ count: number }>({
    id: 'Pilihannya hanya 1 sampai {jumlah}. Pisahkan angkanya dengan spasi. {contoh}',
    en: 'There are only choices 1 to {jumlah}. Separate the numbers by spaces. {contoh}',
    values: {
      jumlah: ({ count }) => String(count),
      contoh: ({ count }, language) => someOf(count, language),
    },
    optional: ['jumlah', 'contoh'],
    example: { count: 3 },
  }),
  severalUnclear: worded<{ count: number }>({
    id: 'Maaf, saya belum paham pilihan Anda. Balas angkanya, 1 sampai {jumlah}. {contoh}',
    en: 'Sorry, I did not understand your choice. Reply with numbers, 1 to {jumlah}. {contoh}',
    values: {
      jumlah: ({ count }) => String(count),
      contoh: ({ count }, language) => someOf(count, language),
    },
    optional: ['jumlah', 'contoh'],
    example: { count: 3 },
  }),
  yesNoExample: message({
    id: 'Balas *1* untuk ya atau *2* untuk tidak.',
    en: 'Reply *1* for yes or *2* for no.',
  }),
  yesNoUnclear: message({
    id: 'Maaf, saya belum paham: ya atau tidak? Balas *1* untuk ya, *2* untuk tidak.',
    en: 'Sorry, I did not understand: yes or no? Reply *1* for yes, *2* for no.',
  }),

  // Counts

  countExample: worded<{ min: number; max: number }>({
    id: 'Tulis satu angka bulat dari {tersedikit} sampai {terbanyak}. Contoh: *{tersedikit}*.',
    en: 'Write one whole number from {tersedikit} to {terbanyak}. Example: *{tersedikit}*.',
    values: {
      tersedikit: ({ min }) => String(min),
      terbanyak: ({ max }) => String(max),
    },
    optional: ['tersedikit', 'terbanyak'],
    example: { min: 1, max: 20 },
  }),
  countOutOfRange: worded<{ min: number; max: number }>({
    id: 'Jumlahnya harus antara {tersedikit} dan {terbanyak}. Coba tulis lagi.',
    en: 'The number must be between {tersedikit} and {terbanyak}. Please write it again.',
    values: {
      tersedikit: ({ min }) => String(min),
      terbanyak: ({ max }) => String(max),
    },
    optional: ['tersedikit', 'terbanyak'],
    example: { min: 1, max: 20 },
  }),
  countNotWhole: message({
    id: 'Jumlahnya harus bilangan bulat, tanpa koma. Contoh: *5*.',
    en: 'It must be a whole number, without a fraction. Example: *5*.',
  }),
  countUnclear: message({
    id: 'Jumlahnya belum terbaca. Tulis dengan angka saja. Contoh: *5*.',
    en: 'I could not read that number. Write it in digits. Example: *5*.',
  }),

  // Codes and proofs

  codeExample: message({
    id: 'Kode ada di pesan pendaftaran Anda. Contoh: *LAB-7K2M-9QXP-C*.',
    en: 'The code is in your registration message. Example: *LAB-7K2M-9QXP-C*.',
  }),
  codeTypo: message({
    id: 'Kodenya salah ketik: ada huruf atau angka yang keliru atau tertukar. Coba cocokkan lagi dengan pesan pendaftaran Anda.',
    en: 'There is a typing mistake in the code: a wrong or swapped character. Please compare it with your registration message.',
  }),
  codeUnclear: message({
    id: 'Kode belum terbaca. Kode terdiri dari 3 huruf lalu 9 huruf atau angka, contoh: *LAB-7K2M-9QXP-C*.',
    en: 'I could not find a code. It has 3 letters, then 9 letters or digits, for example *LAB-7K2M-9QXP-C*.',
  }),
  lastFiveExample: message({
    id: 'Bila nomornya 0812 0000 1234, lima angka terakhirnya *01234*.',
    en: 'If the number is 0812 0000 1234, the last five digits are *01234*.',
  }),
  lastFiveLength: worded<{ digits: number }>({
    id: 'Yang diminta tepat 5 angka terakhir, yang Anda ketik {angka}. Coba ketik lagi.',
    en: 'We need exactly the last 5 digits, you typed {angka}. Please type them again.',
    values: {
      angka: ({ digits }) => String(digits),
    },
    optional: ['angka'],
    example: { digits: 15 },
  }),
  lastFiveUnclear: message({
    id: 'Ketik angka saja: 5 angka terakhir nomor HP yang didaftarkan.',
    en: 'Digits only, please: the last 5 digits of the registered phone number.',
  }),

  // E-mail and free words

  emailExample: message({
    id: 'Contoh: *nama@contoh.id*.',
    en: 'Example: *name@example.com*.',
  }),
  emailNoAt: message({
    id: 'Alamat e-mail harus memakai tanda @.',
    en: 'An e-mail address needs an @ sign.',
  }),
  emailDomain: message({
    id: 'Bagian setelah tanda @ belum lengkap. Coba periksa lagi.',
    en: 'The part after the @ is not complete. Please check it.',
  }),
  emailUnclear: message({
    id: 'Alamat e-mail belum terbaca. Ketik satu alamat tanpa spasi.',
    en: 'I could not read that e-mail address. Type one address without spaces.',
  }),
  freeTextExample: worded<{ max: number }>({
    id: 'Tulis dengan kata-kata Anda sendiri, paling panjang {terbanyak} huruf, dalam satu pesan.',
    en: 'Write it in your own words, at most {terbanyak} characters, in one message.',
    values: {
      terbanyak: ({ max }) => String(max),
    },
    optional: ['terbanyak'],
    example: { max: 500 },
  }),
  freeTextTooLong: worded<{ max: number; typed: number }>({
    id: 'Paling panjang {terbanyak} huruf, yang Anda ketik {diketik}. Tolong dipersingkat ya.',
    en: 'At most {terbanyak} characters, you typed {diketik}. Please make it shorter.',
    values: {
      terbanyak: ({ max }) => String(max),
      diketik: ({ typed }) => String(typed),
    },
    optional: ['terbanyak', 'diketik'],
    example: { max: 500, typed: 612 },
  }),
  freeTextUnclear: message({
    id: 'Jawaban itu terlalu pendek untuk dipahami. Tolong tulis dengan kata-kata.',
    en: 'That is too short to understand. Please write it in words.',
  }),

  // Files

  fileExample: worded<{ accepts: FileKinds }>({
    id: 'Ketuk tanda klip 📎 di WhatsApp, lalu pilih {jenis}.',
    en: 'Tap the paper clip 📎 in WhatsApp, then choose {jenis}.',
    values: {
      jenis: ({ accepts }, language) => kindsOf(accepts, language),
    },
    example: { accepts: ['pdf', 'photo'] },
  }),
  fileWanted: worded<{ accepts: FileKinds }>({
    id: 'Di sini kami menunggu {jenis}. Tolong kirim berkasnya di chat ini.',
    en: 'Here we are waiting for {jenis}. Please send the file in this chat.',
    values: {
      jenis: ({ accepts }, language) => kindsOf(accepts, language),
    },
    example: { accepts: ['pdf', 'photo'] },
  }),
  fileWrongKind: worded<{ accepts: FileKinds }>({
    id: 'Jenis berkas itu tidak dapat kami terima. Kirim {jenis}.',
    en: 'We cannot accept that kind of file. Please send {jenis}.',
    values: {
      jenis: ({ accepts }, language) => kindsOf(accepts, language),
    },
    example: { accepts: ['pdf', 'photo'] },
  }),
  fileTooLarge: message({
    id: 'Berkas itu terlalu besar. Kirim yang lebih kecil, misalnya foto biasa lewat WhatsApp.',
    en: 'That file is too large. Send a smaller one, such as an ordinary WhatsApp photo.',
  }),
  fileEmpty: message({
    id: 'Berkas itu kosong. Coba buka dulu di HP Anda, lalu kirim lagi.',
    en: 'That file is empty. Open it on your phone to check it, then send it again.',
  }),
  fileDamaged: message({
    id: 'Berkas itu rusak dan tidak bisa dibuka. Coba simpan atau foto ulang, lalu kirim lagi.',
    en: 'That file is damaged and cannot be opened. Save it or take the photo again, then send it.',
  }),
  fileEncrypted: message({
    id: 'Berkas itu terkunci kata sandi. Kirim berkas tanpa kata sandi ya.',
    en: 'That file is locked with a password. Please send one without a password.',
  }),
  fileUnsafe: message({
    id: 'Demi keamanan, berkas itu tidak dapat kami terima. Kirim fotonya, atau simpan ulang sebagai PDF biasa.',
    en: 'For safety we cannot accept that file. Send a photo of it, or save it again as a plain PDF.',
  }),
  sheetMacros: message({
    id: 'Berkas Excel itu berisi makro. Buka di Excel, pilih *Simpan Sebagai > Excel Workbook (.xlsx)*, lalu kirim lagi.',
    en: 'That Excel file contains macros. Open it in Excel, choose *Save As > Excel Workbook (.xlsx)*, then send it again.',
  }),
  sheetTooManyRows: message({
    id: 'Lembar itu berisi lebih dari 2.000 baris sampel. Bagi menjadi beberapa pendaftaran, lalu kirim lagi.',
    en: 'That sheet has more than 2,000 rows of samples. Please split it into several requests, then send it again.',
  }),
  sheetOverfull: message({
    id: 'Isi berkas Excel itu terlalu besar. Unduh format kosong, salin barisnya saja ke sana, lalu kirim lagi.',
    en: 'There is too much in that Excel file. Download the empty form, copy only the rows into it, then send it again.',
  }),
  sheetDamaged: message({
    id: 'Berkas Excel itu rusak dan tidak bisa dibuka. Buka di Excel, simpan ulang sebagai *.xlsx*, lalu kirim lagi.',
    en: 'That Excel file is damaged and cannot be opened. Open it in Excel, save it again as *.xlsx*, then send it.',
  }),
  fileNotFetched: message({
    id: 'Berkasnya belum sampai ke kami. Tolong kirim sekali lagi.',
    en: 'Your file did not reach us. Please send it once more.',
  }),
};

type FileKinds = readonly FileKind[];

const CANNOT: Record<MessageKind, Record<Language, string>> = {
  text: { id: 'membaca pesan itu', en: 'read that message' },
  image: { id: 'membaca tulisan di gambar', en: 'read writing in a picture' },
  document: { id: 'mengambil jawaban dari berkas', en: 'take an answer from a file' },
  audio: { id: 'mendengarkan pesan suara', en: 'listen to voice messages' },
  video: { id: 'menonton video', en: 'watch videos' },
  sticker: { id: 'membaca stiker', en: 'read stickers' },
  contact: { id: 'membaca kartu kontak', en: 'read contact cards' },
  location: { id: 'memakai lokasi di sini', en: 'use a location here' },
  reaction: { id: 'membaca tanda seperti itu', en: 'read such signs' },
  unknown: { id: 'membaca jenis pesan itu', en: 'read that kind of message' },
};

const KINDS: Record<FileKind, Record<Language, string>> = {
  pdf: { id: 'berkas PDF', en: 'a PDF file' },
  photo: { id: 'foto yang jelas (JPEG atau PNG)', en: 'a clear photo (JPEG or PNG)' },
  sheet: { id: 'berkas Excel (.xlsx atau .xls)', en: 'an Excel file (.xlsx or .xls)' },
};

const kindsOf = (accepts: FileKinds, language: Language): string =>
  accepts.map((kind) => KINDS[kind][language]).join(language === 'id' ? ' atau ' : ' or ');

// One sign of somebody's own; formatting signs, which `quoted` takes away, are named by themselves.
const shown = (character: string): string => quoted(character) || character;

const someOf = (count: number, language: Language): string => {
  const example = count > 2 ? '1 3' : count === 2 ? '1 2' : '1';
  return language === 'id' ? `Contoh: *${example}*.` : `Example: *${example}*.`;
};
