import { say } from '../../flows/kit.ts';
import type { Scene } from '../../templates/messages/kit.ts';
import { recognise } from '../domain/citizens/index.ts';
import type { DomainContext } from '../domain/context.ts';
import { raise } from '../domain/incidents/index.ts';
import type { Log } from '../log.ts';
import type { Transact } from '../transact.ts';
import { countFailure, type Due, type IntakeRow, noteSender, senderOf, takePending } from './intake.ts';
import { letters, post } from './outbox.ts';
import type { Turn } from './turn.ts';

/** Turns that share one commit. Fifty is where the disk stops being the limit (see the benchmark). */
export const TURNS_PER_COMMIT = 50;
const MAX_TRIES = 3;

/** What came of one batch. `machineTrouble`: disk or database, nobody's message is to blame. */
export type Batched =
  | { outcome: 'worked'; turns: number }
  /** Something threw: nothing but the turns was done. */
  | { outcome: 'oneByOne'; turns: number }
  | { outcome: 'machineTrouble'; problem: string };

/** What a batch needs of the house. */
export interface BatchParts {
  transact: Transact;
  turn: Turn;
  scene(ctx: DomainContext): Scene;
  /** What else goes into the commit, after the turns. */
  besides(ctx: DomainContext): void;
  log: Log;
}

/**
 * Takes the turns of what is pending now, all in one transaction. If one throws, everything is rolled
 * back and the turns are taken one by one, without `besides`, so that a bad message harms no neighbour.
 */
export function runBatch(parts: BatchParts): Batched {
  const { transact } = parts;
  let due: Due[] = [];
  try {
    transact({ kind: 'system' }, (ctx) => {
      due = takePending(ctx, TURNS_PER_COMMIT);
      for (const { row, moreOfThisPerson } of due) parts.turn(ctx, row, moreOfThisPerson);
      parts.besides(ctx);
    });
    return { outcome: 'worked', turns: due.length };
  } catch (error) {
    if (isMachineTrouble(error)) return { outcome: 'machineTrouble', problem: problemOf(error) };
    return runOneByOne(parts, due);
  }
}

function runOneByOne(parts: BatchParts, due: readonly Due[]): Batched {
  const waiting = new Set<string>();
  for (const { row, moreOfThisPerson } of due) {
    // Whoever has a message that failed waits for its next try; order per person is kept.
    if (waiting.has(senderOf(row))) continue;
    try {
      parts.transact({ kind: 'system' }, (ctx) => parts.turn(ctx, row, moreOfThisPerson));
    } catch (error) {
      if (isMachineTrouble(error)) return { outcome: 'machineTrouble', problem: problemOf(error) };
      waiting.add(senderOf(row));
      parts.log.error({ intakeId: row.id, tries: row.tries + 1, error: problemOf(error) }, 'a turn failed');
      const noted = noteFailure(parts, row);
      if (noted) return noted;
    }
  }
  return { outcome: 'oneByOne', turns: due.length };
}

// What made the turn fail may also stand in the way of the apology; the message is set aside even so.
function noteFailure(parts: BatchParts, row: IntakeRow): Batched | undefined {
  for (const note of [setAside, setAsideSilently]) {
    try {
      parts.transact({ kind: 'system' }, (ctx) => note(ctx, row, parts));
      return undefined;
    } catch (error) {
      if (isMachineTrouble(error)) return { outcome: 'machineTrouble', problem: problemOf(error) };
      parts.log.error({ intakeId: row.id, error: problemOf(error) }, 'a failed turn could not be noted');
    }
  }
  return { outcome: 'machineTrouble', problem: `message ${row.id} can neither be taken nor set aside` };
}

function setAsideSilently(ctx: DomainContext, row: IntakeRow): void {
  if (countFailure(ctx, row, MAX_TRIES) === 'quarantined') raise(ctx, failureOf(row));
}

const failureOf = (row: IntakeRow) =>
  ({ kind: 'messageFailed', about: `Pesan nomor ${row.id} tidak dapat diproses bot` }) as const;

/** Counts the failure; after the third the message is kept aside, staff see it, and the person hears one apology. */
function setAside(ctx: DomainContext, row: IntakeRow, { scene }: BatchParts): void {
  if (countFailure(ctx, row, MAX_TRIES) === 'retry') return;
  const { transport, address, phone, displayName } = row;
  const citizen = recognise(ctx, { transport, address, aliases: row.aliases ?? [], phone, displayName });
  // It was theirs, though nothing came of it: staff find it in the chat, and it counts as written.
  noteSender(ctx, row.id, citizen.id);
  raise(ctx, { ...failureOf(row), citizenId: citizen.id });
  for (const letter of letters([say('engine.failed')], citizen.language, scene(ctx))) {
    post(ctx, { citizenId: citizen.id, transport, address }, letter);
  }
}

// A full or failing disk is the machine's failure: messages stay pending and are not blamed for it.
function isMachineTrouble(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|NOMEM|CORRUPT|BUSY)/.test(code);
}

const problemOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown error');
