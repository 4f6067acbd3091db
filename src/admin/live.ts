import type { Request, Response } from 'express';
import type { AdminParts } from './parts.ts';

const PING_MS = 20_000;
/** One person has a few windows, not two hundred; beyond this the oldest is closed. */
const CONNECTIONS_PER_PERSON = 6;
/** A browser this far behind with reading is not there any more. */
const MAX_UNREAD_BYTES = 16 * 1024;

/** Tells open pages that something has happened. */
export interface Live {
  /** Keeps the answer open; `stillSignedIn` is asked again and again. */
  connect(request: Request, response: Response, staffId: number, stillSignedIn: () => boolean): void;
}

/** Server-sent events without content: which page may see what is decided when the page asks again. */
export function createLive(parts: Pick<AdminParts, 'onFacts'>): Live {
  const open = new Map<number, Response[]>();
  parts.onFacts(() => {
    for (const response of [...open.values()].flat()) tell(response, 'event: changed\ndata: 1\n\n');
  });
  return {
    connect(request, response, staffId, stillSignedIn) {
      const mine = open.get(staffId) ?? [];
      open.set(staffId, [...mine, response].slice(-CONNECTIONS_PER_PERSON));
      for (const old of mine.slice(0, Math.max(0, mine.length + 1 - CONNECTIONS_PER_PERSON))) old.end();
      response.set({
        'content-type': 'text/event-stream',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      });
      response.flushHeaders();
      tell(response, ': connected\n\n');
      const ping = setInterval(() => {
        if (stillSignedIn()) tell(response, ': ping\n\n');
        else response.end();
      }, PING_MS);
      ping.unref();
      request.on('close', () => {
        clearInterval(ping);
        const left = (open.get(staffId) ?? []).filter((other) => other !== response);
        if (left.length > 0) open.set(staffId, left);
        else open.delete(staffId);
      });
    },
  };
}

// Between the end of an answer and the news of it lies a moment; a word into it would end the process.
function tell(response: Response, words: string): void {
  if (response.writableEnded || response.destroyed) return;
  if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
  else response.write(words);
}
