import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import { statement } from '../db/statement.ts';
import type { DomainContext } from '../domain/context.ts';
import { raise, settled } from '../domain/incidents/index.ts';
import type { Receipt, Sent, Transport } from '../transports/transport.ts';
import type { OutboxRow } from './outbox.ts';
import { outbox } from './tables.ts';
import { letWait } from './window.ts';

/*
 * What becomes of a letter once it was taken. Handed over is not yet delivered: until the transport
 * confirms it nobody knows, and a letter nobody knows about is handed over again under the same id, or
 * ends as `uncertain` before the eyes of staff. All of it stands in the row, so a crash changes nothing.
 */

const MAX_ATTEMPTS = 8;
const MIN_PAUSE_MS = 100;
const MAX_BACKOFF_MS = 300_000;
const AN_HOUR_MS = 3_600_000;
const A_DAY_MS = 24 * AN_HOUR_MS;
/** However long a transport wants to be left alone. */
export const LONGEST_PAUSE_MS = AN_HOUR_MS;
/** How often an unconfirmed letter is handed over again. Where that is a second message to read: once. */
const MAX_REPEATS = { sameMessage: 2, anotherMessage: 1 } as const;
/** How long its confirmation may still come before that. */
const DOUBT_PAUSE_MS = { sameMessage: 250, anotherMessage: 60_000 } as const;
const SILENT_AT_ONCE = 200;
/** Words as old as this puzzle more than they tell when they come a second time. */
const REPEATED_FOR_MS = 7 * 86_400_000;

/** What came of handing one letter over. */
export interface Result {
  row: OutboxRow;
  sent: Sent;
}

/** What a letter's fate depends on: whether it may go again, and whether silence means anything. */
export type Ways = ReadonlyMap<string, Pick<Transport, 'again' | 'confirmsWithinMs'>>;

const markHandedOver = statement((db) =>
  db
    .update(outbox)
    .set({
      // A receipt may have come before `send` returned; it says more than "handed over".
      state: sql`iif(${outbox.state} = 'sending', 'handedOver', ${outbox.state})`,
      handedOverAt: sql`${sql.placeholder('at')}`,
    })
    .where(sql`${outbox.id} in (select value from json_each(${sql.placeholder('ids')}))`)
    .prepare(),
);

const byMessageId = statement((db) =>
  db
    .select()
    .from(outbox)
    .where(eq(outbox.messageId, sql.placeholder('messageId')))
    .prepare(),
);

const advance = statement((db) =>
  db
    .update(outbox)
    .set({ state: sql`${sql.placeholder('state')}` })
    .where(eq(outbox.id, sql.placeholder('id')))
    .prepare(),
);

/** Writes down what came of handing letters over. */
export function settle(ctx: DomainContext, results: readonly Result[], ways: Ways): void {
  const handedOver: number[] = [];
  for (const { row, sent } of results) {
    if (sent.outcome === 'handedOver') handedOver.push(row.id);
    else if (sent.outcome === 'unknown') doubt(ctx, row, ways, sent.problem);
    else if (sent.outcome === 'awaitsPerson') letWait(ctx, row, sent);
    else settleUnsent(ctx, row, isOrphan(ctx, row, ways) ? ABANDONED : sent);
  }
  if (handedOver.length > 0)
    markHandedOver(ctx.tx).run({ at: ctx.now.getTime(), ids: JSON.stringify(handedOver) });
}

/** The lab is reached in another way by now, and this person has not come along. */
const isOrphan = (ctx: DomainContext, row: OutboxRow, ways: Ways): boolean =>
  !ways.has(row.transport) && row.createdAt.getTime() < ctx.now.getTime() - A_DAY_MS;

const ABANDONED = {
  outcome: 'refused',
  problem: 'Jalur tempat orang ini menulis tidak dipakai lagi; hubungi dengan cara lain.',
} as const;

function settleUnsent(
  ctx: DomainContext,
  row: OutboxRow,
  sent: Extract<Sent, { outcome: 'notNow' | 'refused' }>,
): void {
  const afterMs = sent.outcome === 'notNow' ? sent.afterMs : undefined;
  const attempts = row.attempts + (afterMs === undefined ? 1 : 0);
  const givenUp = sent.outcome === 'refused' || attempts >= MAX_ATTEMPTS;
  const wantedMs = afterMs ?? Math.min(MAX_BACKOFF_MS, 1_000 * 2 ** attempts);
  const pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(MIN_PAUSE_MS, wantedMs));
  const change = {
    state: givenUp ? ('failed' as const) : ('queued' as const),
    attempts,
    lastProblem: sent.problem,
    notBefore: new Date(ctx.now.getTime() + pauseMs),
  };
  if (changeUnlessKnown(ctx, row, change) && givenUp) report(ctx, row.citizenId, 'failed');
}

/** Nobody knows whether this letter was taken: it goes again where that does no harm, else staff are told. */
function doubt(ctx: DomainContext, row: OutboxRow, ways: Ways, problem: string): void {
  const again = ways.get(row.transport)?.again ?? 'anotherMessage';
  // A second file under another id would be a second result in the person's hands.
  const isHarmless = again === 'sameMessage' || row.fileId === null;
  const isOld = row.createdAt.getTime() < ctx.now.getTime() - REPEATED_FOR_MS;
  const mayRepeat = row.repeats < MAX_REPEATS[again] && isHarmless && !isOld;
  if (!mayRepeat) {
    leaveUncertain(ctx, row, problem);
    return;
  }
  changeUnlessKnown(ctx, row, {
    state: 'queued',
    repeats: row.repeats + 1,
    lastProblem: problem,
    notBefore: new Date(ctx.now.getTime() + DOUBT_PAUSE_MS[again]),
  });
}

