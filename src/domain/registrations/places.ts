import { book, isWorkingDay, nextVisitDays, release } from '../calendar/index.ts';
import type { DomainContext } from '../context.ts';
import { addDays, daysBetween, type LabDay } from '../values/lab-day.ts';
import type { Registration } from './rows.ts';
import type { Submitted } from './values.ts';

/** What takes places: a service, the days and how many of each. */
export type Stay = Pick<Registration, 'service' | 'visitOn' | 'untilOn' | 'places'>;

/** A tour of a month, which no lab allows. */
const MAX_DAYS = 31;

/**
 * Books every open day of a stay, or says which days are nearest; then nothing is booked. Samples take
 * no place. Days on which the lab is closed lie between two days of a visit without being part of it.
 *
 * @param invited the lab itself has named the day, so that no lead time counts
 */
export function takePlaces(
  ctx: DomainContext,
  { service, visitOn, untilOn, places }: Stay,
  invited = false,
): { outcome: 'booked' } | Extract<Submitted, { outcome: 'dayGone' }> {
  if (service === 'shipment' || places === 0) return { outcome: 'booked' };
  const days = daysOf(visitOn, untilOn).filter(
    (day) => day === visitOn || day === untilOn || isWorkingDay(ctx.tx, day, ctx.lab),
  );
  for (const [position, day] of days.entries()) {
    const booked = book(ctx, service, day, places, invited);
    if (booked.outcome === 'booked') continue;
    for (const taken of days.slice(0, position)) release(ctx, service, taken, places);
    const nearest = 'nearest' in booked ? booked.nearest : nextVisitDays(ctx, service, places);
    return { outcome: 'dayGone', nearest };
  }
  return { outcome: 'booked' };
}

/** Gives back what `takePlaces` has taken. */
export function givePlacesBack(ctx: DomainContext, { service, visitOn, untilOn, places }: Stay): void {
  if (service === 'shipment' || places === 0) return;
  for (const day of daysOf(visitOn, untilOn)) release(ctx, service, day, places);
}

/**
 * Takes what a changed stay needs more than it had, and only then gives back what it needs less, so that
 * a full day loses nothing; or says which days are nearest, and nothing has changed.
 */
export function changePlaces(
  ctx: DomainContext,
  from: Stay,
  to: Stay,
): { outcome: 'booked' } | Extract<Submitted, { outcome: 'dayGone' }> {
  const had = needsOf(ctx, from);
  const needs = needsOf(ctx, to);
  const booked: [LabDay, number][] = [];
  for (const [day, places] of needs) {
    const more = places - (had.get(day) ?? 0);
    if (more <= 0 || to.service === 'shipment') continue;
    const found = book(ctx, to.service, day, more);
    if (found.outcome === 'booked') {
      booked.push([day, more]);
      continue;
    }
    for (const [taken, count] of booked) release(ctx, to.service, taken, count);
    const nearest = 'nearest' in found ? found.nearest : nextVisitDays(ctx, to.service, more);
    return { outcome: 'dayGone', nearest };
  }
  for (const [day, places] of had) {
    const less = places - (needs.get(day) ?? 0);
    if (less > 0 && from.service !== 'shipment') release(ctx, from.service, day, less);
  }
  return { outcome: 'booked' };
}

/** How many places a stay has on each of its days. */
function needsOf(ctx: DomainContext, { visitOn, untilOn, places }: Stay): Map<LabDay, number> {
  const days = daysOf(visitOn, untilOn).filter(
    (day) => day === visitOn || day === untilOn || isWorkingDay(ctx.tx, day, ctx.lab),
  );
  return new Map(days.map((day) => [day, places]));
}

function daysOf(visitOn: LabDay, untilOn: LabDay | null): LabDay[] {
  const length = Math.min(MAX_DAYS, Math.max(1, daysBetween(visitOn, untilOn ?? visitOn) + 1));
  return Array.from({ length }, (_, offset) => addDays(visitOn, offset));
}
