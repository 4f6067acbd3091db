import type { Db } from '../../db/open.ts';
import { type WorkingTime, workingTime } from '../calendar/index.ts';
import type { LabSettings } from '../values/lab-settings.ts';
import type { Case } from './rows.ts';

/** How much of a case's time is used. */
export interface Progress {
  /** Days where it lasts longer than the day it begins on, else minutes. */
  unit: 'day' | 'minute';
  used: number;
  total: number;
  /** Working minutes until it is due; 0 when it is over. */
  leftMinutes: number;
  /** By how much it is over: whole working days, and the working minutes of all of it. */
  late: { days: number; minutes: number };
  state: 'running' | 'soon' | 'late' | 'paused';
}

/** What of a case decides about its time. */
export type Timed = Pick<Case, 'phase' | 'clockFrom' | 'dueAt' | 'warnAt' | 'pausedAt'>;

const MINUTE_MS = 60_000;

/** How much of each case's time is used; undefined for what has no deadline or is over. One reading for many. */
export function progressTeller(
  db: Db,
  now: Date,
  lab: Pick<LabSettings, 'openingHours' | 'timeZone'>,
): (one: Timed) => Progress | undefined {
  const time = workingTime(db, lab);
  return (one) => progressIn(time, one, now);
}

/** The same for one case. */
export function progressOf(
  db: Db,
  one: Timed,
  now: Date,
  lab: Pick<LabSettings, 'openingHours' | 'timeZone'>,
): Progress | undefined {
  return progressTeller(db, now, lab)(one);
}

/** The decision itself: how much of a case's time is used at `now`. */
function progressIn(
  time: WorkingTime,
  { phase, clockFrom, dueAt, warnAt, pausedAt }: Timed,
  now: Date,
): Progress | undefined {
  if (dueAt === null || phase === 'ended') return undefined;
  const at = pausedAt ?? now;
  const totalDays = time.daysBetween(clockFrom, dueAt);
  const whole = time.between(clockFrom, dueAt);
  // From after closing until the next opening is another day, but no day of work.
  const unit = totalDays >= 1 && whole > 0 ? 'day' : 'minute';
  const total = unit === 'day' ? totalDays : minutes(whole);
  const spent = unit === 'day' ? time.daysBetween(clockFrom, at) : minutes(time.between(clockFrom, at));
  const isLate = at > dueAt;
  return {
    unit,
    total,
    // Whoever is late has used it all, not more than there was.
    used: Math.min(Math.max(spent, 0), total),
    leftMinutes: isLate ? 0 : minutes(time.between(at, dueAt)),
    late: isLate
      ? { days: time.daysBetween(dueAt, at), minutes: minutes(time.between(dueAt, at)) }
      : { days: 0, minutes: 0 },
    state:
      pausedAt !== null ? 'paused' : isLate ? 'late' : warnAt !== null && at >= warnAt ? 'soon' : 'running',
  };
}

const minutes = (ms: number): number => Math.max(0, Math.floor(ms / MINUTE_MS));
