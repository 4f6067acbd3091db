import type { Clock } from '../../clock.ts';
import type { TransportState } from '../transport.ts';
import type { Meaning } from './errors.ts';

/** How the lab stands with Meta: whether anything can go at all. */
export interface Standing {
  state(): TransportState;
  /** Why nothing can go now, and when it is worth trying again. */
  hindrance(): { problem: string; afterMs: number } | undefined;
  /** Meta took a message: whatever was wrong is right again. */
  sent(): void;
  /** Meta knows number and token. That says nothing of what only a message can show. */
  known(): void;
  /** Meta was not reached. */
  unreached(): void;
  /** Meta turned everything away. */
  halted(meaning: Extract<Meaning, { kind: 'halted' }>, by: 'probe' | 'message'): void;
}

const HALTED_MS = 60_000;
const UNREACHED_MS = { first: 2_000, longest: 60_000 };

interface Trouble {
  state: TransportState;
  by: 'network' | 'probe' | 'message';
  retryAt: number;
}

/** @param clock tries are spaced by it, so that a state holds on no timer */
export function createStanding(clock: Clock): Standing {
  let isKnown = false;
  let trouble: Trouble | undefined;
  let missed = 0;
  const now = () => clock.now().getTime();

  return {
    state() {
      if (trouble) return trouble.state;
      return isKnown
        ? { status: 'connected', detail: 'Terhubung ke WhatsApp Cloud API.' }
        : { status: 'connecting', detail: 'Menghubungi Meta…' };
    },
    hindrance() {
      if (!trouble || trouble.retryAt <= now()) return undefined;
      return { problem: trouble.state.detail, afterMs: trouble.retryAt - now() };
    },
    sent() {
      isKnown = true;
      missed = 0;
      trouble = undefined;
    },
    known() {
      isKnown = true;
      missed = 0;
      if (trouble?.by !== 'message') trouble = undefined;
    },
    unreached() {
      missed += 1;
      const pauseMs = Math.min(UNREACHED_MS.first * 2 ** (missed - 1), UNREACHED_MS.longest);
      // What Meta itself has said weighs more than a line that is down.
      if (trouble && trouble.by !== 'network') return;
      trouble = {
        state: { status: 'connecting', detail: 'Meta tidak terjangkau; dicoba terus.' },
        by: 'network',
        retryAt: now() + pauseMs,
      };
    },
    halted({ status, words }, by) {
      trouble = { state: { status, detail: words }, by, retryAt: now() + HALTED_MS };
    },
  };
}
