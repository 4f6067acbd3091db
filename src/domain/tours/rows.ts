import { eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { tourKinds, tours } from './table.ts';

/** What a group has told besides what every registration holds. */
export interface Tour {
  kindId: number;
  /** As it was called on that day. */
  kindName: string;
  /** As it is called now. */
  kindNameEn: string;
  visitors: number;
}

const one = statement((db) =>
  db
    .select({
      kindId: tours.kindId,
      kindName: tours.kindName,
      kindNameEn: tourKinds.nameEn,
      visitors: tours.visitors,
    })
    .from(tours)
    .innerJoin(tourKinds, eq(tourKinds.id, tours.kindId))
    .where(eq(tours.registrationId, sql.placeholder('registrationId')))
    .prepare(),
);

/** The tour of a registration, or undefined when it is one of another service. */
export function tourOf(db: Db, registrationId: number): Tour | undefined {
  return one(db).get({ registrationId });
}

/** The tour that must be there, because its registration is one. */
export function tourNamed(ctx: DomainContext, registrationId: number): Tour {
  const tour = tourOf(ctx.tx, registrationId);
  if (!tour) throw new Error(`registration ${registrationId} is no tour`);
  return tour;
}

/** Writes down what a group has told, or what it has changed. */
export function writeTour(
  ctx: DomainContext,
  registrationId: number,
  { kindId, kindName, visitors }: Omit<Tour, 'kindNameEn'>,
): void {
  ctx.tx
    .insert(tours)
    .values({ registrationId, kindId, kindName, visitors })
    .onConflictDoUpdate({ target: tours.registrationId, set: { kindId, kindName, visitors } })
    .run();
}
