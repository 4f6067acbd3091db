import { z } from 'zod';
import type { Log } from '../../log.ts';
import type { Inbound } from '../transport.ts';
import { errorIn, meaningOf } from './errors.ts';
import { type AccountChange, accountChangeIn, contactsIn, inboundOf, messagesIn } from './inbound.ts';
import type { CloudParts } from './parts.ts';
import { type Status, statusesIn } from './receipts.ts';

/** Everything one call of the webhook brings, in the order it came. */
export interface Payload {
  messages: Inbound[];
  statuses: Status[];
  accounts: AccountChange[];
}

/** What reading needs. */
export interface ReadingParts {
  phoneNumberId: string;
  tappable: CloudParts['tappable'];
  now: Date;
  log: Log;
}

const list = z.array(z.unknown()).catch([]);
const payloadSchema = z.object({ object: z.literal('whatsapp_business_account'), entry: list });
const entrySchema = z.object({ changes: list });
const changeSchema = z.object({ field: z.string().max(100), value: z.unknown() });
const valueSchema = z.object({
  metadata: z.object({ phone_number_id: z.coerce.string() }),
  contacts: list,
  messages: list,
  statuses: list,
  errors: list,
});
const errorSchema = z.object({ code: z.number().int(), title: z.string().optional().catch(undefined) });

/**
 * Reads a payload whole: every entry, change, message and status. What is not for this number, or of a
 * kind we do not know, is passed over. Its length is what the body's limit lets through.
 *
 * @returns `undefined` when it is not one of WhatsApp's
 */
export function readPayload(body: unknown, parts: ReadingParts): Payload | undefined {
  const payload = payloadSchema.safeParse(body).data;
  if (!payload) return undefined;
  const reading = { ...parts, tappable: tappedOnce(parts.tappable) };
  const read: Payload = { messages: [], statuses: [], accounts: [] };
  for (const entry of payload.entry) {
    for (const given of entrySchema.safeParse(entry).data?.changes ?? []) {
      const change = changeSchema.safeParse(given).data;
      if (change?.field === 'messages') readChange(change.value, reading, read);
      else parts.log.info({ field: change?.field }, 'Cloud API: a change of another kind was passed over');
    }
  }
  return read;
}

/** Of two taps on one message that come together, the first is the answer. */
function tappedOnce(tappable: CloudParts['tappable']): CloudParts['tappable'] {
  const tapped = new Set<string>();
  return (messageId) => {
    const found = tappable(messageId);
    const isAnswered = tapped.has(messageId);
    tapped.add(messageId);
    return found && { ...found, isOutdated: found.isOutdated || isAnswered };
  };
}

function readChange(given: unknown, parts: ReadingParts, into: Payload): void {
  const value = valueSchema.safeParse(given).data;
  if (value?.metadata.phone_number_id !== parts.phoneNumberId) {
    parts.log.debug({}, 'Cloud API: a change for another number was passed over');
    return;
  }
  const contacts = contactsIn(value.contacts);
  const { messages, unreadable } = messagesIn(value.messages);
  if (unreadable > 0) parts.log.warn({ unreadable }, 'Cloud API: messages without a usable id');
  for (const message of messages) {
    const account = accountChangeIn(message);
    if (account) into.accounts.push(account);
    const heard = account ? { ignored: 'about an account' } : inboundOf(message, contacts, parts);
    if ('ignored' in heard) parts.log.debug({ why: heard.ignored }, 'Cloud API: message ignored');
    else into.messages.push(heard);
  }
  into.statuses.push(...statusesIn(value.statuses));
  for (const each of value.errors) {
    const error = errorSchema.safeParse(each).data;
    if (error)
      parts.log.error({ problem: meaningOf(errorIn(error)).words }, 'Cloud API: Meta reports an error');
  }
}
