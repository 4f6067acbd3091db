import { sql } from 'drizzle-orm';
import type { DomainContext } from '../context.ts';
import { letterNumbers } from './table.ts';

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

/**
 * The number of the next letter, as the lab writes it (`letterNumber`): `HM.02/17/XI/2026`. Counts from 1
 * in each year of the lab's calendar; a number once given is not given again.
 */
export function nextLetterNumber(ctx: DomainContext): string {
  const [year = '', month = ''] = ctx.today.split('-');
  const { last } = ctx.tx
    .insert(letterNumbers)
    .values({ year: Number(year), last: 1 })
    .onConflictDoUpdate({ target: letterNumbers.year, set: { last: sql`${letterNumbers.last} + 1` } })
    .returning({ last: letterNumbers.last })
    .get();
  return ctx.lab.letterNumber
    .replaceAll('{nomor}', String(last))
    .replaceAll('{bulan}', ROMAN[Number(month) - 1] ?? month)
    .replaceAll('{tahun}', year);
}
