import { AsyncLocalStorage } from 'node:async_hooks';
import type { Door } from '../transport.ts';

/**
 * The same door, for use inside a step of Baileys. Baileys knows by the asynchronous context that it is
 * in a transaction; what a message sets going, such as its answer, would take itself for a part of one
 * that is over by then, and the keys it makes would be lost.
 */
export function outsideTransactions(door: Door): Door {
  const outside = AsyncLocalStorage.snapshot();
  return new Proxy(door, {
    get(target, name) {
      const way: unknown = Reflect.get(target, name);
      if (typeof way !== 'function') return way;
      return (...words: unknown[]) => outside(() => Reflect.apply(way, target, words));
    },
  });
}
