import type { EffectName } from '../../flows/effects.ts';
import type { Flow } from '../../flows/flow.ts';
import type { Scene } from '../../templates/messages/kit.ts';
import type { DomainContext } from '../domain/context.ts';
import type { Log } from '../log.ts';
import type { Transact } from '../transact.ts';
import type { Door, Inbound, Transport } from '../transports/transport.ts';
import { putTiredAside } from './aside.ts';
import { type Batched, runBatch, TURNS_PER_COMMIT } from './batch.ts';
import { forgetConversationsExcept } from './conversations.ts';
import { createDelivery, type DeliveryParts, type Taken } from './deliver.ts';
import { doorOf } from './door.ts';
import { type Recorded, writeDown } from './intake.ts';
import { createTurn } from './turn.ts';
import { releasing } from './window.ts';

/** What the engine needs of the house. */
export interface EngineParts {
  transact: Transact;
  flows: readonly Flow[];
  perform(ctx: DomainContext, name: EffectName, input: unknown): unknown;
  scene(ctx: DomainContext): Scene;
  transports: readonly Transport[];
  file: DeliveryParts['file'];
  log: Log;
  /** False where somebody else moves the clock. */
  ticking?: boolean;
}

/** The conversation engine: messages in, turns taken, letters out. */
export interface Engine {
  /** Starts the transports and takes up whatever was left by the last run. */
  start(): Promise<void>;
  /** Takes no more turns and hands over nothing new, hangs up, and writes down what that still brings. */
  stop(): Promise<void>;
  /** Works and sends until nothing is due; for tests and for whoever cannot wait for a tick. */
  settle(): Promise<void>;
  /** Does what the clock asks: retries that have become due, forms whose patience has ended. */
  tick(): void;
  /** Something was posted outside a turn: send it as soon as it is committed. */
  wake(): void;
  /** Set while disk or database fail; messages stay pending meanwhile. */
  trouble(): string | undefined;
}

const TICK_MS = 1_000;
const TROUBLE_PAUSE_MS = 5_000;
const BACKLOG_PATIENCE_MS = 5_000;
/** How long a stopping lab waits for letters that are on their way. */
const LAST_LETTERS_MS = 5_000;

interface Waiting {
  message: Inbound;
  transport: string;
  resolve(recorded: Recorded): void;
  reject(error: unknown): void;
}

export function createEngine(parts: EngineParts): Engine {
  const { transact, flows, scene, transports, log } = parts;
  const turn = releasing(createTurn(parts), transports);
  const delivery = createDelivery({
    transports: new Map(transports.map((transport) => [transport.name, transport])),
    file: parts.file,
    wake,
    log,
  });
  let arrivals: Waiting[] = [];
  let working = false;
  /** No more turns and no more letters; what the transports still hold is written down. */
  let stopping = false;
  let stopped = false;
  let trouble: string | undefined;
  let troubleUntil = 0;
  let backlogUntil = 0;
  let ticking: NodeJS.Timeout | undefined;

  // What arrives within one tick of the event loop is written down in one commit.
  function receive(transport: string, message: Inbound): Promise<Recorded> {
    return new Promise((resolve, reject) => {
      if (stopped) return reject(new Error('the engine has stopped'));
      arrivals.push({ message, transport, resolve, reject });
      wake();
    });
  }

  function writeArrivals(): void {
    if (arrivals.length === 0) return;
    const batch = arrivals;
    arrivals = [];
    try {
      const recorded = transact({ kind: 'system' }, (ctx) =>
        batch.map(({ message }) => writeDown(ctx, message)),
      );
      batch.forEach(({ resolve }, index) => {
        resolve(recorded[index] as Recorded);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  function wake(): void {
    if (working || stopped) return;
    working = true;
    setImmediate(work);
  }

  // One beat per tick of the event loop, so that a backlog never keeps the web pages waiting.
  function work(): void {
    working = false;
    if (stopped) return;
    writeArrivals();
    if (stopping) return;
    if (performance.now() >= Math.max(troubleUntil, backlogUntil) && beat().turns === TURNS_PER_COMMIT)
      wake();
  }

  /**
   * One commit for the turns of what is pending, what came of letters, and the taking of those that are
   * due now. Only then are they sent.
   */
  function beat(): { turns: number; letters: number } {
    let taken: Taken | undefined;
    const batched = runBatch({
      transact,
      turn,
      scene,
      log,
      besides(ctx) {
        taken = delivery.take(ctx);
      },
    });
    noteTrouble(batched);
    if (batched.outcome === 'machineTrouble') return { turns: 0, letters: 0 };
    if (batched.outcome === 'oneByOne') taken = takeLetters();
    if (taken) delivery.send(taken);
    return { turns: batched.turns, letters: taken?.due.length ?? 0 };
  }

  // None are taken any more once the engine is stopping.
  function takeLetters(): Taken | undefined {
    try {
      return transact({ kind: 'system' }, (ctx) => (stopping ? delivery.finish(ctx) : delivery.take(ctx)));
    } catch (error) {
      noteProblem(error, 'letters could not be taken from the outbox');
      return undefined;
    }
  }

  function noteTrouble(batched: Batched): void {
    if (batched.outcome === 'machineTrouble') {
      trouble = batched.problem;
      troubleUntil = performance.now() + TROUBLE_PAUSE_MS;
      log.error({ problem: batched.problem }, 'the database cannot be written; messages wait');
    } else {
      trouble = undefined;
    }
  }

  function noteProblem(error: unknown, what: string): void {
    trouble = error instanceof Error ? error.message : 'unknown error';
    log.error({ problem: trouble }, what);
  }

  function tick(): void {
    if (stopping) return;
    try {
      transact({ kind: 'system' }, (ctx) => {
        delivery.doubtSilent(ctx);
        putTiredAside(ctx, flows, scene(ctx));
      });
    } catch (error) {
      noteProblem(error, 'what the clock asks for could not be done');
    }
    wake();
  }

  const backlog: Door['backlog'] = (state) => {
    // What comes after the first may not make everybody wait longer.
    if (state === 'coming') backlogUntil ||= performance.now() + BACKLOG_PATIENCE_MS;
    else backlogUntil = 0;
    wake();
  };

  return {
    async start() {
      transact({ kind: 'system' }, (ctx) => {
        delivery.recover(ctx);
        forgetConversationsExcept(
          ctx,
          parts.flows.map(({ name }) => name),
        );
      });
      for (const transport of transports) {
        const { name } = transport;
        const door = { transact, delivery, backlog, wake, noteProblem };
        await transport.start(doorOf(name, { ...door, receive: (message) => receive(name, message) }));
      }
      if (parts.ticking !== false) ticking = setInterval(tick, TICK_MS);
      tick();
    },
    async stop() {
      clearInterval(ticking);
      stopping = true;
      await atMost(LAST_LETTERS_MS, delivery.quiet());
      // Hung up, a transport hands in what it still holds and will never be given again.
      for (const transport of transports) await transport.stop();
      writeArrivals();
      stopped = true;
      takeLetters();
    },
    async settle() {
      for (;;) {
        writeArrivals();
        const { turns, letters } = beat();
        await delivery.quiet();
        if (turns === 0 && letters === 0 && arrivals.length === 0) return;
      }
    },
    tick,
    wake,
    trouble: () => trouble,
  };
}

/** Waits for `work`, and no longer than `patienceMs`. */
async function atMost(patienceMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
}
