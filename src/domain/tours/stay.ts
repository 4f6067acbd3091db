import { hoursOf, isWorkingDay, nextVisitDays, visitDay } from '../calendar/index.ts';
import type { VisitDay } from '../calendar/values.ts';
import type { DomainContext } from '../context.ts';
import { placesOnDay, registrationById } from '../registrations/index.ts';
import { addDays, daysBetween, type LabDay } from '../values/lab-day.ts';
import { lengthOf } from './rules.ts';
import type { TourStay } from './values.ts';

/** The days of a group that is being asked about; `registrationId` when it has places already. */
export interface WantedStay {
  visitOn: LabDay;
  untilOn: LabDay;
  visitors: number;
  registrationId?: number;
}

/** Whether a group can come on a day, its own places counted as free. */
export function tourDay(
  ctx: DomainContext,
  { day, visitors, registrationId }: { day: LabDay; visitors: number; registrationId?: number },
): VisitDay {
  const held = heldOn(ctx, day, registrationId);
  const hours = hoursOf(day, ctx.lab);
  // What it has already needs no new yes, however near the day is by now.
  if (held >= visitors && hours && isWorkingDay(ctx.tx, day, ctx.lab))
    return { outcome: 'open', day, ...hours };
  return visitDay(ctx, day, 'tour', visitors - held);
}

/** Whether a group can be here from its first to its last day, and what is possible if not. */
export function tourStay(ctx: DomainContext, wanted: WantedStay): TourStay {
  const { visitOn, untilOn, visitors } = wanted;
  const { tourLongestDays: longestDays } = ctx.lab;
  const length = lengthOf(visitOn, untilOn);
  if (length < 1) return { outcome: 'endsBefore', visitOn, untilOn };
  if (length > longestDays) return { outcome: 'tooLong', longestDays };
  const days = Array.from({ length }, (_, offset) => addDays(visitOn, offset));
  const found = days.map((day) => tourDay(ctx, { ...wanted, day }));
  const last = found.at(-1);
  if (last?.outcome === 'closed') {
    return { outcome: 'closed', day: untilOn, name: last.name, nearest: lastDaysNear(ctx, wanted) };
  }
  // On closed days between, nobody comes and no place is taken.
  const full = found.find(({ outcome }) => outcome !== 'open' && outcome !== 'closed');
  if (full) {
    return { outcome: 'full', day: full.day, nearest: nextVisitDays(ctx, 'tour', visitors) };
  }
  return {
    outcome: 'open',
    visitOn,
    untilOn,
    days: found.filter(({ outcome }) => outcome === 'open').length,
  };
}

const MOST_NEAREST = 3;

// Days on which the visit may end, those closest to the one that was asked for, soonest first.
function lastDaysNear(ctx: DomainContext, wanted: WantedStay): LabDay[] {
  const { visitOn, untilOn } = wanted;
  return Array.from({ length: ctx.lab.tourLongestDays }, (_, offset) => addDays(visitOn, offset))
    .filter((day) => tourDay(ctx, { ...wanted, day }).outcome === 'open')
    .sort((one, other) => Math.abs(daysBetween(one, untilOn)) - Math.abs(daysBetween(other, untilOn)))
    .slice(0, MOST_NEAREST)
    .sort();
}

function heldOn(ctx: DomainContext, day: LabDay, registrationId: number | undefined): number {
  const held = registrationId === undefined ? undefined : registrationById(ctx.tx, registrationId);
  return held ? placesOnDay(held, day) : 0;
}
