import type { Receipt } from '../transport.ts';

// 0, an error, is Baileys' echo of the server's answer, which sending hears itself and may still mend.
const BY_STATUS: Readonly<Record<number, 'acknowledged' | 'delivered' | 'read'>> = {
  2: 'acknowledged',
  3: 'delivered',
  4: 'read',
  5: 'read',
};

/** How far a message of ours has got, as Baileys reports it in an update or with our own message. */
export function receiptOfStatus(own: {
  id?: string | null | undefined;
  status?: number | null | undefined;
}): Receipt | undefined {
  const state = own.status == null ? undefined : BY_STATUS[own.status];
  return own.id && state ? { messageId: own.id, state } : undefined;
}
