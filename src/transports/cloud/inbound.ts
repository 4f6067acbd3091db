import { z } from 'zod';
import type { Inbound } from '../transport.ts';
import { phoneIn, userIdIn } from './address.ts';
import { choicesIn, tapIn, typedFor } from './choices.ts';
import { mediaSchema, referenceOf } from './media.ts';
import type { CloudParts } from './parts.ts';

/** A message for the lab, or why it is none of the lab's business. */
export type Heard = Inbound | { ignored: string };

const MAX_TEXT = 65_536;

/** What every message has, whatever else it carries. Nothing is refused for what we do not know. */
const messageSchema = z.looseObject({
  id: z.string().min(1).max(256),
  from: z.string().optional().catch(undefined),
  from_user_id: z.string().optional().catch(undefined),
  timestamp: z.coerce.number().optional().catch(undefined),
  type: z.string().catch('unknown'),
  group_id: z.string().optional().catch(undefined),
});
type Message = z.infer<typeof messageSchema>;

const contactSchema = z.object({
  wa_id: z.string().optional().catch(undefined),
  user_id: z.string().optional().catch(undefined),
  profile: z
    .object({ name: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
export type Contact = z.infer<typeof contactSchema>;

const words = z.string().catch('');
const captioned = z.object({ caption: words });
const media = z.object({
  id: mediaSchema.shape.id,
  mime_type: z.string().max(200).catch('application/octet-stream'),
  sha256: z.string().max(128).optional().catch(undefined),
  filename: z.string().optional().catch(undefined),
  caption: words,
});
const tap = z.object({ id: z.string(), title: words });
const interactive = z.object({ button_reply: tap.optional(), list_reply: tap.optional() });
const point = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  name: words,
});

const editSchema = z.object({
  original_message_id: z.string().min(1).max(256),
  message: z.object({
    text: z.object({ body: words }).optional().catch(undefined),
    image: captioned.optional().catch(undefined),
    document: captioned.optional().catch(undefined),
  }),
});
/** Meta's code for a message whose content it does not have. */
const MESSAGE_UNAVAILABLE = 131060;

/** The messages of a change that can be told apart from each other; the others are counted. */
export function messagesIn(given: readonly unknown[]): { messages: Message[]; unreadable: number } {
  const messages = given.flatMap((each) => messageSchema.safeParse(each).data ?? []);
  return { messages, unreadable: given.length - messages.length };
}

/** The contacts of a change. */
export function contactsIn(given: readonly unknown[]): Contact[] {
  return given.flatMap((each) => contactSchema.safeParse(each).data ?? []);
}

/**
 * Reads one message. Ignored are groups, and what no person said.
 *
 * @param tappable our own message by its id, to understand a tap on its choices
 * @param now stands in for a missing time stamp
 */
export function inboundOf(
  message: Message,
  contacts: readonly Contact[],
  { tappable, now }: { tappable: CloudParts['tappable']; now: Date },
): Heard {
  if (message.group_id !== undefined) return { ignored: 'from a group' };
  const sender = senderOf(message, contacts);
  if (!sender) return { ignored: 'not from a person' };
  const said = saidIn(message, tappable);
  if (!said) return { ignored: 'said by no person' };
  const sentAt = new Date((message.timestamp ?? Number.NaN) * 1_000);
  return {
    transport: 'cloud',
    ...sender,
    messageId: message.id,
    ...said,
    text: said.text.slice(0, MAX_TEXT),
    sentAt: sentAt.getTime() > 0 ? sentAt : now,
  };
}

type Sender = Pick<Inbound, 'address' | 'aliases' | 'phone' | 'displayName'>;

/** Who wrote: under their number where Meta tells it, else under the name it has for their account. */
function senderOf(message: Message, contacts: readonly Contact[]): Sender | undefined {
  const contact =
    contacts.find(({ wa_id }) => wa_id !== undefined && wa_id === message.from) ??
    contacts.find(({ user_id }) => user_id !== undefined && user_id === message.from_user_id) ??
    contacts.find((each) => contacts.length === 1 && !isSomebodyElse(each, message));
  const phone = phoneIn(message.from) ?? phoneIn(contact?.wa_id);
  const userId = userIdIn(message.from_user_id) ?? userIdIn(contact?.user_id) ?? userIdIn(message.from);
  const address = phone ?? userId;
  if (address === undefined) return undefined;
  const name = contact?.profile?.name?.trim().slice(0, 100);
  return {
    address,
    ...(phone !== undefined && userId !== undefined ? { aliases: [userId] } : {}),
    ...(phone === undefined ? {} : { phone }),
    ...(name ? { displayName: name } : {}),
  };
}

/** Whether a contact is told to be another account than the one that wrote. */
const isSomebodyElse = ({ wa_id, user_id }: Contact, { from, from_user_id }: Message): boolean =>
  (wa_id !== undefined && from !== undefined && wa_id !== from) ||
  (user_id !== undefined && from_user_id !== undefined && user_id !== from_user_id);

type Said = Pick<Inbound, 'kind' | 'text' | 'file' | 'location' | 'edits'>;

/** What the person said, or `undefined` when nobody said anything. */
function saidIn(message: Message, tappable: CloudParts['tappable']): Said | undefined {
  switch (message.type) {
    case 'text':
      return { kind: 'text', text: read(z.object({ body: words }), message.text)?.body ?? '' };
    case 'image':
    case 'document':
      return withFile(message.type, message[message.type]);
    case 'video':
      return { kind: 'video', text: read(captioned, message.video)?.caption ?? '' };
    case 'audio':
    case 'voice':
      return { kind: 'audio', text: '' };
    case 'sticker':
      return { kind: 'sticker', text: '' };
    case 'contacts':
      return { kind: 'contact', text: '' };
    case 'location':
      return placeIn(message.location);
    case 'interactive':
      return tapped(message.interactive, tappable);
    case 'button':
      // The quick reply of a template: its words are all that is known of it.
      return { kind: 'text', text: read(z.object({ text: words }), message.button)?.text ?? '' };
    case 'reaction':
      // A reaction without a sign is one taken back.
      return read(z.object({ emoji: z.string().min(1) }), message.reaction) && { kind: 'reaction', text: '' };
    case 'edit':
      return editedIn(message.edit);
    case 'unsupported':
      return { kind: unsupportedKindIn(message), text: '' };
    case 'revoke':
      return withdrawnIn(message.revoke);
    case 'system':
    case 'request_welcome':
      return undefined;
    default:
      return { kind: 'unknown', text: '' };
  }
}

/** Earlier words that were taken back. */
function withdrawnIn(given: unknown): Said | undefined {
  const found = read(z.object({ original_message_id: z.string().min(1) }), given);
  return found && { kind: 'withdrawn', text: '', edits: found.original_message_id };
}

/** New words in the place of earlier ones: a text, or what stands below a file. */
function editedIn(given: unknown): Said {
  const edit = read(editSchema, given);
  const text =
    edit?.message.text?.body ?? edit?.message.image?.caption ?? edit?.message.document?.caption ?? '';
  return { kind: 'edited', text, ...(edit ? { edits: edit.original_message_id } : {}) };
}

/** Something Meta passes on without its content: changed words, what it could not read, or a kind it lacks. */
function unsupportedKindIn(message: Message): 'edited' | 'unreadable' | 'unknown' {
  if (read(z.object({ type: z.literal('edit') }), message.unsupported)) return 'edited';
  const errors = read(z.array(z.object({ code: z.number() })), message.errors) ?? [];
  return errors.some(({ code }) => code === MESSAGE_UNAVAILABLE) ? 'unreadable' : 'unknown';
}

function withFile(kind: 'image' | 'document', given: unknown): Said {
  const file = read(media, given);
  if (!file) return { kind, text: '', file: { state: 'refused', problem: 'notFetched' } };
  const name = file.filename?.slice(0, 300) || (kind === 'image' ? 'foto' : 'dokumen');
  const { id, mime_type: mimeType, sha256, caption: text } = file;
  const reference = referenceOf({ id, name, mimeType, ...(sha256 === undefined ? {} : { sha256 }) });
  return { kind, text, file: { state: 'awaiting', reference } };
}

function placeIn(given: unknown): Said {
  const place = read(point, given);
  if (!place) return { kind: 'location', text: '' };
  const { latitude, longitude, name } = place;
  return { kind: 'location', text: name, location: { latitude, longitude } };
}

/**
 * A tap says the number of the choice while that is what the bot has asked last. Otherwise it is its
 * words, marked as old, so that it never answers a newer question.
 */
function tapped(given: unknown, tappable: CloudParts['tappable']): Said {
  const replied = read(interactive, given);
  const reply = replied?.button_reply ?? replied?.list_reply;
  if (!reply) return { kind: 'unknown', text: '' };
  const ours = tapIn(reply.id);
  const under = ours && tappable(ours.messageId);
  const choice = under && choicesIn(under.text).find(({ number }) => number === ours.number);
  if (!choice) return { kind: 'oldTap', text: reply.title };
  if (under.isOutdated) return { kind: 'oldTap', text: choice.label };
  return { kind: 'text', text: typedFor(choice) };
}

const read = <Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> | undefined =>
  schema.safeParse(given).data;

const systemSchema = z.object({
  type: z.string(),
  user_id: z.string().optional().catch(undefined),
  previous_user_id: z.string().optional().catch(undefined),
});

/** WhatsApp says that somebody's account has another number or name than before. */
export interface AccountChange {
  messageId: string;
  /** The number that may be somebody else's from now on. */
  leftPhone?: string;
  /** The same person's account before and after. */
  accounts: string[];
}

/** What a system message says about an account, if it says anything. */
export function accountChangeIn(message: Message): AccountChange | undefined {
  if (message.type !== 'system') return undefined;
  const system = read(systemSchema, message.system);
  if (!system || !/changed/.test(system.type)) return undefined;
  const leftPhone = phoneIn(message.from);
  const accounts = [userIdIn(system.previous_user_id), userIdIn(system.user_id)];
  return {
    messageId: message.id,
    ...(leftPhone === undefined ? {} : { leftPhone }),
    // Never the numbers: the new one may have been another citizen's until yesterday.
    accounts: accounts.filter((account) => account !== undefined),
  };
}
