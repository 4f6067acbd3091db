import type { SocketConfig } from '@whiskeysockets/baileys';
import type { Log } from '../../log.ts';
import { masked } from '../problem.ts';

// What libsignal prints. Some of these lines carry a whole session with its private keys.
const SECRET =
  /^(Closing session|Opening session|Session already|Removing old closed session|Migrating session|Closing open session|Decrypted message with closed|Failed to decrypt message|Session error|V1 session storage)/;
const WAYS = ['log', 'info', 'warn', 'error', 'debug'] as const;

const silenced = new WeakSet<object>();

/** Keeps libsignal's private keys off the console, for good. To be called before Baileys is imported. */
export function silenceConsole(target: Pick<Console, (typeof WAYS)[number]> = console): void {
  if (silenced.has(target)) return;
  silenced.add(target);
  for (const way of WAYS) {
    const print = target[way];
    target[way] = (...words: unknown[]) => {
      if (typeof words[0] === 'string' && SECRET.test(words[0])) return;
      print.apply(target, words);
    };
  }
}

/**
 * Baileys' logger: its warnings and errors as masked one-liners for whoever debugs, and nothing
 * else; the objects it logs beside them hold addresses, keys and message content.
 */
export function baileysLogger(log: Log): SocketConfig['logger'] {
  const tell = (first: unknown, text?: string) =>
    log.debug({ from: 'baileys' }, masked(typeof first === 'string' ? first : (text ?? '')));
  const nothing = () => {};
  const logger: SocketConfig['logger'] = {
    level: 'warn',
    child: () => logger,
    trace: nothing,
    debug: nothing,
    info: nothing,
    warn: tell,
    error: tell,
  };
  return logger;
}
