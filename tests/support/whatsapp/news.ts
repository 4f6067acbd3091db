/** Lets tests wait for what happens instead of sleeping. */
export interface News {
  /** Something has changed: whoever waits looks again. */
  tell(): void;
  /**
   * Waits until `look` finds something.
   *
   * @throws after `ms`, saying what was waited for
   */
  until<Found>(look: () => Found | undefined | false, waitedFor: string, ms?: number): Promise<Found>;
}

const PATIENCE_MS = 10_000;

/** News that nobody waits for yet. */
export function createNews(): News {
  const waiting = new Set<() => void>();
  return {
    tell() {
      for (const look of waiting) look();
    },
    until(look, waitedFor, ms = PATIENCE_MS) {
      return new Promise((resolve, reject) => {
        const again = () => {
          const found = look();
          if (found === undefined || found === false) return;
          waiting.delete(again);
          clearTimeout(late);
          resolve(found);
        };
        const late = setTimeout(() => {
          waiting.delete(again);
          reject(new Error(`waited ${ms} ms in vain for ${waitedFor}`));
        }, ms);
        waiting.add(again);
        again();
      });
    },
  };
}
