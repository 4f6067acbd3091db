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
 */
export function takePlaces(
  ctx: DomainContext,
  { service, visitOn, untilOn, places }: Stay,
): { outcome: 'booked' } | Extract<Submitted, { outcome: 'dayGone' }> {
  if (service === 'shipment' || places === 0) return { outcome: 'booked' };
  const days = daysOf(visitOn, untilOn).filter(
    (day) => day === visitOn || day === untilOn || isWorkingDay(ctx.tx, day, ctx.lab),
  );
  for (const [position, day] of days.entries()) {
    const booked = book(ctx, service, day, places);
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

function daysOf(visitOn: LabDay, untilOn: LabDay | null): LabDay[] {
  const length = Math.min(MAX_DAYS, Math.max(1, daysBetween(visitOn, untilOn ?? visitOn) + 1));
  return Array.from({ length }, (_, offset) => addDays(visitOn, offset));
}
