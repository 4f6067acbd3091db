import { asc, inArray, lt, min, sql } from 'drizzle-orm';
import { notifications } from '../notifications/table.ts';
import { wrongProofs } from '../proofs/table.ts';
import type { Ageing } from './values.ts';

/** Wrong proofs: codes that were tried, and by whom. The budgets they count against are days long. */
export const proofAgeing: Ageing = {
  kind: 'proofs',
  count(db, before) {
    const row = db
      .select({ count: sql<number>`count(*)`, oldest: min(wrongProofs.at) })
      .from(wrongProofs)
      .where(lt(wrongProofs.at, before))
      .get();
    return { count: row?.count ?? 0, oldest: row?.oldest ?? undefined };
  },
  erase({ tx }, before, limit) {
    const old = tx
      .select({ id: wrongProofs.id })
      .from(wrongProofs)
      .where(lt(wrongProofs.at, before))
      .orderBy(asc(wrongProofs.id))
      .limit(limit);
    return tx.delete(wrongProofs).where(inArray(wrongProofs.id, old)).run().changes;
  },
};

/** What the bell has told officers. */
export const notificationAgeing: Ageing = {
  kind: 'notifications',
  count(db, before) {
    const row = db
      .select({ count: sql<number>`count(*)`, oldest: min(notifications.createdAt) })
      .from(notifications)
      .where(lt(notifications.createdAt, before))
      .get();
    return { count: row?.count ?? 0, oldest: row?.oldest ?? undefined };
  },
  erase({ tx }, before, limit) {
    const old = tx
      .select({ id: notifications.id })
      .from(notifications)
      .where(lt(notifications.createdAt, before))
      .orderBy(asc(notifications.id))
      .limit(limit);
    return tx.delete(notifications).where(inArray(notifications.id, old)).run().changes;
  },
};
