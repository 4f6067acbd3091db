import type { DomainContext } from '../domain/context.ts';
import type { Log } from '../log.ts';
import type { Outbound, Receipt, Sent, Transport } from '../transports/transport.ts';
import { takeDue } from './due.ts';
import { doubtSilent, note, type Result, recover, settle } from './fate.ts';
import type { OutboxRow } from './outbox.ts';
import { type Reach, reachOf } from './window.ts';

const AT_ONCE = 50;
/** Longer than a transport may need for a large file on a slow line. */
const SEND_TIMEOUT_MS = 120_000;

/** What delivery needs of the house. */
export interface DeliveryParts {
  transports: ReadonlyMap<string, Transport>;
  /** The stored file a letter carries. */
  file(fileId: number): { path: string; name: string; mimeType: string } | undefined;
  /** Called when a letter has come back with a result that waits to be written down, or may go now. */
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
  /** After a crash: what was on its way goes again where that does no harm, under the same message id. */
  recover(ctx: DomainContext): void;
  /** In a transaction, now and then: letters that were never confirmed. */
  doubtSilent(ctx: DomainContext): void;
}

/** Takes letters to their transports and writes down what became of them. */
export function createDelivery({ transports, file, wake, log }: DeliveryParts): Delivery {
  /** What came of letters and is still to be written down. */
  let results: Result[] = [];
  const underway = new Set<Promise<void>>();
  let alarm: NodeJS.Timeout | undefined;

  function finish(ctx: DomainContext): Taken {
    settle(ctx, results, transports);
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
    let isOut = false;
    try {
      const outbound = outboundOf(row, file);
      if (!outbound) return { outcome: 'refused', problem: 'Berkasnya tidak ada lagi.' };
      isOut = true;
      return await withTimeout(transport.send(outbound));
    } catch (error) {
      log.error(
        { outboxId: row.id, error: error instanceof Error ? error.message : 'unknown' },
        'sending failed',
      );
      // Nobody knows how far it came; under another id a second try would be a second message.
      return {
        outcome: isOut && transport.again !== 'sameMessage' ? 'unknown' : 'notNow',
        problem: 'Pesan tidak dapat diserahkan.',
      };
    }
  }

  // Looked up only for transports that ask.
  const withReach = (ctx: DomainContext, row: OutboxRow): DueLetter =>
    transports.get(row.transport)?.answersWithinMs === undefined ? row : { ...row, reach: reachOf(ctx, row) };

  // Only so that letters need not wait for the next tick of the clock.
  function wakeIn(ms: number): void {
    clearTimeout(alarm);
    alarm = setTimeout(wake, ms).unref();
  }

  return {
    finish,
    take(ctx) {
      const { written } = finish(ctx);
      const { rows, againInMs } = takeDue(ctx, transports, AT_ONCE - underway.size);
      if (againInMs !== undefined) wakeIn(againInMs);
      return { due: rows.map((row) => withReach(ctx, row)), written };
    },
    send({ due, written }) {
      results = results.slice(written);
      for (const row of due) {
        const sending = handOver(row).finally(() => underway.delete(sending));
        underway.add(sending);
      }
    },
    async quiet() {
      await Promise.all(underway);
    },
    receipt: (ctx, receipt) => note(ctx, receipt, transports),
    recover: (ctx) => recover(ctx, transports),
    doubtSilent: (ctx) => doubtSilent(ctx, transports),
  };
}

function outboundOf(row: DueLetter, file: DeliveryParts['file']): Outbound | undefined {
  const { address, messageId, text, priority, reach } = row;
  const outbound = { address, messageId, text, priority, ...reach };
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
      () => resolve({ outcome: 'unknown', problem: 'Tidak ada jawaban saat pesan ini diserahkan.' }),
      SEND_TIMEOUT_MS,
    );
  });
  try {
    return await Promise.race([sending, late]);
  } finally {
    clearTimeout(timer);
  }
}
