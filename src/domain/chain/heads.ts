import { isNotNull, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { jobRuns } from '../job-runs/table.ts';

/** Under which name a job's result has the end of the journal; staff read it on the page of jobs. */
export const NOTED_AS = 'ujung jurnal';

/** The most that are looked at: one a night for some ten years. */
const MAX_HEADS = 4_000;

/** The ends of the journal that nightly jobs wrote into their results as `journalHead`, newest first. */
export function notedHeads(db: Db): string[] {
  const head = sql<string | null>`json_extract(${jobRuns.result}, ${`$."${NOTED_AS}"`})`;
  return db
    .select({ head })
    .from(jobRuns)
    .where(isNotNull(head))
    .orderBy(sql`${jobRuns.id} desc`)
    .limit(MAX_HEADS)
    .all()
    .flatMap((row) => row.head ?? []);
}
