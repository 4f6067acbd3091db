import { and, eq, sql } from 'drizzle-orm';
import { statement } from '../db/statement.ts';
import type { DomainContext } from '../domain/context.ts';
import { raise } from '../domain/incidents/index.ts';
import type { Log } from '../log.ts';
import type { Outbound, Receipt, Sent, Transport } from '../transports/transport.ts';
import type { OutboxRow } from './outbox.ts';
import { outbox } from './tables.ts';
import { letWait, type Reach, reachOf } from './window.ts';

const AT_ONCE = 50;
const SEND_TIMEOUT_MS = 60_000;
const MAX_ATTEMPTS = 8;
const MIN_PAUSE_MS = 100;
const MAX_BACKOFF_MS = 300_000;

/** What delivery needs of the house. */
export interface DeliveryParts {
  transports: ReadonlyMap<string, Transport>;
  /** The stored file a letter carries. */
  file(fileId: number): { path: string; name: string; mimeType: string } | undefined;
  /** Called when a letter has come back with a result that waits to be written down. */
  wake(): void;
  log: Log;
}

/** A letter that is to go now, with what its transport may ask about its person. */
type DueLetter = OutboxRow & { reach?: Reach };

/** Letters that were marked as being sent, and results that were written down, in a transaction. */
export interface Taken {
  due: DueLetter[];
  written: number;
}

/**
 * The only way out: takes what is in the outbox to the transports. It opens no transaction of its own,
 * so that what came of the last letters, new turns and the taking of their letters share one commit.
 */
export interface Delivery {
  /** In a transaction: writes down what came of letters and takes those that are due. */
  take(ctx: DomainContext): Taken;
  /** After its commit: sends what was taken. Nobody waits for another person's letter. */
  send(taken: Taken): void;
  /** Resolves when no letter is under way; what came of them may still have to be written down. */
  quiet(): Promise<void>;
  /** In a transaction: writes down what came of letters, and takes no more. */
  finish(ctx: DomainContext): Taken;
  /** A transport's later word about a message. */
  receipt(ctx: DomainContext, receipt: Receipt): void;
  /** After a crash: what was being sent is sent again, under the same message id. */
  recover(ctx: DomainContext): void;
}

// Per person only the oldest unsent letter may go, so that nothing overtakes it; replies before notices.
const due = statement((db) =>
  db
    .select({
      row: outbox,
      // Spelled out: drizzle leaves a column's table away here, and inside it would mean the other table's.
      generation: sql<number | null>`(select generation from addresses
        where addresses.transport = outbox.transport and addresses.address = outbox.address)`,
    })
    .from(outbox)
    .where(
      sql`${outbox.state} = 'queued' and ${outbox.notBefore} <= ${sql.placeholder('now')} and not exists (
        select 1 from outbox earlier where earlier.citizen_id = ${outbox.citizenId}
        and earlier.state in ('queued', 'sending') and earlier.id < ${outbox.id})`,
    )
    .orderBy(sql`${outbox.priority} = 'notice'`, outbox.id)
    .limit(sql.placeholder('limit'))
    .prepare(),
);

/** What came of handing one letter over. */
interface Result {
  row: OutboxRow;
  sent: Sent;
}

/**
 * Takes letters to their transports and writes down what became of them.
 *
 * Longer than other files, because taking, sending and settling a letter only make sense beside each other.
 */
export function createDelivery({ transports, file, wake, log }: DeliveryParts): Delivery {
  /** What came of letters and is still to be written down. */
  let results: Result[] = [];
  const underway = new Set<Promise<void>>();

  function finish(ctx: DomainContext): Taken {
    settle(ctx, results);
    return { due: [], written: results.length };
  }

  async function handOver(row: DueLetter): Promise<void> {
    const sent = await send(row);
    results.push({ row, sent });
    wake();
  }

  async function send(row: DueLetter): Promise<Sent> {
    const transport = transports.get(row.transport);
    if (!transport)
      return { outcome: 'notNow', problem: `transport ${row.transport} is not running`, afterMs: 60_000 };
    const outbound = outboundOf(row, file);
    if (!outbound) return { outcome: 'refused', problem: 'its file is missing' };
    try {
      return await withTimeout(transport.send(outbound));
    } catch (error) {
      log.error(
        { outboxId: row.id, error: error instanceof Error ? error.message : 'unknown' },
        'sending failed',
      );
      return { outcome: 'notNow', problem: 'sending failed' };
    }
  }

  // Looked up only for transports that ask.
  const withReach = (ctx: DomainContext, row: OutboxRow): DueLetter =>
    transports.get(row.transport)?.answersWithinMs === undefined ? row : { ...row, reach: reachOf(ctx, row) };

  return {
    finish,
    take(ctx) {
      const { written } = finish(ctx);
      const due = takeDue(ctx, AT_ONCE - underway.size);
      return { due: due.map((row) => withReach(ctx, row)), written };
    },
    send({ due: rows, written }) {
      results = results.slice(written);
      for (const row of rows) {
        const sending = handOver(row).finally(() => underway.delete(sending));
        underway.add(sending);
      }
    },
    async quiet() {
      await Promise.all(underway);
    },
    receipt: note,
    recover(ctx) {
      ctx.tx.update(outbox).set({ state: 'queued' }).where(eq(outbox.state, 'sending')).run();
    },
  };
}

