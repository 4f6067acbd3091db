import { staffIdOf } from '../actor.ts';
import type { DomainContext } from '../context.ts';

/** Records that an officer has read a case. */
export function viewed(ctx: DomainContext, caseId: number): void {
  staffIdOf(ctx);
  ctx.record({ kind: 'case.viewed', caseId });
}
