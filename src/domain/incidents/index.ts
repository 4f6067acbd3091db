import { and, count, desc, eq, gte, isNull, lt, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { incidents } from './table.ts';

export { type AlarmLetter, alarmLetters, alarmMailed, openAlarm, restateAlarm } from './alarms.ts';

const MAX_PAGE = 100;

/** Something that wants a person's eye. */
export type Incident = typeof incidents.$inferSelect;
export type IncidentKind = Incident['kind'];

/**
 * Asks staff to look at something. While the same kind of matter of the same person is open, raising
 * it again changes nothing.
 *
 * @param matter `about` in a few words for staff; never a name, a number or a message text
 */
export function raise(
  ctx: DomainContext,
  matter: { kind: IncidentKind; citizenId?: number; about: string },
): { outcome: 'raised' | 'alreadyOpen'; id: number } {
  const { kind, citizenId = null, about } = matter;
  const raised = add(ctx.tx).get({ kind, citizenId, about, createdAt: ctx.now });
  if (raised) {
    if (citizenId === null) ctx.record({ kind: 'alarm.raised', incidentId: raised.id, what: kind });
    return { outcome: 'raised', id: raised.id };
  }
  const open = openOne(ctx.tx).get({ kind, citizenId });
  if (!open)
    throw new Error(`incident ${kind}: neither added nor open; is the index incidents_one_open gone?`);
  return { outcome: 'alreadyOpen', id: open.id };
}

/** One incident, open or not, or undefined. */
export function incidentById(db: Db, id: number): Incident | undefined {
  return db.select().from(incidents).where(eq(incidents.id, id)).get();
}

/** Marks an incident as seen to, by the member of staff who acts if it is one. */
export function resolve(
  ctx: DomainContext,
  id: number,
): { outcome: 'resolved' } | { outcome: 'alreadyResolved' } | { outcome: 'unknown' } {
  const by = ctx.actor.kind === 'staff' ? ctx.actor.id : null;
  const { changes } = ctx.tx
    .update(incidents)
    .set({ resolvedAt: ctx.now, resolvedBy: by })
    .where(and(eq(incidents.id, id), isNull(incidents.resolvedAt)))
    .run();
  if (changes > 0) return { outcome: 'resolved' };
  const known = ctx.tx.select({ id: incidents.id }).from(incidents).where(eq(incidents.id, id)).get();
  return { outcome: known ? 'alreadyResolved' : 'unknown' };
}

/**
 * A matter that has settled itself: it is taken off the list if it is open.
 *
 * @param matter `about`: only if it was raised with these words
 */
export function settled(
  ctx: DomainContext,
  matter: { kind: IncidentKind; citizenId?: number; about?: string },
): void {
  const open = openOne(ctx.tx).get({ kind: matter.kind, citizenId: matter.citizenId ?? null });
  if (open && (matter.about === undefined || matter.about === open.about)) resolve(ctx, open.id);
}

/** Whether this matter of this person has been raised at `since` or later, seen to or not. */
export function wasRaisedSince(
  ctx: DomainContext,
  { kind, citizenId }: { kind: IncidentKind; citizenId: number },
  since: Date,
): boolean {
  const found = ctx.tx
    .select({ id: incidents.id })
    .from(incidents)
    .where(and(eq(incidents.citizenId, citizenId), eq(incidents.kind, kind), gte(incidents.createdAt, since)))
    .get();
  return found !== undefined;
}

/** A person was wanted and is there: an officer has answered, so nobody else need look. */
export function personCame(ctx: DomainContext, citizenId: number): void {
  settled(ctx, { kind: 'personWanted', citizenId });
  settled(ctx, { kind: 'windowClosing', citizenId });
}

/**
 * Open incidents, newest first, at most a hundred.
 *
 * @param page `before`: the id of the last one already shown
 */
export function openIncidents(db: Db, page: { before?: number; limit: number }): Incident[] {
  return db
    .select()
    .from(incidents)
    .where(
      and(
        isNull(incidents.resolvedAt),
        page.before === undefined ? undefined : lt(incidents.id, page.before),
      ),
    )
    .orderBy(desc(incidents.id))
    .limit(Math.min(page.limit, MAX_PAGE))
    .all();
}

/** Whether a matter of this kind, about nobody in particular, waits. */
export function isOpen(db: Db, kind: IncidentKind): boolean {
  return openOne(db).get({ kind, citizenId: null }) !== undefined;
}

/** How many incidents wait. */
export function openCount(db: Db): number {
  return waiting(db).get()?.count ?? 0;
}

const add = statement((db) =>
  db
    .insert(incidents)
    .values({
      kind: sql.placeholder('kind'),
      citizenId: sql.placeholder('citizenId'),
      about: sql.placeholder('about'),
      createdAt: sql.placeholder('createdAt'),
    })
    .onConflictDoNothing()
    .returning({ id: incidents.id })
    .prepare(),
);

const openOne = statement((db) =>
  db
    .select({ id: incidents.id, about: incidents.about })
    .from(incidents)
    .where(
      and(
        eq(incidents.kind, sql.placeholder('kind')),
        sql`${incidents.citizenId} is ${sql.placeholder('citizenId')}`,
        isNull(incidents.resolvedAt),
      ),
    )
    .prepare(),
);

const waiting = statement((db) =>
  db.select({ count: count() }).from(incidents).where(isNull(incidents.resolvedAt)).prepare(),
);
