import type { SheetChoice } from '../../flows/shipment/sheet.ts';
import type { SheetMistake } from '../../src/domain/sheets/values.ts';
import type { ShipmentAnswers, ShipmentFile } from '../../src/domain/shipments/values.ts';
import type { SheetKind } from '../../src/domain/values/shipment.ts';
import { EXAMPLE } from './examples.ts';
import { maskedPhone, numbered, quoted, rupiah } from './format.ts';
import { type Language, message, worded } from './kit.ts';
import { nameLine } from './position.ts';
import { type SectionPosition, sectionLine } from './section.ts';
import { mistakeLines } from './sheets.ts';
import { contentsLine, detailLine, totalOf } from './shipment-samples.ts';

type Words = { id: string; en: string };
/** What a sheet is called inside a sentence. */
const SHEETS: Record<SheetKind, Words> = {
  identity: { id: 'lembar identitas sampel', en: 'sample identity sheet' },
  control: { id: 'formulir kendali', en: 'control form' },
  nar: { id: 'formulir NAR', en: 'NAR form' },
};
/** Longer ones would fill a small screen. */
const MAX_LINE_CHARACTERS = 90;
const line = (words: string): string => {
  const plain = quoted(words);
  return plain.length > MAX_LINE_CHARACTERS ? `${plain.slice(0, MAX_LINE_CHARACTERS - 1)}…` : plain;
};

const CHOICES: Record<SheetChoice, Words> = {
  corrected: { id: 'Pakai berkas yang sudah kami betulkan', en: 'Use the file we have corrected' },
  another: { id: 'Kirim berkas baru', en: 'Send a new file' },
  asIs: { id: 'Kirim apa adanya, petugas yang memeriksa', en: 'Send it as it is; staff will look at it' },
};
const choicesText = (choices: SheetChoice[], language: Language): string =>
  numbered(choices.map((each) => CHOICES[each][language]));
const EVERY_CHOICE: SheetChoice[] = ['corrected', 'another', 'asIs'];

/** One sample more than a mother in a hurry would read aloud. */
const MAX_DOUBTS = 3;
const DOUBTS: Words = {
  id: 'Tolong dilihat lagi, tetapi tidak harus diubah:',
  en: 'Please look at this again; it need not change:',
};
const doubtLines = (doubts: SheetMistake[], language: Language): string[] =>
  doubts.length === 0
    ? []
    : [DOUBTS[language], mistakeLines(doubts.slice(0, MAX_DOUBTS), doubts.length, language)];

const open = { id: '(belum diisi)', en: '(still open)' };
const LIKE_BEFORE = { id: 'seperti kiriman sebelumnya', en: 'as in the earlier shipment' };
const CATEGORIES: Record<ShipmentAnswers['category'], Words> = {
  human: { id: 'manusia', en: 'human' },
  nonHuman: { id: 'bukan manusia', en: 'non-human' },
};

function addressLine({ street, rt, rw, village, subdistrict }: ShipmentAnswers['address']): string {
  const rtRw = [rt && `RT ${rt}`, rw && `RW ${rw}`].filter((word) => word !== '').join('/');
  return [street, rtRw, `Desa/Kel. ${village}`, `Kec. ${subdistrict}`]
    .filter((word) => word !== '')
    .join(', ');
}

function fileLine(file: ShipmentFile | undefined, language: Language): string {
  if (!file) return open[language];
  const rows = language === 'id' ? `${file.rows} sampel` : `${file.rows} samples`;
  return `${line(file.name)}${file.rows === undefined ? '' : ` (${rows})`}`;
}

interface Review {
  answers: Partial<ShipmentAnswers>;
  recalled: readonly string[];
  complete: boolean;
}

