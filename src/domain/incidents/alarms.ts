import { and, asc, eq, isNotNull, isNull, lt, or } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import { incidents } from './table.ts';

const KIND = 'transportDown';
const MAX_LETTERS = 20;

/** A word about an alarm that the administrators have not been sent. */
export interface AlarmLetter {
  incidentId: number;
  /** That citizens cannot be reached, or that they can again. */
  says: 'down' | 'over';
  since: Date;
  /** Set when it is over. */
  until: Date | undefined;
}

/** The alarm that citizens cannot reach the lab, while it is open. */
export function openAlarm(db: Db): { id: number; about: string; since: Date } | undefined {
  return db
    .select({ id: incidents.id, about: incidents.about, since: incidents.createdAt })
    .from(incidents)
    .where(and(eq(incidents.kind, KIND), isNull(incidents.resolvedAt)))
    .get();
}

/** The same alarm has another cause now; it is not raised anew for that. */
export function restateAlarm(ctx: DomainContext, id: number, about: string): void {
  ctx.tx.update(incidents).set({ about }).where(eq(incidents.id, id)).run();
}

/**
 * What the administrators are still to be sent, oldest first: one letter per alarm, and one when it
 * has ended by itself, if they had been told of it at all.
 */
export function alarmLetters(db: Db): AlarmLetter[] {
  const isUntold = and(isNull(incidents.resolvedAt), isNull(incidents.mailedAt));
  // Whoever was told of the end was told after it.
  const isUntoldEnd = and(isNull(incidents.resolvedBy), lt(incidents.mailedAt, incidents.resolvedAt));
  return db
    .select()
    .from(incidents)
    .where(and(eq(incidents.kind, KIND), or(isUntold, and(isNotNull(incidents.resolvedAt), isUntoldEnd))))
    .orderBy(asc(incidents.id))
    .limit(MAX_LETTERS)
    .all()
    .map(({ id, createdAt, resolvedAt }) => ({
      incidentId: id,
      says: resolvedAt ? 'over' : 'down',
      since: createdAt,
      until: resolvedAt ?? undefined,
    }));
}

/** The administrators have been sent the letter that was due. */
export function alarmMailed(ctx: DomainContext, incidentId: number): void {
  ctx.tx.update(incidents).set({ mailedAt: ctx.now }).where(eq(incidents.id, incidentId)).run();
}
