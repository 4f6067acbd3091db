import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../log.ts';
import { problemOf } from '../problem.ts';
import type { Door, Inbound, Recorded } from '../transport.ts';

/** What recording needs. */
export interface RecordingParts {
  log: Log;
  receive: Door['receive'];
  /** Hears of a message that is written down. */
  recorded(inbound: Inbound, outcome: Recorded['outcome']): void;
}

/** Hands messages to the lab and does not let go of one before it is written down. */
export interface Recording {
  record(inbound: Inbound): void;
  /** Waits for what is being written; gives up what could not be. */
  stop(): Promise<void>;
}

const PAUSE_MS = { first: 1_000, longest: 60_000 };
const MAX_HELD = 5_000;

/**
 * WhatsApp believes we have a message before we see it and never sends it again, so one that cannot
 * be written now (a full disk) is held in memory and offered again.
 */
export function createRecording({ log, receive, recorded }: RecordingParts): Recording {
  const stopping = new AbortController();
  const held = new Set<Promise<void>>();

  const offer = async (inbound: Inbound) => {
    // Nothing may be awaited before the first `receive`: a crash in between loses the message.
    for (let pauseMs = PAUSE_MS.first; ; pauseMs = Math.min(pauseMs * 2, PAUSE_MS.longest)) {
      try {
        const { outcome } = await receive(inbound);
        return recorded(inbound, outcome);
      } catch (error) {
        log.error(
          { problem: problemOf(error), held: held.size },
          'WhatsApp: a message could not be written down',
        );
        if (stopping.signal.aborted) return;
        if (held.size > MAX_HELD) return log.error({}, 'WhatsApp: too many messages held, one is lost');
        await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  };

  return {
    record(inbound) {
      const work = offer(inbound);
      held.add(work);
      void work.finally(() => held.delete(work));
    },
    async stop() {
      stopping.abort();
      await Promise.all(held);
    },
  };
}
