import { addWorkingDays, hoursOf, type WorkingTime, workingTime } from '../calendar/index.ts';
import type { DomainContext } from '../context.ts';
import { instantAt } from '../values/lab-day.ts';
import type { Case } from './rows.ts';
import type { CaseState } from './values.ts';

/** Everything a case keeps about its time. */
export type Clock = Pick<
  Case,
  'clockFrom' | 'dueAt' | 'warnAt' | 'warnedAt' | 'escalatedAt' | 'pausedAt' | 'missed'
>;

/** The clock of a new case. */
export function firstClock(ctx: DomainContext, { deadline, paused }: CaseState): Clock {
  return {
    clockFrom: deadline?.from ?? ctx.now,
    dueAt: deadline?.due ?? null,
    warnAt: deadline ? warningFor(ctx, workingTime(ctx.tx, ctx.lab), deadline) : null,
    warnedAt: null,
    escalatedAt: null,
    pausedAt: paused ? ctx.now : null,
    missed: false,
  };
}

/** How the clock of a case stands after its service has said how it is now. */
export function nextClock(ctx: DomainContext, kept: Case, state: CaseState): Clock {
  const pausedAt = pauseAfter(ctx, kept, state);
  const missed = kept.missed || isMissedBy(ctx, kept, state);
  const given = state.deadline === undefined ? undefined : attainable(ctx, kept, state);
  const { clockFrom, dueAt, warnAt, warnedAt, escalatedAt } = kept;
  const same = { clockFrom, dueAt, warnAt, warnedAt, escalatedAt, pausedAt, missed };
  if (given === undefined) {
    const isResumed = kept.pausedAt !== null && pausedAt === null && state.phase !== 'ended';
    return isResumed && dueAt !== null ? { ...same, ...moved(ctx, kept, dueAt, kept.pausedAt) } : same;
  }
  if (given?.due.getTime() === dueAt?.getTime())
    return given?.from.getTime() === clockFrom.getTime() || !given
      ? same
      : { ...same, clockFrom: given.from, warnAt: warningFor(ctx, workingTime(ctx.tx, ctx.lab), given) };
  return {
    ...same,
    clockFrom: given?.from ?? clockFrom,
    dueAt: given?.due ?? null,
    warnAt: given ? warningFor(ctx, workingTime(ctx.tx, ctx.lab), given) : null,
    warnedAt: null,
    escalatedAt: null,
  };
}

function pauseAfter(ctx: DomainContext, kept: Case, { paused, phase }: CaseState): Date | null {
  if (phase === 'ended') return null;
  if (paused === undefined) return kept.pausedAt;
  return paused ? (kept.pausedAt ?? ctx.now) : null;
}

/**
 * A miss is the lab's: its own step is over, or gets a later deadline, only after it was due. What was due
 * while it was the citizen's turn, or while the clock stood still, is none.
 */
function isMissedBy(ctx: DomainContext, kept: Case, state: CaseState): boolean {
  const stoodAt = kept.pausedAt ?? ctx.now;
  if (kept.phase !== 'open' || kept.dueAt === null || stoodAt <= kept.dueAt) return false;
  const isStepOver = kept.status !== state.status || state.phase === 'ended';
  const isPutOff = state.deadline !== undefined && state.deadline?.due.getTime() !== kept.dueAt.getTime();
  return isStepOver || isPutOff;
}

/**
 * The deadline a service gives, unless it is over before the lab's turn begins: the citizen came days late,
 * or a closed case was opened again. Then there is time until the end of the next working day.
 */
function attainable(ctx: DomainContext, kept: Case, state: CaseState): { from: Date; due: Date } | null {
  const given = state.deadline ?? null;
  if (given === null || state.phase !== 'open' || given.due > ctx.now) return given;
  if (kept.phase === 'open') return kept.dueAt === null ? null : { from: kept.clockFrom, due: kept.dueAt };
  const day = addWorkingDays(ctx.tx, ctx.today, 1, ctx.lab);
  const closes = hoursOf(day, ctx.lab)?.closes ?? '16:00';
  return { from: ctx.now, due: instantAt(day, closes, ctx.lab.timeZone) };
}

/** While the clock stood still nothing was used: all of it moves by the work that was possible meanwhile. */
function moved(
  ctx: DomainContext,
  kept: Case,
  dueAt: Date,
  pausedAt: Date | null,
): Pick<Clock, 'clockFrom' | 'dueAt' | 'warnAt'> {
  const time = workingTime(ctx.tx, ctx.lab);
  const still = time.between(pausedAt ?? ctx.now, ctx.now);
  const from = time.plus(kept.clockFrom, still);
  // Where that is the end of a day's work, the clock counts from when work begins again.
  const deadline = { from: new Date(time.plus(from, 1).getTime() - 1), due: time.plus(dueAt, still) };
  return { clockFrom: deadline.from, dueAt: deadline.due, warnAt: warningFor(ctx, time, deadline) };
}

/** When most of the working time is used, or the last working day begins: whichever comes first. */
function warningFor(ctx: DomainContext, time: WorkingTime, { from, due }: { from: Date; due: Date }): Date {
  const whole = Math.max(0, time.between(from, due));
  const byShare = time.plus(from, Math.round((whole * ctx.lab.dueSoonPercent) / 100));
  if (time.daysBetween(from, due) < 1) return byShare;
  const lastDay = time.dayBegins(due);
  return lastDay < byShare ? lastDay : byShare;
}
