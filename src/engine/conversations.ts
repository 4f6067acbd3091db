import { and, asc, desc, eq, lt, notInArray, sql } from 'drizzle-orm';
import type { Flow } from '../../flows/flow.ts';
import { statement } from '../db/statement.ts';
import type { DomainContext } from '../domain/context.ts';
import type { MachineState } from './sprint.ts';
import { conversations } from './tables.ts';

export type Conversation = typeof conversations.$inferSelect;

/**
 * A state over this many characters is a defect: history or files have crept into a context. The largest
 * honest one, fifteen tests with the longest names while they are being changed, has half of it.
 */
const MAX_STATE_CHARACTERS = 16_384;
const MAX_PARKED = 3;

const running = statement((db) =>
  db
    .select()
    .from(conversations)
    .where(
      and(eq(conversations.citizenId, sql.placeholder('citizenId')), eq(conversations.status, 'running')),
    )
    .prepare(),
);

const create = statement((db) =>
  db
    .insert(conversations)
    .values({
      citizenId: sql.placeholder('citizenId'),
      flow: sql.placeholder('flow'),
      version: sql.placeholder('version'),
      state: sql.placeholder('state'),
      status: 'running',
      patienceEndsAt: sql.placeholder('patienceEndsAt'),
      updatedAt: sql.placeholder('updatedAt'),
    })
    .prepare(),
);

// drizzle does not map placeholders in `set`: they arrive as written, so instants go in as milliseconds.
const update = statement((db) =>
  db
    .update(conversations)
    .set({
      state: sql`${sql.placeholder('state')}`,
      patienceEndsAt: sql`${sql.placeholder('patienceEndsAt')}`,
      updatedAt: sql`${sql.placeholder('updatedAt')}`,
    })
    .where(eq(conversations.id, sql.placeholder('id')))
    .prepare(),
);

const remove = statement((db) =>
  db
    .delete(conversations)
    .where(eq(conversations.id, sql.placeholder('id')))
    .prepare(),
);

const parked = statement((db) =>
  db
    .select()
    .from(conversations)
    .where(and(eq(conversations.citizenId, sql.placeholder('citizenId')), eq(conversations.status, 'parked')))
    .orderBy(desc(conversations.updatedAt), desc(conversations.id))
    .prepare(),
);

/**
 * The conversations that wait for this person's next message, newest first: at most one, until two people
 * turn out to be the same.
 */
export function runningConversations(ctx: DomainContext, citizenId: number): Conversation[] {
  // Sorted here: in every turn SQLite would copy the one row into a sorter.
  return running(ctx.tx)
    .all({ citizenId })
    .sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime() || b.id - a.id);
}

/** The conversation that waits for this person's next message. */
export function runningConversation(ctx: DomainContext, citizenId: number): Conversation | undefined {
  return runningConversations(ctx, citizenId)[0];
}

/** Half-filled forms kept for later, newest first. */
export function parkedConversations(ctx: DomainContext, citizenId: number): Conversation[] {
  return parked(ctx.tx).all({ citizenId });
}

export function createConversation(
  ctx: DomainContext,
  citizenId: number,
  flow: Flow,
  state: MachineState,
): void {
  create(ctx.tx).run({
    citizenId,
    flow: flow.name,
    version: flow.version,
    state: written(state),
    patienceEndsAt: patienceEnd(ctx, flow),
    updatedAt: ctx.now,
  });
}

export function saveConversation(ctx: DomainContext, id: number, flow: Flow, state: MachineState): void {
  update(ctx.tx).run({
    id,
    state: written(state),
    patienceEndsAt: patienceEnd(ctx, flow).getTime(),
    updatedAt: ctx.now.getTime(),
  });
}

export function closeConversation(ctx: DomainContext, id: number): void {
  remove(ctx.tx).run({ id });
}

/** Puts a half-filled form aside; only the newest few are kept. */
export function parkConversation(ctx: DomainContext, conversation: Conversation): void {
  ctx.tx
    .update(conversations)
    .set({ status: 'parked', updatedAt: ctx.now })
    .where(eq(conversations.id, conversation.id))
    .run();
  for (const old of parkedConversations(ctx, conversation.citizenId).slice(MAX_PARKED)) {
    closeConversation(ctx, old.id);
  }
}

/** Takes a parked form up again. */
export function unparkConversation(ctx: DomainContext, id: number): void {
  ctx.tx.update(conversations).set({ status: 'running' }).where(eq(conversations.id, id)).run();
}

/** Running conversations whose patience has ended, oldest first, at most `limit`. */
export function tiredConversations(ctx: DomainContext, limit: number): Conversation[] {
  return ctx.tx
    .select()
    .from(conversations)
    .where(
      and(eq(conversations.status, 'running'), sql`${conversations.patienceEndsAt} <= ${ctx.now.getTime()}`),
    )
    .orderBy(asc(conversations.patienceEndsAt))
    .limit(limit)
    .all();
}

const KEPT_DAYS = 90;

/** Drops half-filled forms nobody has come back to for three months; they hold personal data. Returns how many. */
export function forgetOldConversations(ctx: DomainContext): number {
  const before = new Date(ctx.now.getTime() - KEPT_DAYS * 86_400_000);
  return ctx.tx.delete(conversations).where(lt(conversations.updatedAt, before)).run().changes;
}

/** Drops conversations of dialogs this version no longer has: nobody could answer in them. */
export function forgetConversationsExcept(ctx: DomainContext, flowNames: readonly string[]): number {
  return ctx.tx
    .delete(conversations)
    .where(notInArray(conversations.flow, [...flowNames]))
    .run().changes;
}

/** The machine's state as it was saved. */
export function savedState(conversation: Conversation): MachineState {
  // Written by `written` below, by this program alone.
  return JSON.parse(conversation.state) as MachineState;
}

function written(state: MachineState): string {
  const text = JSON.stringify(state);
  if (text.length > MAX_STATE_CHARACTERS)
    throw new Error(`a conversation state of ${text.length} characters is too large`);
  return text;
}

const patienceEnd = (ctx: DomainContext, flow: Flow): Date =>
  new Date(ctx.now.getTime() + flow.patienceMinutes * 60_000);
