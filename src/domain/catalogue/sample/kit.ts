import type { tests } from '../table.ts';

/** A test of the sample catalogue: everything but what the database gives. */
export type SampleTest = Omit<typeof tests.$inferInsert, 'id' | 'retiredAt' | 'version'>;

/** Completes tests that share their group and, unless they say otherwise, other properties. */
export function inGroup<Shared extends Partial<SampleTest>>(
  shared: Shared,
  own: readonly (Omit<SampleTest, keyof Shared> & Partial<SampleTest>)[],
): SampleTest[] {
  // Each property is in `shared` or demanded of `own`, which the compiler cannot add up over a generic.
  return own.map((test) => ({ ...shared, ...test }) as SampleTest);
}

/** Preparations are phrases, to be put into a sentence. */
export const FASTING = {
  preparation: 'puasa 10 jam (boleh minum air putih)',
  preparationEn: 'fast for 10 hours (plain water is fine)',
};
export const LIPID_FASTING = {
  preparation: 'puasa 10–12 jam (boleh minum air putih)',
  preparationEn: 'fast for 10–12 hours (plain water is fine)',
};
export const MIDSTREAM_URINE = {
  preparation: 'tampung urin pancaran tengah dalam wadah bersih dari laboratorium',
  preparationEn: 'collect midstream urine in a clean container from the laboratory',
};
export const MORNING_SPUTUM = {
  preparation: 'bawa dahak pagi sebelum sarapan dalam pot dari laboratorium',
  preparationEn: 'bring sputum from early morning, before breakfast, in a pot from the laboratory',
};
export const FRESH_STOOL = {
  preparation: 'bawa tinja segar, paling lama 2 jam, dalam wadah dari laboratorium',
  preparationEn: 'bring fresh stool, at most 2 hours old, in a container from the laboratory',
};
export const IDENTITY_CARD = {
  preparation: 'bawa KTP asli; urin ditampung di laboratorium',
  preparationEn: 'bring your original identity card; urine is collected at the laboratory',
};
export const STERILE_WATER = {
  preparation: 'ambil 500 ml dengan botol steril dari laboratorium, antar dingin dalam 6 jam',
  preparationEn: 'take 500 ml in a sterile bottle from the laboratory, deliver it chilled within 6 hours',
};
export const CLEAN_WATER = {
  preparation: 'bawa 2 liter dalam jeriken bersih yang dibilas dengan air contoh',
  preparationEn: 'bring 2 litres in a clean jerrycan rinsed with the water itself',
};
export const FOOD_PORTION = {
  preparation: 'bawa sedikitnya 200 gram dalam kemasan bersih, antar dingin di hari yang sama',
  preparationEn: 'bring at least 200 grams in clean packaging, delivered chilled on the same day',
};
