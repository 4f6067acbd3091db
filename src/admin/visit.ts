import type { VNode } from 'preact';
import type { z } from 'zod';
import type { Said } from '../../flows/kit.ts';
import type { DomainContext } from '../domain/context.ts';
import type { SignedIn } from '../domain/staff/index.ts';
import type { LabDay } from '../domain/values/lab-day.ts';
import type { LabSettings } from '../domain/values/lab-settings.ts';
import type { AdminParts } from './parts.ts';
import type { NoticeName } from './words.ts';

/** One request of a browser, as a page sees it. */
export interface Visit {
  parts: AdminParts;
  now: Date;
  today: LabDay;
  lab: LabSettings;
  /** What stands in the path, such as `id`. */
  params: Readonly<Record<string, string>>;
  /** What stands behind the question mark; each name once. */
  query: Readonly<Record<string, string>>;
  /** Path and query as the browser asked for them. */
  url: string;
  /** The browser's address. */
  address: string;
  /** What the browser says it is. */
  browser: string;
  /** Who is signed in; always there on routes that not just anyone may. */
  staff: SignedIn | undefined;
  /** The session's token. */
  token: string | undefined;
  /** True when the page refreshes itself: nobody is reading just now. */
  background: boolean;
  /** A form that was sent and could not be carried out; its page is shown again. */
  tried: Tried | undefined;
  /** Files that came with a form of several, by field. */
  sent: ReadonlyMap<string, SentFile>;
  /** Those that are stored by now, handed on when the form is shown again. */
  kept: Map<string, KeptField>;
}

/** A file of a form that is stored already. */
export interface KeptField {
  name: string;
  token: string;
  /** What can be done about one with mistakes. */
  choices?: readonly { word: string; label: Said }[];
}

/** A visit of somebody who is signed in. */
export type StaffVisit = Visit & { staff: SignedIn };

/** A form as it was sent, and what is wrong with it, field by field. */
export interface Tried {
  action: string;
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
}

/** A file that came with a form. */
export interface SentFile {
  name: string;
  mimeType: string;
  bytes: Buffer;
}

/** What a page answers. */
export type Answer =
  | {
      outcome: 'page';
      title: string;
      body: VNode;
      status?: number;
      /** Without navigation. */
      plain?: boolean;
      /** What it shows, `case:12` or `chat:5`: officers who look at the same see each other. */
      at?: string;
      /** What is wrong with what was sent, when it belongs to no field. */
      problem?: string;
    }
  | { outcome: 'redirect'; to: string; session?: SessionChange }
  | { outcome: 'file'; path: string; name: string; mimeType: string }
  | { outcome: 'asset'; path: string; mimeType: string }
  /** Made for this request; with a name it is saved, without it is shown. */
  | { outcome: 'made'; bytes: Uint8Array | string; mimeType: string; name?: string }
  | { outcome: 'live' }
  /** Somebody writes a reply on the page that shows `?at=`. */
  | { outcome: 'writing' }
  | { outcome: 'notFound' };

/** A session to begin in the browser, or the end of the one it has. */
export type SessionChange = { token: string } | 'ended';

/** Shows something; never changes what it shows. */
export type Page = (visit: StaffVisit) => Answer | Promise<Answer>;

/** What came of carrying a form out. */
export type Done =
  /** Redirects to `to`, or back to where the form stands. */
  | {
      outcome: 'done';
      notice?: NoticeName;
      to?: string;
      session?: SessionChange;
      /** What the world outside the database is asked to do, once all is committed; not at a double click. */
      afterwards?: () => void;
    }
  /** The form is shown again with a sentence at each field. */
  | { outcome: 'mistake'; errors: Record<string, string> }
  /** Somebody else was faster; nothing has been changed. */
  | { outcome: 'stale'; comparison: Answer }
  /** Something that is shown once and never again. */
  | { outcome: 'shown'; answer: Answer; afterwards?: () => void }
  | { outcome: 'notFound' };

/** What a form does: read, prepared outside, carried out in one transaction, answered with a redirect. */
export interface Deed<Form, Prepared = undefined> {
  form: z.ZodType<Form>;
  /** The page the form stands on. */
  page: Page;
  /** Where one is led after it, and after a double click. */
  back(visit: StaffVisit): string;
  /** Slow work that must not happen inside a transaction. */
  prepare?(visit: StaffVisit, form: Form, file: SentFile | undefined): Promise<Prepared>;
  /** Decides and changes, synchronously, in one transaction. */
  carryOut(ctx: DomainContext, visit: StaffVisit, form: Form, prepared: Prepared): Done;
}
