import { and, asc, eq, inArray, isNotNull, isNull, max } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import { staff } from '../staff/table.ts';
import { notifications } from './table.ts';
import { URGENT } from './values.ts';

/** One message at most in so many minutes, however much happens. */
const MINUTES_BETWEEN = 5;
const MOST_NEWS = 50;

/** Somebody who is to be told on WhatsApp what they have not read on the pages. */
export interface Untold {
  staffId: number;
  /** Whose chat it is. */
  citizenId: number;
  news: { id: number; kind: (typeof notifications.$inferSelect)['kind'] }[];
}

/**
 * Who wants news on WhatsApp, has some, and was not written to in the last five minutes.
 *
 * @param isOpen outside the lab's hours only what is urgent is told; the rest waits for the morning
 */
export function untoldByWhatsApp(db: Db, now: Date, isOpen: boolean): Untold[] {
  const people = db
    .select({ staffId: staff.id, citizenId: staff.citizenId })
    .from(staff)
    .where(
      and(
        eq(staff.active, true),
        isNull(staff.removedAt),
        eq(staff.wantsWhatsApp, true),
        isNotNull(staff.citizenId),
      ),
    )
    .all();
  return people.flatMap(({ staffId, citizenId }) => {
    if (citizenId === null || wasToldLately(db, staffId, now)) return [];
    const news = db
      .select({ id: notifications.id, kind: notifications.kind })
      .from(notifications)
      .where(
        and(
          eq(notifications.staffId, staffId),
          isNull(notifications.readAt),
          isNull(notifications.toldAt),
          isOpen ? undefined : inArray(notifications.kind, [...URGENT]),
        ),
      )
      .orderBy(asc(notifications.createdAt))
      .limit(MOST_NEWS)
      .all();
    return news.length === 0 ? [] : [{ staffId, citizenId, news }];
  });
}

function wasToldLately(db: Db, staffId: number, now: Date): boolean {
  const last = db
    .select({ at: max(notifications.toldAt) })
    .from(notifications)
    .where(eq(notifications.staffId, staffId))
    .get()?.at;
  return last != null && now.getTime() - last.getTime() < MINUTES_BETWEEN * 60_000;
}

/** These have been put into a message. */
export function wereTold(ctx: DomainContext, ids: readonly number[]): void {
  ctx.tx
    .update(notifications)
    .set({ toldAt: ctx.now })
    .where(inArray(notifications.id, [...ids]))
    .run();
}
