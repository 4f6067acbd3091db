import { rupiah, shortDay } from '../../../../templates/messages/format.ts';
import { ROLES } from '../../../domain/staff/values.ts';
import { parseLabDay } from '../../../domain/values/lab-day.ts';
import { withMaskedNiks } from '../../../domain/values/nik.ts';
import { instantWords } from '../../instants.ts';
import type { StaffVisit } from '../../visit.ts';
import { PAYMENT_NAMES, ROLE_NAMES, TEST_FIELD_NAMES, TOUR_KIND_FIELD_NAMES } from '../../words.ts';

const MOST_CHARACTERS = 300;

/** Fields of requests, people, units and settings as the journal's page calls them. */
const FIELD_NAMES: Record<string, string> = {
  ...TOUR_KIND_FIELD_NAMES,
  ...TEST_FIELD_NAMES,
  institution: 'Instansi pengirim',
  kind: 'Jenis wisata',
  visitors: 'Jumlah orang',
  untilOn: 'Hari terakhir',
  personName: 'Nama',
  nik: 'NIK',
  birthDate: 'Tanggal lahir',
  visitOn: 'Tanggal datang',
  tests: 'Pemeriksaan',
  phone: 'Nomor HP',
  letter: 'Surat rujukan',
  payment: 'Pembayaran',
  receiptNumber: 'Nomor kuitansi',
  paidRupiah: 'Dibayar',
  freeReason: 'Alasan bebas biaya',
  retiredAt: 'Tidak ditawarkan sejak',
  email: 'Email',
  role: 'Peran',
  unitId: 'Instansi',
  parentId: 'Instansi induk',
  services: 'Layanan',
  username: 'Nama pengguna',
  sex: 'Jenis kelamin',
  digestAt: 'Jam ringkasan',
  wantsWhatsApp: 'Pemberitahuan lewat WhatsApp',
  awayUntil: 'Tidak bertugas sampai',
  alias: 'Alias',
  website: 'Situs web',
  address: 'Alamat',
  active: 'Aktif',
  shortName: 'Nama pendek',
  visitsPerDay: 'Kunjungan per hari',
  hours: 'Jam layanan',
  whatsappNumber: 'Nomor WhatsApp',
  text: 'Teks',
  textEn: 'Teks bahasa Inggris',
  title: 'Judul',
  shortcut: 'Kata pendek',
  service: 'Layanan',
  reason: 'Alasan',
  search: 'Pencarian',
  found: 'Ditemukan',
  count: 'Jumlah',
  rows: 'Catatan',
  what: 'Apa',
  item: 'Butir',
  done: 'Selesai',
  format: 'Format',
  wish: 'Permintaan',
  language: 'Bahasa',
  decision: 'Jawaban',
  version: 'Versi',
  name: 'Nama',
  job: 'Tugas',
  bytes: 'Ukuran (bita)',
  message: 'Pesan',
  problem: 'Masalah',
  entry: 'Catatan nomor',
  entries: 'Catatan nomor',
  outcome: 'Hasil',
  from: 'Dari',
  to: 'Ke',
};

/** What a field is called; one that has no name yet, or is a day, stands for itself. */
export function fieldName(field: string): string {
  const day = parseLabDay(field);
  return FIELD_NAMES[field] ?? (day ? shortDay(day, 'id') : field);
}

/** Words of the code that stand as values in facts, as one reads them. */
const VALUE_NAMES: Record<string, Readonly<Record<string, string>>> = {
  outcome: { whole: 'utuh', broken: 'putus', headUnknown: 'bukan jurnal yang dulu' },
  decision: { given: 'setuju', refused: 'tidak setuju' },
  language: { id: 'Indonesia', en: 'Inggris' },
  sex: { male: 'laki-laki', female: 'perempuan' },
  wish: { link: 'menautkan', reconnect: 'menyambung ulang', unlink: 'memutuskan tautan' },
  what: {
    switchedOff: 'akun ditutup',
    switchedOn: 'akun dibuka kembali',
    passwordChanged: 'kata sandi diganti',
    passwordForced: 'kata sandi wajib diganti',
    edited: 'data diubah',
    removed: 'akun dihapus',
    linkMade: 'tautan kata sandi dibuat',
    secondFactorOn: 'verifikasi dua langkah dinyalakan',
    secondFactorOff: 'verifikasi dua langkah dimatikan',
    recoveryCodesMade: 'kode pemulihan dibuat',
    recoveryCodeUsed: 'kode pemulihan dipakai',
    sessionsEnded: 'sesi diakhiri',
    chatLinked: 'percakapan ditautkan',
    chatUnlinked: 'tautan percakapan diputus',
    wentAway: 'tidak bertugas',
    cameBack: 'bertugas kembali',
    take: 'diambil',
    assign: 'diserahkan',
    return: 'dikembalikan ke antrean',
    forward: 'diteruskan',
    stage: 'tahap diubah',
  },
};

// What proves who somebody is never reaches a page, whatever a fact may one day carry.
const SECRET = /password|secret|token|hash|sha256/i;
const EMPTY = '(kosong)';
const PERSON_OR_UNIT = /^\d+$/;

/** A value as one reads it: no whole NIK, no secret, days and amounts in words, never too long. */
export function valueWords(visit: StaffVisit, names: Names, field: string, value: unknown): string {
  if (SECRET.test(field)) return '••••••';
  const text = worded(visit, names, field, value);
  const masked = withMaskedNiks(text);
  return masked.length > MOST_CHARACTERS ? `${masked.slice(0, MOST_CHARACTERS)}…` : masked;
}

/** Who is behind the numbers in a fact. */
export interface Names {
  staff(id: number): string;
  unit(id: number): string;
}

function worded(visit: StaffVisit, names: Names, field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return EMPTY;
  if (typeof value === 'boolean') return value ? 'ya' : 'tidak';
  if (Array.isArray(value)) {
    if (value.length === 0) return EMPTY;
    return value.map((each) => worded(visit, names, field, each)).join(', ');
  }
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, each]) => `${fieldName(name)}: ${worded(visit, names, name, each)}`)
      .join('; ');
  }
  const text = String(value);
  const known = VALUE_NAMES[field]?.[text];
  if (known) return known;
  if (/Rupiah$/.test(field) && typeof value === 'number') return rupiah(value);
  if ((field === 'unitId' || field === 'parentId') && PERSON_OR_UNIT.test(text))
    return names.unit(Number(text));
  if (field === 'role')
    return ROLES.some((role) => role === text) ? ROLE_NAMES[text as keyof typeof ROLE_NAMES] : text;
  if (field === 'payment' && Object.hasOwn(PAYMENT_NAMES, text))
    return PAYMENT_NAMES[text as keyof typeof PAYMENT_NAMES];
  const day = parseLabDay(text);
  if (day) return shortDay(day, 'id');
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? instantWords(visit, new Date(text)) : text;
}
