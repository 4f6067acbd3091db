import type { Request, Response } from 'express';
import type { Fact } from '../domain/journal.ts';
import { latestNews } from '../domain/notifications/index.ts';
import type { AdminParts } from './parts.ts';
import { createPresence } from './presence.ts';

const PING_MS = 20_000;
/** One person has a few windows, not two hundred; beyond this the oldest is closed. */
const CONNECTIONS_PER_PERSON = 6;
/** A browser this far behind with reading is not there any more. */
const MAX_UNREAD_BYTES = 16 * 1024;

/** A window that wants to hear what happens. */
export interface LiveWindow {
  staffId: number;
  name: string;
  /** What it shows, `case:12`, for those who look at the same; already checked against their reach. */
  at: string | undefined;
  /** Asked again and again. */
  stillSignedIn(): boolean;
}

/** Tells open pages that something has happened. */
export interface Live {
  /** Keeps the answer open. */
  connect(request: Request, response: Response, window: LiveWindow): void;
  /** Somebody writes a reply to what they look at. */
  writes(at: string, staffId: number): void;
}

/**
 * Server-sent events. `changed` and `notified` carry nothing: which page may see what is decided when
 * the page asks again. `watching` names the officers who look at the same thing, who may all see it.
 */
export function createLive(parts: Pick<AdminParts, 'onFacts' | 'db'>): Live {
  const open = new Map<number, Response[]>();
  const presence = createPresence();
  let lastNews: number | undefined;
  parts.onFacts((facts) => {
    if (open.size === 0) return;
    for (const response of [...open.values()].flat()) tell(response, 'changed', 1);
    for (const staffId of whoHasNews(facts)) {
      for (const response of open.get(staffId) ?? []) tell(response, 'notified', 1);
    }
  });

  function whoHasNews(facts: readonly Fact[]): Iterable<number> {
    const { newest, staffIds } = latestNews(parts.db, lastNews ?? 0);
    lastNews = newest;
    // What units have read between them no row under the bell says.
    return facts.some(({ kind }) => kind === 'unitMessage.read') ? open.keys() : staffIds;
  }

  return {
    connect(request, response, { staffId, name, at, stillSignedIn }) {
      lastNews ??= latestNews(parts.db, 0).newest;
      const mine = open.get(staffId) ?? [];
      open.set(staffId, [...mine, response].slice(-CONNECTIONS_PER_PERSON));
      for (const old of mine.slice(0, Math.max(0, mine.length + 1 - CONNECTIONS_PER_PERSON))) old.end();
      response.set({
        'content-type': 'text/event-stream',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      });
      response.flushHeaders();
      comment(response, 'connected');
      const leave =
        at && presence.enter(at, { staffId, name, tell: (who) => tell(response, 'watching', who) });
      const ping = setInterval(() => {
        if (stillSignedIn()) comment(response, 'ping');
        else response.end();
      }, PING_MS);
      ping.unref();
      request.on('close', () => {
        clearInterval(ping);
        if (leave) leave();
        const left = (open.get(staffId) ?? []).filter((other) => other !== response);
        if (left.length > 0) open.set(staffId, left);
        else open.delete(staffId);
      });
    },
    writes: (at, staffId) => presence.writes(at, staffId),
  };
}

const tell = (response: Response, event: string, data: unknown): void =>
  write(response, `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

const comment = (response: Response, words: string): void => write(response, `: ${words}\n\n`);

// Between the end of an answer and the news of it lies a moment; a word into it would end the process.
function write(response: Response, words: string): void {
  if (response.writableEnded || response.destroyed) return;
  if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
  else response.write(words);
}
