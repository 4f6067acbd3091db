import type { Owed } from '../../src/domain/tracking/values.ts';
import { quoted, rupiah } from './format.ts';
import type { Language, Scene } from './kit.ts';

/** Nothing has to be paid. */
const isFree = ({ totalRupiah, payment }: Owed): boolean =>
  payment === 'free' || (payment === 'unpaid' && totalRupiah === 0);

/**
 * What it costs and whether that is settled, as a part of a sentence: `Rp 55.000, belum dibayar`,
 * `Rp 55.000, lunas (kuitansi K-0117)`, `gratis (siswa sekolah negeri)`.
 */
export function paymentState(owed: Owed, language: Language): string {
  const { totalRupiah, payment, receiptNumber, freeReason } = owed;
  const id = language === 'id';
  if (isFree(owed))
    return `${id ? 'gratis' : 'free of charge'}${freeReason ? ` (${quoted(freeReason)})` : ''}`;
  if (payment === 'unpaid') return `${rupiah(totalRupiah)}, ${id ? 'belum dibayar' : 'not yet paid'}`;
  const receipt = receiptNumber ? ` (${id ? 'kuitansi' : 'receipt'} ${quoted(receiptNumber)})` : '';
  return `${rupiah(totalRupiah)}, ${id ? 'lunas' : 'paid'}${receipt}`;
}

/** Whether there is something left to be paid. */
export const isUnpaid = (owed: Owed): boolean => owed.payment === 'unpaid' && !isFree(owed);

/** How people pay at this lab, in a sentence or two of its own. */
export const howToPay = (language: Language, { lab }: Pick<Scene, 'lab'>): string =>
  language === 'id' ? lab.howToPay : lab.howToPayEn;

/**
 * What a confirmation says of the fee, as whole sentences: the price and how to pay it, or that there is
 * none.
 */
export function feeSentences(totalRupiah: number, language: Language, scene: Pick<Scene, 'lab'>): string {
  const id = language === 'id';
  if (totalRupiah === 0) return id ? 'Tidak dipungut biaya.' : 'It is free of charge.';
  return `${id ? 'Biaya' : 'Fee'} *${rupiah(totalRupiah)}*. ${howToPay(language, scene)}`;
}
