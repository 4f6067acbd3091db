import { asc, eq, isNull, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import type { DomainContext } from '../context.ts';
import type { Changes } from '../journal.ts';
import type { Service } from '../values/services.ts';
import { cannedReplies } from './table.ts';
import { unknownVariables } from './values.ts';

/** An answer officers give again and again. */
export type CannedReply = typeof cannedReplies.$inferSelect;
/** What an officer writes of it. */
export type CannedReplyFields = Pick<CannedReply, 'shortcut' | 'title' | 'text' | 'textEn' | 'service'>;

const MAX_REPLIES = 500;

/** All canned replies by their shortcut; with a service, those for it and those for all. */
export function listCannedReplies(db: Db, service?: Service): CannedReply[] {
  const fits = service && or(isNull(cannedReplies.service), eq(cannedReplies.service, service));
  return db
    .select()
    .from(cannedReplies)
    .where(fits)
    .orderBy(asc(sql`${cannedReplies.shortcut} collate nocase`))
    .limit(MAX_REPLIES)
    .all();
}

/** One of them, or undefined. */
export function cannedReplyById(db: Db, id: number): CannedReply | undefined {
  return db.select().from(cannedReplies).where(eq(cannedReplies.id, id)).get();
}

/** What came of saving one. */
export type CannedReplySaved =
  | { outcome: 'saved'; id: number }
  | { outcome: 'shortcutTaken' }
  /** A word in braces that means nothing. */
  | { outcome: 'unknownVariable'; field: 'text' | 'textEn'; word: string }
  | { outcome: 'stale'; current: CannedReply }
  | { outcome: 'tooMany'; maximum: number }
  | { outcome: 'unknown' };

/** Adds a canned reply, or changes the one that still has the version the officer saw. */
export function saveCannedReply(
  ctx: DomainContext,
  fields: CannedReplyFields,
  known?: { id: number; expectedVersion: number },
): CannedReplySaved {
  for (const field of ['text', 'textEn'] as const) {
    const [word] = unknownVariables(fields[field]);
    if (word !== undefined) return { outcome: 'unknownVariable', field, word };
  }
  const before = known && cannedReplyById(ctx.tx, known.id);
  if (known && !before) return { outcome: 'unknown' };
  if (before && before.version !== known?.expectedVersion) return { outcome: 'stale', current: before };
  if (shortcutIsTaken(ctx.tx, fields.shortcut, before?.id)) return { outcome: 'shortcutTaken' };
  if (!before && listCannedReplies(ctx.tx).length >= MAX_REPLIES)
    return { outcome: 'tooMany', maximum: MAX_REPLIES };
  const id = before ? change(ctx, before, fields) : add(ctx, fields);
  return { outcome: 'saved', id };
}

/** Takes a canned reply off the list. */
export function removeCannedReply(
  ctx: DomainContext,
  { id, expectedVersion }: { id: number; expectedVersion: number },
): { outcome: 'removed' } | { outcome: 'stale'; current: CannedReply } | { outcome: 'unknown' } {
  const before = cannedReplyById(ctx.tx, id);
  if (!before) return { outcome: 'unknown' };
  if (before.version !== expectedVersion) return { outcome: 'stale', current: before };
  ctx.tx.delete(cannedReplies).where(eq(cannedReplies.id, id)).run();
  record(ctx, id, fieldsOf(before), undefined);
  return { outcome: 'removed' };
}

function add(ctx: DomainContext, fields: CannedReplyFields): number {
  const added = ctx.tx
    .insert(cannedReplies)
    .values({ ...fields, updatedAt: ctx.now })
    .returning({ id: cannedReplies.id })
    .get();
  record(ctx, added.id, undefined, fields);
  return added.id;
}

function change(ctx: DomainContext, before: CannedReply, fields: CannedReplyFields): number {
  ctx.tx
    .update(cannedReplies)
    .set({ ...fields, version: before.version + 1, updatedAt: ctx.now })
    .where(eq(cannedReplies.id, before.id))
    .run();
  record(ctx, before.id, fieldsOf(before), fields);
  return before.id;
}

const fieldsOf = ({ shortcut, title, text, textEn, service }: CannedReply): CannedReplyFields => ({
  shortcut,
  title,
  text,
  textEn,
  service,
});

function record(
  ctx: DomainContext,
  cannedReplyId: number,
  before: CannedReplyFields | undefined,
  after: CannedReplyFields | undefined,
): void {
  const changes: Changes = {};
  for (const field of ['shortcut', 'title', 'text', 'textEn', 'service'] as const) {
    const [from, to] = [before?.[field] ?? null, after?.[field] ?? null];
    if (from !== to) changes[field] = { from, to };
  }
  if (Object.keys(changes).length > 0) ctx.record({ kind: 'cannedReply.changed', cannedReplyId, changes });
}

function shortcutIsTaken(db: Db, shortcut: string, except: number | undefined): boolean {
  const same = sql`${cannedReplies.shortcut} collate nocase = ${shortcut}`;
  const found = db.select({ id: cannedReplies.id }).from(cannedReplies).where(same).get();
  return found !== undefined && found.id !== except;
}
