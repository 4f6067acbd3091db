import { and, desc, eq, exists, isNull } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import { addresses, citizens } from './table.ts';

type Citizen = typeof citizens.$inferSelect;

/** Whoever has written to us from this phone (digits with country code), the latest one; undefined when nobody has. */
export function writerFrom(db: Db, phone: string): Citizen | undefined {
  const isReached = db
    .select({ id: addresses.id })
    .from(addresses)
    .where(eq(addresses.citizenId, citizens.id));
  return db
    .select()
    .from(citizens)
    .where(and(eq(citizens.phone, phone), isNull(citizens.mergedInto), exists(isReached)))
    .orderBy(desc(citizens.id))
    .limit(1)
    .get();
}

/**
 * Somebody who stands at the counter or calls, and has no chat with us. No message ever goes to the phone
 * that was named: it may be another's, and it has not written.
 */
export function addWalkIn(ctx: DomainContext, who: { name: string; phone: string }): number {
  return ctx.tx
    .insert(citizens)
    .values({ displayName: who.name, phone: who.phone, createdAt: ctx.now })
    .returning({ id: citizens.id })
    .get().id;
}
