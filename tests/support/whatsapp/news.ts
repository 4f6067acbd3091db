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
const LOOK_EVERY_MS = 50;

/** News that nobody waits for yet. */
export function createNews(): News {
  const waiting = new Set<() => void>();
  return {
    tell() {
      for (const look of waiting) look();
    },
    until(look, waitedFor, ms = PATIENCE_MS) {
      return new Promise((resolve, reject) => {
        const looked = () => {
          try {
            return look();
          } catch (error) {
            end();
            reject(error);
            return undefined;
          }
        };
        const again = () => {
          const found = looked();
          if (found === undefined || found === false) return;
          end();
          resolve(found);
        };
        // What the service prints or writes down is told by nobody.
        const nowAndThen = setInterval(again, LOOK_EVERY_MS);
        const late = setTimeout(() => {
          end();
          reject(new Error(`waited ${ms} ms in vain for ${waitedFor}`));
        }, ms);
        const end = () => {
          waiting.delete(again);
          clearInterval(nowAndThen);
          clearTimeout(late);
        };
        waiting.add(again);
        again();
      });
    },
  };
}