function leaveUncertain(ctx: DomainContext, row: OutboxRow, problem: string): void {
  if (changeUnlessKnown(ctx, row, { state: 'uncertain', lastProblem: problem }))
    report(ctx, row.citizenId, 'uncertain');
}

/** Changes a letter that is on its way; not one of which a receipt has told more meanwhile. */
function changeUnlessKnown(
  ctx: DomainContext,
  row: OutboxRow,
  change: Partial<typeof outbox.$inferInsert>,
): boolean {
  const { changes } = ctx.tx
    .update(outbox)
    .set(change)
    .where(and(eq(outbox.id, row.id), inArray(outbox.state, ['sending', 'handedOver'])))
    .run();
  return changes > 0;
}

const ORDER = ['queued', 'sending', 'handedOver', 'acknowledged', 'delivered', 'read'];
/** Whoever has it has it, whatever is said of it later. */
const FINAL = new Set(['delivered', 'read', 'failed']);

/** Writes a receipt down. They come in any order; a message only ever gets further. */
export function note(ctx: DomainContext, receipt: Receipt, ways: Ways): void {
  const row = byMessageId(ctx.tx).get({ messageId: receipt.messageId });
  if (!row) return;
  const problem = receipt.problem ?? '';
  if (receipt.state === 'uncertain') doubt(ctx, row, ways, problem);
  else if (receipt.state === 'awaitsPerson') letWait(ctx, row, { invited: false, problem: receipt.problem });
  else if (receipt.state === 'failed') fail(ctx, row, problem);
  else goFurther(ctx, row, receipt.state);
}

function goFurther(ctx: DomainContext, row: OutboxRow, state: 'acknowledged' | 'delivered' | 'read'): void {
  // Of `failed`, `uncertain` and `queued` for another try too: that it has arrived always wins.
  if (ORDER.indexOf(state) <= ORDER.indexOf(row.state)) return;
  advance(ctx.tx).run({ state, id: row.id });
  if (row.state === 'failed' || row.state === 'uncertain') forgetReport(ctx, row.citizenId);
}

function fail(ctx: DomainContext, row: OutboxRow, problem: string): void {
  if (FINAL.has(row.state)) return;
  ctx.tx.update(outbox).set({ state: 'failed', lastProblem: problem }).where(eq(outbox.id, row.id)).run();
  report(ctx, row.citizenId, 'failed');
}

/** Letters that were handed over and never confirmed by a transport that confirms all it takes. */
export function doubtSilent(ctx: DomainContext, ways: Ways): void {
  for (const [name, { again, confirmsWithinMs }] of ways) {
    if (confirmsWithinMs === undefined) continue;
    const silentSince = new Date(ctx.now.getTime() - confirmsWithinMs);
    for (const row of handedOverBefore(ctx, name, silentSince)) {
      // It was taken, only its receipts are missing: a second one would be read twice.
      if (again === 'anotherMessage') leaveUncertain(ctx, row, NOT_CONFIRMED);
      else doubt(ctx, row, ways, NOT_CONFIRMED);
    }
  }
}

const NOT_CONFIRMED = 'Belum ada kabar bahwa pesan ini diterima.';
const INTERRUPTED = 'SapaLab terhenti saat pesan ini dikirim.';

/** After a crash: of what was on its way nobody knows how far it came. */
export function recover(ctx: DomainContext, ways: Ways): void {
  const interrupted = ctx.tx.select().from(outbox).where(eq(outbox.state, 'sending')).all();
  for (const row of interrupted) {
    const way = ways.get(row.transport);
    // Not handed over as far as we know, so it is a try like any other. A machine that starts again and
    // again for some minutes is no fault of the letter; one that kills the program is given up in the end.
    const isTired =
      row.attempts + 1 >= MAX_ATTEMPTS && row.createdAt.getTime() < ctx.now.getTime() - AN_HOUR_MS;
    if (way?.again !== 'sameMessage') doubt(ctx, row, ways, INTERRUPTED);
    else if (isTired) leaveUncertain(ctx, row, INTERRUPTED);
    else changeUnlessKnown(ctx, row, { state: 'queued', attempts: row.attempts + 1 });
  }
  for (const [name, { again, confirmsWithinMs }] of ways) {
    // Their confirmation was for a connection that is gone.
    if (again !== 'sameMessage' || confirmsWithinMs === undefined) continue;
    for (const row of handedOverBefore(ctx, name, ctx.now)) doubt(ctx, row, ways, INTERRUPTED);
  }
}

function handedOverBefore(ctx: DomainContext, transport: string, instant: Date): OutboxRow[] {
  return ctx.tx
    .select()
    .from(outbox)
    .where(
      and(
        // Written out, so that SQLite sees that the partial index holds all of these.
        sql`${outbox.state} = 'handedOver'`,
        eq(outbox.transport, transport),
        lte(outbox.handedOverAt, instant),
      ),
    )
    .limit(SILENT_AT_ONCE)
    .all();
}

const REPORTS = {
  failed: 'Ada pesan yang tidak sampai ke warga ini',
  uncertain: 'Ada pesan yang belum pasti sampai ke warga ini',
} as const;

/** Tells staff that something did not arrive, or may not have. */
export function report(ctx: DomainContext, citizenId: number, how: keyof typeof REPORTS): void {
  raise(ctx, { kind: 'undelivered', citizenId, about: REPORTS[how] });
}

/** Takes it off the staff's list when nothing of this person is undelivered any more. */
export function forgetReport(ctx: DomainContext, citizenId: number): void {
  const other = ctx.tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.citizenId, citizenId), inArray(outbox.state, ['failed', 'uncertain', 'held'])))
    .get();
  if (other) return;
  for (const about of Object.values(REPORTS)) settled(ctx, { kind: 'undelivered', citizenId, about });
}