/** Twelve numbered lines under the names of the sections. */
function summary({ answers, recalled }: Review, language: Language): string {
  const id = language === 'id';
  const { institution, personName, phone, email, address, region, category, samples } = answers;
  // Whole: it is printed on the label, and the sender checks it here.
  const known = (key: keyof ShipmentAnswers, value: string | undefined): string =>
    value === undefined ? open[language] : recalled.includes(key) ? LIKE_BEFORE[language] : quoted(value);
  const lines = [
    `*${id ? 'Pengirim' : 'Sender'}*`,
    `1. ${id ? 'Instansi' : 'Institution'}: ${institution === undefined ? open[language] : line(institution)}`,
    `2. ${id ? 'Nama' : 'Name'}: ${personName === undefined ? open[language] : nameLine(personName, recalled)}`,
    `3. ${id ? 'HP' : 'Phone'}: ${phone === undefined ? open[language] : maskedPhone(phone)}`,
    `4. E-mail: ${known('email', email)}`,
    `*${id ? 'Alamat' : 'Address'}*`,
    `5. ${id ? 'Alamat' : 'Address'}: ${known('address', address && addressLine(address))}`,
    `6. ${id ? 'Kota/kabupaten' : 'City or regency'}: ${region ? `${region.regencyName}, ${region.provinceName}` : open[language]}`,
    `*${id ? 'Sampel' : 'Samples'}*`,
    `7. ${id ? 'Kategori' : 'Category'}: ${category ? CATEGORIES[category][language] : open[language]}`,
    `*${id ? 'Dokumen' : 'Documents'}*`,
    `8. ${id ? 'Surat pengantar' : 'Cover letter'}: ${fileLine(answers.cover, language)}`,
    `9. ${id ? 'Identitas sampel' : 'Identity sheet'}: ${fileLine(answers.identity, language)}`,
    `10. ${id ? 'Formulir kendali' : 'Control form'}: ${fileLine(answers.control, language)}`,
    `11. ${id ? 'Formulir NAR' : 'NAR form'}: ${fileLine(answers.nar, language)}`,
    `*${id ? 'Detail sampel' : 'Sample details'}*`,
    ...detailLines(samples, language),
    ...differences(answers, language),
    ...(samples ? [costLine(samples, language)] : []),
  ];
  return lines.join('\n');
}

function detailLines(samples: ShipmentAnswers['samples'] | undefined, language: Language): string[] {
  const [one, ...others] = samples ?? [];
  if (!samples || !one) return [`12. ${open[language]}`];
  if (others.length === 0) return [`12. ${detailLine(one, language)}`];
  const all = language === 'id' ? `${samples.length} macam sampel:` : `${samples.length} kinds of samples:`;
  return [`12. ${all}`, ...samples.map((detail) => `- ${detailLine(detail, language)}`)];
}

function costLine(samples: ShipmentAnswers['samples'], language: Language): string {
  const total = totalOf(samples);
  return language === 'id'
    ? `Jumlah ${contentsLine(total, language)}. Biaya *${rupiah(total.rupiah)}*.`
    : `In all ${contentsLine(total, language)}. Fee *${rupiah(total.rupiah)}*.`;
}

/** Where the sheets name other numbers than the details: told, never refused. */
function differences({ identity, control, samples }: Partial<ShipmentAnswers>, language: Language): string[] {
  if (!samples) return [];
  const total = totalOf(samples);
  const differs = (noted: number, inSheet: number | undefined, inId: string, inEn: string): string[] =>
    inSheet === undefined || inSheet === noted
      ? []
      : [
          language === 'id'
            ? `⚠️ ${inId}: ${inSheet}, di detail: ${noted}. Betulkan bila keliru; bila memang begitu, kirim saja.`
            : `⚠️ ${inEn}: ${inSheet}, in the details: ${noted}. Correct it if it is wrong; if not, just send.`,
        ];
  return [
    ...differs(total.samples, identity?.rows, 'Sampel di lembar identitas', 'Samples in the identity sheet'),
    ...differs(total.boxes, control?.boxes, 'Kotak di formulir kendali', 'Boxes in the control form'),
  ];
}

const SECTION_VALUES = { bagian: sectionLine };
const place = (section: SectionPosition['section']): SectionPosition => ({ ...EXAMPLE.position, section });

/**
 * The shipment of samples, from the first question to the last.
 *
 * Longer than other files, because one dialog's words are read and translated together.
 */
