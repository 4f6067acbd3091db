import { setTimeout as pause } from 'node:timers/promises';
import type { InboundFile } from '../transport.ts';
import { type Fetched, type Media, mediaSchema } from './media.ts';
import { type CloudParts, type Log, problemOf } from './parts.ts';

type ArrivedFile = Exclude<InboundFile, { state: 'awaiting' }>;

/** What fetching needs. */
export interface FetchingParts {
  files: CloudParts['files'];
  log: Log;
  pausesMs: readonly number[];
  /** Whether Meta answers us at all; while it does not, no file is given up. */
  isConnected(): boolean;
  fetch(media: Media, stopping: AbortSignal): Promise<Fetched>;
  arrived(messageId: string, file: ArrivedFile): Promise<void>;
}

/** Fetches the files of messages, a few at a time. */
export interface Fetching {
  /** Fetches in the background; the same message again while it runs changes nothing. */
  begin(messageId: string, reference: string): void;
  /** Breaks off. What was not finished stays awaited and is fetched after the next start. */
  stop(): Promise<void>;
}

const AT_ONCE = 4;
const ACCEPTED = ['pdf', 'jpeg', 'png'] as const;

/** All that is needed to fetch the file later, as text for the intake row. */
export const referenceOf = (media: Media): string => JSON.stringify(media);

/** A new fetching with nothing to do yet. */
export function createFetching({
  files,
  log,
  pausesMs,
  isConnected,
  fetch,
  arrived,
}: FetchingParts): Fetching {
  const stopping = new AbortController();
  const waiting = new Map<string, string>();
  const running = new Map<string, Promise<void>>();

  const next = () => {
    for (const [messageId, reference] of waiting) {
      if (running.size >= AT_ONCE || stopping.signal.aborted) return;
      waiting.delete(messageId);
      const work = bring(messageId, reference).finally(() => {
        running.delete(messageId);
        next();
      });
      running.set(messageId, work);
    }
  };

  const bring = async (messageId: string, reference: string) => {
    try {
      const file = await offered(reference);
      if (file) await arrived(messageId, file);
    } catch (error) {
      // Still awaited: it is tried again at the next look at what is awaited.
      if (!stopping.signal.aborted) log.error({ problem: problemOf(error) }, 'a file was not taken in');
    }
  };

  const offered = async (reference: string): Promise<ArrivedFile | undefined> => {
    const media = mediaSchema.parse(JSON.parse(reference));
    const fetched = await fetchedPatiently(media);
    if (fetched.outcome === 'failed' && !isConnected()) return undefined;
    if (fetched.outcome === 'failed' || fetched.outcome === 'gone')
      return { state: 'refused', problem: 'notFetched' };
    if (fetched.outcome !== 'fetched') return { state: 'refused', problem: fetched.outcome };
    const { name, mimeType } = media;
    const admitted = await files.admit(fetched.bytes, {
      name,
      mimeType,
      origin: 'citizen',
      accepts: ACCEPTED,
    });
    if (admitted.outcome === 'stored') return { state: 'stored', fileId: admitted.fileId };
    return { state: 'refused', problem: admitted.problem };
  };

  // Damaged may be a download that was cut short, so it is tried again too.
  const fetchedPatiently = async (media: Media): Promise<Fetched> => {
    let fetched = await once(media);
    for (const pauseMs of pausesMs) {
      if (fetched.outcome !== 'failed' && fetched.outcome !== 'damaged') return fetched;
      await pause(pauseMs, undefined, { signal: stopping.signal });
      fetched = await once(media);
    }
    return fetched;
  };

  const once = async (media: Media): Promise<Fetched> => {
    try {
      const fetched = await fetch(media, stopping.signal);
      if (fetched.outcome === 'failed')
        log.warn({ problem: fetched.problem }, 'a file could not be fetched yet');
      return fetched;
    } catch (error) {
      stopping.signal.throwIfAborted();
      log.warn({ problem: problemOf(error) }, 'a file could not be fetched yet');
      return { outcome: 'failed', problem: problemOf(error) };
    }
  };

  return {
    begin(messageId, reference) {
      if (running.has(messageId) || waiting.has(messageId) || stopping.signal.aborted) return;
      waiting.set(messageId, reference);
      next();
    },
    async stop() {
      stopping.abort();
      waiting.clear();
      await Promise.all(running.values());
    },
  };
}
