import { type MediaType, normalizeMessageContent, proto } from '@whiskeysockets/baileys';
import type { MediaHost, MediaReference } from './media.ts';

/** What a person can put into a chat besides text. */
export type Content =
  | { text: string }
  | { document: Buffer; name: string; mimeType: string; caption?: string }
  | { image: Buffer; mimeType?: string; caption?: string }
  | { video: Buffer; caption?: string }
  | { voice: Buffer }
  | { sticker: Buffer }
  | { location: { latitude: number; longitude: number } }
  | { liveLocation: { latitude: number; longitude: number } }
  | { contact: { name: string; phone: string } }
  | { poll: { question: string; options: string[] } }
  | { reaction: string; to: string }
  | { edit: string; text: string }
  | { revoke: string }
  /** Any other message, as WhatsApp writes it. */
  | { message: proto.IMessage };

/** How it is sent. */
export interface Wrapping {
  /** Disappears after it was seen. */
  viewOnce?: boolean;
  /** Disappears after a week. */
  disappearing?: boolean;
}

/** A message before it is encrypted, with what the server sees of it. */
export interface Draft {
  message: proto.IMessage;
  type: 'text' | 'media' | 'reaction' | 'poll';
  mediaType?: string;
  edit?: '1' | '7';
}

const { MESSAGE_EDIT, REVOKE } = proto.Message.ProtocolMessage.Type;
const WEEK_SECONDS = 604_800;

/** Writes what a phone writes for it, and brings its file to the media host. */
export async function draftOf(
  content: Content,
  place: { media: MediaHost; chat: string; nowMs: number },
  { viewOnce = false, disappearing = false }: Wrapping = {},
): Promise<Draft> {
  const draft = await plainDraft(content, place);
  if (viewOnce) draft.message = { viewOnceMessageV2: { message: draft.message } };
  if (disappearing) {
    const inner = draft.message.conversation
      ? {
          extendedTextMessage: {
            text: draft.message.conversation,
            contextInfo: { expiration: WEEK_SECONDS },
          },
        }
      : draft.message;
    draft.message = { ephemeralMessage: { message: inner } };
  }
  return draft;
}

async function plainDraft(
  content: Content,
  { media, chat, nowMs }: { media: MediaHost; chat: string; nowMs: number },
): Promise<Draft> {
  const captioned = (caption: string | undefined) => (caption === undefined ? {} : { caption });
  if ('text' in content && !('edit' in content))
    return { type: 'text', message: { conversation: content.text } };
  if ('document' in content) {
    const { name, mimeType, caption } = content;
    const file = await media.put(content.document, 'document');
    const documentMessage = {
      ...file,
      mimetype: mimeType,
      fileName: name,
      title: name,
      ...captioned(caption),
    };
    const message =
      caption === undefined
        ? { documentMessage }
        : { documentWithCaptionMessage: { message: { documentMessage } } };
    return { type: 'media', mediaType: 'document', message };
  }
  if ('image' in content) {
    const { mimeType = 'image/jpeg', caption } = content;
    const file = await media.put(content.image, 'image');
    const imageMessage = { ...file, mimetype: mimeType, ...captioned(caption) };
    return { type: 'media', mediaType: 'image', message: { imageMessage } };
  }
  if ('video' in content) {
    const file = await media.put(content.video, 'video');
    const videoMessage = { ...file, mimetype: 'video/mp4', seconds: 4, ...captioned(content.caption) };
    return { type: 'media', mediaType: 'video', message: { videoMessage } };
  }
  if ('voice' in content) {
    const file = await media.put(content.voice, 'audio');
    const audioMessage = { ...file, mimetype: 'audio/ogg; codecs=opus', ptt: true, seconds: 3 };
    return { type: 'media', mediaType: 'ptt', message: { audioMessage } };
  }
  if ('sticker' in content) {
    const file = await media.put(content.sticker, 'sticker');
    return {
      type: 'media',
      mediaType: 'sticker',
      message: { stickerMessage: { ...file, mimetype: 'image/webp' } },
    };
  }
  if ('location' in content) {
    const { latitude: degreesLatitude, longitude: degreesLongitude } = content.location;
    return { type: 'media', message: { locationMessage: { degreesLatitude, degreesLongitude } } };
  }
  if ('liveLocation' in content) {
    const { latitude: degreesLatitude, longitude: degreesLongitude } = content.liveLocation;
    const liveLocationMessage = { degreesLatitude, degreesLongitude, sequenceNumber: nowMs };
    return { type: 'media', mediaType: 'livelocation', message: { liveLocationMessage } };
  }
  if ('contact' in content) {
    const { name, phone } = content.contact;
    const vcard = `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL;waid=${phone}:+${phone}\nEND:VCARD`;
    const contactMessage = { displayName: name, vcard };
    return { type: 'media', mediaType: 'vcard', message: { contactMessage } };
  }
  if ('poll' in content) {
    const { question, options } = content.poll;
    const pollCreationMessageV3 = {
      name: question,
      options: options.map((optionName) => ({ optionName })),
      selectableOptionsCount: 1,
    };
    return { type: 'poll', message: { pollCreationMessageV3 } };
  }
  if ('reaction' in content) {
    const key = { remoteJid: chat, fromMe: false, id: content.to };
    return {
      type: 'reaction',
      message: { reactionMessage: { key, text: content.reaction, senderTimestampMs: nowMs } },
    };
  }
  if ('edit' in content) {
    const protocolMessage = {
      key: { remoteJid: chat, fromMe: true, id: content.edit },
      type: MESSAGE_EDIT,
      editedMessage: { conversation: content.text },
      timestampMs: nowMs,
    };
    // Phones of today wrap it.
    const message = { editedMessage: { message: { protocolMessage } } };
    return { type: 'text', edit: '1', message };
  }
  if ('revoke' in content) {
    const key = { remoteJid: chat, fromMe: true, id: content.revoke };
    return { type: 'text', edit: '7', message: { protocolMessage: { key, type: REVOKE } } };
  }
  return { type: 'text', message: content.message };
}

/** A file that the bot has sent, as it arrived at the phone. */
export interface HeardFile {
  name: string;
  mimeType: string;
  bytes: Buffer;
}

/** What a phone shows of a message of the bot. */
export async function shownOf(
  message: proto.IMessage,
  media: MediaHost,
): Promise<{ text: string; file?: HeardFile }> {
  const content = normalizeMessageContent(message) ?? {};
  const { documentMessage, imageMessage } = content;
  const sent = documentMessage ?? imageMessage;
  const text = content.conversation ?? content.extendedTextMessage?.text ?? sent?.caption ?? '';
  if (!sent) return { text };
  const type: MediaType = documentMessage ? 'document' : 'image';
  // The bot uploads before it writes, so all of the reference is set.
  const bytes = await media.take(sent as Partial<MediaReference>, type);
  const name = documentMessage?.fileName ?? 'foto';
  return { text, file: { name, mimeType: sent.mimetype ?? '', bytes } };
}
