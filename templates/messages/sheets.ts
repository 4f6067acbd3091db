import type { SheetMistake, SheetProblem } from '../../src/domain/sheets/values.ts';
import { quoted } from './format.ts';
import type { Language } from './kit.ts';

type Words = Record<Language, (column: string, found: string) => string>;

/** What is wrong with a cell, and what to do; `column` begins the sentence where there is one. */
const PROBLEMS: Record<SheetProblem, Words> = {
  empty: { id: (column) => `${column} kosong`, en: (column) => `${column} is empty` },
  notADate: {
    id: (column, found) => `${column} "${found}" bukan tanggal. Tulis seperti 17-08-1990`,
    en: (column, found) => `${column} "${found}" is not a date. Write it like 17-08-1990`,
  },
  inTheFuture: {
    id: (column, found) => `${column} ${found} belum terjadi. Periksa lagi`,
    en: (column, found) => `${column} ${found} lies in the future. Please check it`,
  },
  tooLongAgo: {
    id: (column, found) => `${column} ${found} terlalu lama. Periksa tahunnya`,
    en: (column, found) => `${column} ${found} is too long ago. Please check the year`,
  },
  beforeBirth: {
    id: (column, found) => `${column} ${found} sebelum tanggal lahirnya`,
    en: (column, found) => `${column} ${found} is before the date of birth`,
  },
  notATime: {
    id: (column, found) => `${column} "${found}" bukan jam. Tulis seperti 07.30`,
    en: (column, found) => `${column} "${found}" is not a time. Write it like 07.30`,
  },
  notANumber: {
    id: (column, found) => `${column} "${found}" bukan angka yang dapat dipakai. Tulis satu angka`,
    en: (column, found) => `${column} "${found}" is not a number we can use. Write one number`,
  },
  nikWrong: {
    id: (column, found) => `${column} "${found}" bukan 16 angka`,
    en: (column, found) => `${column} "${found}" does not have 16 digits`,
  },
  nikIsNumber: {
    id: (column) =>
      `${column} tersimpan sebagai angka, sehingga angka terakhirnya berubah. Ubah format sel menjadi Teks, lalu ketik lagi`,
    en: (column) =>
      `${column} is stored as a number, which changes its last digit. Format the cell as Text, then type it again`,
  },
  nikBirthDate: {
    id: (column) => `tanggal lahir di ${column} berbeda dengan kolom tanggal lahir`,
    en: (column) => `the birth date in the ${column} differs from the column with the birth date`,
  },
  phoneWrong: {
    id: (column, found) => `${column} "${found}" bukan nomor HP. Contoh: 0812 0000 1234`,
    en: (column, found) => `${column} "${found}" is not a mobile number. Example: 0812 0000 1234`,
  },
  notInList: {
    id: (column, found) => `${column} "${found}" tidak ada di pilihan. Pilih dari daftarnya`,
    en: (column, found) => `${column} "${found}" is not one of the choices. Choose from the list`,
  },
  repeated: {
    id: (column, found) => `${column} "${found}" sudah ada di baris lain`,
    en: (column, found) => `${column} "${found}" stands in another row already`,
  },
  tooLong: {
    id: (column) => `${column} terlalu panjang. Tolong dipersingkat`,
    en: (column) => `${column} is too long. Please shorten it`,
  },
  becameADate: {
    id: (column) => `${column} berubah menjadi tanggal. Ubah format sel menjadi Teks, lalu ketik lagi`,
    en: (column) => `${column} was turned into a date. Format the cell as Text, then type it again`,
  },
  formula: {
    id: (column) => `${column} berisi rumus. Ketik isinya saja`,
    en: (column) => `${column} holds a formula. Type just its content`,
  },
  hiddenRow: {
    id: () => 'baris ini tersembunyi. Tampilkan barisnya',
    en: () => 'this row is hidden. Please show it',
  },
  columnMissing: {
    id: (column) => `kolom ${column} tidak ada. Pakai format dari kami`,
    en: (column) => `the column ${column} is missing. Please use our form`,
  },
  noRows: { id: () => 'belum ada sampel yang diisi', en: () => 'no samples have been filled in yet' },
};

/** What is wrong with one cell: `tanggal ambil sampel kosong`. */
export function mistakeWords({ problem, column, found }: SheetMistake, language: Language): string {
  return PROBLEMS[problem][language](columnWords(column, language), quoted(found));
}

// As it stands in the sheet, so that it is found there; in the middle of a sentence in small letters.
function columnWords(column: string, language: Language): string {
  if (language === 'en') return `"${column}"`;
  const isShort = /^[A-Z]{2}/.test(column);
  return isShort ? column : column.slice(0, 1).toLowerCase() + column.slice(1);
}

/**
 * The mistakes of a sheet by their cells, tab by tab, and how many more there are.
 *
 * @example 'Lembar *Identitas Sampel*:\n• *C7*: tanggal ambil sampel kosong\ndan 4 lagi'
 */
export function mistakeLines(mistakes: readonly SheetMistake[], count: number, language: Language): string {
  const lines: string[] = [];
  let sheet: string | undefined;
  for (const mistake of mistakes) {
    if (mistake.sheet !== sheet) {
      sheet = mistake.sheet;
      lines.push(`${language === 'id' ? 'Lembar' : 'Sheet'} *${quoted(sheet)}*:`);
    }
    lines.push(`• *${mistake.cell}*: ${mistakeWords(mistake, language)}`);
  }
  const more = count - mistakes.length;
  if (more > 0) lines.push(language === 'id' ? `dan ${more} lagi` : `and ${more} more`);
  return lines.join('\n');
}
