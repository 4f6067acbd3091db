import type { WACallEvent } from '@whiskeysockets/baileys';
import type { Inbound } from '../transport.ts';
import { personOf, phoneIn } from './inbound.ts';

/** A call that rings at the lab, as something a person did; undefined for groups and for later news of a call. */
export function inboundOfCall(call: WACallEvent): Inbound | undefined {
  const address = personOf(call.from);
  if (call.status !== 'offer' || call.isGroup || !address || !call.id) return undefined;
  const alias = personOf(call.callerPn);
  const phone = phoneIn(address) ?? phoneIn(alias);
  return {
    transport: 'whatsapp',
    address,
    ...(alias && alias !== address ? { aliases: [alias] } : {}),
    ...(phone ? { phone } : {}),
    messageId: `call-${call.id}`.slice(0, 128),
    kind: 'call',
    text: '',
    sentAt: call.date,
  };
}
