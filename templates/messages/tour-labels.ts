import { eachPays } from './group.ts';
import { message } from './kit.ts';

/** What stands above the fields of a page that asks for a tour, in few words. */
export const tourLabels = {
  kind: message({ id: 'Jenis wisata ilmiah', en: 'Kind of tour' }),
  kindChoice: message<{ name: string; nameEn: string; priceRupiah: number }>({
    id: ({ name, priceRupiah }) => `${name}, ${eachPays(priceRupiah, 'id')}`,
    en: ({ nameEn, priceRupiah }) => `${nameEn}, ${eachPays(priceRupiah, 'en')}`,
  }),
  visitors: message({ id: 'Jumlah pengunjung', en: 'Number of visitors' }),
  visitOn: message({ id: 'Tanggal mulai kunjungan', en: 'First day of the visit' }),
  untilOn: message({ id: 'Tanggal akhir kunjungan', en: 'Last day of the visit' }),
  untilHint: message({
    id: 'Sama dengan tanggal mulai untuk satu hari.',
    en: 'The same as the first day for one day.',
  }),
  letter: message({ id: 'Surat pengantar (PDF)', en: 'Cover letter (PDF)' }),
};
