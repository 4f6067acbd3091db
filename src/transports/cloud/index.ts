import type { Transport } from '../transport.ts';
import { type WebhookRouter, webhookRouter } from './http.ts';
import { goLive, type Live } from './live.ts';
import type { CloudParts } from './parts.ts';
import { ANSWERS_WITHIN_MS } from './sending.ts';

export type { CloudParts, Tappable } from './parts.ts';

/** WhatsApp through Meta's official Cloud API. */
export interface Cloud extends Transport {
  /** Serves `/webhooks/whatsapp`. */
  readonly router: WebhookRouter;
}

/**
 * Connects one number of the Cloud API. A message handed over twice arrives twice: Meta gives each a name
 * of its own, and only repeats ours in what it says about it.
 */
export function createCloud(parts: CloudParts): Cloud {
  const { settings, log } = parts;
  let live: Live | undefined;
  return {
    name: 'cloud',
    again: 'anotherMessage',
    answersWithinMs: ANSWERS_WITHIN_MS,
    router: webhookRouter({
      appSecret: settings.appSecret,
      verifyToken: settings.verifyToken,
      log,
      take: async (body) => live?.take(body) ?? 'later',
    }),
    async start(door) {
      if (live) throw new Error('the Cloud API is started already');
      live = goLive(parts, door);
    },
    admit: (letters) => live?.admit(letters) ?? { letters: [] },
    async send(message) {
      return live?.send(message) ?? { outcome: 'notNow', problem: 'the Cloud API is not started' };
    },
    state: () => live?.state() ?? { status: 'stopped', detail: 'Belum dimulai.' },
    async stop() {
      const stopping = live;
      live = undefined;
      await stopping?.stop();
    },
  };
}
