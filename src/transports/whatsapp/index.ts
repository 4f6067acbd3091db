import type { Transport } from '../transport.ts';
import { placeAt } from './address.ts';
import type { Live } from './live.ts';
import type { WhatsAppParts } from './parts.ts';
import { silenceConsole } from './quiet.ts';

export type { WhatsAppParts } from './parts.ts';

/** WhatsApp, with what the operator needs to pair a phone. */
export interface WhatsApp extends Transport {
  /** What to scan or type on the phone now; secret, for a signed-in operator only. */
  pairing(): { qr?: string; code?: string };
}

/**
 * WhatsApp through a linked device (Baileys). Baileys itself is loaded by `start`, so that a lab
 * without it starts light and so that the console is quiet before the first import.
 *
 * @throws when `settings.socketUrl` is neither WhatsApp's nor on this machine; `start` rejects when
 * the stored keys are damaged
 */
export function createWhatsApp(parts: WhatsAppParts): WhatsApp {
  const place = placeAt(parts.settings.socketUrl);
  let live: Live | undefined;
  return {
    name: 'whatsapp',
    again: 'sameMessage',
    async start(door) {
      if (live) throw new Error('WhatsApp is started already: two sockets on one account cut each other off');
      silenceConsole();
      const { goLive } = await import('./live.ts');
      live = goLive(parts, place, door);
    },
    async send(message) {
      return live ? live.send(message) : { outcome: 'notNow', problem: 'WhatsApp is not started' };
    },
    state: () => live?.state() ?? { status: 'stopped', detail: 'Belum dimulai.' },
    pairing: () => live?.pairing() ?? {},
    async stop() {
      const stopping = live?.stop();
      live = undefined;
      await stopping;
    },
  };
}
