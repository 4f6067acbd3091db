/** The columns of the catalogue as a workbook, in their order, by their headings. */
export const CATALOGUE_COLUMNS = [
  ['code', 'Kode'],
  ['group', 'Kelompok'],
  ['name', 'Nama'],
  ['nameEn', 'Nama (Inggris)'],
  ['parameter', 'Yang diperiksa'],
  ['method', 'Metode'],
  ['sample', 'Sampel'],
  ['priceRupiah', 'Tarif (rupiah)'],
  ['turnaroundDays', 'Lama (hari kerja)'],
  ['preparation', 'Persiapan'],
  ['preparationEn', 'Persiapan (Inggris)'],
  ['synonyms', 'Sebutan lain'],
  ['inPerson', 'Diserahkan langsung'],
  ['isOffered', 'Ditawarkan'],
  ['comingPrice', 'Tarif berikutnya'],
  ['comingFrom', 'Berlaku mulai'],
] as const;

/** One of them. */
export type CatalogueColumn = (typeof CATALOGUE_COLUMNS)[number][0];

/** A test as one row of the workbook. */
export type CatalogueRow = {
  [Column in CatalogueColumn]: Column extends 'priceRupiah' | 'turnaroundDays'
    ? number
    : Column extends 'comingPrice'
      ? number | undefined
      : Column extends 'comingFrom'
        ? string | undefined
        : Column extends 'inPerson' | 'isOffered'
          ? boolean
          : string;
};
