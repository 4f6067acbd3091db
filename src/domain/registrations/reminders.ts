import { and, eq, inArray, isNull, lt, ne, or } from 'drizzle-orm';
import { isWorkingDay } from '../calendar/index.ts';
import { VISIT_SERVICES, type VisitService } from '../calendar/values.ts';
import type { DomainContext } from '../context.ts';
import { addDays, instantAt } from '../values/lab-day.ts';
import { registrations, type Stage } from './table.ts';

/** In which stages somebody is expected: a group only once its visit is approved. */
const EXPECTED: Readonly<Record<VisitService, readonly Stage[]>> = {
  laboratory: ['registered', 'verified'],
  // Whoever has not answered a proposed day is asked once more.
  consultation: ['registered', 'confirmed', 'dateProposed'],
  tour: ['approved'],
};

/** From when on the day before people are reminded, and until when it is not too late to disturb them. */
const FROM = '16:00';
const UNTIL = '21:00';
const AT_ONCE = 100;

/**
 * Reminds those who are expected tomorrow, once for each visit day, in the afternoon before. Who was
 * cancelled or moved is not: the reminder dies with the booking. Who registered today has just been told.
 *
 * @returns how many were reminded; the rest of more than a hundred is due at the next call
 */
export function remindOfVisits(ctx: DomainContext): number {
  const { today, lab, now } = ctx;
  const at = (time: string): Date => instantAt(today, time, lab.timeZone);
  if (now < at(FROM) || now >= at(UNTIL)) return 0;
  const tomorrow = addDays(today, 1);
  // Closed since they were booked: nobody is sent to a locked door, and staff have seen whom it concerns.
  if (!isWorkingDay(ctx.tx, tomorrow, lab)) return 0;
  const due = ctx.tx
    .select({ id: registrations.id })
    .from(registrations)
    .where(
      and(
        eq(registrations.visitOn, tomorrow),
        or(
          ...VISIT_SERVICES.map((service) =>
            and(eq(registrations.service, service), inArray(registrations.stage, [...EXPECTED[service]])),
          ),
        ),
        or(isNull(registrations.remindedFor), ne(registrations.remindedFor, tomorrow)),
        lt(registrations.createdAt, at('00:00')),
      ),
    )
    .limit(AT_ONCE)
    .all();
  for (const { id } of due) {
    ctx.tx.update(registrations).set({ remindedFor: tomorrow }).where(eq(registrations.id, id)).run();
    ctx.record({ kind: 'registration.reminded', registrationId: id, visitOn: tomorrow });
  }
  return due.length;
}
