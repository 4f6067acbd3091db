import { type SQL, sql } from 'drizzle-orm';
import type { Case } from './rows.ts';
import { cases } from './table.ts';

/*
 * The one rule of what is late, for lists, search, figures, digests and alarms alike: the lab owes it, its
 * clock runs, and the instant it was due is past. Whoever waits for a citizen is not late, however long.
 */

// Both conditions on the phase are written out, because SQLite takes an index with a condition only for a
// query that has the very same. The plus keeps the index of phases out: whatever is open stands in it, and
// of a million cases twenty thousand would be read and sorted for those few that are late.
const owed = sql`${cases.phase} != 'ended' and +${cases.phase} = 'open' and ${cases.pausedAt} is null`;
const dueAt = sql`${cases.dueAt}`;

/**
 * What is late at `now`.
 *
 * @param due the instant a case is due, as the index has it that the query goes by
 */
export const late = (now: Date, due: SQL<unknown> = dueAt): SQL =>
  sql`(${owed} and ${dueAt} is not null and ${due} < ${now.getTime()})`;

/** What is not late yet and will be when the day ends. */
export const dueBefore = (ends: Date, now: Date, due: SQL<unknown> = dueAt): SQL =>
  sql`(${owed} and ${dueAt} is not null and ${due} >= ${now.getTime()} and ${due} < ${ends.getTime()})`;

/** Whether a case is late at `now`: the same of one that has been read. */
export function isLate(
  { phase, pausedAt, dueAt: due }: Pick<Case, 'phase' | 'pausedAt' | 'dueAt'>,
  now: Date,
): boolean {
  return phase === 'open' && pausedAt === null && due !== null && due < now;
}
