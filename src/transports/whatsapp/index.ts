import type { Transport } from '../transport.ts';
import { placeAt } from './address.ts';
import type { Speed } from './governor.ts';
import type { Live } from './live.ts';
import type { Line, WhatsAppParts } from './parts.ts';
import { silenceConsole } from './quiet.ts';

export type { WhatsAppParts } from './parts.ts';

/** WhatsApp, with what the operator needs to mend it without a restart. */
export interface WhatsApp extends Transport {
  /** Nothing before the start. */
  line(): Line | undefined;
  /** How fast it sends at the moment; nothing before the start. */
  speed(): Speed | undefined;
  /** Asks for a phone anew, by a code for this number or by QR. Nothing happens while one is linked. */
  pair(way: { phone: string } | 'qr'): Promise<void>;
  /** Tries to connect now, whatever it was waiting for. */
  reconnect(): Promise<void>;
  /** Takes the device off the account and forgets its keys. */
  unlink(): Promise<void>;
}

/** WhatsApp answers each message at once; half a minute is a line that is gone. */
const CONFIRM_SECONDS = 30;

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
    confirmsWithinMs: (parts.settings.confirmSeconds ?? CONFIRM_SECONDS) * 1000,
    admit: (letters) => live?.admit(letters) ?? { letters: [] },
    speed: () => live?.speed(),
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
    line: () => live?.line(),
    pair: async (way) => live?.pair(way),
    reconnect: async () => live?.reconnect(),
    unlink: async () => live?.unlink(),
    async stop() {
      const stopping = live?.stop();
      live = undefined;
      await stopping;
    },
  };
}
