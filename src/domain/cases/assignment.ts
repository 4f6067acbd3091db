import { and, eq, ne } from 'drizzle-orm';
import { staffIdOf } from '../actor.ts';
import type { DomainContext } from '../context.ts';
import { type Assignee, assignee, mayHave, type Unfit } from './assignees.ts';
import { asChanged, type CaseChanged, changeCase, type OnCase } from './change.ts';
import { type Case, placedCase } from './rows.ts';
import { reasonIn } from './rules.ts';
import { cases } from './table.ts';

/** What came of giving a case to somebody. */
export type Assigned =
  | CaseChanged
  /** Somebody has it, and that needs a word to take it from them. */
  | { outcome: 'reasonNeeded'; heldBy: number }
  /** This person cannot have it, and why. */
  | { outcome: 'unfit'; why: Unfit };

/** Takes a case that nobody has. To take one from a colleague is to hand it over, with a reason. */
export function take(ctx: DomainContext, input: OnCase): Assigned {
  return assign(ctx, { ...input, to: staffIdOf(ctx) });
}

/**
 * Gives a case to somebody: who is at work, does such work, sees this case, and belongs to the units of
 * whoever decides. Nothing happens when the person has it already.
 *
 * @param input.reason needed when somebody else has it
 */
export function assign(
  ctx: DomainContext,
  input: OnCase & { to: number; reason?: string | undefined },
): Assigned {
  const found = asChanged(ctx, input);
  if (found.outcome !== 'current') return found;
  const { current } = found;
  if (current.assigneeId === input.to) return { outcome: 'changed', version: current.version };
  const judged = judge(ctx, current, input.to);
  if (judged !== 'fit') return { outcome: 'unfit', why: judged };
  const reason = reasonIn(input.reason);
  if (current.assigneeId !== null && reason === undefined)
    return { outcome: 'reasonNeeded', heldBy: current.assigneeId };
  return { outcome: 'changed', version: giveTo(ctx, current, input.to, reason) };
}

/** Gives a case that somebody has to somebody else, and says why. */
export function handOver(ctx: DomainContext, input: OnCase & { to: number; reason: string }): Assigned {
  const found = asChanged(ctx, input);
  if (found.outcome !== 'current') return found;
  if (reasonIn(input.reason) === undefined)
    return { outcome: 'reasonNeeded', heldBy: found.current.assigneeId ?? 0 };
  return assign(ctx, input);
}

/** Gives a case back to the list of those nobody has. */
export function returnToQueue(
  ctx: DomainContext,
  input: OnCase & { reason?: string | undefined },
): CaseChanged {
  const found = asChanged(ctx, input);
  if (found.outcome !== 'current') return found;
  const { current } = found;
  if (current.assigneeId === null) return { outcome: 'changed', version: current.version };
  return { outcome: 'changed', version: giveTo(ctx, current, null, reasonIn(input.reason)) };
}

/**
 * Gives everything somebody has and that is not over back to the queue: the person is away or has left.
 *
 * @returns how many cases that were
 */
export function returnCasesOf(ctx: DomainContext, staffId: number, reason: string): number {
  const held = ctx.tx
    .select()
    .from(cases)
    .where(and(eq(cases.assigneeId, staffId), ne(cases.phase, 'ended')))
    .all();
  for (const one of held) giveTo(ctx, one, null, reasonIn(reason));
  return held.length;
}

/** Who has a case, changed without asking: for what has been asked already, and for taking back. */
export function giveTo(ctx: DomainContext, current: Case, to: number | null, reason?: string): number {
  const version = changeCase(ctx, current, {
    assigneeId: to,
    assignedAt: to === null ? null : ctx.now,
  });
  ctx.record({
    kind: 'case.assigned',
    caseId: current.id,
    from: current.assigneeId,
    to,
    ...(reason === undefined ? {} : { reason }),
  });
  return version;
}

function judge(ctx: DomainContext, current: Case, to: number): 'fit' | Unfit {
  const wanted = assignee(ctx.tx, to);
  const placed = placedCase(ctx.tx, current.id);
  if (!wanted || !placed) return 'unknown';
  const unfit = mayHave(wanted, { unitPath: placed.unitPath, service: placed.service }, ctx.now);
  if (unfit !== 'fit') return unfit;
  return isInUnitsOf(decider(ctx), wanted) ? 'fit' : 'outOfReach';
}

const decider = (ctx: DomainContext): Assignee => {
  const found = assignee(ctx.tx, staffIdOf(ctx));
  if (!found) throw new Error(`no staff ${staffIdOf(ctx)} who gives a case to somebody`);
  return found;
};

/** One gives work to people of one's own unit and those below, and takes it oneself. */
function isInUnitsOf(who: Assignee, wanted: Assignee): boolean {
  if (who.id === wanted.id || who.role === 'administrator') return true;
  return wanted.unitPath.startsWith(who.unitPath);
}
