import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { statement } from '../db/statement.ts';
import type { DomainContext } from '../domain/context.ts';
import type { Inbound, InboundFile } from '../transports/transport.ts';
import { follow } from './edits.ts';
import { intake } from './tables.ts';
import { isWordless } from './wordless.ts';

export type IntakeRow = typeof intake.$inferSelect;

/** What came of writing a message down. */
export interface Recorded {
  outcome: 'recorded' | 'duplicate';
  intakeId: number;
}

const ONE_DAY_MS = 86_400_000;
const LONGEST_PAUSE_MS = 60_000;
const EARLIEST_SENT_AT = Date.UTC(2015, 0, 1);
/** How far a flood of one may reach before it hides what others wrote. */
const PENDING_LOOKED_AT = 1_000;
/** How long what is written behind a file waits for it; fetching gives most files up sooner. */
const FILE_PATIENCE_MS = 5 * 60_000;

const insert = statement((db) =>
  db
    .insert(intake)
    .values({
      transport: sql.placeholder('transport'),
      messageId: sql.placeholder('messageId'),
      address: sql.placeholder('address'),
      // Inside `sql` a null reaches the database as null, not as the JSON word.
      aliases: sql`${sql.placeholder('aliases')}`,
      phone: sql.placeholder('phone'),
      displayName: sql.placeholder('displayName'),
      kind: sql.placeholder('kind'),
      text: sql.placeholder('text'),
      fileId: sql.placeholder('fileId'),
      fileProblem: sql.placeholder('fileProblem'),
      fileReference: sql.placeholder('fileReference'),
      latitude: sql.placeholder('latitude'),
      longitude: sql.placeholder('longitude'),
      sentAt: sql.placeholder('sentAt'),
      receivedAt: sql.placeholder('receivedAt'),
      state: sql.placeholder('state'),
    })
    .onConflictDoNothing()
    .prepare(),
);

const byMessage = statement((db) =>
  db
    .select({ id: intake.id })
    .from(intake)
    .where(
      and(
        eq(intake.transport, sql.placeholder('transport')),
        eq(intake.messageId, sql.placeholder('messageId')),
      ),
    )
    .prepare(),
);

const pending = statement((db) =>
  db
    .select({
      id: intake.id,
      address: intake.address,
      aliases: intake.aliases,
      kind: intake.kind,
      retryAt: intake.retryAt,
    })
    .from(intake)
    .where(eq(intake.state, 'pending'))
    .orderBy(asc(intake.id))
    .limit(PENDING_LOOKED_AT)
    .prepare(),
);

const awaited = statement((db) =>
  db
    .select({ id: intake.id, address: intake.address, aliases: intake.aliases })
    .from(intake)
    .where(and(eq(intake.state, 'awaitingFile'), sql`${intake.receivedAt} > ${sql.placeholder('sinceMs')}`))
    .orderBy(asc(intake.id))
    .limit(PENDING_LOOKED_AT)
    .prepare(),
);

const withIds = statement((db) =>
  db
    .select()
    .from(intake)
    .where(sql`${intake.id} in (select value from json_each(${sql.placeholder('ids')}))`)
    .prepare(),
);

const done = statement((db) =>
  db
    .update(intake)
    .set({ state: 'done', citizenId: sql`${sql.placeholder('citizenId')}` })
    .where(eq(intake.id, sql.placeholder('id')))
    .prepare(),
);

/** Writes one message down; the unique id makes a redelivery a `duplicate`. */
export function writeDown(ctx: DomainContext, message: Inbound): Recorded {
  const { transport, messageId } = message;
  const written = insert(ctx.tx).run({
    transport,
    messageId,
    address: message.address,
    aliases: message.aliases?.length ? JSON.stringify(message.aliases) : null,
    phone: message.phone ?? null,
    displayName: message.displayName ?? null,
    kind: message.kind,
    text: message.text,
    ...fileColumns(message.file),
    latitude: message.location ? String(message.location.latitude) : null,
    longitude: message.location ? String(message.location.longitude) : null,
    sentAt: believable(message.sentAt, ctx.now),
    receivedAt: ctx.now,
    state: message.file?.state === 'awaiting' ? 'awaitingFile' : 'pending',
  });
  if (written.changes === 1) {
    const intakeId = Number(written.lastInsertRowid);
    if (message.edits !== undefined) follow(ctx, intakeId, message, message.edits);
    return { outcome: 'recorded', intakeId };
  }
  const known = byMessage(ctx.tx).get({ transport, messageId });
  if (!known) throw new Error('a message was neither written nor known');
  return { outcome: 'duplicate', intakeId: known.id };
}

/** Whether a message with this id has been written down. */
export function isKnown(ctx: DomainContext, transport: string, messageId: string): boolean {
  return byMessage(ctx.tx).get({ transport, messageId }) !== undefined;
}

