import { eq } from 'drizzle-orm';
import type { DomainContext } from '../context.ts';
import { type Case, caseById } from './rows.ts';
import { cases } from './table.ts';

/** A change to a case, made from the version somebody was shown. */
export interface OnCase {
  caseId: number;
  expectedVersion: number;
}

/** What came of a change that everybody may try. */
export type CaseChanged =
  | { outcome: 'changed'; version: number }
  /** Somebody else was faster: `current` is how it stands now. */
  | { outcome: 'stale'; current: Case }
  /** It is over: nobody needs to have it any more. */
  | { outcome: 'ended' };

/** The case that must be there, because somebody holds its id. */
export function caseNamed(ctx: DomainContext, id: number): Case {
  const found = caseById(ctx.tx, id);
  if (!found) throw new Error(`no case ${id}: was the id taken from a form of another lab?`);
  return found;
}

/** The case as long as it is still the version that was shown, and not over. */
export function asChanged(
  ctx: DomainContext,
  { caseId, expectedVersion }: OnCase,
): Exclude<CaseChanged, { outcome: 'changed' }> | { outcome: 'current'; current: Case } {
  const current = caseNamed(ctx, caseId);
  if (current.version !== expectedVersion) return { outcome: 'stale', current };
  return current.phase === 'ended' ? { outcome: 'ended' } : { outcome: 'current', current };
}

/** Writes where a case is and who has it, and raises its version, which is returned. */
export function changeCase(
  ctx: DomainContext,
  current: Case,
  changes: Partial<Pick<Case, 'assigneeId' | 'assignedAt' | 'unitId'>>,
): number {
  const version = current.version + 1;
  ctx.tx
    .update(cases)
    .set({ ...changes, version })
    .where(eq(cases.id, current.id))
    .run();
  return version;
}
