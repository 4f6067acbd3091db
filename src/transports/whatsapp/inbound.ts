import {
  jidNormalizedUser,
  normalizeMessageContent,
  proto,
  toNumber,
  type WAMessage,
} from '@whiskeysockets/baileys';
import type { Inbound, MessageKind, WrittenOnPhone } from '../transport.ts';
import { isTooLarge, referenceOf } from './media.ts';

/** A message for the lab, or why it is none of the lab's business. */
export type Heard = Inbound | { ignored: string };

const MAX_TEXT = 65_536;
const MAX_ID = 128;
const { MESSAGE_EDIT, REVOKE } = proto.Message.ProtocolMessage.Type;

// What phones send each other without a person having said anything new.
const SILENT = [
  'protocolMessage',
  'senderKeyDistributionMessage',
  'albumMessage',
  'pinInChatMessage',
  'keepInChatMessage',
  'encReactionMessage',
  'call',
] as const satisfies readonly (keyof proto.IMessage)[];

/**
 * Reads one message of Baileys. Ignored are groups, statuses, newsletters, broadcasts, what we sent
 * ourselves, what could not be decrypted (it comes again under the same id), and what no person said.
 *
 * @param now stands in for a missing time stamp
 */
export function inboundOf(message: WAMessage, now: Date): Heard {
  const { key } = message;
  if (key.fromMe) return { ignored: 'our own' };
  if (message.broadcast) return { ignored: 'broadcast' };
  const address = personOf(key.remoteJid);
  if (!address) return { ignored: 'not from a person' };
  if (message.messageStubType) return { ignored: 'stub' };
  if (!key.id || key.id.length > MAX_ID) return { ignored: 'without a usable id' };
  const content = normalizeMessageContent(message.message);
  if (!content) return { ignored: 'empty' };
  const edit = editIn(content);
  const withdrawn = withdrawnIn(content);
  const said = withdrawn ? { kind: 'withdrawn' as const } : saidIn(edit?.content ?? content);
  if (!said) return { ignored: 'said by no person' };

  const alias = personOf(key.remoteJidAlt);
  const phone = phoneIn(address) ?? phoneIn(alias);
  return {
    transport: 'whatsapp',
    address,
    ...(alias && alias !== address ? { aliases: [alias] } : {}),
    ...(phone ? { phone } : {}),
    ...(message.pushName ? { displayName: message.pushName.slice(0, 100) } : {}),
    messageId: edit
      ? `${edit.edits}-edit-${key.id}`
      : withdrawn
        ? `${withdrawn}-withdrawn-${key.id}`
        : key.id,
    kind: edit ? 'edited' : said.kind,
    text: (said.text ?? '').slice(0, MAX_TEXT),
    ...(edit ? { edits: edit.edits } : withdrawn ? { edits: withdrawn } : {}),
    ...(said.location ? { location: said.location } : {}),
    ...fileOf(key, content),
    sentAt: sentAt(message, now),
  };
}

/**
 * What an officer wrote to one person on the lab's own phone, in a message that came from our own account;
 * undefined for anything else that the phone tells its linked devices.
 */
export function writtenOnPhoneIn(
  message: WAMessage,
  us: { id: string; lid?: string | undefined } | undefined,
  now: Date,
): WrittenOnPhone | undefined {
  const { key } = message;
  const address = personOf(key.remoteJid);
  if (!key.fromMe || message.broadcast || !address || !key.id || key.id.length > MAX_ID) return undefined;
  // Notes to oneself, and what devices of one account tell each other.
  if (address === personOf(us?.id) || address === personOf(us?.lid)) return undefined;
  const content = normalizeMessageContent(message.message);
  const said = content && saidIn(content);
  if (!said || content.reactionMessage) return undefined;
  const phone = phoneIn(address);
  return {
    address,
    ...(phone ? { phone } : {}),
    messageId: key.id,
    text: (said.text ?? '').slice(0, MAX_TEXT),
    sentAt: sentAt(message, now),
  };
}

/** Words that take the place of earlier ones, and the id of those. */
function editIn({ protocolMessage }: proto.IMessage): { content: proto.IMessage; edits: string } | undefined {
  if (protocolMessage?.type !== MESSAGE_EDIT) return undefined;
  const content = normalizeMessageContent(protocolMessage.editedMessage);
  const edits = protocolMessage.key?.id;
  return content && edits && edits.length <= MAX_ID ? { content, edits } : undefined;
}

/** The id of words that were taken back. */
function withdrawnIn({ protocolMessage }: proto.IMessage): string | undefined {
  const id = protocolMessage?.type === REVOKE ? protocolMessage.key?.id : undefined;
  return id && id.length <= MAX_ID ? id : undefined;
}

interface Said {
  kind: MessageKind | 'withdrawn';
  text?: string | null | undefined;
  location?: { latitude: number; longitude: number } | undefined;
}

/** What the person said, or `undefined` when nobody said anything. */
function saidIn(content: proto.IMessage): Said | undefined {
  const { extendedTextMessage, imageMessage, documentMessage, videoMessage, reactionMessage } = content;
  if (content.conversation) return { kind: 'text', text: content.conversation };
  if (extendedTextMessage) return { kind: 'text', text: extendedTextMessage.text };
  if (imageMessage) return { kind: 'image', text: imageMessage.caption };
  if (documentMessage) return { kind: 'document', text: documentMessage.caption };
  if (videoMessage) return { kind: 'video', text: videoMessage.caption };
  if (content.ptvMessage) return { kind: 'video' };
  if (content.audioMessage) return { kind: 'audio' };
  if (content.stickerMessage || content.lottieStickerMessage) return { kind: 'sticker' };
  if (content.contactMessage || content.contactsArrayMessage) return { kind: 'contact' };
  const place = content.locationMessage ?? content.liveLocationMessage;
  if (place) return { kind: 'location', location: pointOf(place) };
  // A reaction without a sign is one taken back.
  if (reactionMessage) return reactionMessage.text ? { kind: 'reaction' } : undefined;
  const isSilent = SILENT.some((kind) => content[kind]);
  const isAnything = Object.entries(content).some(
    ([name, part]) => part != null && name !== 'messageContextInfo',
  );
  return isSilent || !isAnything ? undefined : { kind: 'unknown' };
}

function pointOf({ degreesLatitude: latitude, degreesLongitude: longitude }: proto.Message.ILocationMessage) {
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined;
  // Written so that NaN fails too.
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isOnEarth ? { latitude, longitude } : undefined;
}

function fileOf(key: WAMessage['key'], content: proto.IMessage): Pick<Inbound, 'file'> {
  const media = content.imageMessage ?? content.documentMessage;
  if (!media) return {};
  if (isTooLarge(media.fileLength)) return { file: { state: 'refused', problem: 'tooLarge' } };
  return { file: { state: 'awaiting', reference: referenceOf(key, content) } };
}

/** The address of a person, without the device; undefined for groups, servers and the like. */
export function personOf(jid: string | null | undefined): string | undefined {
  const address = jidNormalizedUser(jid ?? undefined);
  return /^[1-9]\d{4,19}@(s\.whatsapp\.net|lid)$/.test(address) ? address : undefined;
}

/** The number in an address. A LID has digits too, but they are nobody's number. */
export function phoneIn(address: string | undefined): string | undefined {
  return /^(\d+)@s\.whatsapp\.net$/.exec(address ?? '')?.[1];
}

function sentAt({ messageTimestamp }: WAMessage, now: Date): Date {
  const instant = new Date(toNumber(messageTimestamp ?? 0) * 1000);
  return instant.getTime() > 0 ? instant : now;
}
