import { and, eq, gte, isNull } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { staffIdOf } from '../actor.ts';
import {
  assign,
  assigneesFor,
  caseById,
  destinationsFrom,
  forward,
  placedCase,
  putBack,
  returnToQueue,
  rowsOf,
  type Worker,
} from '../cases/index.ts';
import { bulkActions } from '../cases/table.ts';
import type { DomainContext } from '../context.ts';
import { changeStage, reasonIn, registrationNamed } from '../registrations/index.ts';
import { standingOf } from '../staff/index.ts';
import { reaches } from '../staff/values.ts';
import { unitPath } from '../units/index.ts';
import type { Service } from '../values/services.ts';
import { barrierFor, type Circumstances } from './rules.ts';
import { type BulkPreview, type BulkWish, MOST_AT_ONCE, UNDO_MINUTES } from './values.ts';

export {
  type Barrier,
  BULK_STAGES,
  type BulkPreview,
  type BulkWish,
  MOST_AT_ONCE,
} from './values.ts';

/** The cases somebody ticked, each with the version the list showed. */
export type Chosen = ReadonlyMap<number, number>;

/** What a bulk action would do, case by case. What is out of reach is not there. */
export function previewBulk(
  db: Db,
  worker: Worker,
  now: Date,
  { wish, chosen }: { wish: BulkWish; chosen: Chosen },
): BulkPreview {
  const placed = [...chosen.keys()]
    .slice(0, MOST_AT_ONCE)
    .flatMap((id) => placedCase(db, id) ?? [])
    .filter((one) => reaches(worker, one));
  const paths = new Map(placed.map(({ id, unitPath }) => [id, unitPath]));
  const around = circumstances(db, worker, now, wish);
  const lines = rowsOf(
    db,
    placed.map(({ id }) => id),
  ).map((row) => ({
    row,
    barrier:
      row.version === chosen.get(row.id)
        ? barrierFor(wish, row, around({ ...row, unitPath: paths.get(row.id) ?? '' }))
        : ('changed' as const),
  }));
  const changing = lines.filter(({ barrier }) => barrier === undefined);
  return {
    lines,
    needsReason:
      wish.kind === 'forward' ||
      (wish.kind === 'assign' && changing.some(({ row }) => row.assigneeId !== null)),
    tellsCitizens: wish.kind === 'stage' ? changing.length : 0,
  };
}

/** What came of a bulk action. */
export type BulkDone =
  /** `action` is missing when nothing could be changed. */
  | { outcome: 'done'; preview: BulkPreview; changed: number; actionId: number | undefined }
  | { outcome: 'reasonNeeded' };

/**
 * Does one thing to many cases in this transaction. What changed since it was chosen, or does not allow it,
 * stays as it is and is named.
 */
export function carryOutBulk(
  ctx: DomainContext,
  worker: Worker,
  { wish, chosen, reason }: { wish: BulkWish; chosen: Chosen; reason: string },
): BulkDone {
  const preview = previewBulk(ctx.tx, worker, ctx.now, { wish, chosen });
  const why = reasonIn(reason);
  if (preview.needsReason && why === undefined) return { outcome: 'reasonNeeded' };
  const before = preview.lines
    .filter(({ barrier }) => barrier === undefined)
    .map(({ row: { id, version, assigneeId, unitId } }): Before => {
      changeOne(ctx, wish, { caseId: id, expectedVersion: version }, why);
      return { caseId: id, assigneeId, unitId, version: caseById(ctx.tx, id)?.version ?? 0 };
    });
  if (before.length === 0) return { outcome: 'done', preview, changed: 0, actionId: undefined };
  const { id: bulkActionId } = ctx.tx
    .insert(bulkActions)
    .values({ staffId: staffIdOf(ctx), kind: wish.kind, at: ctx.now, before })
    .returning({ id: bulkActions.id })
    .get();
  ctx.record({ kind: 'cases.changedTogether', bulkActionId, what: wish.kind, count: before.length });
  return { outcome: 'done', preview, changed: before.length, actionId: bulkActionId };
}

/** How a case was before, and the version it has had since. */
interface Before {
  caseId: number;
  assigneeId: number | null;
  unitId: number;
  version: number;
}

