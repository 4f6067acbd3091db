import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { z } from 'zod';
import type { Fetched } from '../fetching.ts';
import type { Answer, Graph } from './graph.ts';
import type { CloudSettings } from './parts.ts';

/** More is refused before or while it is fetched; the file store has the last word below that. */
const MAX_FILE_BYTES = 10 * 1024 * 1024;
const FETCH_PATIENCE_MS = 60_000;
const UPLOAD_PATIENCE_MS = 60_000;
const MAX_REDIRECTS = 2;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** All that is needed to fetch somebody's file later. */
export const mediaSchema = z.object({
  id: z.string().regex(/^[\w-]{1,128}$/),
  name: z.string().max(300),
  mimeType: z.string().max(200),
  sha256: z.string().max(128).optional(),
});
type Media = z.infer<typeof mediaSchema>;

/** All that is needed to fetch the file later, as text for the intake row. */
export const referenceOf = (media: Media): string => JSON.stringify(media);

type Downloaded = { outcome: 'fetched'; bytes: Buffer } | Exclude<Fetched, { outcome: 'fetched' }>;

const placeSchema = z.object({
  url: z.url(),
  sha256: z.string().max(128).optional().catch(undefined),
  file_size: z.coerce.number().optional().catch(undefined),
});

/**
 * Asks Meta where the file lies, fetches it from there, and sees whether it is what was sent.
 *
 * @throws when the network fails; it may be tried again
 */
export async function fetchMedia(
  reference: string,
  { graph, settings, stopping }: { graph: Graph; settings: CloudSettings; stopping: AbortSignal },
): Promise<Fetched> {
  const media = mediaSchema.parse(JSON.parse(reference));
  const answer = await graph.get(`${media.id}?phone_number_id=${settings.phoneNumberId}`);
  if (isMissing(answer)) return { outcome: 'gone' };
  if (answer.outcome !== 'answered') return { outcome: 'failed', problem: problemIn(answer) };
  const place = placeSchema.safeParse(answer.body);
  if (!place.success) return { outcome: 'failed', problem: 'Meta did not say where the file lies' };
  if ((place.data.file_size ?? 0) > MAX_FILE_BYTES) return { outcome: 'tooLarge' };
  const downloaded = await download(new URL(place.data.url), settings, stopping);
  if (downloaded.outcome !== 'fetched') return downloaded;
  const isWhole = [media.sha256, place.data.sha256].every((hash) => isHashOf(downloaded.bytes, hash));
  return isWhole ? { ...downloaded, name: media.name, mimeType: media.mimeType } : { outcome: 'damaged' };
}

// Meta's 100 for a media id: it is older than seven days, or was deleted.
const isMissing = (answer: Answer): boolean =>
  answer.outcome === 'error' && (answer.error.code === 100 || answer.error.httpStatus === 404);

function problemIn(answer: Exclude<Answer, { outcome: 'answered' }>): string {
  return answer.outcome === 'error' ? `Meta code ${answer.error.code}` : answer.problem;
}

async function download(from: URL, settings: CloudSettings, stopping: AbortSignal): Promise<Downloaded> {
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(FETCH_PATIENCE_MS)]);
  let url = from;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const trust = trustIn(url, settings.apiUrl);
    if (!trust) return { outcome: 'failed', problem: 'the file lies at an address that is not Meta’s' };
    const response = await fetch(url, {
      signal,
      redirect: 'manual',
      headers: {
        'User-Agent': 'SapaLab',
        ...(trust === 'withToken' ? { Authorization: `Bearer ${settings.accessToken}` } : {}),
      },
    });
    const next = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (next === null) return bytesOf(response);
    await response.body?.cancel();
    if (!URL.canParse(next, url)) break;
    url = new URL(next, url);
  }
  return { outcome: 'failed', problem: 'the file’s address leads in circles' };
}

async function bytesOf(response: Response): Promise<Downloaded> {
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    return { outcome: 'failed', problem: `the file server answered ${response.status}` };
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the download.
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > MAX_FILE_BYTES) return { outcome: 'tooLarge' };
    chunks.push(chunk);
  }
  return { outcome: 'fetched', bytes: Buffer.concat(chunks) };
}

/**
 * Whether a file may be fetched from there, and whether the token may go along: nobody makes the lab's
 * server call another one, and nobody but Meta gets the token.
 */
export function trustIn(url: URL, apiUrl: string): 'withToken' | 'without' | undefined {
  const { protocol, hostname, username, port } = url;
  if (LOOPBACK.has(new URL(apiUrl).hostname) && LOOPBACK.has(hostname)) return 'withToken';
  if (protocol !== 'https:' || username !== '' || port !== '') return undefined;
  if (hostname === 'lookaside.fbsbx.com' || hostname === 'graph.facebook.com') return 'withToken';
  return /^[a-z0-9.-]+\.fbcdn\.net$/.test(hostname) ? 'without' : undefined;
}

// Meta writes the hash in one place as hexadecimal digits and in another as base64.
function isHashOf(bytes: Buffer, given: string | undefined): boolean {
  if (given === undefined || given === '') return true;
  const hash = createHash('sha256').update(bytes).digest();
  return hash.toString('hex') === given.toLowerCase() || hash.toString('base64') === given;
}

/** What came of putting a file where Meta takes it from. */
export type Upload =
  | { outcome: 'uploaded'; mediaId: string; sizeBytes: number }
  | { outcome: 'missing' }
  | Exclude<Answer, { outcome: 'answered' }>;

/** Puts a file where Meta takes it from. Nobody sees it before a message names it. */
export async function uploadMedia(
  { path, name, mimeType }: { path: string; name: string; mimeType: string },
  graph: Graph,
  phoneNumberId: string,
): Promise<Upload> {
  const blob = await blobAt(path, mimeType);
  if (!blob) return { outcome: 'missing' };
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('type', mimeType);
  form.set('file', blob, name);
  const answer = await graph.post(`${phoneNumberId}/media`, form, UPLOAD_PATIENCE_MS);
  if (answer.outcome !== 'answered') return answer;
  const read = z.object({ id: z.string().min(1) }).safeParse(answer.body);
  if (!read.success) return { outcome: 'unknown', problem: 'Meta did not name the uploaded file' };
  return { outcome: 'uploaded', mediaId: read.data.id, sizeBytes: blob.size };
}

async function blobAt(path: string, type: string): Promise<Blob | undefined> {
  try {
    return await openAsBlob(path, { type });
  } catch {
    return undefined;
  }
}