export const shipment = {
  intro: worded<{ of: number }>({
    id: 'Pengiriman sampel, {jumlah} pertanyaan dalam 6 bagian. Siapkan surat pengantar (PDF) dan 3 berkas Excel: identitas sampel, formulir kendali, formulir NAR. Belum punya formatnya? Ketik *format*. Isian bisa ditinggal dengan *menu* dan dihentikan dengan *batal*.',
    en: 'Sample shipment, {jumlah} questions in 6 parts. Have the cover letter (PDF) and 3 Excel files ready: sample identity, control form, NAR form. No templates yet? Type *format*. Leave the form with *menu*, stop it with *cancel*.',
    values: { jumlah: ({ of }) => String(of) },
    optional: ['jumlah'],
    example: { of: 12 },
  }),
  templatesComing: message({
    id: 'Tiga format Excel (identitas sampel, formulir kendali, formulir NAR) segera kami kirim ke sini.',
    en: 'The three Excel templates (sample identity, control form, NAR form) are on their way to you here.',
  }),
  whichShipper: message<{ shippers: string[] }>({
    id: ({ shippers }) =>
      `Siapa yang mengirim?\n${numbered([...shippers.map(line), 'Pengirim lain'])}\nBalas angkanya; alamatnya kami isi seperti kiriman sebelumnya.`,
    en: ({ shippers }) =>
      `Who is sending?\n${numbered([...shippers.map(line), 'Somebody else'])}\nReply with the number; we fill in the address as before.`,
  }),
  askInstitution: worded<SectionPosition>({
    id: '{bagian}Apa nama instansi pengirim? Contoh: *Puskesmas Contoh*.',
    en: '{bagian}What is the name of the sending institution? Example: *Puskesmas Contoh*.',
    values: SECTION_VALUES,
    optional: ['bagian'],
    example: place('sender'),
  }),
  institutionExample: message({
    id: 'Contoh: *Puskesmas Contoh*, *RSUD Contoh*, *Dinas Kesehatan Contoh*.',
    en: 'Example: *Puskesmas Contoh*, *RSUD Contoh*, *Dinas Kesehatan Contoh*.',
  }),
  askSender: worded<SectionPosition>({
    id: '{bagian}Siapa nama pengirim atau penanggung jawabnya?',
    en: '{bagian}Who sends the samples, or is in charge of them? Type the full name.',
    values: SECTION_VALUES,
    optional: ['bagian'],
    example: place('sender'),
  }),
  askPhone: worded<SectionPosition>({
    id: '{bagian}Ketik nomor WhatsApp pengirim yang aktif, contoh: *0812 3456 7890*.',
    en: "{bagian}Type the sender's WhatsApp number, for example: *0812 3456 7890*.",
    values: SECTION_VALUES,
    optional: ['bagian'],
    example: place('sender'),
  }),
  offerPhone: worded<SectionPosition & { phone: string }>({
    id: '{bagian}Nomor WhatsApp pengirim?\n1. Nomor ini ({nomorHp})\n2. Nomor lain',
    en: "{bagian}The sender's WhatsApp number?\n1. This one ({nomorHp})\n2. Another",
    values: { ...SECTION_VALUES, nomorHp: ({ phone }) => maskedPhone(phone) },
    optional: ['bagian'],
    example: { ...place('sender'), phone: EXAMPLE.phone },
  }),
  askEmail: worded<SectionPosition>({
    id: '{bagian}Alamat e-mail pengirim? Contoh: *puskesmas@contoh.example*.',
    en: "{bagian}The sender's e-mail address? Example: *puskesmas@contoh.example*.",
    values: SECTION_VALUES,
    optional: ['bagian'],
    example: place('sender'),
  }),
  askAddress: worded<SectionPosition>({
    id: '{bagian}Alamat pengirim? Tulis sekaligus: jalan, RT/RW, desa atau kelurahan, kecamatan. Contoh: *Jl. Melati 5, RT 03/RW 05, Desa Sukamaju, Kec. Mekarsari*.',
    en: "{bagian}The sender's address? In one go: street, RT/RW, village, sub-district. Example: *Jl. Melati 5, RT 03/RW 05, Desa Sukamaju, Kec. Mekarsari*.",
    values: SECTION_VALUES,
    optional: ['bagian'],
    example: place('address'),
  }),
  askAddressPart: message<{ missing: 'street' | 'rtRw' | 'village' | 'subdistrict' }>({
    id: ({ missing }) =>
      ({
        street: 'Nama jalan dan nomornya?',
        rtRw: 'RT dan RW berapa? Contoh: *3/5*, atau *tidak ada*.',
        village: 'Desa atau kelurahan apa?',
        subdistrict: 'Kecamatan apa?',
      })[missing],
    en: ({ missing }) =>
      ({
        street: 'Which street and number?',
        rtRw: 'Which RT and RW? Example: *3/5*, or *none*.',
        village: 'Which village (desa or kelurahan)?',
        subdistrict: 'Which sub-district (kecamatan)?',
      })[missing],
  }),
  addressExample: message({
    id: 'Contoh: *Jl. Melati 5, RT 03/RW 05, Desa Sukamaju, Kec. Mekarsari*.',
    en: 'Example: *Jl. Melati 5, RT 03/RW 05, Desa Sukamaju, Kec. Mekarsari*.',
  }),
  addressUnclear: message({
    id: 'Alamat itu belum terbaca. Tulis jalan, RT/RW, desa atau kelurahan, dan kecamatannya.',
    en: 'I could not read that address. Write street, RT/RW, village and sub-district.',
  }),
  rtRwUnclear: message({
    id: 'Ketik RT dan RW dengan angka, contoh: *3/5*. Ketik *tidak ada* bila tidak ada.',
    en: 'Type RT and RW as numbers, for example: *3/5*. Type *none* if there are none.',
  }),
  askProvince: worded<SectionPosition>({
    id: '{bagian}Provinsi apa? Ketik sebagian namanya, contoh: *jateng*. Boleh langsung kota atau kabupatennya: *kota magelang*.',
    en: '{bagian}Which province? Part of the name will do: *jateng*. Or the city or regency at once: *kota magelang*.',
    values: SECTION_VALUES,
    optional: ['bagian'],
    example: place('address'),
  }),
  askRegency: worded<{ province: string }>({
    id: '*{provinsi}*. Kota atau kabupaten apa? Ketik sebagian namanya.',
    en: '*{provinsi}*. Which city or regency? Part of the name will do.',
    values: { provinsi: ({ province }) => province },
    optional: ['provinsi'],
    example: { province: 'Jawa Tengah' },
  }),
  choosePlace: worded<{ names: string[] }>({
    id: 'Yang mana?\n{pilihan}\nBalas angkanya, atau ketik nama lain.',
    en: 'Which one?\n{pilihan}\nReply with the number, or type another name.',
    values: { pilihan: ({ names }) => numbered(names) },
    example: { names: ['Kabupaten Magelang, Jawa Tengah', 'Kota Magelang, Jawa Tengah'] },
  }),
  regionRead: worded<{ regency: string; province: string }>({
    id: '*{kota}, {provinsi}*.',
    en: '*{kota}, {provinsi}*.',
    values: { kota: ({ regency }) => regency, provinsi: ({ province }) => province },
    example: { regency: 'Kota Magelang', province: 'Jawa Tengah' },
  }),
  provinceUnknown: message({
    id: 'Nama itu tidak ada di daftar resmi provinsi, kota, dan kabupaten. Periksa ejaannya, contoh: *jawa tengah* atau *kab magelang*.',
    en: 'That name is not on the official list of provinces, cities and regencies. Check the spelling, for example: *jawa tengah* or *kab magelang*.',
  }),
  regencyUnknown: worded<{ province: string }>({
    id: 'Kota atau kabupaten itu tidak ada di {provinsi}. Periksa ejaannya, contoh: *magelang*, atau ketik provinsi lain.',
    en: 'There is no such city or regency in {provinsi}. Check the spelling, for example: *magelang*, or type another province.',
    values: { provinsi: ({ province }) => province },
    example: { province: 'Jawa Tengah' },
  }),
  typePlace: message({
    id: 'Ketik sebagian namanya dengan huruf, contoh: *jateng* atau *kota magelang*.',
    en: 'Type part of the name in letters, for example: *jateng* or *kota magelang*.',
  }),
  regionExample: message({
    id: 'Contoh: *Kota Magelang, Jawa Tengah*.',
    en: 'Example: *Kota Magelang, Jawa Tengah*.',
  }),
  askCategory: worded<SectionPosition>({
    id: '{bagian}Sampelnya dari mana?\n1. Manusia\n2. Bukan manusia (air, makanan, lingkungan, hewan)',
    en: '{bagian}What are the samples from?\n1. Humans\n2. Not humans (water, food, environment, animals)',
    values: SECTION_VALUES,
    optional: ['bagian'],
    example: place('samples'),
  }),
  categoryUnclear: message({
    id: 'Balas *1* untuk sampel manusia atau *2* untuk bukan manusia.',
    en: 'Reply *1* for human samples or *2* for others.',
  }),
  categoryExample: message({
    id: 'Contoh: serum pasien adalah sampel *manusia*; air minum *bukan manusia*.',
    en: "Example: a patient's serum is *human*; drinking water is *non human*.",
  }),
  askCover: worded<SectionPosition>({
    id: '{bagian}Kirim *surat pengantar* dari instansi Anda sebagai PDF.',
    en: '{bagian}Send the *cover letter* from your institution as a PDF.',
    values: SECTION_VALUES,
    optional: ['bagian'],
    example: place('documents'),
  }),
  coverWanted: message({
    id: 'Di sini kami menunggu surat pengantar sebagai PDF. Ketuk tanda klip 📎, lalu pilih *Dokumen*.',
    en: 'Here we are waiting for the cover letter as a PDF. Tap the paper clip 📎, then choose *Document*.',
  }),
  sheetTooSoon: message({
    id: 'Lembar Excel kami minta sesudah ini. Sekarang kirim dulu surat pengantarnya sebagai PDF.',
    en: 'We ask for the Excel sheets after this. First send the cover letter as a PDF.',
  }),
  askSheet: worded<SectionPosition & { kind: SheetKind }>({
    id: '{bagian}Kirim *{lembar}* sebagai berkas Excel. Belum punya formatnya? Ketik *format*.',
    en: '{bagian}Send the *{lembar}* as an Excel file. No template yet? Type *format*.',
    values: { ...SECTION_VALUES, lembar: ({ kind }, language) => SHEETS[kind][language] },
    optional: ['bagian'],
    example: { ...place('documents'), kind: 'identity' },
  }),
  sheetWanted: worded<{ kind: SheetKind }>({
    id: 'Di sini kami menunggu {lembar} (.xlsx atau .xls). Ketuk tanda klip 📎, lalu pilih *Dokumen*. Belum punya formatnya? Ketik *format*.',
    en: 'Here we are waiting for the {lembar} (.xlsx or .xls). Tap the paper clip 📎, then choose *Document*. No template yet? Type *format*.',
    values: { lembar: ({ kind }, language) => SHEETS[kind][language] },
    example: { kind: 'identity' },
  }),
  sendAnother: worded<{ kind: SheetKind }>({
    id: 'Baik. Kirim *{lembar}* yang baru.',
    en: 'All right. Send the new *{lembar}*.',
    values: { lembar: ({ kind }, language) => SHEETS[kind][language] },
    example: { kind: 'identity' },
  }),
  sheetGood: message<{ rows: number; doubts: SheetMistake[] }>({
    id: ({ rows, doubts }) =>
      [`Sudah kami periksa: ${rows} sampel, tidak ada yang salah.`, ...doubtLines(doubts, 'id')].join('\n'),
    en: ({ rows, doubts }) =>
      [
        `Checked: ${rows} ${rows === 1 ? 'sample' : 'samples'}, nothing wrong.`,
        ...doubtLines(doubts, 'en'),
      ].join('\n'),
  }),
  sheetKept: message<{ kind: SheetKind; rows: number; doubts: SheetMistake[] }>({
    id: ({ kind, rows, doubts }) =>
      [
        `Itu *${SHEETS[kind].id}*, sudah kami periksa dan simpan: ${rows} sampel, tidak ada yang salah.`,
        ...doubtLines(doubts, 'id'),
      ].join('\n'),
    en: ({ kind, rows, doubts }) =>
      [
        `That is the *${SHEETS[kind].en}*, checked and kept: ${rows} ${rows === 1 ? 'sample' : 'samples'}, nothing wrong.`,
        ...doubtLines(doubts, 'en'),
      ].join('\n'),
  }),
  sheetNotKept: message<{ kind: SheetKind; mistakes: SheetMistake[]; count: number; isCorrected: boolean }>({
    id: ({ kind, mistakes, count, isCorrected }) =>
      [
        `Itu *${SHEETS[kind].id}*, dan ada ${count} yang perlu dibetulkan:`,
        mistakeLines(mistakes, count, 'id'),
        isCorrected
          ? 'Yang bisa kami betulkan sudah kami betulkan di berkas terlampir. Kirim yang sudah benar saat kami minta.'
          : 'Kirim yang sudah benar saat kami minta.',
      ].join('\n'),
    en: ({ kind, mistakes, count, isCorrected }) =>
      [
        `That is the *${SHEETS[kind].en}*, and ${count === 1 ? 'there is 1 thing' : `there are ${count} things`} to correct:`,
        mistakeLines(mistakes, count, 'en'),
        isCorrected
          ? 'What we could, we have corrected in the attached file. Send the right one when we ask for it.'
          : 'Send the right one when we ask for it.',
      ].join('\n'),
  }),
  sheetUnread: message({
    id: 'Berkasnya kami terima. Isi berkas .xls dilihat petugas, jadi mungkin nanti ada yang perlu diperbaiki.',
    en: 'We have the file. Staff look into .xls files, so something may have to be corrected later.',
  }),
  wrongSheet: message<{ kind: SheetKind; is: SheetKind | null }>({
    id: ({ kind, is }) =>
      `${is ? `Itu ${SHEETS[is].id}, bukan ${SHEETS[kind].id}.` : `Itu bukan format ${SHEETS[kind].id} dari kami (ketik *format* untuk memintanya).`} Kirim berkas lain, atau:\n${choicesText(['another', 'asIs'], 'id')}`,
    en: ({ kind, is }) =>
      `${is ? `That is the ${SHEETS[is].en}, not the ${SHEETS[kind].en}.` : `That is not our template of the ${SHEETS[kind].en} (type *format* to get it).`} Send another file, or:\n${choicesText(['another', 'asIs'], 'en')}`,
  }),
  mistakes: message<{ mistakes: SheetMistake[]; count: number; choices: SheetChoice[] }>({
    id: ({ mistakes, count, choices }) =>
      [
        count === 1 ? 'Ada 1 yang perlu dibetulkan:' : `Ada ${count} yang perlu dibetulkan:`,
        mistakeLines(mistakes, count, 'id'),
        ...(choices.includes('corrected')
          ? ['Yang bisa kami betulkan sudah kami betulkan di berkas terlampir.']
          : []),
        choicesText(choices, 'id'),
      ].join('\n'),
    en: ({ mistakes, count, choices }) =>
      [
        count === 1 ? 'There is 1 thing to correct:' : `There are ${count} things to correct:`,
        mistakeLines(mistakes, count, 'en'),
        ...(choices.includes('corrected') ? ['What we could, we have corrected in the attached file.'] : []),
        choicesText(choices, 'en'),
      ].join('\n'),
  }),
  askSheetChoice: worded<{ kind: SheetKind; choices: SheetChoice[] }>({
    id: 'Bagaimana dengan {lembar} tadi?\n{pilihan}',
    en: 'What about the {lembar} you sent?\n{pilihan}',
    values: {
      lembar: ({ kind }, language) => SHEETS[kind][language],
      pilihan: ({ choices }, language) => choicesText(choices, language),
    },
    optional: ['lembar'],
    example: { kind: 'identity', choices: EVERY_CHOICE },
  }),
  sheetChoiceUnclear: worded<{ choices: SheetChoice[] }>({
    id: 'Balas angkanya, atau kirim berkas yang baru:\n{pilihan}',
    en: 'Reply with the number, or send the new file:\n{pilihan}',
    values: { pilihan: ({ choices }, language) => choicesText(choices, language) },
    example: { choices: EVERY_CHOICE },
  }),
  sheetTaken: message<{ how: 'corrected' | 'asIs' }>({
    id: ({ how }) =>
      how === 'corrected'
        ? 'Baik, berkas yang sudah kami betulkan yang dipakai.'
        : 'Baik, berkasnya kami terima apa adanya. Petugas yang memeriksa.',
    en: ({ how }) =>
      how === 'corrected'
        ? 'All right, we use the file we have corrected.'
        : 'All right, we take the file as it is. Staff will look at it.',
  }),
  review: message<Review>({
    id: (vars) =>
      `${vars.complete ? 'Bagian 6 dari 6: periksa sebelum dikirim.' : 'Yang sudah diisi:'}\n${summary(vars, 'id')}\n${
        vars.complete
          ? 'Sudah benar? Ketik *kirim*, atau angka yang ingin diubah.'
          : 'Ketik *lanjut* untuk meneruskan, atau angka yang ingin diubah.'
      }`,
    en: (vars) =>
      `${vars.complete ? 'Part 6 of 6: check before you send.' : 'Filled in so far:'}\n${summary(vars, 'en')}\n${
        vars.complete
          ? 'All right? Type *send*, or the number you want to change.'
          : 'Type *resume* to go on, or the number you want to change.'
      }`,
  }),
  correctionSaved: message({
    id: 'Perubahan kiriman Anda sudah disimpan. Bila alamat atau jumlah kotaknya berubah, minta label baru lewat *lacak*.',
    en: 'The changes to your shipment are saved. If address or boxes changed, get a new label with *track*.',
  }),
};
