import { z } from 'zod';
import { listHolidays, removeHoliday, saveHoliday } from '../../../domain/calendar/index.ts';
import { parseLabDay } from '../../../domain/values/lab-day.ts';
import { comparisonPage } from '../../comparison.tsx';
import type { Deed } from '../../visit.ts';
import { mistakes } from './deeds.ts';
import { HOLIDAYS, holidaysPage, holidaysShown, kindName } from './holidays.tsx';

const dayForm = z.object({
  day: z.string().max(20).optional(),
  name: z.string().max(200).optional(),
  kind: z.string().max(20).optional(),
});

/** Adds or corrects a day off. Where visits are booked on it already, staff are led to them. */
export const saveHolidayDeed: Deed<z.infer<typeof dayForm>> = {
  form: dayForm,
  page: holidaysPage,
  back: () => HOLIDAYS,
  carryOut(ctx, _visit, form) {
    const saved = saveHoliday(ctx, form);
    if (saved.outcome === 'invalid') return mistakes(saved.problems);
    if (saved.visits > 0) {
      return {
        outcome: 'done',
        notice: 'visitsOnHoliday',
        to: `/admin/registrations?stage=all&visitOn=${form.day}`,
      };
    }
    return { outcome: 'done', notice: 'saved', to: `${HOLIDAYS}?year=${form.day?.slice(0, 4)}` };
  },
};

const removeForm = z.object({ was: z.string().max(40).optional() });

/** Makes a day off an ordinary day again, unless it is another by now. */
export const removeHolidayDeed: Deed<z.infer<typeof removeForm>> = {
  form: removeForm,
  page: holidaysPage,
  back: (visit) => `${HOLIDAYS}?year=${visit.params.day?.slice(0, 4)}`,
  carryOut(ctx, visit, { was }) {
    const day = parseLabDay(visit.params.day ?? '');
    if (!day) return { outcome: 'notFound' };
    const current = listHolidays(ctx.tx, Number(day.slice(0, 4))).find((row) => row.day === day);
    if (current && was !== holidaysShown([current])) {
      const now = `${current.name} (${kindName(current.kind)})`;
      return {
        outcome: 'stale',
        comparison: comparisonPage(visit, {
          subject: 'settings',
          seen: 0,
          back: `${HOLIDAYS}?year=${day.slice(0, 4)}`,
          rows: [{ name: day, wanted: 'dihapus', now }],
        }),
      };
    }
    removeHoliday(ctx, day);
    return { outcome: 'done', notice: 'removed' };
  },
};
