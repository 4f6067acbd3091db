import { setTimeout as pause } from 'node:timers/promises';
import type { Service } from './service.ts';

/** A lab that is killed and started again; whoever writes to it always means the one that lives. */
export interface MortalLab {
  service: Service;
}

/** What is sent; the same id each time, as WhatsApp does it. */
export interface Written {
  from: string;
  id: string;
  text?: string;
  file?: { name: string; mimeType: string; base64: string };
}

/** Sends until the lab has it safe. Throws when the lab refuses it. */
export async function sendUntilTaken(lab: MortalLab, message: Written): Promise<void> {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
  };
  for (;;) {
    const response = await asked(`${lab.service.url}/simulator/messages`, request);
    if (response?.status === 202) return;
    if (response && response.status !== 503) throw new Error(`${message.id} was refused: ${response.status}`);
    await pause(20);
  }
}

/** Waits for what the bot says after the message with this number. */
export async function heardAfter(
  lab: MortalLab,
  phone: string,
  after: number,
): Promise<{ seq: number; text: string }[]> {
  for (;;) {
    const found = await asked(`${lab.service.url}/simulator/messages?to=${phone}&after=${after}&wait=1000`);
    // The address has a contract: a list of messages with `seq` and `text`.
    const messages = (await found?.json().catch(() => undefined)) as
      | { seq: number; text: string }[]
      | undefined;
    if (messages && messages.length > 0) return messages;
    await pause(20);
  }
}

const asked = (url: string, request?: RequestInit): Promise<Response | undefined> =>
  fetch(url, request).catch(() => undefined);
