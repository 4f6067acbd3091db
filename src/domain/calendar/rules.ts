import { addDays, daysBetween, instantAt, type LabDay, weekdayOf } from '../values/lab-day.ts';
import type { LabSettings } from '../values/lab-settings.ts';
import type { VisitDay, VisitService } from './values.ts';

const MAX_NEAREST = 3;

/** How much fits into a day of a service, and how long before it can be asked for. */
export interface Room {
  perDay: number;
  leadDays: number;
  horizonDays: number;
}

/** The room of each service that people come for. */
export function roomOf(service: VisitService, lab: LabSettings): Room {
  const { visitsPerDay, leadDays, horizonDays } = lab;
  switch (service) {
    case 'laboratory':
      return { perDay: visitsPerDay, leadDays, horizonDays };
    case 'consultation':
      return { perDay: lab.consultationsPerDay, leadDays: lab.consultationLeadDays, horizonDays };
    case 'tour':
      return {
        perDay: lab.tourVisitorsPerDay,
        leadDays: lab.tourLeadDays,
        horizonDays: lab.tourHorizonDays,
      };
  }
}

/** What the rules must know of the lab and its days. */
export interface Schedule {
  lab: LabSettings;
  /** Places of one day. */
  perDay: number;
  /** Places that are asked for. */
  places: number;
  /** Days off by name. */
  holidays: ReadonlyMap<LabDay, string>;
  /** Places already taken per day. */
  taken: ReadonlyMap<LabDay, number>;
}

/** The days a visit may be booked for, both included; `first` is after `last` when there are none. */
export interface VisitWindow {
  first: LabDay;
  last: LabDay;
}

/** The opening hours of a day by its weekday alone; null when that weekday is closed. */
export function hoursOf(day: LabDay, lab: LabSettings): { opens: string; closes: string } | null {
  return lab.openingHours[weekdayOf(day)] ?? null;
}

/** From `leadDays` ahead, today only until closing time, to `horizonDays` ahead. */
export function visitWindow(lab: LabSettings, room: Room, today: LabDay, now: Date): VisitWindow {
  const hours = hoursOf(today, lab);
  const overToday = hours !== null && now >= instantAt(today, hours.closes, lab.timeZone);
  const lead = room.leadDays === 0 && overToday ? 1 : room.leadDays;
  return { first: addDays(today, lead), last: addDays(today, room.horizonDays) };
}

/** Whether `day` can be visited, and what can be if not. */
export function judgeDay(day: LabDay, window: VisitWindow, schedule: Schedule): VisitDay {
  if (day > window.last) return { outcome: 'tooFar', day, last: lastOpenDay(window, schedule) };
  const nearest = () => nearestDays(day, window, schedule);
  if (day < window.first) return { outcome: 'tooSoon', day, nearest: nearest() };
  const holiday = schedule.holidays.get(day);
  if (holiday !== undefined)
    return { outcome: 'closed', day, reason: 'holiday', name: holiday, nearest: nearest() };
  const hours = hoursOf(day, schedule.lab);
  if (!hours) return { outcome: 'closed', day, reason: 'weekend', name: '', nearest: nearest() };
  if (!hasRoom(day, schedule)) return { outcome: 'full', day, nearest: nearest() };
  return { outcome: 'open', day, ...hours };
}

/** The at most three days with room that are closest to `day`, soonest first; the later of two as close. */
export function nearestDays(day: LabDay, window: VisitWindow, schedule: Schedule): LabDay[] {
  return daysOf(window)
    .filter((other) => other !== day && isOpen(other, schedule) && hasRoom(other, schedule))
    .map((other) => ({ other, away: Math.abs(daysBetween(day, other)) }))
    .sort((a, b) => a.away - b.away || (a.other < b.other ? 1 : -1))
    .slice(0, MAX_NEAREST)
    .map(({ other }) => other)
    .sort();
}

/** Whether the lab works on `day`. */
export function isOpen(day: LabDay, { lab, holidays }: Pick<Schedule, 'lab' | 'holidays'>): boolean {
  return hoursOf(day, lab) !== null && !holidays.has(day);
}

function hasRoom(day: LabDay, { perDay, places, taken }: Schedule): boolean {
  return (taken.get(day) ?? 0) + places <= perDay;
}

function lastOpenDay(window: VisitWindow, schedule: Schedule): LabDay {
  return daysOf(window).findLast((day) => isOpen(day, schedule)) ?? window.last;
}

// At most horizonDays (730) and today.
function daysOf({ first, last }: VisitWindow): LabDay[] {
  const length = Math.max(0, daysBetween(first, last) + 1);
  return Array.from({ length }, (_, offset) => addDays(first, offset));
}
