import { and, asc, desc, eq, inArray, lt, ne, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { staffIdOf } from '../actor.ts';
import type { DomainContext } from '../context.ts';
import { exports } from './table.ts';
import { type ExportSearch, exportSearchIn } from './values.ts';

export { type ExportSearch, exportSearchIn } from './values.ts';

/** An export as it is kept. */
export type Export = typeof exports.$inferSelect;

/** A file is kept so long. */
export const KEPT_HOURS = 24;
/** One officer may have so many that are not made yet. */
export const MOST_UNFINISHED = 3;
const MOST_LISTED = 50;
const NAME_BYTES = 18;

/** Asks for a file of everything a search finds. */
export function requestExport(
  ctx: DomainContext,
  { format, wanted }: { format: Export['format']; wanted: ExportSearch },
): { outcome: 'requested'; id: number } | { outcome: 'tooMany' } {
  const staffId = staffIdOf(ctx);
  const unfinished = ctx.tx
    .select({ id: exports.id })
    .from(exports)
    .where(and(eq(exports.staffId, staffId), inArray(exports.state, ['waiting', 'running'])))
    .all();
  if (unfinished.length >= MOST_UNFINISHED) return { outcome: 'tooMany' };
  const { id } = ctx.tx
    .insert(exports)
    .values({ staffId, format, search: JSON.stringify(wanted), state: 'waiting', createdAt: ctx.now })
    .returning({ id: exports.id })
    .get();
  return { outcome: 'requested', id };
}

/** What an officer has asked for, newest first, without what is gone. */
export function exportsOf(db: Db, staffId: number): Export[] {
  return db
    .select()
    .from(exports)
    .where(and(eq(exports.staffId, staffId), ne(exports.state, 'removed')))
    .orderBy(desc(exports.id))
    .limit(MOST_LISTED)
    .all();
}

/** The export with this id, or undefined. */
export function exportById(db: Db, id: number): Export | undefined {
  return db.select().from(exports).where(eq(exports.id, id)).get();
}

/** Asks once more for what could not be made. */
export function requestAgain(ctx: DomainContext, id: number): { outcome: 'requested' | 'notFailed' } {
  const changed = ctx.tx
    .update(exports)
    .set({ state: 'waiting', rowsDone: 0, rowsTotal: null, storedAs: null, createdAt: ctx.now })
    .where(and(eq(exports.id, id), eq(exports.state, 'failed'), ne(exports.search, '')))
    .run();
  return { outcome: changed.changes > 0 ? 'requested' : 'notFailed' };
}

/** Calls an export off, or takes its file away before its time. */
export function removeExport(ctx: DomainContext, id: number): void {
  ctx.tx.update(exports).set({ state: 'removed', search: '' }).where(eq(exports.id, id)).run();
}

/** Takes away everything somebody asked for: it was within reach from where this person stood before. */
export function removeExportsOf(ctx: DomainContext, staffId: number): void {
  ctx.tx
    .update(exports)
    .set({ state: 'removed', search: '' })
    .where(and(eq(exports.staffId, staffId), ne(exports.state, 'removed')))
    .run();
}

/** What has stayed behind unfinished when the lab went down: it is said to have failed, never half offered. */
export function giveUpInterruptedExports(ctx: DomainContext): number {
  return ctx.tx.update(exports).set({ state: 'failed' }).where(eq(exports.state, 'running')).run().changes;
}

/** Takes files away that have been kept for `KEPT_HOURS`; says how many. */
export function expireExports(ctx: DomainContext): number {
  const before = new Date(ctx.now.getTime() - KEPT_HOURS * 3_600_000);
  const isOver = sql`coalesce(${exports.readyAt}, ${exports.createdAt}) < ${before.getTime()}`;
  return ctx.tx
    .update(exports)
    .set({ state: 'removed', search: '' })
    .where(and(inArray(exports.state, ['ready', 'failed']), lt(exports.createdAt, before), isOver))
    .run().changes;
}

/** An export to be made now. */
export interface ExportToMake extends Export {
  storedAs: string;
  wanted: ExportSearch;
}

/** The export whose turn it is, given a file name nobody can guess. */
export function beginExport(ctx: DomainContext): ExportToMake | undefined {
  const next = ctx.tx
    .select()
    .from(exports)
    .where(eq(exports.state, 'waiting'))
    .orderBy(asc(exports.id))
    .limit(1)
    .get();
  if (!next) return undefined;
  const wanted = exportSearchIn(next.search);
  if (!wanted) throw new Error(`export ${next.id}: its search cannot be read`);
  const storedAs = `${Buffer.from(ctx.chance(NAME_BYTES)).toString('base64url')}.${next.format}`;
  ctx.tx.update(exports).set({ state: 'running', storedAs }).where(eq(exports.id, next.id)).run();
  return { ...next, state: 'running', storedAs, wanted };
}

/** Writes down how far it is; false when it has been called off. */
export function noteExportProgress(ctx: DomainContext, id: number, done: number, total: number): boolean {
  const noted = ctx.tx
    .update(exports)
    .set({ rowsDone: done, rowsTotal: total })
    .where(and(eq(exports.id, id), eq(exports.state, 'running')))
    .run();
  return noted.changes > 0;
}

/** The file is there: it can be fetched, and whoever asked is told. False when it was called off. */
export function finishExport(
  ctx: DomainContext,
  { id, staffId, format, wanted }: ExportToMake,
  rows: number,
) {
  const finished = ctx.tx
    .update(exports)
    .set({ state: 'ready', rowsDone: rows, rowsTotal: rows, readyAt: ctx.now })
    .where(and(eq(exports.id, id), eq(exports.state, 'running')))
    .run();
  if (finished.changes === 0) return false;
  ctx
    .as({ kind: 'staff', id: staffId })
    .record({ kind: 'cases.exported', exportId: id, search: wanted.about, format, count: rows });
  return true;
}

/** It could not be made; whoever asked may try again. */
export function failExport(ctx: DomainContext, id: number): void {
  ctx.tx
    .update(exports)
    .set({ state: 'failed' })
    .where(and(eq(exports.id, id), eq(exports.state, 'running')))
    .run();
}

/** The names of the files that belong to somebody. */
export function exportFiles(db: Db): Set<string> {
  const kept = db
    .select({ storedAs: exports.storedAs })
    .from(exports)
    .where(inArray(exports.state, ['running', 'ready']))
    .all();
  return new Set(kept.flatMap(({ storedAs }) => storedAs ?? []));
}
