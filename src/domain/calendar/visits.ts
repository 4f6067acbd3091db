import { and, between, eq, lt, sql } from 'drizzle-orm';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { addDays, type LabDay } from '../values/lab-day.ts';
import { holidaysBetween } from './holidays.ts';
import { judgeDay, nearestDays, type Schedule, type VisitWindow, visitWindow } from './rules.ts';
import { bookings } from './table.ts';
import type { VisitDay } from './values.ts';

/** What a place is booked for. */
export type VisitService = (typeof bookings.$inferSelect)['service'];

/** What came of booking: a place, or why there is none, in the words of `visitDay`. */
export type Booked =
  | { outcome: 'booked'; day: LabDay; opens: string; closes: string }
  | Exclude<VisitDay, { outcome: 'open' }>;

/** Whether a laboratory visit on `day` is possible, by hours, holidays, room, lead time and horizon. */
export function visitDay(ctx: DomainContext, day: LabDay): VisitDay {
  const window = windowFor(ctx);
  return judgeDay(day, window, scheduleOf(ctx, 'laboratory', window));
}

/** The next days with room, soonest first, at most three. */
export function nextVisitDays(ctx: DomainContext): LabDay[] {
  const window = windowFor(ctx);
  return nearestDays(addDays(window.first, -1), window, scheduleOf(ctx, 'laboratory', window));
}

/**
 * Takes one place on `day`. Counting and checking is one statement, so the last place goes to one
 * person only.
 */
export function book(ctx: DomainContext, service: VisitService, day: LabDay): Booked {
  const window = windowFor(ctx);
  const judged = judgeDay(day, window, scheduleOf(ctx, service, window));
  if (judged.outcome !== 'open') return judged;
  const { changes } = takePlace(ctx.tx).run({ service, day, capacity: ctx.lab.visitsPerDay });
  if (changes > 0) return { ...judged, outcome: 'booked' };
  return { outcome: 'full', day, nearest: nearestDays(day, window, scheduleOf(ctx, service, window)) };
}

/** Gives one place on `day` back. */
export function release(
  ctx: DomainContext,
  service: VisitService,
  day: LabDay,
): { outcome: 'released' | 'nothingBooked' } {
  const { changes } = givePlace(ctx.tx).run({ service, day });
  return { outcome: changes > 0 ? 'released' : 'nothingBooked' };
}

// Who stands at the counter can be served today: the lead time is for those who plan ahead by themselves.
function windowFor({ actor, lab, today, now }: DomainContext): VisitWindow {
  return visitWindow(actor.kind === 'staff' ? { ...lab, leadDays: 0 } : lab, today, now);
}

function scheduleOf(ctx: DomainContext, service: VisitService, { first, last }: VisitWindow): Schedule {
  const rows = takenBetween(ctx.tx).all({ service, first, last });
  return {
    lab: ctx.lab,
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

const takePlace = statement((db) =>
  db
    .insert(bookings)
    .values({ service: sql.placeholder('service'), day: sql.placeholder('day'), taken: 1 })
    .onConflictDoUpdate({
      target: [bookings.service, bookings.day],
      set: { taken: sql`${bookings.taken} + 1` },
      setWhere: lt(bookings.taken, sql.placeholder('capacity')),
    })
    .prepare(),
);

const givePlace = statement((db) =>
  db
    .update(bookings)
    .set({ taken: sql`${bookings.taken} - 1` })
    .where(
      and(
        eq(bookings.service, sql.placeholder('service')),
        eq(bookings.day, sql.placeholder('day')),
        sql`${bookings.taken} > 0`,
      ),
    )
    .prepare(),
);