function takeDue(ctx: DomainContext, limit: number): OutboxRow[] {
  if (limit <= 0) return [];
  const found = due(ctx.tx).all({ now: ctx.now.getTime(), limit });
  // A letter written to the earlier holder of an address is never sent to whoever has it now.
  const isForSomebodyElse = ({ row, generation }: (typeof found)[number]) =>
    generation !== null && generation !== row.generation;
  const held = found.filter(isForSomebodyElse).map(({ row }) => row);
  const free = found.filter((each) => !isForSomebodyElse(each)).map(({ row }) => row);
  setState(ctx, held, 'held');
  for (const { citizenId } of held) reportUndelivered(ctx, citizenId);
  setState(ctx, free, 'sending');
  return free;
}

const changeState = statement((db) =>
  db
    .update(outbox)
    .set({ state: sql`${sql.placeholder('state')}` })
    .where(oneOf('ids'))
    .prepare(),
);

const markHandedOver = statement((db) =>
  db
    .update(outbox)
    .set({
      // A receipt may have come before `send` returned; it says more than "handed over".
      state: sql`iif(${outbox.state} = 'sending', 'handedOver', ${outbox.state})`,
      handedOverAt: sql`${sql.placeholder('at')}`,
    })
    .where(oneOf('ids'))
    .prepare(),
);

const oneOf = (ids: string) => sql`${outbox.id} in (select value from json_each(${sql.placeholder(ids)}))`;

const idsOf = (rows: readonly OutboxRow[]): string => JSON.stringify(rows.map(({ id }) => id));

function setState(ctx: DomainContext, rows: OutboxRow[], state: 'held' | 'sending'): void {
  if (rows.length > 0) changeState(ctx.tx).run({ state, ids: idsOf(rows) });
}

function settle(ctx: DomainContext, results: readonly Result[]): void {
  const handedOver: OutboxRow[] = [];
  for (const { row, sent } of results) {
    if (sent.outcome === 'handedOver') handedOver.push(row);
    else settleUnsent(ctx, row, sent);
  }
  if (handedOver.length > 0) markHandedOver(ctx.tx).run({ at: ctx.now.getTime(), ids: idsOf(handedOver) });
}

function settleUnsent(
  ctx: DomainContext,
  row: OutboxRow,
  sent: Exclude<Sent, { outcome: 'handedOver' }>,
): void {
  if (sent.outcome === 'awaitsPerson') {
    letWait(ctx, row, sent.invited);
    return;
  }
  if (sent.outcome === 'unknown') {
    ctx.tx
      .update(outbox)
      .set({ state: 'uncertain' })
      .where(and(eq(outbox.id, row.id), eq(outbox.state, 'sending')))
      .run();
    return;
  }
  const attempts = row.attempts + (sent.outcome === 'notNow' && sent.afterMs !== undefined ? 0 : 1);
  const givenUp = sent.outcome === 'refused' || attempts >= MAX_ATTEMPTS;
  const pauseMs =
    sent.outcome === 'notNow' && sent.afterMs !== undefined
      ? Math.max(MIN_PAUSE_MS, sent.afterMs)
      : Math.min(MAX_BACKOFF_MS, 1_000 * 2 ** attempts);
  ctx.tx
    .update(outbox)
    .set({
      state: givenUp ? 'failed' : 'queued',
      attempts,
      lastProblem: sent.problem,
      notBefore: new Date(ctx.now.getTime() + pauseMs),
    })
    .where(and(eq(outbox.id, row.id), eq(outbox.state, 'sending')))
    .run();
  if (givenUp) reportUndelivered(ctx, row.citizenId);
}

const ORDER = ['queued', 'sending', 'handedOver', 'acknowledged', 'delivered', 'read'];

// Receipts come in any order; a message only ever gets further.
function note(ctx: DomainContext, receipt: Receipt): void {
  const row = ctx.tx.select().from(outbox).where(eq(outbox.messageId, receipt.messageId)).get();
  if (!row) return;
  if (receipt.state === 'awaitsPerson') {
    letWait(ctx, row, false);
    return;
  }
  const further = ORDER.indexOf(receipt.state) > ORDER.indexOf(row.state);
  const failure = receipt.state === 'failed' || receipt.state === 'uncertain';
  if (!further && !(failure && row.state !== 'delivered' && row.state !== 'read')) return;
  ctx.tx
    .update(outbox)
    .set({ state: receipt.state, lastProblem: receipt.problem ?? row.lastProblem })
    .where(eq(outbox.id, row.id))
    .run();
  if (receipt.state === 'failed') reportUndelivered(ctx, row.citizenId);
}

function reportUndelivered(ctx: DomainContext, citizenId: number): void {
  raise(ctx, { kind: 'undelivered', citizenId, about: 'Ada pesan yang tidak sampai ke warga ini' });
}

function outboundOf(row: DueLetter, file: DeliveryParts['file']): Outbound | undefined {
  const outbound = { address: row.address, messageId: row.messageId, text: row.text, ...row.reach };
  if (row.fileId === null) return outbound;
  const stored = file(row.fileId);
  if (!stored) return undefined;
  const { path, name, mimeType } = stored;
  return { ...outbound, file: { fileId: row.fileId, path, name: row.fileName ?? name, mimeType } };
}

async function withTimeout(sending: Promise<Sent>): Promise<Sent> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Sent>((resolve) => {
    timer = setTimeout(
      () => resolve({ outcome: 'notNow', problem: 'the transport did not answer in time' }),
      SEND_TIMEOUT_MS,
    );
  });
  try {
    return await Promise.race([sending, late]);
  } finally {
    clearTimeout(timer);
  }
}
