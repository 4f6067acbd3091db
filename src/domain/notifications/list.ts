import { and, desc, eq, inArray, isNull, lt, max, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { notifications } from './table.ts';

/** One line under the bell. */
export type Notification = typeof notifications.$inferSelect;

/** More unread ones than these are shown as "99+". */
export const NOTIFICATIONS_SHOWN_AT_MOST = 100;

const MAX_PAGE = 100;

const unread = statement((db) =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(
      db
        .select({ one: sql`1`.as('one') })
        .from(notifications)
        .where(and(eq(notifications.staffId, sql.placeholder('staffId')), isNull(notifications.readAt)))
        .limit(NOTIFICATIONS_SHOWN_AT_MOST)
        .as('some'),
    )
    .prepare(),
);

/** How many somebody has not read, counted up to a hundred. */
export function unreadCount(db: Db, staffId: number): number {
  return unread(db).get({ staffId })?.count ?? 0;
}

/**
 * Somebody's news, newest first, at most a hundred.
 *
 * @param page `before`: the last one already shown
 */
export function newsFor(
  db: Db,
  staffId: number,
  page: { limit: number; before?: { at: Date; id: number } | undefined; unreadOnly?: boolean },
): Notification[] {
  const { before } = page;
  return db
    .select()
    .from(notifications)
    .where(
      and(
        eq(notifications.staffId, staffId),
        page.unreadOnly ? isNull(notifications.readAt) : undefined,
        before &&
          or(
            lt(notifications.createdAt, before.at),
            and(eq(notifications.createdAt, before.at), lt(notifications.id, before.id)),
          ),
      ),
    )
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(Math.min(page.limit, MAX_PAGE))
    .all();
}

/** One of somebody's own, or undefined: nobody reads another's. */
export function notificationOf(db: Db, staffId: number, id: number): Notification | undefined {
  return db
    .select()
    .from(notifications)
    .where(and(eq(notifications.id, id), eq(notifications.staffId, staffId)))
    .get();
}

/** Somebody has followed one of their own. */
export function markRead(ctx: DomainContext, staffId: number, id: number): void {
  ctx.tx
    .update(notifications)
    .set({ readAt: ctx.now })
    .where(and(eq(notifications.id, id), eq(notifications.staffId, staffId), isNull(notifications.readAt)))
    .run();
}

/** Everything somebody has is read. */
export function markAllRead(ctx: DomainContext, staffId: number): void {
  ctx.tx
    .update(notifications)
    .set({ readAt: ctx.now })
    .where(and(eq(notifications.staffId, staffId), isNull(notifications.readAt)))
    .run();
}

/** These people have seen the thing itself, so there is nothing left to tell about it. */
export function markReadAbout(ctx: DomainContext, staffIds: readonly number[], subject: string): void {
  if (staffIds.length === 0) return;
  ctx.tx
    .update(notifications)
    .set({ readAt: ctx.now })
    .where(
      and(
        inArray(notifications.staffId, [...staffIds]),
        eq(notifications.subject, subject),
        isNull(notifications.readAt),
      ),
    )
    .run();
}

const newest = statement((db) =>
  db
    .select({ id: max(notifications.id) })
    .from(notifications)
    .prepare(),
);

const toldAfter = statement((db) =>
  db
    .selectDistinct({ staffId: notifications.staffId })
    .from(notifications)
    .where(sql`${notifications.id} > ${sql.placeholder('after')}`)
    .prepare(),
);

/** Who was told something after notification `after`, and the newest one now: asked after each commit. */
export function latestNews(db: Db, after: number): { newest: number; staffIds: number[] } {
  const last = newest(db).get()?.id ?? 0;
  if (last <= after) return { newest: after, staffIds: [] };
  return {
    newest: last,
    staffIds: toldAfter(db)
      .all({ after })
      .map(({ staffId }) => staffId),
  };
}
