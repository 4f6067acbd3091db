import { and, between, eq, lte, sql } from 'drizzle-orm';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { addDays, type LabDay } from '../values/lab-day.ts';
import { holidaysBetween } from './holidays.ts';
import { judgeDay, nearestDays, roomOf, type Schedule, type VisitWindow, visitWindow } from './rules.ts';
import { bookings } from './table.ts';
import type { VisitDay, VisitService } from './values.ts';

/** What came of booking: a place, or why there is none, in the words of `visitDay`. */
export type Booked =
  | { outcome: 'booked'; day: LabDay; opens: string; closes: string }
  | Exclude<VisitDay, { outcome: 'open' }>;

/** Whether `places` are to be had on `day`, by hours, holidays, room, lead time and horizon. */
export function visitDay(
  ctx: DomainContext,
  day: LabDay,
  service: VisitService = 'laboratory',
  places = 1,
): VisitDay {
  const window = windowFor(ctx, service);
  return judgeDay(day, window, scheduleOf(ctx, service, window, places));
}

/** The next days with room, soonest first, at most three. */
export function nextVisitDays(
  ctx: DomainContext,
  service: VisitService = 'laboratory',
  places = 1,
): LabDay[] {
  const window = windowFor(ctx, service);
  return nearestDays(addDays(window.first, -1), window, scheduleOf(ctx, service, window, places));
}

/**
 * Takes `places` on `day`. Counting and checking is one statement, so the last place goes to one
 * person only.
 */
export function book(ctx: DomainContext, service: VisitService, day: LabDay, places = 1): Booked {
  const window = windowFor(ctx, service);
  const judged = judgeDay(day, window, scheduleOf(ctx, service, window, places));
  if (judged.outcome !== 'open') return judged;
  const { perDay } = roomOf(service, ctx.lab);
  // The column alone would let the first of a day be more than it holds; `judgeDay` has seen to that.
  const { changes } = takePlaces(ctx.tx).run({ service, day, places, room: perDay - places });
  if (changes > 0) return { ...judged, outcome: 'booked' };
  return {
    outcome: 'full',
    day,
    nearest: nearestDays(day, window, scheduleOf(ctx, service, window, places)),
  };
}

/** Gives `places` on `day` back. */
export function release(
  ctx: DomainContext,
  service: VisitService,
  day: LabDay,
  places = 1,
): { outcome: 'released' | 'nothingBooked' } {
  const { changes } = givePlaces(ctx.tx).run({ service, day, places });
  return { outcome: changes > 0 ? 'released' : 'nothingBooked' };
}

// Who stands at the counter can be served today: the lead time is for those who plan ahead by themselves.
function windowFor({ actor, lab, today, now }: DomainContext, service: VisitService): VisitWindow {
  const room = roomOf(service, lab);
  return visitWindow(lab, actor.kind === 'staff' ? { ...room, leadDays: 0 } : room, today, now);
}

function scheduleOf(
  ctx: DomainContext,
  service: VisitService,
  { first, last }: VisitWindow,
  places: number,
): Schedule {
  const rows = takenBetween(ctx.tx).all({ service, first, last });
  return {
    lab: ctx.lab,
    perDay: roomOf(service, ctx.lab).perDay,
    places,
    holidays: holidaysBetween(ctx.tx, first, last),
    taken: new Map(rows.map(({ day, taken }) => [day, taken])),
  };
}

const takenBetween = statement((db) =>
  db
    .select({ day: bookings.day, taken: bookings.taken })
    .from(bookings)
    .where(
      and(
        eq(bookings.service, sql.placeholder('service')),
        between(bookings.day, sql.placeholder('first'), sql.placeholder('last')),
      ),
    )
    .prepare(),
);

const takePlaces = statement((db) =>
  db
    .insert(bookings)
    .values({
      service: sql.placeholder('service'),
      day: sql.placeholder('day'),
      taken: sql.placeholder('places'),
    })
    .onConflictDoUpdate({
      target: [bookings.service, bookings.day],
      set: { taken: sql`${bookings.taken} + excluded.taken` },
      setWhere: lte(bookings.taken, sql.placeholder('room')),
    })
    .prepare(),
);

const givePlaces = statement((db) =>
  db
    .update(bookings)
    .set({ taken: sql`max(0, ${bookings.taken} - ${sql.placeholder('places')})` })
    .where(
      and(
        eq(bookings.service, sql.placeholder('service')),
        eq(bookings.day, sql.placeholder('day')),
        sql`${bookings.taken} > 0`,
      ),
    )
    .prepare(),
);
