import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { workingTime } from '../calendar/index.ts';
import { cases } from '../cases/table.ts';
import { ROOT_UNIT_ID } from '../units/table.ts';
import { addDays, type LabDay, labDayAt } from '../values/lab-day.ts';
import type { LabSettings } from '../values/lab-settings.ts';
import { SERVICES, type Service } from '../values/services.ts';
import { stepOf, stepsBetween } from './days.ts';
import { figureOf, inScope } from './figures.ts';
import { atLeast, type Share, shareOf, shown } from './hiding.ts';
import { asWorkingDays, median } from './median.ts';
import type { Scope } from './values.ts';

/** How many whole months are published. */
const MONTHS = 12;

/** What everybody may know. A count that is null is under three; a total counts only what is shown. */
export interface Published {
  /** The first days of the months, oldest first; the present month is never among them. */
  months: LabDay[];
  services: {
    service: Service;
    received: (number | null)[];
    total: { count: number; isAtLeast: boolean };
    onTime: Share;
    /** Of those that have ended; null when there are too few. */
    medianDays: number | null;
  }[];
  totals: { count: number; isAtLeast: boolean }[];
  /** Of everything. */
  total: { count: number; isAtLeast: boolean };
}

/**
 * The figures of the last twelve whole months. The month that runs is left out: whoever looked every
 * day could tell from it when somebody came.
 */
export function published(db: Db, lab: LabSettings, now: Date): Published {
  const thisMonth = stepOf(labDayAt(now, lab.timeZone), 'month');
  const to = addDays(thisMonth, -1);
  const from = monthsBefore(thisMonth, MONTHS);
  const months = stepsBetween(from, to, 'month');
  const everything: Scope = { unitPath: `/${ROOT_UNIT_ID}/`, from, to };
  const time = workingTime(db, lab);

  const services = SERVICES.flatMap((service) => {
    const scope = { ...everything, services: [service] };
    const overTime = figureOf(db, { ...scope, chart: 'volume', step: 'month' }, lab, now);
    if (overTime.received === 0) return [];
    const received = overTime.rows.map(({ values }) => shown(values[0] ?? 0));
    return [{ service, received, total: atLeast(received), ...speedOf(scope) }];
  });
  const totals = months.map((_, place) => atLeast(services.map(({ received }) => received[place] ?? null)));
  return {
    months,
    services,
    totals,
    total: atLeast(services.flatMap(({ received }) => received)),
  };

  function speedOf(scope: Scope): { onTime: Share; medianDays: number | null } {
    const ended = db
      .select({
        from: sql<number>`${cases.receivedAt}`,
        until: sql<number>`${cases.endedAt}`,
        missed: cases.missed,
      })
      .from(cases)
      .where(and(inScope(scope, lab.timeZone), eq(cases.phase, 'ended'), isNotNull(cases.endedAt)))
      .all();
    const middle = median(ended.map((each) => time.between(new Date(each.from), new Date(each.until))));
    return {
      onTime: shareOf(ended.filter(({ missed }) => !missed).length, ended.length),
      medianDays: middle === undefined || shown(ended.length) === null ? null : asWorkingDays(middle, lab),
    };
  }
}

function monthsBefore(month: LabDay, count: number): LabDay {
  let found = month;
  for (let back = 0; back < count; back += 1) found = stepOf(addDays(found, -1), 'month');
  return found;
}
