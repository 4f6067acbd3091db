import type { DomainContext } from '../context.ts';
import { assignee, mayHave } from './assignees.ts';
import { giveTo } from './assignment.ts';
import { moveToUnit } from './forwarding.ts';
import { type Case, placedCase } from './rows.ts';

/** How the reason of a change that only takes another one back is written down. */
const TAKEN_BACK = 'Dibatalkan';

/**
 * Takes a case back to the unit and the officer it was with. Whoever cannot have it any more is not given
 * it again: it then waits for somebody.
 */
export function putBack(
  ctx: DomainContext,
  current: Case,
  { unitId, assigneeId }: Pick<Case, 'unitId' | 'assigneeId'>,
): void {
  const isMoved = current.unitId !== unitId;
  if (isMoved) moveToUnit(ctx, current, unitId, TAKEN_BACK);
  const now = placedCase(ctx.tx, current.id);
  if (!now) throw new Error(`case ${current.id} went away while it was put back`);
  const before = assigneeId === null ? undefined : assignee(ctx.tx, assigneeId);
  const to = before && mayHave(before, now, ctx.now) === 'fit' ? before.id : null;
  if (now.assigneeId !== to) giveTo(ctx, now, to, TAKEN_BACK);
}
