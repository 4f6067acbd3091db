import type { Clock } from '../../clock.ts';
import type { TransportState } from '../transport.ts';

/** How the line was from an instant on. */
export interface Turn {
  status: TransportState['status'];
  /** What it means and what to do, in one or two sentences for staff. */
  said: string;
  /** WhatsApp's code, when it closed with one. */
  code?: number;
  at: Date;
}

/** How the line is now; `againAt` when it waits for the next try. */
export interface Now extends Turn {
  againAt?: Date;
}

/** Remembers how the line is and how it has been. */
export interface Story {
  tell(now: {
    status: Turn['status'];
    said: string;
    code?: number | undefined;
    againAt?: Date | undefined;
  }): void;
  now(): Now;
  state(): TransportState;
  /** Newest first. */
  history(): readonly Turn[];
}

const MAX_TURNS = 20;

/** A line that was never started. `changed` hears of everything that staff would see. */
export function createStory(clock: Clock, changed: () => void): Story {
  let now: Now = { status: 'stopped', said: 'Belum dimulai.', at: clock.now() };
  let turns: Turn[] = [];
  return {
    tell({ status, said, code, againAt }) {
      const last = now;
      const isSame = last.status === status;
      now = {
        status,
        said,
        at: isSame ? last.at : clock.now(),
        ...(code === undefined ? {} : { code }),
        ...(againAt === undefined ? {} : { againAt }),
      };
      // A long outage is one turn, not one for each try.
      const isNews = !isSame || (code !== undefined && code !== turns[0]?.code);
      if (isNews) {
        const turn: Turn = { status, said, at: clock.now(), ...(code === undefined ? {} : { code }) };
        turns = [turn, ...turns].slice(0, MAX_TURNS);
      }
      if (isNews || said !== last.said) changed();
    },
    now: () => now,
    state() {
      const { status, said, againAt } = now;
      if (againAt === undefined) return { status, detail: said };
      const waitMs = Math.max(0, againAt.getTime() - clock.now().getTime());
      return { status, detail: `${said} Dicoba lagi dalam ${pauseWords(waitMs)}.` };
    },
    history: () => turns,
  };
}

/** `40 detik`, `5 menit`: how long until the next try. */
function pauseWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 90 ? `${seconds} detik` : `${Math.round(seconds / 60)} menit`;
}
