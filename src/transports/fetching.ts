import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { problemOf } from './problem.ts';
import type { FileProblem, InboundFile } from './transport.ts';

/** What came of fetching a file once. `gone`: nobody has it any more; `failed`: it may work another time. */
export type Fetched =
  | { outcome: 'fetched'; bytes: Buffer; name: string; mimeType: string }
  | { outcome: 'gone' | 'tooLarge' | 'damaged' }
  | { outcome: 'failed'; problem: string };

/** The lab's file store, as far as a transport that fetches uses it. */
export interface CitizenFiles {
  admit(
    bytes: Buffer,
    claim: {
      name: string;
      mimeType: string;
      origin: 'citizen';
      accepts: readonly (typeof ACCEPTED)[number][];
    },
  ): Admitted | Promise<Admitted>;
}
type Admitted = { outcome: 'stored'; fileId: number } | { outcome: 'refused'; problem: FileProblem };

/** What fetching needs. */
export interface FetchingParts {
  files: CitizenFiles;
  log: Log;
  /** How long to wait before each further try, while the line holds. */
  pausesMs: readonly number[];
  /** Messages whose file is still to be fetched; of very many only the first. */
  awaited(): { messageId: string; reference: string }[];
  /** While the line is down it is no fault of a file that it cannot be fetched: it stays awaited. */
  isConnected(): boolean;
  /** Fetches once. What it throws counts as `failed`, too. */
  fetch(reference: string, stopping: AbortSignal): Promise<Fetched>;
  arrived(messageId: string, file: ArrivedFile): Promise<void>;
}

type ArrivedFile = Exclude<InboundFile, { state: 'awaiting' }>;

/** Fetches the files of messages, a few at a time. */
export interface Fetching {
  /** Fetches in the background; the same message again while it runs changes nothing. */
  begin(messageId: string, reference: string): void;
  /**
   * Takes up what an earlier run, a lost line or a full disk has left, for when the line is found. While
   * it holds this is done each minute by itself.
   */
  resume(): void;
  /** Breaks off. What was not finished stays awaited and is fetched after the next start. */
  stop(): Promise<void>;
}

const AT_ONCE = 4;
const RESUME_MS = 60_000;
const ACCEPTED = ['pdf', 'jpeg', 'png', 'xlsx', 'xls'] as const;

/** A new fetching with nothing to do yet. */
export function createFetching(parts: FetchingParts): Fetching {
  const { files, log, pausesMs, awaited, isConnected, fetch, arrived } = parts;
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
      const file = await offered(await fetchedPatiently(reference));
      if (file) await arrived(messageId, file);
    } catch (error) {
      // Still awaited: it is taken up again.
      if (!stopping.signal.aborted) log.error({ problem: problemOf(error) }, 'a file was not taken in');
    }
  };

  /** What to say of the file; nothing while it stays awaited. */
  const offered = async (fetched: Fetched): Promise<ArrivedFile | undefined> => {
    if (fetched.outcome === 'failed' && !isConnected()) return undefined;
    if (fetched.outcome === 'failed' || fetched.outcome === 'gone')
      return { state: 'refused', problem: 'notFetched' };
    if (fetched.outcome !== 'fetched') return { state: 'refused', problem: fetched.outcome };
    const { bytes, name, mimeType } = fetched;
    const admitted = await files.admit(bytes, { name, mimeType, origin: 'citizen', accepts: ACCEPTED });
    if (admitted.outcome === 'stored') return { state: 'stored', fileId: admitted.fileId };
    return { state: 'refused', problem: admitted.problem };
  };

  const fetchedPatiently = async (reference: string): Promise<Fetched> => {
    let fetched = await fetchedOnce(reference);
    for (const pauseMs of pausesMs) {
      // Damaged may be a download that was cut short.
      const isWorthAgain = fetched.outcome === 'failed' || fetched.outcome === 'damaged';
      if (!isWorthAgain || !isConnected()) return fetched;
      await pause(pauseMs, undefined, { signal: stopping.signal });
      fetched = await fetchedOnce(reference);
    }
    return fetched;
  };

  const fetchedOnce = async (reference: string): Promise<Fetched> => {
    const fetched = await fetch(reference, stopping.signal).catch(
      (error: unknown): Fetched => ({ outcome: 'failed', problem: problemOf(error) }),
    );
    // A try that we broke off ourselves says nothing about the file.
    stopping.signal.throwIfAborted();
    if (fetched.outcome === 'failed')
      log.warn({ problem: fetched.problem }, 'a file could not be fetched yet');
    return fetched;
  };

  const begin = (messageId: string, reference: string) => {
    if (running.has(messageId) || waiting.has(messageId) || stopping.signal.aborted) return;
    waiting.set(messageId, reference);
    next();
  };
  const resume = () => {
    try {
      for (const { messageId, reference } of awaited()) begin(messageId, reference);
    } catch (error) {
      log.error({ problem: problemOf(error) }, 'awaited files could not be looked for');
    }
  };
  const resuming = setInterval(() => isConnected() && resume(), RESUME_MS);

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
