import { eq } from 'drizzle-orm';
import { caseToCitizen } from '../cases/index.ts';
import type { DomainContext } from '../context.ts';
import type { Registration } from './rows.ts';
import { markChanged } from './stages.ts';
import { registrations } from './table.ts';

/** Gives a registration to another contact: who hears of it from now on, and finds it among its own. */
export function handTo(ctx: DomainContext, registration: Registration, citizenId: number): void {
  const { id, service } = registration;
  ctx.tx.update(registrations).set({ citizenId }).where(eq(registrations.id, id)).run();
  caseToCitizen(ctx, { service, subjectId: id }, citizenId);
  markChanged(ctx, { ...registration, citizenId });
}
