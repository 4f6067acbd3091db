import type { FileKind } from '../../flows/answers/file.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import type { MessageKind } from '../../src/transports/transport.ts';
import { longDay, quoted, shortDay } from './format.ts';
import { type Language, message } from './kit.ts';

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
  notTyped: message<{ kind: MessageKind }>({
    id: ({ kind }) => `Maaf, saya belum bisa ${CANNOT[kind].id}. Tolong ketik jawabannya ya.`,
    en: ({ kind }) => `Sorry, I cannot ${CANNOT[kind].en} yet. Please type your answer.`,
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
  nameIsLink: message({
    id: 'Yang Anda ketik berupa tautan atau email. Ketik nama lengkapnya saja, seperti di KTP.',
    en: 'That is a link or an email address. Type just the full name, as on the ID card.',
  }),
  nameTooLong: message<{ max: number; typed: number }>({
    id: ({ max, typed }) =>
      `Nama paling panjang ${max} huruf, yang Anda ketik ${typed}. Ketik namanya saja, gelar boleh disingkat.`,
    en: ({ max, typed }) =>
      `A name has at most ${max} letters, you typed ${typed}. Type only the name; titles may be shortened.`,
  }),

  // NIK

  nikExample: message({
    id: 'NIK ada di KTP atau KK: 16 angka, semuanya angka. Contoh: *3308 1057 0890 0001*.',
    en: 'The NIK is on the ID card (KTP) or family card (KK): 16 digits, nothing else. Example: *3308 1057 0890 0001*.',
  }),
  nikLength: message<{ digits: number }>({
    id: ({ digits }) =>
      `NIK harus 16 angka, yang Anda ketik ${digits}. Coba lihat lagi di KTP, di bawah tulisan NIK.`,
    en: ({ digits }) =>
      `A NIK has 16 digits, you typed ${digits}. Please look again on the ID card, next to "NIK".`,
  }),
  nikNotDigits: message<{ position: number; character: string }>({
    id: ({ position, character }) =>
      `NIK hanya berisi angka, tetapi karakter ke-${position} adalah "${shown(character)}". Coba ketik lagi dengan angka 0–9.`,
    en: ({ position, character }) =>
      `A NIK has digits only, but character ${position} is "${shown(character)}". Please type it again with the digits 0–9.`,
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

  dayUnreal: message<{ typed: string }>({
    id: ({ typed }) =>
      `Tanggal "${quoted(typed)}" tidak ada di kalender. Tulis tanggal, bulan, lalu tahun. Contoh: *17-08-1990*.`,
    en: ({ typed }) =>
      `"${quoted(typed)}" is not a day in the calendar. Write day, month, then year. Example: *17-08-1990*.`,
  }),
  birthDateExample: message({
    id: 'Contoh: *17-08-1990* atau *17 Agustus 1990*.',
    en: 'Example: *17-08-1990* or *17 August 1990*.',
  }),
  birthDateEcho: message<{ day: LabDay }>({
    id: ({ day }) => `Lahir *${longDay(day, 'id')}*, benar?\n1. Benar\n2. Bukan`,
    en: ({ day }) => `Born on *${longDay(day, 'en')}*, correct?\n1. Correct\n2. No`,
  }),
  birthDateUnclear: message({
    id: 'Tanggal lahir belum terbaca. Tulis tanggal, bulan, dan tahun. Contoh: *17-08-1990*.',
    en: 'I could not read that date of birth. Write day, month and year. Example: *17-08-1990*.',
  }),
  birthDateYear: message({
    id: 'Tahun lahirnya belum ada. Tulis lengkap, contoh: *17 Agustus 1990*.',
    en: 'The year of birth is missing. Write it in full, for example *17 August 1990*.',
  }),
  birthDateAmbiguous: message<{ typed: string }>({
    id: ({ typed }) =>
      `"${quoted(typed)}" bisa berarti beberapa tanggal. Tulis bulannya dengan huruf dan tahunnya lengkap, contoh: *1 Februari 2003*.`,
    en: ({ typed }) =>
      `"${quoted(typed)}" could be several dates. Write the month as a word and the year in full, for example *1 February 2003*.`,
  }),
  birthDateFuture: message<{ day: LabDay }>({
    id: ({ day }) =>
      `${shortDay(day, 'id')} belum tiba. Coba periksa lagi tahun lahirnya, contoh: *17-08-1990*.`,
    en: ({ day }) =>
      `${shortDay(day, 'en')} is still to come. Please check the year, for example *17-08-1990*.`,
  }),
  birthDateTooOld: message<{ day: LabDay }>({
    id: ({ day }) => `${shortDay(day, 'id')} lebih dari 120 tahun lalu. Coba periksa lagi tahun lahirnya.`,
    en: ({ day }) => `${shortDay(day, 'en')} is more than 120 years ago. Please check the year of birth.`,
  }),
  visitDateExample: message({
    id: 'Contoh: *besok*, *senin depan*, *25 November*.',
    en: 'Examples: *tomorrow*, *next Monday*, *25 November*.',
  }),
  visitDateUnclear: message({
    id: 'Harinya belum terbaca. Tulis misalnya *besok*, *senin depan*, atau *25 November*.',
    en: 'I could not read that day. Write for example *tomorrow*, *next Monday* or *25 November*.',
  }),
  visitDateUnreal: message<{ typed: string }>({
    id: ({ typed }) =>
      `Tanggal "${quoted(typed)}" tidak ada di kalender. Tulis tanggal dan bulannya, contoh: *25 November*.`,
    en: ({ typed }) =>
      `"${quoted(typed)}" is not a day in the calendar. Write day and month, for example *25 November*.`,
  }),
  visitDatePast: message<{ day: LabDay; today: LabDay }>({
    id: ({ day, today }) =>
      `*${longDay(day, 'id')}* sudah lewat; hari ini ${longDay(today, 'id')}. Pilih hari yang akan datang.`,
    en: ({ day, today }) =>
      `*${longDay(day, 'en')}* has passed; today is ${longDay(today, 'en')}. Please choose a day to come.`,
  }),

  // Phone

  phoneExample: message({
    id: 'Contoh: *0812 0000 1234*. Nomor luar negeri diawali *+* dan kode negara.',
    en: 'Example: *0812 0000 1234*. Numbers of other countries start with *+* and the country code.',
  }),
  phoneTooShort: message<{ digits: number }>({
    id: ({ digits }) =>
      `Nomor HP paling sedikit 10 angka dihitung dari 0 di depan, yang Anda ketik ${digits}. Coba periksa lagi.`,
    en: ({ digits }) =>
      `A mobile number has at least 10 digits with the 0 in front, you typed ${digits}. Please check it.`,
  }),
  phoneTooLong: message<{ digits: number }>({
    id: ({ digits }) =>
      `Nomor itu kepanjangan: ${digits} angka. Nomor HP paling banyak 13 angka. Coba periksa lagi.`,
    en: ({ digits }) =>
      `That number is too long: ${digits} digits. A mobile number has at most 13. Please check it.`,
  }),
  phoneNotMobile: message({
    id: 'Nomor itu bukan nomor HP. Nomor HP diawali *08*; nomor luar negeri diawali *+* dan kode negara.',
    en: 'That is not a mobile number. Mobile numbers start with *08*; foreign ones with *+* and the country code.',
  }),
  phoneUnclear: message({
    id: 'Nomor HP belum terbaca. Ketik angkanya saja, contoh: *0812 0000 1234*.',
    en: 'I could not read that number. Type just the digits, for example *0812 0000 1234*.',
  }),

  // Choosing

  choiceExample: message<{ count: number }>({
    id: ({ count }) => `Balas dengan satu angka saja, *1* sampai *${count}*. Contoh: *1*.`,
    en: ({ count }) => `Reply with one number, *1* to *${count}*. Example: *1*.`,
  }),
  choiceOutOfRange: message<{ count: number }>({
    id: ({ count }) => `Pilihannya hanya 1 sampai ${count}. Balas dengan salah satu angkanya.`,
    en: ({ count }) => `There are only choices 1 to ${count}. Reply with one of these numbers.`,
  }),
  choiceUnclear: message<{ count: number }>({
    id: ({ count }) => `Maaf, saya belum paham pilihan Anda. Balas dengan angkanya, 1 sampai ${count}.`,
    en: ({ count }) => `Sorry, I did not understand your choice. Reply with its number, 1 to ${count}.`,
  }),
  severalExample: message<{ count: number }>({
    id: ({ count }) => `Boleh lebih dari satu, pisahkan dengan spasi. ${someOf(count, 'id')}`,
    en: ({ count }) => `You may choose more than one, separated by spaces. ${someOf(count, 'en')}`,
  }),
  severalOutOfRange: message<{ count: number }>({
    id: ({ count }) =>
      `Pilihannya hanya 1 sampai ${count}. Pisahkan angkanya dengan spasi. ${someOf(count, 'id')}`,
    en: ({ count }) =>
      `There are only choices 1 to ${count}. Separate the numbers by spaces. ${someOf(count, 'en')}`,
  }),
  severalUnclear: message<{ count: number }>({
    id: ({ count }) =>
      `Maaf, saya belum paham pilihan Anda. Balas angkanya, 1 sampai ${count}. ${someOf(count, 'id')}`,
    en: ({ count }) =>
      `Sorry, I did not understand your choice. Reply with numbers, 1 to ${count}. ${someOf(count, 'en')}`,
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

  countExample: message<{ min: number; max: number }>({
    id: ({ min, max }) => `Tulis satu angka bulat dari ${min} sampai ${max}. Contoh: *${min}*.`,
    en: ({ min, max }) => `Write one whole number from ${min} to ${max}. Example: *${min}*.`,
  }),
  countOutOfRange: message<{ min: number; max: number }>({
    id: ({ min, max }) => `Jumlahnya harus antara ${min} dan ${max}. Coba tulis lagi.`,
    en: ({ min, max }) => `The number must be between ${min} and ${max}. Please write it again.`,
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
  lastFiveLength: message<{ digits: number }>({
    id: ({ digits }) => `Yang diminta tepat 5 angka terakhir, yang Anda ketik ${digits}. Coba ketik lagi.`,
    en: ({ digits }) => `We need exactly the last 5 digits, you typed ${digits}. Please type them again.`,
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
    id: 'Alamat email harus memakai tanda @. Contoh: *nama@contoh.id*.',
    en: 'An email address needs an @ sign. Example: *name@example.com*.',
  }),
  emailDomain: message({
    id: 'Bagian setelah tanda @ belum lengkap. Contoh: *nama@contoh.id*.',
    en: 'The part after the @ is not complete. Example: *name@example.com*.',
  }),
  emailUnclear: message({
    id: 'Alamat email belum terbaca. Ketik satu alamat tanpa spasi, contoh: *nama@contoh.id*.',
    en: 'I could not read that email address. Type one address without spaces, for example *name@example.com*.',
  }),
  freeTextExample: message<{ max: number }>({
    id: ({ max }) => `Tulis dengan kata-kata Anda sendiri, paling panjang ${max} huruf, dalam satu pesan.`,
    en: ({ max }) => `Write it in your own words, at most ${max} characters, in one message.`,
  }),
  freeTextTooLong: message<{ max: number; typed: number }>({
    id: ({ max, typed }) => `Paling panjang ${max} huruf, yang Anda ketik ${typed}. Tolong dipersingkat ya.`,
    en: ({ max, typed }) => `At most ${max} characters, you typed ${typed}. Please make it shorter.`,
  }),
  freeTextUnclear: message({
    id: 'Jawaban itu terlalu pendek untuk dipahami. Tolong tulis dengan kata-kata.',
    en: 'That is too short to understand. Please write it in words.',
  }),

  // Files

  fileExample: message<{ accepts: FileKinds }>({
    id: ({ accepts }) => `Ketuk tanda klip 📎 di WhatsApp, lalu pilih ${kindsOf(accepts, 'id')}.`,
    en: ({ accepts }) => `Tap the paper clip 📎 in WhatsApp, then choose ${kindsOf(accepts, 'en')}.`,
  }),
  fileWanted: message<{ accepts: FileKinds }>({
    id: ({ accepts }) =>
      `Di sini kami menunggu ${kindsOf(accepts, 'id')}. Tolong kirim berkasnya di chat ini.`,
    en: ({ accepts }) =>
      `Here we are waiting for ${kindsOf(accepts, 'en')}. Please send the file in this chat.`,
  }),
  fileWrongKind: message<{ accepts: FileKinds }>({
    id: ({ accepts }) => `Jenis berkas itu tidak dapat kami terima. Kirim ${kindsOf(accepts, 'id')}.`,
    en: ({ accepts }) => `We cannot accept that kind of file. Please send ${kindsOf(accepts, 'en')}.`,
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
};

const kindsOf = (accepts: FileKinds, language: Language): string =>
  accepts.map((kind) => KINDS[kind][language]).join(language === 'id' ? ' atau ' : ' or ');

// One sign of somebody's own; formatting signs, which `quoted` takes away, are named by themselves.
const shown = (character: string): string => quoted(character) || character;

const someOf = (count: number, language: Language): string => {
  const example = count > 2 ? '1 3' : count === 2 ? '1 2' : '1';
  return language === 'id' ? `Contoh: *${example}*.` : `Example: *${example}*.`;
};
