import type { SheetKind } from './shipment.ts';

/**
 * The columns of the three sheets a shipment comes with, in one place: the templates are drawn from
 * them, what comes back is checked against them, and the guide lists them.
 *
 * Longer than other files, because it is a table.
 */

/** A word a column takes, and the ways people write it. */
export interface SheetChoice {
  written: string;
  also: readonly string[];
}

/** What may stand in the cells of a column. */
export type SheetContent =
  /** Counts the rows; filled by hand or not at all, and never checked. */
  | { kind: 'number' }
  /** `nature: 'code'` are words that a spreadsheet must not make numbers or dates of. */
  | { kind: 'words'; atMost: number; nature?: 'code' }
  | { kind: 'nik' }
  | { kind: 'phone' }
  /** Never after today, and not longer ago than a person or a sample lives. */
  | { kind: 'day'; yearsAtMost: number }
  | { kind: 'time' }
  | { kind: 'whole'; min: number; max: number }
  | { kind: 'decimal'; min: number; max: number }
  | { kind: 'choice'; choices: readonly SheetChoice[] };

/** When a cell must not be empty. `person`: as soon as the row says anything else about a person. */
export type SheetNeed = 'always' | 'person' | 'never' | { unless: string };

/** One column of a sheet. */
export interface SheetColumn {
  key: string;
  heading: string;
  content: SheetContent;
  need: SheetNeed;
  /** No two rows may say the same. */
  isUnique?: true;
  /** As wide as so many characters. */
  width: number;
  /** How to fill it, in one sentence. */
  about: string;
  /** Stands in the example row. */
  example: string;
}

/** One of the three sheets. */
export interface SheetForm {
  /** What its tab and its title say. */
  name: string;
  fileName: string;
  /** By this it is recognised, whatever file and tab are called. Another layout gets another number. */
  mark: string;
  columns: readonly SheetColumn[];
}

/** More samples than this come in several shipments. */
export const MAX_SHEET_ROWS = 2_000;
/** In the templates the headings stand in this row, with an example below. */
export const SHEET_HEAD_ROW = 5;
/** The code of the example row: what carries it is no sample. */
export const EXAMPLE_CODE = 'CONTOH-01';

const SEX: SheetContent = {
  kind: 'choice',
  choices: [
    { written: 'Laki-laki', also: ['l', 'lk', 'laki', 'laki2', 'lelaki', 'pria', 'cowok', 'm', 'male'] },
    { written: 'Perempuan', also: ['p', 'pr', 'prp', 'perempuan2', 'wanita', 'cewek', 'f', 'female'] },
  ],
};

const CONDITION: SheetContent = {
  kind: 'choice',
  choices: [
    { written: 'Baik', also: ['ok', 'oke', 'bagus', 'layak', 'good'] },
    { written: 'Bocor', also: ['tumpah', 'rembes'] },
    { written: 'Volume kurang', also: ['kurang', 'sedikit'] },
    { written: 'Label kurang jelas', also: ['label tidak jelas', 'label pudar'] },
    { written: 'Lainnya', also: ['lain', 'lain-lain', 'lain lain'] },
  ],
};

/** The oldest person and the oldest sample a lab will see. */
const LIFETIME_YEARS = 120;
const SAMPLE_YEARS = 1;

