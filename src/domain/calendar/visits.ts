import { and, between, eq, lte, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { addDays, type LabDay } from '../values/lab-day.ts';
import { holidaysBetween } from './holidays.ts';
import {
  isOpen,
  judgeDay,
  nearestDays,
  roomOf,
  type Schedule,
  type VisitWindow,
  visitWindow,
} from './rules.ts';
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
 *
 * @param invited the lab itself has named the day: the lead time is for those who plan by themselves
 */
export function book(
  ctx: DomainContext,
  service: VisitService,
  day: LabDay,
  places = 1,
  invited = false,
): Booked {
  const window = windowFor(ctx, service, invited);
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

/** How full an open day is. */
export interface DayRoom {
  day: LabDay;
  taken: number;
  perDay: number;
}

/** The next open days of a service from today on, at most `count`, each with how full it is; for staff. */
export function comingDays(
  db: Db,
  { lab, today, now }: Pick<DomainContext, 'lab' | 'today' | 'now'>,
  service: VisitService,
  count: number,
): DayRoom[] {
  const room = roomOf(service, lab);
  const window = visitWindow(lab, { ...room, leadDays: 0 }, today, now);
  const schedule = scheduleOf({ tx: db, lab }, service, window, 1);
  const days: DayRoom[] = [];
  for (let { first: day } = window; day <= window.last && days.length < count; day = addDays(day, 1)) {
    if (isOpen(day, schedule)) days.push({ day, taken: schedule.taken.get(day) ?? 0, perDay: room.perDay });
  }
  return days;
}

/** How full one day of a service is. */
export function roomOn(
  db: Db,
  { lab }: Pick<DomainContext, 'lab'>,
  service: VisitService,
  day: LabDay,
): DayRoom {
  const [row] = takenBetween(db).all({ service, first: day, last: day });
  return { day, taken: row?.taken ?? 0, perDay: roomOf(service, lab).perDay };
}

// Who stands at the counter can be served today: the lead time is for those who plan ahead by themselves.
function windowFor(
  { actor, lab, today, now }: DomainContext,
  service: VisitService,
  invited = false,
): VisitWindow {
  const room = roomOf(service, lab);
  const atOnce = invited || actor.kind === 'staff';
  return visitWindow(lab, atOnce ? { ...room, leadDays: 0 } : room, today, now);
}

function scheduleOf(
  ctx: Pick<DomainContext, 'tx' | 'lab'>,
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
