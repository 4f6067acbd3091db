import type { CacheStore } from '@whiskeysockets/baileys';
import type { Clock } from '../../clock.ts';

/** A memory for Baileys that outlives its sockets: the newest `atMost` entries, each for `keptMs`. */
export function createCache(
  clock: Clock,
  { atMost, keptMs }: { atMost: number; keptMs: number },
): CacheStore {
  const entries = new Map<string, { value: unknown; until: number }>();
  return {
    get<Value>(key: string) {
      const entry = entries.get(key);
      if (!entry || entry.until <= clock.now().getTime()) return undefined;
      // Baileys reads under a key what it has written there.
      return entry.value as Value;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, { value, until: clock.now().getTime() + keptMs });
      const [oldest] = entries.keys();
      if (entries.size > atMost && oldest !== undefined) entries.delete(oldest);
    },
    del: (key) => {
      entries.delete(key);
    },
    flushAll: () => entries.clear(),
  };
}
