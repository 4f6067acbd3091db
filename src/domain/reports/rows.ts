import { and, asc, desc, eq, isNotNull, isNull, lt, lte, min, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import { testById } from '../catalogue/index.ts';
import type { DomainContext } from '../context.ts';
import { registrationById, testsOf } from '../registrations/index.ts';
import { type Report, type Standing, standingOf } from './rules.ts';
import { reports } from './table.ts';

// A report that was corrected more often than this is another problem.
const MAX_VERSIONS = 100;

/** The report that must be there, because somebody holds its id. */
export function reportNamed(ctx: DomainContext, reportId: number): Report {
  const report = ctx.tx.select().from(reports).where(eq(reports.id, reportId)).get();
  if (!report) throw new Error(`no report ${reportId}: was the id taken from a form of another lab?`);
  return report;
}

/** The version uploaded last, or undefined. */
export function newestOf(db: Db, registrationId: number): Report | undefined {
  return db
    .select()
    .from(reports)
    .where(eq(reports.registrationId, registrationId))
    .orderBy(desc(reports.version))
    .limit(1)
    .get();
}

/** Every version of a registration's report, newest first, with how far each has come. */
export function reportsOf(db: Db, registrationId: number): (Report & { standing: Standing })[] {
  const registration = registrationById(db, registrationId);
  if (!registration) return [];
  return db
    .select()
    .from(reports)
    .where(eq(reports.registrationId, registrationId))
    .orderBy(desc(reports.version))
    .limit(MAX_VERSIONS)
    .all()
    .map((report) => ({ ...report, standing: standingOf(report, registration) }));
}

const outOne = statement((db) =>
  db
    .select()
    .from(reports)
    .where(
      and(
        eq(reports.registrationId, sql.placeholder('registrationId')),
        isNotNull(reports.wentOutAt),
        isNull(reports.withdrawnAt),
      ),
    )
    .orderBy(desc(reports.version))
    .limit(1)
    .prepare(),
);

/** The version that has gone out and still stands, or undefined. */
export function outReportOf(db: Db, registrationId: number): Report | undefined {
  return outOne(db).get({ registrationId });
}

/**
 * What a citizen can have of the report: nothing yet, the file, or only the paper at the counter.
 * A test flagged as handed over in person counts as it was registered and as the catalogue has it
 * now, whichever is stricter.
 */
export function reportFor(db: Db, registrationId: number): 'none' | 'ready' | 'inPerson' {
  const out = outReportOf(db, registrationId);
  if (!out) return 'none';
  // A letter invites nobody any more once the group has called off.
  if (out.decision !== null && registrationById(db, registrationId)?.stage === 'cancelled') return 'none';
  // Also one that is off the list by now: taking it off makes its result no less sensitive.
  const isInPerson = testsOf(db, registrationId).some(
    (test) => test.inPerson || testById(db, test.testId)?.inPerson,
  );
  return isInPerson ? 'inPerson' : 'ready';
}

/** Released reports whose time has come, oldest first, at most `limit`. */
export function dueReports(db: Db, now: Date, limit: number): Report[] {
  return db
    .select()
    .from(reports)
    .where(and(isNull(reports.wentOutAt), lte(reports.goesOutAt, now)))
    .orderBy(asc(reports.goesOutAt))
    .limit(limit)
    .all();
}

/** When the next released report goes out, or undefined when none waits. */
export function nextDue(db: Db): Date | undefined {
  const { at } = db
    .select({ at: min(reports.goesOutAt) })
    .from(reports)
    .where(isNull(reports.wentOutAt))
    .get() ?? { at: null };
  return at ?? undefined;
}

/** Writes what changed about one version. */
export function saveReport(ctx: DomainContext, reportId: number, changes: Partial<Omit<Report, 'id'>>): void {
  ctx.tx.update(reports).set(changes).where(eq(reports.id, reportId)).run();
}

/** Marks every version before this one as replaced. */
export function withdrawOlder(ctx: DomainContext, { registrationId, version }: Report): void {
  ctx.tx
    .update(reports)
    .set({ withdrawnAt: ctx.now })
    .where(
      and(
        eq(reports.registrationId, registrationId),
        lt(reports.version, version),
        isNull(reports.withdrawnAt),
      ),
    )
    .run();
}

/** Marks every version of a registration as no longer counting. */
export function withdrawAll(ctx: DomainContext, registrationId: number): void {
  ctx.tx
    .update(reports)
    .set({ withdrawnAt: ctx.now })
    .where(and(eq(reports.registrationId, registrationId), isNull(reports.withdrawnAt)))
    .run();
}
