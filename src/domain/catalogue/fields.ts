import { z } from 'zod';

const line = (longest: number) => z.string().trim().min(1).max(longest);
const optionalLine = (longest: number) => z.string().trim().max(longest).default('');

// A form sends numbers as people write them: "25.000", "Rp 25.000".
const wholeNumber = (least: number, most: number) =>
  z.preprocess((typed) => {
    if (typeof typed !== 'string') return typed;
    const amount = typed.replace(/^\s*rp/i, '').trim();
    // A point parts thousands; "75.5" is no price of five hundred and more.
    const isWhole = /^\d{1,12}$|^\d{1,3}([.\s]\d{3}){1,3}$/.test(amount);
    return isWhole ? Number(amount.replace(/\D/g, '')) : undefined;
  }, z.number().int().min(least).max(most));

// A ticked box arrives as "on", an empty one not at all.
const ticked = z.preprocess((sent) => sent === true || sent === 'on', z.boolean());

/** What staff may write about a test, checked and tidied. */
export const testFields = z.object({
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9][A-Z0-9.-]{1,19}$/, 'Pakai huruf, angka, titik, atau tanda hubung. Contoh: KK-01.'),
  name: line(120),
  nameEn: line(120),
  group: line(80),
  parameter: line(300),
  method: line(120),
  sample: line(120),
  priceRupiah: wholeNumber(0, 100_000_000),
  turnaroundDays: wholeNumber(0, 365),
  preparation: optionalLine(300),
  preparationEn: optionalLine(300),
  synonyms: optionalLine(500),
  inPerson: ticked,
});