const number: SheetColumn = {
  key: 'number',
  heading: 'No',
  content: { kind: 'number' },
  need: 'never',
  width: 8,
  about: 'Nomor urut. Boleh dikosongkan.',
  example: 'Contoh',
};
const sampleCode: SheetColumn = {
  key: 'sampleCode',
  heading: 'Kode sampel',
  content: { kind: 'words', atMost: 40, nature: 'code' },
  need: 'always',
  isUnique: true,
  width: 18,
  about: 'Kode yang tertulis di label wadah. Satu kode hanya untuk satu baris.',
  example: EXAMPLE_CODE,
};
const nik: SheetColumn = {
  key: 'nik',
  heading: 'NIK',
  content: { kind: 'nik' },
  need: 'never',
  width: 21,
  about: '16 angka di KTP atau KK, ditulis sebagai teks. Kosongkan untuk sampel bukan manusia.',
  example: '3308105708900001',
};
const birthDate: SheetColumn = {
  key: 'birthDate',
  heading: 'Tanggal lahir',
  content: { kind: 'day', yearsAtMost: LIFETIME_YEARS },
  need: 'person',
  width: 14,
  about: 'Tanggal-bulan-tahun. Wajib untuk sampel manusia.',
  example: '1990-08-17',
};
const sex: SheetColumn = {
  key: 'sex',
  heading: 'Jenis kelamin',
  content: SEX,
  need: 'person',
  width: 14,
  about: 'Laki-laki atau Perempuan. Wajib untuk sampel manusia.',
  example: 'Perempuan',
};
const takenOn: SheetColumn = {
  key: 'takenOn',
  heading: 'Tanggal ambil sampel',
  content: { kind: 'day', yearsAtMost: SAMPLE_YEARS },
  need: 'always',
  width: 15,
  about: 'Hari sampel diambil: tanggal-bulan-tahun.',
  example: '2026-11-20',
};
const tests: SheetColumn = {
  key: 'tests',
  heading: 'Pemeriksaan',
  content: { kind: 'words', atMost: 200 },
  need: 'always',
  width: 28,
  about: 'Pemeriksaan yang diminta. Bila lebih dari satu, pisahkan dengan koma.',
  example: 'Mikroskopis malaria',
};
const note: SheetColumn = {
  key: 'note',
  heading: 'Keterangan',
  content: { kind: 'words', atMost: 300 },
  need: 'never',
  width: 30,
  about: 'Hal lain yang perlu diketahui laboratorium. Boleh dikosongkan.',
  example: '',
};

const words = (
  key: string,
  heading: string,
  [about, example]: readonly [about: string, example: string],
  more: { need?: SheetNeed; atMost?: number; width?: number } = {},
): SheetColumn => ({
  key,
  heading,
  content: { kind: 'words', atMost: more.atMost ?? 120 },
  need: more.need ?? 'always',
  width: more.width ?? 24,
  about,
  example,
});

const time = (key: string, heading: string, about: string, need: SheetNeed): SheetColumn => ({
  key,
  heading,
  content: { kind: 'time' },
  need,
  width: 12,
  about,
  example: '07.30',
});

const whole = (key: string, heading: string, about: string, max: number): SheetColumn => ({
  key,
  heading,
  content: { kind: 'whole', min: 1, max },
  need: 'always',
  width: 12,
  about,
  example: '1',
});

