import { and, desc, eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import type { DomainContext } from '../context.ts';
import { newPaperCode } from '../values/paper-code.ts';
import { papers } from './table.ts';
import type { PaperKind } from './values.ts';

/** A paper of the lab as it is kept. */
export type Paper = typeof papers.$inferSelect;

const RANDOM_BYTES = 8;
const MAX_DRAWS = 10;
/** Of one registration; each correction of a report is one more. */
const MAX_PAPERS = 100;

const byCode = statement((db) =>
  db
    .select()
    .from(papers)
    .where(eq(papers.code, sql.placeholder('code')))
    .prepare(),
);

/** The paper with this code in its canonical form (`7K2M-9QXP-C`), or undefined. */
export function paperByCode(db: Db, code: string): Paper | undefined {
  return byCode(db).get({ code });
}

/** Every paper of a registration, drafts and replaced ones too; newest first. */
export function papersOf(db: Db, registrationId: number): Paper[] {
  return db
    .select()
    .from(papers)
    .where(eq(papers.registrationId, registrationId))
    .orderBy(desc(papers.id))
    .limit(MAX_PAPERS)
    .all();
}

/** The papers issued last, newest first. */
export function recentPapers(db: Db, limit: number): Paper[] {
  return db
    .select()
    .from(papers)
    .where(sql`${papers.issuedAt} is not null`)
    .orderBy(desc(papers.id))
    .limit(limit)
    .all();
}

/** The paper of this kind that counts for a registration now, or undefined. */
export function countingPaper(db: Db, registrationId: number, kind: PaperKind): Paper[] {
  return db
    .select()
    .from(papers)
    .where(
      and(
        eq(papers.registrationId, registrationId),
        eq(papers.kind, kind),
        sql`${papers.issuedAt} is not null and ${papers.replacedAt} is null`,
      ),
    )
    .orderBy(desc(papers.id))
    .limit(MAX_PAPERS)
    .all();
}

/**
 * A code no paper has. It has to be known before the paper is printed, because it stands on it.
 *
 * @throws when chance repeats itself
 */
export function drawPaperCode(ctx: DomainContext): string {
  for (let draw = 0; draw < MAX_DRAWS; draw += 1) {
    const code = newPaperCode(ctx.chance(RANDOM_BYTES));
    if (!paperByCode(ctx.tx, code)) return code;
  }
  throw new Error(`${MAX_DRAWS} codes of papers in a row are taken: is the source of chance broken?`);
}
