import { z } from 'zod';
import { longDay } from '../../../../templates/messages/format.ts';
import { announcePrice, pricesOf, testById, withdrawPrice } from '../../../domain/catalogue/index.ts';
import { comparisonPage } from '../../comparison.tsx';
import { priceWords } from '../../facts.ts';
import { labDay, versioned, words } from '../../forms.ts';
import type { Deed, Done, StaffVisit } from '../../visit.ts';
import { testPage } from './test.tsx';

const LIST = '/admin/catalogue';

const idIn = (visit: StaffVisit): number => {
  const id = Number(visit.params.id);
  return Number.isSafeInteger(id) && id > 0 ? id : 0;
};

const priceForm = z.object({
  ...versioned(),
  validFrom: labDay(),
  price: words(14, 'Tulis tarifnya. Contoh: 75.000.').regex(
    /^(rp\s*)?(\d{1,9}|\d{1,3}(\.\d{3}){1,2})$/i,
    'Tarif harus angka bulat. Contoh: 75.000.',
  ),
});

/** Writes down a price that will count from a day on. */
export const announcePriceDeed: Deed<z.infer<typeof priceForm>> = {
  form: priceForm,
  page: testPage,
  back: (visit) => `${LIST}/${visit.params.id}#prices`,
  carryOut(ctx, visit, { version, seen, validFrom, price }) {
    const testId = idIn(visit);
    if (!testById(ctx.tx, testId)) return { outcome: 'notFound' };
    const priceRupiah = Number(price.replace(/\D/g, ''));
    const saved = announcePrice(ctx, { testId, expectedVersion: version, validFrom, priceRupiah });
    return answerTo(visit, seen, saved, { name: longDay(validFrom, 'id'), wanted: priceWords(priceRupiah) });
  },
};

const removeForm = z.object(versioned());

/** Takes a price back before its day. */
export const withdrawPriceDeed: Deed<z.infer<typeof removeForm>> = {
  form: removeForm,
  page: testPage,
  back: (visit) => `${LIST}/${visit.params.id}#prices`,
  carryOut(ctx, visit, { version, seen }) {
    const testId = idIn(visit);
    if (!testById(ctx.tx, testId)) return { outcome: 'notFound' };
    const validFrom = visit.params.day ?? '';
    const saved = withdrawPrice(ctx, { testId, expectedVersion: version, validFrom });
    return answerTo(visit, seen, saved, { name: validFrom, wanted: 'dihapus' });
  },
};

function answerTo(
  visit: StaffVisit,
  seen: number,
  saved: ReturnType<typeof announcePrice>,
  row: { name: string; wanted: string },
): Done {
  const id = idIn(visit);
  switch (saved.outcome) {
    case 'saved':
      return { outcome: 'done', notice: 'saved' };
    case 'unknown':
      return { outcome: 'notFound' };
    case 'invalid':
      return { outcome: 'mistake', errors: { [saved.field]: saved.problem } };
    case 'stale': {
      const now = pricesOf(visit.parts.db, id).map(
        ({ validFrom, priceRupiah }) => `${longDay(validFrom, 'id')}: ${priceWords(priceRupiah)}`,
      );
      return {
        outcome: 'stale',
        comparison: comparisonPage(visit, {
          subject: `test:${id}`,
          seen,
          back: `${LIST}/${id}#prices`,
          rows: [{ ...row, now: now.join('; ') || 'tidak ada' }],
        }),
      };
    }
  }
}
