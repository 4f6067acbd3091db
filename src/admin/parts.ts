import type { FormDesk } from '../../flows/forms.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/open.ts';
import type { ThreadEntry } from '../domain/citizens/values.ts';
import type { Actor, DomainContext } from '../domain/context.ts';
import type { JobsDesk } from '../domain/job-runs/values.ts';
import type { Fact } from '../domain/journal.ts';
import type { Print } from '../domain/prints.ts';
import type { Ask } from '../domain/readings.ts';
import type { AnswerWindow } from '../domain/values/answer-window.ts';
import type { Health } from '../domain/values/health.ts';
import type { LabSettings } from '../domain/values/lab-settings.ts';
import type { FileTokens } from '../files/file-tokens.ts';
import type { FileStore } from '../files/store.ts';
import type { TransportState } from '../transports/transport.ts';

/** What reading the text of a report can come to. */
export type Inspected = { outcome: 'ok'; text: string } | { outcome: Exclude<string, 'ok'> };

/** How the lab is reached, for the pages that show it. */
export interface TransportView {
  name: string;
  state: TransportState;
  /** Of a transport that is linked with a phone. */
  line?: LineView;
}

/** How the line to a linked phone is and has been. */
export interface LineView {
  /** Newest first; the first says since when it is as it is. */
  history: readonly { status: TransportState['status']; said: string; code?: number; at: Date }[];
  /** The digits of the linked number, once it has been connected. */
  account: string | undefined;
  isPaired: boolean;
  /** What our client says it is; WhatsApp refuses versions that are too old. */
  version: string;
  /** How fast letters go, where WhatsApp may have made us go slower. */
  speed?: { perSecond: number; isSlowed: boolean; noticesPausedUntil?: Date } | undefined;
  /** What a phone needs to be linked, while it is not: secret. */
  pairing: { qr?: string; code?: string; until?: Date };
}

/** What an administrator can do about the line; each returns at once and goes on by itself. */
export interface LineDeeds {
  /** Asks for a phone anew. */
  pair(way: { phone: string } | 'qr'): void;
  /** Tries to connect now. */
  reconnect(): void;
  /** Takes the device off the account and forgets its keys. */
  unlink(): void;
  /** The number that is offered for pairing by code; digits. */
  pairingPhone: string | undefined;
}

/** The check of the journal's chain, for the page that shows it. */
export interface JournalCheckView {
  /** How far the check under way is, if there is one. */
  running(): { rows: number; total: number } | undefined;
  /** Begins one and returns at once; what it comes to is written in the journal. */
  start(staffId: number): void;
}

/** What has come and gone lately. */
export interface Traffic {
  lastMessageAt: Date | undefined;
  lastSentAt: Date | undefined;
  /** Letters written and not yet handed over. */
  waiting: number;
}

/** What the staff pages are handed; everything else they take from the domain. */
export interface AdminParts extends FormDesk {
  db: Db;
  transact<Result>(actor: Actor, change: (ctx: DomainContext) => Result): Result;
  clock: Clock;
  lab(): LabSettings;
  /** Where citizens and staff reach us, without a slash at the end. */
  publicUrl: string;
  log: {
    info(about: object, message: string): void;
    warn(about: object, message: string): void;
    error(about: object, message: string): void;
  };
  /** Reads what may take long beside the event loop. */
  ask: Ask;
  /** Prints beside the event loop. */
  print: Print;
  /** Checks the journal's chain when asked to; unset where nothing is served. */
  journalCheck?: JournalCheckView | undefined;
  /** Where the file of an export lies. */
  exportPath(storedAs: string): string;
  files: Pick<FileStore, 'admit' | 'keepOwn' | 'open'>;
  /** Hand stored files on when a form is shown again. */
  fileTokens: FileTokens;
  /** Reads the text of a PDF in a process of its own. */
  inspectReport(fileId: number): Promise<Inspected>;
  /** Both sides of a chat, newest last; `before` pages back. */
  thread(citizenId: number, before?: number): ThreadEntry[];
  /** Sends a letter that did not arrive once more. */
  resend(
    ctx: DomainContext,
    letter: { citizenId: number; letterId: number },
  ): { outcome: 'resent' | 'notNeeded' | 'otherHolder' | 'unknown' };
  /** How an officer's words would reach this person now; undefined where they always do. */
  answerWindow(citizenId: number): AnswerWindow | undefined;
  transport(): TransportView;
  jobs: JobsDesk;
  health(): Health;
  traffic(): Traffic;
  /** Unset where there is no phone to link. */
  line?: LineDeeds | undefined;
  /** Sends a letter by e-mail; rejects when it could not be handed over. Unset without a mail server. */
  mail?: ((letter: { to: string[]; subject: string; text: string }) => Promise<void>) | undefined;
  /** Calls `listener` after each commit; the answer stops it. */
  onFacts(listener: (facts: Fact[]) => void): () => void;
}
