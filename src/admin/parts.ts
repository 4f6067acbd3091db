import type { Clock } from '../clock.ts';
import type { Db } from '../db/open.ts';
import type { ThreadEntry } from '../domain/citizens/values.ts';
import type { Actor, DomainContext } from '../domain/context.ts';
import type { Fact } from '../domain/journal.ts';
import type { LabSettings } from '../domain/values/lab-settings.ts';
import type { FileStore } from '../files/store.ts';
import type { TransportState } from '../transports/transport.ts';

/** What reading the text of a report can come to. */
export type Inspected = { outcome: 'ok'; text: string } | { outcome: Exclude<string, 'ok'> };

/** How the lab is reached, for the page that shows it. */
export interface TransportView {
  name: string;
  state: TransportState;
  /** What a phone needs to be linked, while it is not. */
  pairing?: { qr?: string; code?: string };
}

/** What the staff pages are handed; everything else they take from the domain. */
export interface AdminParts {
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
  files: Pick<FileStore, 'admit' | 'open'>;
  /** Reads the text of a PDF in a process of its own. */
  inspectReport(fileId: number): Promise<Inspected>;
  /** Both sides of a chat, newest last; `before` pages back. */
  thread(citizenId: number, before?: number): ThreadEntry[];
  transport(): TransportView;
  /** Calls `listener` after each commit; the answer stops it. */
  onFacts(listener: (facts: Fact[]) => void): () => void;
}
