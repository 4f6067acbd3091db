import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Letter } from './correspondent.ts';
import type { LinkedDevice } from './device.ts';
import type { Mailbox } from './mailbox.ts';
import type { MediaHost } from './media.ts';
import type { News } from './news.ts';
import type { Bundle, Sealed } from './signal.ts';

/** What the parts of the fake share: who is who, and what is on its way. */
export interface Exchange {
  readonly account: Account;
  readonly mailbox: Mailbox;
  readonly media: MediaHost;
  readonly news: News;
  readonly plan: FaultPlan;
  /** The bot, once it is linked. */
  device: LinkedDevice | undefined;
  /** Every phone under each of its addresses, without the server's name. */
  readonly phones: Map<string, Phone>;
  /** What was written to the bot, by id. */
  readonly letters: Map<string, Letter>;
}

/** The lab's own account. Addresses are without a device. */
export interface Account {
  readonly number: string;
  readonly name: string;
  readonly phoneAddress: string;
  readonly lidAddress: string;
}

/** A phone as the server sees it. */
export interface Phone {
  readonly phoneAddress: string;
  readonly lidAddress: string;
  bundle(): Bundle;
  /** The bot has written to it; `chat` is the address the bot wrote to; without `isConfirmed` it says nothing back. */
  receives(letter: { id: string; chat: string; sealed: Sealed; isConfirmed: boolean }): Promise<void>;
  /** The bot could not read a message. */
  wantedAgain(id: string, receipt: BinaryNode): Promise<void>;
  /** The bot says that it has got or read messages. */
  confirmed(ids: readonly string[], kind: 'delivered' | 'read'): void;
  /** The bot is typing, or has stopped. */
  sees(chatState: string): void;
}

/** What is to go wrong. */
export interface FaultPlan {
  dropAfter: { messages: number; taken: boolean } | undefined;
  refusal: { code: number; times: number } | undefined;
  ackError: { code: number; times: number } | undefined;
  acks: 'given' | 'withheld' | 'lost';
  isOffline: boolean;
  isSilent: boolean;
}

/** Nothing goes wrong. */
export function noFaults(): FaultPlan {
  return {
    dropAfter: undefined,
    refusal: undefined,
    ackError: undefined,
    acks: 'given',
    isOffline: false,
    isSilent: false,
  };
}
