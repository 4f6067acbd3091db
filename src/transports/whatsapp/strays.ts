import type { Log } from '../../log.ts';
import { problemOf } from '../problem.ts';

const BAILEYS = /[\\/]node_modules[\\/](@whiskeysockets[\\/]baileys|libsignal|ws)[\\/]/;
/** A line that broke under a write, as the operating system says it: nothing on its stack tells whose it was. */
const BROKEN = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_DESTROYED']);

/**
 * Outlives failures that Baileys leaves to nobody: it answers some stanzas without waiting, and a line
 * that breaks at that moment would end the whole process. The connection itself hears of the break as always.
 * Every other failure that nobody caught still ends the process.
 *
 * @returns ends this
 */
export function outliveStrays(log: Log): () => void {
  const heard = (reason: unknown) => {
    if (!isBaileys(reason)) throw reason;
    log.warn({ problem: problemOf(reason) }, 'WhatsApp: Baileys left a failure to nobody');
  };
  process.on('unhandledRejection', heard);
  return () => {
    process.off('unhandledRejection', heard);
  };
}

function isBaileys(reason: unknown): boolean {
  if (!(reason instanceof Error)) return false;
  const code = 'code' in reason && typeof reason.code === 'string' ? reason.code : '';
  return BROKEN.has(code) || BAILEYS.test(reason.stack ?? '');
}
