import type { Clock } from '../../clock.ts';
import type { Db } from '../../db/open.ts';
import type { Log } from '../../log.ts';
import type { CitizenFiles } from '../fetching.ts';
import type { Shown } from './pairing.ts';
import type { Turn } from './story.ts';

/** A message of ours as the outbox remembers it. */
export interface SentBefore {
  text: string;
  /** Set when a file went with it. */
  fileId?: number | null;
  writtenAt: Date;
}

/** What the transport is made of. */
export interface WhatsAppParts {
  db: Db;
  clock: Clock;
  files: CitizenFiles;
  settings: {
    /** A loopback address for tests; WhatsApp's own when left out. */
    socketUrl?: string | undefined;
    /** Pair by code for this number instead of by QR. */
    pairingPhone?: string | undefined;
    /** What the client says it is, when WhatsApp refuses the built-in one. */
    version?: [number, number, number] | undefined;
    /** After how many seconds a silent line counts as dead; 120 when left out. */
    silenceSeconds?: number;
    /** How long what could not be read may take to come again, before and after we ask for it; 60 when left out. */
    unreadSeconds?: number;
    /** After how many seconds without WhatsApp's answer nobody knows what became of a message; 30 when left out. */
    confirmSeconds?: number;
    /** How fast we may send: over all chats, 0 for not at all; and how long one chat rests. */
    perSecond?: number;
    chatPauseMs?: number;
  };
  log: Log;
  /** Shows the operator one line, or one picture of several lines. */
  terminal(line: string): void;
  /** Told when staff would see something new about the line. */
  changed?(): void;
  /** Our own message, when a phone could not read it and asks for it again. */
  sentText(messageId: string): SentBefore | undefined;
}

/** How the line is and has been, for the page that shows it to staff. */
export interface Line {
  /** Newest first; the first says since when it is as it is. */
  history: readonly Turn[];
  /** The digits of the linked number, once it has been connected. */
  account: string | undefined;
  isPaired: boolean;
  /** Whether a phone has been linked since this was started. */
  wasPaired: boolean;
  /** What the client says it is. */
  version: string;
  /** Secret: for an administrator only. */
  pairing: Shown;
}