/** A message whose turn it is. */
export interface Due {
  row: IntakeRow;
  /** The same person has said more, which is still to be worked on; a call or a thumb is not counted. */
  moreOfThisPerson: boolean;
}

/**
 * Messages to work on now: at most `limit`, in order per person, round-robin between people, so that
 * a flood of one does not hold up the others. Whoever has a message that is to be retried later, or
 * whose file is still being fetched, waits.
 */
export function takePending(ctx: DomainContext, limit: number): Due[] {
  const queues = new Map<string, Waiting[]>();
  const files = firstAwaited(ctx);
  for (const row of pending(ctx.tx).all()) {
    if (row.id > (files.get(senderOf(row)) ?? row.id)) continue;
    const queue = queues.get(senderOf(row)) ?? [];
    queue.push(row);
    queues.set(senderOf(row), queue);
  }
  const ready = [...queues.values()]
    .filter(([first]) => !rests(first?.retryAt, ctx.now))
    .map((queue) => ({ queue, lastSaid: queue.findLastIndex(({ kind }) => isSaid(kind)) }));
  const taken: { id: number; moreOfThisPerson: boolean }[] = [];
  for (let round = 0; taken.length < limit && ready.some(({ queue }) => queue.length > round); round += 1) {
    for (const { queue, lastSaid } of ready) {
      const waiting = queue[round];
      if (waiting && taken.length < limit) taken.push({ id: waiting.id, moreOfThisPerson: lastSaid > round });
    }
  }
  if (taken.length === 0) return [];
  const rows = new Map(
    withIds(ctx.tx)
      .all({ ids: JSON.stringify(taken.map(({ id }) => id)) })
      .map((row) => [row.id, row]),
  );
  return taken.flatMap(({ id, moreOfThisPerson }) => {
    const row = rows.get(id);
    return row ? [{ row, moreOfThisPerson }] : [];
  });
}

/** By sender, the oldest message whose file is still being fetched: nothing behind it may be taken. */
function firstAwaited(ctx: DomainContext): ReadonlyMap<string, number> {
  const sinceMs = ctx.now.getTime() - FILE_PATIENCE_MS;
  const newestFirst = awaited(ctx.tx).all({ sinceMs }).reverse();
  return new Map(newestFirst.map((row) => [senderOf(row), row.id]));
}

// A longer pause than any was noted before the clock was set back.
const rests = (until: Date | null | undefined, now: Date): boolean =>
  until != null && until > now && until.getTime() <= now.getTime() + LONGEST_PAUSE_MS;

/** Whether an answer to this one is an answer to what was said before it too. */
const isSaid = (kind: IntakeRow['kind']): boolean => kind !== 'reaction' && !isWordless(kind);

type Waiting = Pick<IntakeRow, 'id' | 'address' | 'aliases' | 'kind' | 'retryAt'>;

/** The same for all addresses of one person that the transport has named together. */
export function senderOf({ address, aliases }: Pick<IntakeRow, 'address' | 'aliases'>): string {
  return aliases?.length ? ([address, ...aliases].sort()[0] ?? address) : address;
}

export function markDone(ctx: DomainContext, id: number, citizenId: number): void {
  done(ctx.tx).run({ id, citizenId });
}

/** Says whose message it was, of one that could not be worked on. */
export function noteSender(ctx: DomainContext, id: number, citizenId: number): void {
  ctx.tx.update(intake).set({ citizenId }).where(eq(intake.id, id)).run();
}

/** Counts a failed try and says when the next one is due; the third sets the message aside. */
export function countFailure(ctx: DomainContext, row: IntakeRow, maxTries: number): 'retry' | 'quarantined' {
  const tries = row.tries + 1;
  const quarantined = tries >= maxTries;
  ctx.tx
    .update(intake)
    .set({
      tries,
      retryAt: new Date(ctx.now.getTime() + tries * 1_000),
      ...(quarantined ? { state: 'quarantined' as const } : {}),
    })
    .where(and(eq(intake.id, row.id), inArray(intake.state, ['pending'])))
    .run();
  return quarantined ? 'quarantined' : 'retry';
}

/** How a file stands in the row. */
export function fileColumns(file: InboundFile | undefined) {
  return {
    fileId: file?.state === 'stored' ? file.fileId : null,
    fileProblem: file?.state === 'refused' ? file.problem : null,
    fileReference: file?.state === 'awaiting' ? file.reference : null,
  };
}

/** Phones with a broken clock send from 1970 or 2099; such a message counts as sent now. */
export function believable(sentAt: Date, now: Date): Date {
  const time = sentAt.getTime();
  const odd = !Number.isFinite(time) || time < EARLIEST_SENT_AT || time > now.getTime() + ONE_DAY_MS;
  return odd ? now : sentAt;
}
