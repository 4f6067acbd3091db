import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { longDay, rupiah, shortDay } from './format.ts';
import type { Language } from './kit.ts';

/** `Rp 15.000 per orang`, or that it is free of charge. */
export function eachPays(priceRupiah: number, language: Language): string {
  if (priceRupiah === 0) return language === 'id' ? 'gratis' : 'free of charge';
  return `${rupiah(priceRupiah)} ${language === 'id' ? 'per orang' : 'per person'}`;
}

/** `Senin, 30 November 2026`, or `30 November 2026 sampai 2 Desember 2026`. */
export function stayWords(visitOn: LabDay, untilOn: LabDay | null, language: Language): string {
  if (untilOn === null || untilOn === visitOn) return longDay(visitOn, language);
  const [first, last] = [shortDay(visitOn, language), shortDay(untilOn, language)];
  return `${first} ${language === 'id' ? 'sampai' : 'to'} ${last}`;
}
