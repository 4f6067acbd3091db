import { book, isWorkingDay, nextVisitDays, release } from '../calendar/index.ts';
import type { DomainContext } from '../context.ts';
import { addDays, daysBetween, type LabDay } from '../values/lab-day.ts';
import type { Registration } from './rows.ts';
import type { Submitted } from './values.ts';

/** What takes places: a service, the days and how many of each. */
export type Stay = Pick<Registration, 'service' | 'visitOn' | 'untilOn' | 'places'>;

/** What has taken places: it remembers on which days. */
export type Held = Stay & Pick<Registration, 'placesOn'>;

/** What came of taking places: `placesOn` is to be kept with the registration. */
export type Taken = { outcome: 'booked'; placesOn: LabDay[] } | Extract<Submitted, { outcome: 'dayGone' }>;

/** A tour of a month, which no lab allows. */
const MAX_DAYS = 31;

/**
 * Books every open day of a stay, or says which days are nearest; then nothing is booked. Samples take
 * no place. Days on which the lab is closed lie between two days of a visit without being part of it.
 */
export const takePlaces = (ctx: DomainContext, stay: Stay): Taken => exchange(ctx, stay, new Map());

/** Gives back what `takePlaces` has taken. */
export function givePlacesBack(ctx: DomainContext, held: Held): void {
  if (held.service === 'shipment') return;
  for (const [day, places] of placesOf(held)) release(ctx, held.service, day, places);
}

/**
 * Takes what a changed stay needs more than it had, and only then gives back what it needs less, so that
 * a full day loses nothing; or says which days are nearest, and nothing has changed.
 *
 * @param invited the lab itself has named the day, so that no lead time counts
 */
export const changePlaces = (ctx: DomainContext, from: Held, to: Stay, invited = false): Taken =>
  exchange(ctx, to, placesOf(from), invited);

/** How many places a registration has on a day. */
export const placesOnDay = (held: Held, day: LabDay): number => placesOf(held).get(day) ?? 0;

function exchange(ctx: DomainContext, to: Stay, had: Map<LabDay, number>, invited = false): Taken {
  const { service, places, untilOn } = to;
  if (service === 'shipment') return { outcome: 'booked', placesOn: [] };
  const days = places === 0 ? [] : openDaysOf(ctx, to);
  const booked: [LabDay, number][] = [];
  for (const day of days) {
    const more = places - (had.get(day) ?? 0);
    if (more <= 0) continue;
    const found = book(ctx, service, day, more, invited);
    if (found.outcome === 'booked') {
      booked.push([day, more]);
      continue;
    }
    for (const [taken, count] of booked) release(ctx, service, taken, count);
    return {
      outcome: 'dayGone',
      nearest: 'nearest' in found ? found.nearest : nextVisitDays(ctx, service, more),
    };
  }
  for (const [day, count] of had) {
    const less = count - (days.includes(day) ? places : 0);
    if (less > 0) release(ctx, service, day, less);
  }
  return { outcome: 'booked', placesOn: untilOn === null ? [] : days };
}

/** How many places a registration has on each of its days. */
const placesOf = ({ places, visitOn, placesOn }: Held): Map<LabDay, number> =>
  new Map(places === 0 ? [] : (placesOn.length > 0 ? placesOn : [visitOn]).map((day) => [day, places]));

// The first and the last day are booked as well when they are closed, so that `book` says so.
const openDaysOf = (ctx: DomainContext, { visitOn, untilOn }: Stay): LabDay[] =>
  daysOf(visitOn, untilOn).filter(
    (day) => day === visitOn || day === untilOn || isWorkingDay(ctx.tx, day, ctx.lab),
  );

function daysOf(visitOn: LabDay, untilOn: LabDay | null): LabDay[] {
  const length = Math.min(MAX_DAYS, Math.max(1, daysBetween(visitOn, untilOn ?? visitOn) + 1));
  return Array.from({ length }, (_, offset) => addDays(visitOn, offset));
}
