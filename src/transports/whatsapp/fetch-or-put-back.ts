import { setTimeout as pause } from 'node:timers/promises';
import type { WAMessage } from '@whiskeysockets/baileys';
import type { Fetched } from '../fetching.ts';
import type { Place } from './address.ts';
import { fetchFile, fileIn, messageAt } from './media.ts';

/** What is needed to fetch a file from WhatsApp. */
export interface Source {
  place: Place;
  /** Asks the sender's phone to put the file back; gives the message with its new place. */
  reupload(message: WAMessage): Promise<WAMessage>;
}

const REUPLOAD_PATIENCE_MS = 30_000;

/**
 * Fetches the file of a message. When WhatsApp has it no longer, the phone that wrote it is asked to put
 * it back.
 *
 * @throws when the network, the server or the phone fails; it may be tried again
 */
export async function fetchOrPutBack(
  reference: string,
  source: Source,
  stopping: AbortSignal,
): Promise<Fetched> {
  const message = messageAt(reference);
  const { name, mimeType } = fileIn(message);
  const found = await foundOrPutBack(message, source, stopping);
  return found.outcome === 'fetched' ? { ...found, name, mimeType } : found;
}

async function foundOrPutBack(message: WAMessage, { place, reupload }: Source, stopping: AbortSignal) {
  const first = await fetchFile(message, place, stopping);
  if (first.outcome !== 'gone') return first;
  const { url } = fileIn(message).media;
  const putBack = await withinPatience(reupload(message), stopping);
  if (!putBack) return first;
  // Only the path is new. Baileys names a host too, one that takes our own files.
  Object.assign(fileIn(putBack).media, { url });
  return fetchFile(putBack, place, stopping);
}

/** The message once the phone has answered; nothing when it says that the file is gone for good. */
async function withinPatience(
  asked: Promise<WAMessage>,
  stopping: AbortSignal,
): Promise<WAMessage | undefined> {
  const done = new AbortController();
  // Baileys waits for the phone without end.
  const tired = pause(REUPLOAD_PATIENCE_MS, undefined, {
    signal: AbortSignal.any([stopping, done.signal]),
  }).then(() => {
    throw new Error('the phone did not put the file back');
  });
  try {
    return await Promise.race([asked, tired]);
  } catch (error) {
    if (isGoneForGood(error)) return undefined;
    throw error;
  } finally {
    done.abort();
  }
}

/** The phone that wrote it has it no longer, or says that it never will. */
function isGoneForGood(error: unknown): boolean {
  // Baileys throws errors of @hapi/boom.
  const { output } = error as { output?: { statusCode?: number } };
  return output?.statusCode === 404 || output?.statusCode === 412;
}
