import { sql } from 'drizzle-orm';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { staff } from '../staff/table.ts';
import type { Service } from '../values/services.ts';
import { notifications } from './table.ts';
import type { News } from './values.ts';

const insertOne = statement((db) =>
  db
    .insert(notifications)
    .values({
      staffId: sql.placeholder('staffId'),
      kind: sql.placeholder('kind'),
      subject: sql.placeholder('subject'),
      about: sql.placeholder('about'),
      createdAt: sql.placeholder('now'),
    })
    .onConflictDoUpdate({
      target: [notifications.staffId, notifications.kind, notifications.subject],
      targetWhere: sql`read_at is null`,
      set: { createdAt: sql`excluded.created_at`, about: sql`excluded.about` },
    })
    .prepare(),
);

/** Tells these people something. Who did it knows it; what somebody has not read yet is only renewed. */
export function tell(ctx: DomainContext, to: Iterable<number>, { kind, subject, about = '' }: News): void {
  for (const staffId of new Set(to)) {
    if (staffId !== doerOf(ctx)) insertOne(ctx.tx).run({ staffId, kind, subject, about, now: ctx.now });
  }
}

/** Works on cases, and on those of this service, in this unit; not away, and not who did it. */
const worksThere = sql`${staff.unitId} = ${sql.placeholder('unitId')}
  and ${staff.active} = 1 and ${staff.removedAt} is null
  and (${staff.awayUntil} is null or ${staff.awayUntil} <= ${sql.placeholder('now')})
  and ${staff.id} <> ${sql.placeholder('doer')}
  and (${staff.role} in ('administrator', 'coordinator', 'liaison')
    or (${staff.role} = 'serviceOfficer'
      and exists (select 1 from json_each(${staff.services}) where value = ${sql.placeholder('service')})))`;

// One statement, whatever the number of officers: it stands in the way of every registration.
const insertForUnit = statement((db) =>
  db
    .insert(notifications)
    .select(
      db
        .select({
          id: sql<number>`null`.as('id'),
          staffId: staff.id,
          kind: sql<News['kind']>`${sql.placeholder('kind')}`.as('kind'),
          subject: sql<string>`${sql.placeholder('subject')}`.as('subject'),
          about: sql<string>`${sql.placeholder('about')}`.as('about'),
          createdAt: sql<Date>`${sql.placeholder('now')}`.as('created_at'),
          readAt: sql<Date | null>`null`.as('read_at'),
          toldAt: sql<Date | null>`null`.as('told_at'),
        })
        .from(staff)
        .where(worksThere),
    )
    .onConflictDoNothing()
    .prepare(),
);

/**
 * Tells whoever works on a service in a unit. Somebody who has not read the same yet is not told again,
 * so that a busy day costs one row per officer and look, not one per officer and request.
 */
export function tellUnit(
  ctx: DomainContext,
  { unitId, service }: { unitId: number; service: Service },
  { kind, subject, about = '' }: News,
): void {
  insertForUnit(ctx.tx).run({
    unitId,
    service,
    kind,
    subject,
    about,
    now: ctx.now.getTime(),
    doer: doerOf(ctx) ?? 0,
  });
}

const doerOf = (ctx: DomainContext): number | undefined =>
  ctx.actor.kind === 'staff' ? ctx.actor.id : undefined;
