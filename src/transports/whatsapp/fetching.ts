import { setTimeout as pause } from 'node:timers/promises';
import type { WAMessage } from '@whiskeysockets/baileys';
import type { InboundFile } from '../transport.ts';
import type { Place } from './address.ts';
import { fetchFile, fileIn, messageAt } from './media.ts';
import type { FileStore, Log } from './parts.ts';
import { problemOf } from './quiet.ts';

type ArrivedFile = Exclude<InboundFile, { state: 'awaiting' }>;

/** What fetching needs. */
export interface FetchingParts {
  files: FileStore;
  place: Place;
  log: Log;
  /** Messages whose file is still to be fetched; of very many only the first. */
  awaited(): { messageId: string; reference: string }[];
  isConnected(): boolean;
  /** Asks the sender's phone to put the file back; gives the message with its new place. */
  reupload(message: WAMessage): Promise<WAMessage>;
  arrived(messageId: string, file: ArrivedFile): Promise<void>;
}

/** Fetches the files of messages, a few at a time. */
export interface Fetching {
  /** Fetches in the background; the same message again while it runs changes nothing. */
  begin(messageId: string, reference: string): void;
  /** Takes up what an earlier run, a lost line or a full disk has left; it does so by itself each minute. */
  resume(): void;
  /** Breaks off. What was not finished stays awaited and is fetched after the next start. */
  stop(): Promise<void>;
}

const AT_ONCE = 4;
const PAUSES_MS = [2_000, 10_000];
const REUPLOAD_PATIENCE_MS = 30_000;
const RESUME_MS = 60_000;
const ACCEPTED = ['pdf', 'jpeg', 'png'] as const;

/** A new fetching with nothing to do yet. */
export function createFetching(parts: FetchingParts): Fetching {
  const { files, place, log, reupload, arrived } = parts;
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
      await arrived(messageId, await offered(reference));
    } catch (error) {
      // Still awaited: it is taken up again.
      if (!stopping.signal.aborted) log.error({ problem: problemOf(error) }, 'a file was not taken in');
    }
  };

  const offered = async (reference: string): Promise<ArrivedFile> => {
    const message = messageAt(reference);
    const fetched = await fetchedPatiently(message);
    if (fetched.outcome === 'gone') return { state: 'refused', problem: 'notFetched' };
    if (fetched.outcome !== 'fetched') return { state: 'refused', problem: fetched.outcome };
    const { name, mimeType } = fileIn(message);
    const admitted = await files.admit(fetched.bytes, {
      name,
      mimeType,
      origin: 'citizen',
      accepts: ACCEPTED,
    });
    if (admitted.outcome === 'stored') return { state: 'stored', fileId: admitted.fileId };
    return { state: 'refused', problem: admitted.problem };
  };

  const fetchedPatiently = async (message: WAMessage) => {
    for (const pauseMs of [...PAUSES_MS, undefined]) {
      try {
        return await fetchedOrPutBack(message);
      } catch (error) {
        stopping.signal.throwIfAborted();
        // Without a line it is no fault of the file, which stays awaited.
        if (!parts.isConnected()) throw error;
        if (pauseMs === undefined) break;
        log.warn({ problem: problemOf(error) }, 'a file could not be fetched, trying again');
        await pause(pauseMs, undefined, { signal: stopping.signal });
      }
    }
    return { outcome: 'gone' } as const;
  };

  const fetchedOrPutBack = async (message: WAMessage) => {
    const first = await fetchFile(message, place, stopping.signal);
    if (first.outcome !== 'gone') return first;
    const { url } = fileIn(message).media;
    // Baileys waits for the phone without end.
    const done = new AbortController();
    const tired = pause(REUPLOAD_PATIENCE_MS, undefined, {
      signal: AbortSignal.any([stopping.signal, done.signal]),
    }).then(() => {
      throw new Error('the phone did not put the file back');
    });
    const putBack = await Promise.race([reupload(message), tired])
      .catch((error: unknown) => {
        if (isGoneForGood(error)) return undefined;
        throw error;
      })
      .finally(() => done.abort());
    if (!putBack) return first;
    // Only the path is new. Baileys names a host too, one that takes our own files.
    Object.assign(fileIn(putBack).media, { url });
    return fetchFile(putBack, place, stopping.signal);
  };

  const begin = (messageId: string, reference: string) => {
    if (running.has(messageId) || waiting.has(messageId) || stopping.signal.aborted) return;
    waiting.set(messageId, reference);
    next();
  };
  const resume = () => {
    if (!parts.isConnected()) return;
    try {
      for (const { messageId, reference } of parts.awaited()) begin(messageId, reference);
    } catch (error) {
      log.error({ problem: problemOf(error) }, 'awaited files could not be looked for');
    }
  };
  const resuming = setInterval(resume, RESUME_MS);

  return {
    begin,
    resume,
    async stop() {
      clearInterval(resuming);
      stopping.abort();
      waiting.clear();
      await Promise.all(running.values());
    },
  };
}

/** The phone that wrote it has it no longer, or says that it never will. */
function isGoneForGood(error: unknown): boolean {
  // Baileys throws errors of @hapi/boom.
  const { output } = error as { output?: { statusCode?: number } };
  return output?.statusCode === 404 || output?.statusCode === 412;
}
