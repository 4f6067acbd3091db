/** What the page waits for: news of any phone. A single phone's topic is its number. */
export const ALL_CHATS = 'all';

/** Requests waiting for something to happen, each with a limit to its patience. */
export interface WaitingRoom {
  /**
   * `rung` as soon as `ring` names the topic. `over` when `patienceMs` have passed, when `gone` is
   * aborted or the room is closed, and at once when the room is full.
   */
  wait(topic: string, patienceMs: number, gone: AbortSignal): Promise<'rung' | 'over'>;
  ring(topic: string): void;
  /** Sends everybody away, now and from now on. */
  close(): void;
  readonly waiting: number;
}

/** @param places how many may wait at once; who comes later is not kept waiting */
export function createWaitingRoom(places: number): WaitingRoom {
  const byTopic = new Map<string, Set<(end: 'rung' | 'over') => void>>();
  let waiting = 0;
  let closed = false;

  return {
    wait(topic, patienceMs, gone) {
      if (closed || gone.aborted || waiting >= places) return Promise.resolve('over');
      return new Promise((resolve) => {
        const others = byTopic.get(topic) ?? new Set();
        const leave = (end: 'rung' | 'over') => {
          clearTimeout(patience);
          gone.removeEventListener('abort', giveUp);
          others.delete(leave);
          if (others.size === 0 && byTopic.get(topic) === others) byTopic.delete(topic);
          waiting -= 1;
          resolve(end);
        };
        const giveUp = () => leave('over');
        const patience = setTimeout(giveUp, patienceMs);
        gone.addEventListener('abort', giveUp);
        byTopic.set(topic, others.add(leave));
        waiting += 1;
      });
    },
    ring(topic) {
      for (const leave of [...(byTopic.get(topic) ?? [])]) leave('rung');
    },
    close() {
      closed = true;
      for (const waiters of [...byTopic.values()]) for (const leave of [...waiters]) leave('over');
    },
    get waiting() {
      return waiting;
    },
  };
}