/** The three sheets, each with its columns in their order. */
export const SHEET_FORMS: Record<SheetKind, SheetForm> = {
  identity: {
    name: 'Identitas Sampel',
    fileName: 'identitas-sampel.xlsx',
    mark: 'FORMAT-IDENTITAS-SAMPEL-1',
    columns: [
      number,
      sampleCode,
      words('name', 'Nama pasien atau lokasi', [
        'Nama lengkap pasien, atau tempat sampel lingkungan diambil.',
        'Siti Aminah',
      ]),
      nik,
      birthDate,
      sex,
      words('sampleType', 'Jenis sampel', ['Misalnya darah EDTA, serum, urine, air minum.', 'Darah EDTA']),
      takenOn,
      time('takenAt', 'Jam ambil sampel', 'Jam dan menit, misalnya 07.30. Boleh dikosongkan.', 'never'),
      words('takenBy', 'Petugas pengambil', ['Nama petugas yang mengambil sampel.', 'Rina Wulandari']),
      tests,
      note,
    ],
  },
  control: {
    name: 'Formulir Kendali',
    fileName: 'formulir-kendali.xlsx',
    mark: 'FORMAT-FORMULIR-KENDALI-1',
    columns: [
      number,
      sampleCode,
      whole('containers', 'Jumlah wadah', 'Berapa wadah untuk kode sampel ini.', 999),
      whole('box', 'Kotak ke', 'Sampel ini ada di kotak nomor berapa: 1, 2, 3, dan seterusnya.', 999),
      {
        key: 'condition',
        heading: 'Kondisi sampel',
        content: CONDITION,
        need: 'always',
        width: 18,
        about: 'Pilih dari daftar: Baik, Bocor, Volume kurang, Label kurang jelas, atau Lainnya.',
        example: 'Baik',
      },
      {
        key: 'temperature',
        heading: 'Suhu saat dikemas (°C)',
        content: { kind: 'decimal', min: -200, max: 60 },
        need: 'always',
        width: 14,
        about: 'Suhu di dalam kotak saat ditutup, satu angka, misalnya 4.',
        example: '4',
      },
      {
        key: 'packedOn',
        heading: 'Tanggal dikemas',
        content: { kind: 'day', yearsAtMost: SAMPLE_YEARS },
        need: 'always',
        width: 15,
        about: 'Hari sampel dikemas: tanggal-bulan-tahun.',
        example: '2026-11-20',
      },
      time('packedAt', 'Jam dikemas', 'Jam dan menit, misalnya 07.30.', 'always'),
      words('packedBy', 'Petugas pengemas', ['Nama petugas yang mengemas sampel.', 'Rina Wulandari']),
      words(
        'preservation',
        'Pengawet atau media',
        ['Misalnya VTM, es gel, es kering. Boleh dikosongkan.', 'Es gel'],
        { need: 'never', width: 20 },
      ),
      note,
    ],
  },
  nar: {
    name: 'Formulir NAR',
    fileName: 'formulir-nar.xlsx',
    mark: 'FORMAT-FORMULIR-NAR-1',
    columns: [
      number,
      { ...nik, need: { unless: 'passport' }, about: '16 angka di KTP atau KK, ditulis sebagai teks.' },
      {
        key: 'passport',
        heading: 'Nomor paspor',
        content: { kind: 'words', atMost: 20, nature: 'code' },
        need: 'never',
        width: 16,
        about: 'Hanya untuk warga negara asing yang tidak punya NIK.',
        example: '',
      },
      words('name', 'Nama lengkap', ['Seperti di KTP atau paspor.', 'Siti Aminah']),
      { ...birthDate, need: 'always', about: 'Tanggal-bulan-tahun.' },
      { ...sex, need: 'always', about: 'Laki-laki atau Perempuan.' },
      words('address', 'Alamat', ['Alamat tinggal sekarang.', 'Jalan Contoh 5 RT 02 RW 03, Desa Contoh'], {
        atMost: 300,
        width: 36,
      }),
      words('regency', 'Kabupaten/kota', ['Kabupaten atau kota tempat tinggal.', 'Kota Magelang']),
      {
        key: 'phone',
        heading: 'Nomor HP',
        content: { kind: 'phone' },
        need: 'never',
        width: 17,
        about: 'Ditulis sebagai teks, diawali 08. Boleh dikosongkan.',
        example: '081200001234',
      },
      sampleCode,
      words('sampleType', 'Jenis spesimen', ['Misalnya swab nasofaring, serum.', 'Swab nasofaring']),
      tests,
      {
        key: 'symptomsOn',
        heading: 'Tanggal mulai gejala',
        content: { kind: 'day', yearsAtMost: SAMPLE_YEARS },
        need: 'never',
        width: 15,
        about: 'Kosongkan bila tidak bergejala.',
        example: '2026-11-18',
      },
      takenOn,
      words('sender', 'Fasyankes pengirim', [
        'Nama puskesmas, rumah sakit, atau klinik yang mengirim.',
        'Puskesmas Contoh',
      ]),
      note,
    ],
  },
};

/** The sheet a template's file name names; undefined for any other name. */
export const sheetKindOfFile = (fileName: string): SheetKind | undefined =>
  // The keys of a record of sheets are its kinds.
  (Object.keys(SHEET_FORMS) as SheetKind[]).find((kind) => SHEET_FORMS[kind].fileName === fileName);
