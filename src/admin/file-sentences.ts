import { MAX_SHEET_ROWS } from '../domain/values/sheet-columns.ts';
import type { FileProblem } from '../transports/transport.ts';
import { FILE_MEGABYTES } from './forms.ts';

const SENTENCES: Record<Exclude<FileProblem, 'wrongKind'>, string> = {
  tooLarge: `Berkas ini lebih dari ${FILE_MEGABYTES} MB. Perkecil dulu, lalu unggah lagi.`,
  empty: 'Berkas ini kosong. Pilih berkas lain.',
  damaged: 'Berkas ini rusak dan tidak bisa dibuka. Simpan ulang, lalu unggah lagi.',
  encrypted: 'Berkas ini dikunci dengan kata sandi. Simpan tanpa kata sandi, lalu unggah lagi.',
  unsafe: 'Berkas ini berisi program atau lampiran. Simpan atau cetak tanpa itu, lalu unggah lagi.',
  macros: 'Berkas Excel ini berisi makro. Simpan sebagai Excel Workbook (.xlsx), lalu unggah lagi.',
  tooManyRows: `Berkas Excel ini berisi lebih dari ${MAX_SHEET_ROWS.toLocaleString('id')} baris. Bagi menjadi beberapa kiriman, lalu unggah lagi.`,
  overfull: 'Isi berkas Excel ini terlalu besar. Salin barisnya ke format kosong, lalu unggah lagi.',
  notFetched: 'Berkas tidak sampai. Coba unggah lagi.',
};

/** Why a file that an officer has uploaded is not kept, and what to do; `wanted` says which kind is. */
export const fileSentence = (problem: FileProblem, wanted: string): string =>
  problem === 'wrongKind' ? wanted : SENTENCES[problem];
