import type { Receipt } from '../transport.ts';

/** The server's own word about a message of ours: taken, or refused with a code. */
export function receiptOfAck(attrs: Record<string, string | undefined>): Receipt | undefined {
  if (!attrs.id) return undefined;
  if (attrs.error) return { messageId: attrs.id, state: 'failed', problem: `WhatsApp code ${attrs.error}` };
  return { messageId: attrs.id, state: 'acknowledged' };
}

const BY_STATUS: Readonly<Record<number, Receipt['state']>> = {
  0: 'failed',
  2: 'acknowledged',
  3: 'delivered',
  4: 'read',
  5: 'read',
};

/** A status that Baileys reports, in an update or merged into our own message. */
export function receiptOfStatus(own: {
  id?: string | null | undefined;
  status?: number | null | undefined;
  parameters?: unknown;
}): Receipt | undefined {
  const state = own.status == null ? undefined : BY_STATUS[own.status];
  if (!own.id || !state) return undefined;
  const [code] = Array.isArray(own.parameters) ? own.parameters : [];
  if (state !== 'failed') return { messageId: own.id, state };
  return { messageId: own.id, state, problem: `WhatsApp code ${code ?? 'unknown'}` };
}
