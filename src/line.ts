import type { LineDeeds, TransportView } from './admin/parts.ts';
import type { Log } from './log.ts';
import type { WhatsApp } from './transports/whatsapp/index.ts';

/** How the line to the lab's phone is, as far as there is one. */
export function lineOf(whatsapp: WhatsApp | undefined): Pick<TransportView, 'line'> {
  const line = whatsapp?.line();
  return line ? { line: { ...line, speed: whatsapp?.speed() } } : {};
}

/** What an administrator can do about that line. A page does not wait for a phone that may be switched off. */
export function lineDeeds(
  whatsapp: WhatsApp,
  pairingPhone: string | undefined,
  log: Pick<Log, 'error'>,
): LineDeeds {
  const soon = (deed: Promise<void>): void => {
    deed.catch((error: unknown) =>
      log.error({ problem: error instanceof Error ? error.name : 'unknown' }, 'WhatsApp: a wish was not met'),
    );
  };
  return {
    pair: (way) => soon(whatsapp.pair(way)),
    reconnect: () => soon(whatsapp.reconnect()),
    unlink: () => soon(whatsapp.unlink()),
    pairingPhone,
  };
}
