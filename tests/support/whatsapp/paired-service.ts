import { type Service, startService } from '../service.ts';
import type { FakeWhatsApp } from './index.ts';

const LINKED_WITHIN_MS = 30_000;

/**
 * Starts the built service on a data folder, links it to the lab's phone by code unless it is linked
 * already, and waits until it is online. For tests that are not about pairing.
 *
 * @param environment what differs from the defaults; the bot may send as fast as it can
 */
export async function pairedService(
  whatsapp: FakeWhatsApp,
  dataDir: string,
  environment: Record<string, string> = {},
): Promise<Service> {
  const loginsBefore = whatsapp.logins;
  const service = await startService(dataDir, {
    ...whatsapp.environment,
    WHATSAPP_PAIRING_PHONE: whatsapp.lab.number,
    WHATSAPP_PER_SECOND: '20',
    WHATSAPP_CHAT_PAUSE_MS: '0',
    ...environment,
  });
  try {
    const step = await whatsapp.until(
      () =>
        (whatsapp.isOnline && whatsapp.logins > loginsBefore && 'online') ||
        (whatsapp.lab.waiting() === 'forCode' && codeIn(service.printed())),
      'a bot that is online or shows a code',
      LINKED_WITHIN_MS,
    );
    if (step === 'online') return service;
    const outcome = await whatsapp.lab.types(step);
    if (outcome !== 'linked') throw new Error('the code was not taken');
    await whatsapp.online({ after: loginsBefore, ms: LINKED_WITHIN_MS });
    return service;
  } catch (error) {
    await service.kill();
    throw new Error(`the bot could not be linked; it printed:\n${service.printed()}`, { cause: error });
  }
}

/** The pairing code that the operator sees. */
export function codeIn(printed: string): string | undefined {
  return printed.match(/\b[A-Z0-9]{4}-[A-Z0-9]{4}\b/g)?.at(-1);
}
