import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { BACKGROUND_HEADER, backgroundMark } from '../../src/admin/background.ts';
import type { AdminParts } from '../../src/admin/server.ts';
import { createAdmin } from '../../src/admin/server.ts';
import type { ThreadEntry } from '../../src/domain/citizens/values.ts';
import { clockDoubt } from '../../src/domain/job-runs/index.ts';
import type { Fact } from '../../src/domain/journal.ts';
import { addStaff, hashPassword } from '../../src/domain/staff/index.ts';
import type { Role } from '../../src/domain/staff/values.ts';
import type { Health } from '../../src/domain/values/health.ts';
import { perform, submitForm } from '../../src/effects.ts';
import { resend } from '../../src/engine/resend.ts';
import { createFileTokens } from '../../src/files/file-tokens.ts';
import { printHere } from '../../src/print/here.ts';
import { readHere } from '../../src/reader/index.ts';
import { type TestLab, testLab } from './lab.ts';

/** A lab in which all is well. */
export const WELL: Health = {
  status: 'ok',
  transport: { name: 'simulator', status: 'connected' },
  pendingMessages: 0,
  unsentLetters: 0,
  oldestUnsentAt: null,
  lastMessageAt: null,
  incidents: 0,
  freeDiskMegabytes: 50_000,
  lastBackupAt: '2026-11-19T18:30:00.000Z',
  backupIsOld: false,
  failingJobs: [],
  clockDoubted: false,
  unindexedCases: 0,
};
/** Cheap to check, so that a test signs in within a millisecond. */
const CHEAP = { N: 2 ** 4, r: 8, p: 1 };
export const PASSWORD = 'kuda-laut-biru-42';

/** A lab whose staff pages are served on a port of their own. */
export interface StaffPages extends TestLab {
  /** Where they are served, without a slash at the end. */
  address: string;
  /** What `thread` answers; a test fills it. */
  thread: ThreadEntry[];
  /** Lines the pages wrote to the log. */
  logged: { about: object; message: string }[];
  /** Adds an account with `PASSWORD`. */
  hire(name: string, role: Role): Promise<{ id: number; email: string }>;
  /** A browser that has signed in as somebody. */
  signedIn(person: { email: string }): Promise<Browser>;
  /** Tells open pages what has been committed. */
  committed(facts: Fact[]): void;
  close(): Promise<void>;
}

export async function staffPages(parts: Partial<AdminParts> = {}): Promise<StaffPages> {
  const lab = testLab();
  const thread: ThreadEntry[] = [];
  const logged: StaffPages['logged'] = [];
  const listeners = new Set<(facts: Fact[]) => void>();
  const log = (about: object, message: string) => void logged.push({ about, message });
  const app = express();
  app.use(
    '/admin',
    createAdmin({
      perform,
      submitForm,
      fileTokens: createFileTokens(new Uint8Array(32)),
      db: lab.db,
      transact: lab.transact,
      clock: lab.clock,
      lab: () => lab.settings,
      publicUrl: 'http://lab.example',
      log: { info: log, warn: log, error: log },
      ask: readHere(parts.db ?? lab.db).ask,
      exportPath: (storedAs) => join(tmpdir(), 'no-such-folder', storedAs),
      print: printHere,
      files: {
        admit: async () => ({ outcome: 'refused', problem: 'wrongKind' }),
        keepOwn: async () => 1,
        open: () => undefined,
      },
      inspectReport: async () => ({ outcome: 'ok', text: '' }),
      thread: () => thread,
      resend,
      answerWindow: () => undefined,
      transport: () => ({ name: 'simulator', state: { status: 'connected', detail: 'Simulator menyala.' } }),
      jobs: { overview: () => [], clockDoubt: () => clockDoubt(lab.db), runNow: () => 'unknown' },
      health: () => WELL,
      traffic: () => ({ lastMessageAt: undefined, lastSentAt: undefined, waiting: 0 }),
      onFacts: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      ...parts,
    }),
  );
  const server = app.listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  // A server that listens on a port has an address with one.
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...lab,
    address,
    thread,
    logged,
    async hire(name, role) {
      const passwordHash = await hashPassword(PASSWORD, new Uint8Array(16), CHEAP);
      const email = `${name.toLowerCase().replace(/\W+/g, '.')}@labkesmas.example`;
      const added = lab.change((ctx) => addStaff(ctx, { name, email, role, passwordHash }));
      if (added.outcome !== 'added') throw new Error(`${email} has an account already`);
      return { id: added.staffId, email };
    },
    async signedIn(person) {
      const browser = new Browser(address);
      const answer = await browser.post('/admin/sign-in', { email: person.email, password: PASSWORD });
      if (answer.status !== 303) throw new Error(`${person.email} could not sign in: ${answer.status}`);
      return browser;
    },
    committed: (facts) => {
      for (const listener of listeners) listener(facts);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** What a page answered. */
export interface Answered {
  status: number;
  /** Where it redirects to, empty when it does not. */
  to: string;
  html: string;
  headers: Headers;
}

/** A browser as far as our pages can tell: it keeps cookies and says that forms come from our own pages. */
export class Browser {
  readonly address: string;
  cookie = '';

  constructor(address: string) {
    this.address = address;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answered> {
    return this.#ask(path, { headers });
  }

  /** Fetches a file. */
  async bytes(path: string): Promise<Buffer> {
    const response = await fetch(this.address + path, { headers: { cookie: this.cookie } });
    return Buffer.from(await response.arrayBuffer());
  }

  /** Asks as a page does that refreshes itself: nobody is reading. */
  refresh(path: string): Promise<Answered> {
    const token = this.cookie.split('=')[1] ?? '';
    return this.get(path, { [BACKGROUND_HEADER]: backgroundMark(token, path) });
  }

  /** Sends fields as a form would; pairs may repeat a name. */
  post(
    path: string,
    fields: Record<string, string> | [string, string][],
    headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' },
  ): Promise<Answered> {
    return this.#ask(path, { method: 'POST', headers, body: new URLSearchParams(fields) });
  }

  /** Sends a form with a file. */
  upload(path: string, fields: Record<string, string>, file: File): Promise<Answered> {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set('file', file);
    return this.#ask(path, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' }, body });
  }

  /** Opens a page and sends the form with this action on it, its hidden fields included. */
  async fill(page: string, action: string, fields: Record<string, string> = {}): Promise<Answered> {
    const { html } = await this.get(page);
    return this.post(action, { ...hiddenFieldsOf(html, action), ...fields });
  }

  async #ask(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Answered> {
    const headers = { ...init.headers, ...(this.cookie && { cookie: this.cookie }) };
    const response = await fetch(this.address + path, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) this.cookie = cookie.split(';')[0] ?? '';
    return {
      status: response.status,
      to: response.headers.get('location') ?? '',
      html: await response.text(),
      headers: response.headers,
    };
  }
}

/** The hidden fields of the form that is sent to `action`. */
export function hiddenFieldsOf(html: string, action: string): Record<string, string> {
  const form = html.split('<form').find((part) => part.includes(`action="${action}"`));
  if (!form) throw new Error(`no form leads to ${action}`);
  const inside = form.split('</form>')[0] ?? '';
  const found = inside.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries(Array.from(found, ([, name = '', value = '']) => [name, value]));
}
