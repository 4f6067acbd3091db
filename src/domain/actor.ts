import type { DomainContext } from './context.ts';

/** The officer in whose name this happens; anybody else has no business here, and is stopped. */
export function staffIdOf(ctx: DomainContext): number {
  if (ctx.actor.kind !== 'staff') throw new Error(`only staff may do this, not a ${ctx.actor.kind}`);
  return ctx.actor.id;
}
