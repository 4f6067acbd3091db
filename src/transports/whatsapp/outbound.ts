import type { AnyMessageContent, proto } from '@whiskeysockets/baileys';
import type { Outbound } from '../transport.ts';
import type { SentBefore } from './parts.ts';

const SHOWN_AS_IMAGE = new Set(['image/jpeg', 'image/png']);

/** Whether a message can go there: a person, by phone number or LID. */
export function isPersonsAddress(address: string): boolean {
  return /^\d{5,20}@(s\.whatsapp\.net|lid)$/.test(address);
}

/** The message in Baileys' words. */
export function contentOf({ text, file }: Outbound): AnyMessageContent {
  // No preview: Baileys would fetch whatever address stands in the text.
  if (!file) return { text, linkPreview: null };
  const caption = text === '' ? {} : { caption: text };
  const source = { url: file.path };
  if (SHOWN_AS_IMAGE.has(file.mimeType)) return { image: source, mimetype: file.mimeType, ...caption };
  return { document: source, mimetype: file.mimeType, fileName: file.name, ...caption };
}

/** WhatsApp keeps what a phone has not fetched for about as long. */
const REPEATED_FOR_DAYS = 30;

/**
 * Our message again, for a phone that could not read it.
 *
 * @param file the message as it went, when a file went with it: half of it under the same id would
 * hide the rest
 */
export function repeated(
  sent: SentBefore | undefined,
  { now, file }: { now: Date; file(): proto.IMessage | undefined },
): proto.IMessage | undefined {
  if (!sent || now.getTime() - sent.writtenAt.getTime() > REPEATED_FOR_DAYS * 86_400_000) return undefined;
  return sent.fileId == null ? { extendedTextMessage: { text: sent.text } } : file();
}
