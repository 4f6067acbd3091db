import type { Clock } from '../../clock.ts';

/** What a watchdog needs. */
export interface WatchdogParts {
  clock: Clock;
  /** How long a line that carries neither a stanza nor an answer to our pings is believed. */
  silenceMs: number;
  /** Called once, when the line is dead. */
  dead(why: string): void;
}

/** Watches one socket for life. */
export interface Watchdog {
  /** Something came over the line. */
  heard(): void;
  /** The line is open, or waits for a phone: no longer in a hurry to get anywhere. */
  arrived(): void;
  stop(): void;
}

/** How long a login may take; a first one sends hundreds of keys over what may be a poor line. */
const LOGIN_PATIENCE_MS = 180_000;
const LOOKS_PER_SILENCE = 4;

/**
 * A line may be dead without anybody having said so: a router forgets it, a server hangs. Nothing
 * would ever be heard again, while staff read "connected".
 */
export function createWatchdog({ clock, silenceMs, dead }: WatchdogParts): Watchdog {
  const startedAt = clock.now().getTime();
  let heardAt = startedAt;
  let hasArrived = false;
  const stop = () => clearInterval(looking);
  const looking = setInterval(() => {
    const now = clock.now().getTime();
    const why =
      now - heardAt >= silenceMs
        ? 'nothing was heard'
        : !hasArrived && now - startedAt >= LOGIN_PATIENCE_MS
          ? 'the login did not end'
          : undefined;
    if (why === undefined) return;
    stop();
    dead(why);
  }, silenceMs / LOOKS_PER_SILENCE);
  looking.unref();
  return {
    heard() {
      heardAt = clock.now().getTime();
    },
    arrived() {
      hasArrived = true;
    },
    stop,
  };
}
