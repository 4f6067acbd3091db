import { createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { getMediaKeys, proto, toNumber, type WAMessage, type WAMessageKey } from '@whiskeysockets/baileys';
import { mediaAddress, type Place } from './address.ts';

/** More is refused before or while it is fetched; the file store has the last word below that. */
const MAX_FILE_BYTES = 10 * 1024 * 1024;

const FETCH_PATIENCE_MS = 60_000;
const MAC_BYTES = 10;
const BLOCK_BYTES = 16;

/** What came of fetching a file. `gone`: the phone must put it back first. */
type Found = { outcome: 'fetched'; bytes: Buffer } | { outcome: 'gone' | 'tooLarge' | 'damaged' };

/** Whether the sender announces more than we take. */
export function isTooLarge(fileLength: Parameters<typeof toNumber>[0]): boolean {
  return toNumber(fileLength ?? 0) > MAX_FILE_BYTES;
}

/** All that is needed to fetch the file later, as text. Holds the file's key: it stays in the database. */
export function referenceOf(key: WAMessageKey, content: proto.IMessage): string {
  const { imageMessage, documentMessage } = content;
  // The preview and the quoted message would make the row ten times as long.
  const slim = { jpegThumbnail: null, contextInfo: null };
  const message = imageMessage
    ? { imageMessage: { ...imageMessage, ...slim } }
    : { documentMessage: { ...documentMessage, ...slim } };
  const { remoteJid, id, participant } = key;
  const whole = { key: { remoteJid, id, participant, fromMe: false }, message };
  return Buffer.from(proto.WebMessageInfo.encode(whole).finish()).toString('base64');
}

/** The message that `referenceOf` was made from. */
export function messageAt(reference: string): WAMessage {
  const { key, message } = proto.WebMessageInfo.decode(Buffer.from(reference, 'base64'));
  return { key: key ?? {}, message };
}

/** The file of a message and what the sender calls it. */
export function fileIn({ message }: WAMessage) {
  const document = message?.documentMessage;
  const name = document?.fileName || document?.title;
  return {
    media: message?.imageMessage ?? document ?? {},
    type: message?.imageMessage ? ('image' as const) : ('document' as const),
    name: name?.slice(0, 300) || (message?.imageMessage ? 'foto' : 'dokumen'),
    mimeType: (message?.imageMessage ?? document)?.mimetype ?? 'application/octet-stream',
  };
}

/**
 * Fetches and decrypts the file of a message. Baileys' own download has no limit, no timeout, does
 * not notice a tampered file, and a connection lost midway would end the process.
 *
 * @throws when the network or the server fails; it may be tried again
 */
export async function fetchFile(message: WAMessage, place: Place, stopping: AbortSignal): Promise<Found> {
  const { media, type } = fileIn(message);
  const url = mediaAddress(media, place);
  if (!url || !media.mediaKey?.length) return { outcome: 'damaged' };
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(FETCH_PATIENCE_MS)]);
  const response = await fetch(url, { signal, headers: { Origin: 'https://web.whatsapp.com' } });
  if (response.status === 404 || response.status === 410) {
    await response.body?.cancel();
    return { outcome: 'gone' };
  }
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new Error(`fetching a file: the server answered ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the download.
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > MAX_FILE_BYTES + BLOCK_BYTES + MAC_BYTES) return { outcome: 'tooLarge' };
    chunks.push(chunk);
  }
  const keys = await getMediaKeys(media.mediaKey, type);
  return decrypted(Buffer.concat(chunks), keys, media.fileSha256);
}

/** The file inside what WhatsApp stores: AES-256-CBC and then ten bytes of its HMAC. */
export function decrypted(
  stored: Buffer,
  { iv, cipherKey, macKey }: Awaited<ReturnType<typeof getMediaKeys>>,
  sha256: Uint8Array | null | undefined,
): Found {
  const body = stored.subarray(0, -MAC_BYTES);
  if (!macKey || body.length < BLOCK_BYTES || body.length % BLOCK_BYTES !== 0) return { outcome: 'damaged' };
  const mac = createHmac('sha256', macKey).update(iv).update(body).digest().subarray(0, MAC_BYTES);
  if (!timingSafeEqual(mac, stored.subarray(-MAC_BYTES))) return { outcome: 'damaged' };
  const bytes = decipher(body, cipherKey, iv);
  const isWhole = bytes && sha256 && createHash('sha256').update(bytes).digest().equals(sha256);
  return isWhole ? { outcome: 'fetched', bytes } : { outcome: 'damaged' };
}

function decipher(body: Buffer, key: Uint8Array, iv: Uint8Array): Buffer | undefined {
  try {
    const aes = createDecipheriv('aes-256-cbc', key, iv);
    return Buffer.concat([aes.update(body), aes.final()]);
  } catch {
    // The padding is wrong, so it is not what was encrypted under this key.
    return undefined;
  }
}