function changeOne(
  ctx: DomainContext,
  wish: BulkWish,
  on: { caseId: number; expectedVersion: number },
  reason: string | undefined,
): void {
  const outcome = outcomeOf();
  // It was looked at a moment ago, in this very transaction.
  if (outcome !== 'changed') throw new Error(`case ${on.caseId}: ${outcome} where ${wish.kind} was allowed`);

  function outcomeOf(): string {
    switch (wish.kind) {
      case 'take':
        return assign(ctx, { ...on, to: staffIdOf(ctx) }).outcome;
      case 'assign':
        return assign(ctx, { ...on, to: wish.to, reason }).outcome;
      case 'return':
        return returnToQueue(ctx, { ...on, reason }).outcome;
      case 'forward':
        return forward(ctx, { ...on, to: wish.to, reason: reason ?? '' }).outcome;
      case 'stage': {
        const registration = registrationNamed(ctx, caseById(ctx.tx, on.caseId)?.subjectId ?? 0);
        const { id: registrationId, version: expectedVersion } = registration;
        return changeStage(ctx, { registrationId, expectedVersion, to: wish.to }).outcome;
      }
    }
  }
}

/** Who did a bulk action, or undefined when there was none. */
export function bulkActionBy(db: Db, id: number): number | undefined {
  return db.select({ by: bulkActions.staffId }).from(bulkActions).where(eq(bulkActions.id, id)).get()?.by;
}

/** A bulk action of this officer that can still be taken back, and until when. */
export function undoable(
  db: Db,
  { id, staffId, now }: { id: number; staffId: number; now: Date },
): { id: number; count: number; until: Date } | undefined {
  const since = new Date(now.getTime() - UNDO_MINUTES * 60_000);
  const found = db
    .select()
    .from(bulkActions)
    .where(
      and(
        eq(bulkActions.id, id),
        eq(bulkActions.staffId, staffId),
        gte(bulkActions.at, since),
        isNull(bulkActions.undoneAt),
      ),
    )
    .get();
  // A stage was told to citizens: that is not taken back behind their backs. What was marked as a
  // duplicate is brought back on its own page.
  if (!found || found.kind === 'stage' || found.kind === 'duplicate') return undefined;
  const until = new Date(found.at.getTime() + UNDO_MINUTES * 60_000);
  return { id: found.id, count: found.before.length, until };
}

/** What came of taking a bulk action back. */
export type BulkUndone =
  /** `left` were changed by somebody since, and stay as they are now. */
  { outcome: 'undone'; count: number; left: { id: number; code: string }[] } | { outcome: 'tooLate' };

/** Takes a bulk action back: everything nobody has touched since, and whose place is still within one's reach. */
export function undoBulk(ctx: DomainContext, id: number): BulkUndone {
  if (!undoable(ctx.tx, { id, staffId: staffIdOf(ctx), now: ctx.now })) return { outcome: 'tooLate' };
  const action = ctx.tx.select().from(bulkActions).where(eq(bulkActions.id, id)).get();
  const left: { id: number; code: string }[] = [];
  const by = standingOf(ctx.tx, staffIdOf(ctx));
  const mayHaveBack = (unitId: number, service: Service): boolean => {
    const path = unitPath(ctx.tx, unitId);
    return by !== undefined && path !== undefined && reaches(by, { unitPath: path, service });
  };
  let count = 0;
  // Written by `carryOutBulk` alone.
  for (const { caseId, assigneeId, unitId, version } of (action?.before ?? []) as Before[]) {
    const current = caseById(ctx.tx, caseId);
    if (!current) continue;
    if (!mayHaveBack(unitId, current.service)) continue;
    if (current.version !== version) left.push({ id: caseId, code: current.code });
    else {
      putBack(ctx, current, { assigneeId, unitId });
      count += 1;
    }
  }
  ctx.tx.update(bulkActions).set({ undoneAt: ctx.now }).where(eq(bulkActions.id, id)).run();
  ctx.record({ kind: 'cases.changeUndone', bulkActionId: id, count });
  return { outcome: 'undone', count, left };
}

function circumstances(
  db: Db,
  worker: Worker,
  now: Date,
  wish: BulkWish,
): (row: { unitPath: string; unitId: number; service: Worker['services'][number] }) => Circumstances {
  const wanted = wish.kind === 'take' ? worker.staffId : wish.kind === 'assign' ? wish.to : undefined;
  // One question for each place, not for each case.
  const known = new Map<string, Circumstances>();
  return ({ unitPath, unitId, service }) => {
    const key = `${unitPath} ${service}`;
    const made = known.get(key) ?? {
      staffId: worker.staffId,
      assignee:
        wanted === undefined
          ? undefined
          : assigneesFor(db, worker, { unitPath, service }, now).find(({ id }) => id === wanted),
      destinations: wish.kind === 'forward' ? destinationsFrom(db, unitId) : [],
    };
    known.set(key, made);
    return made;
  };
}
