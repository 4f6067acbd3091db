/** What a message is, whatever it carries. `unknown` is a kind we have no word for yet. */
export type MessageKind =
  | 'text'
  | 'image'
  | 'document'
  | 'audio'
  | 'video'
  | 'sticker'
  | 'contact'
  | 'location'
  | 'reaction'
  | 'unknown';

/**
 * What a person did that no dialog can answer: they called, what they wrote cannot be read, or they have
 * changed or withdrawn words that were answered already.
 */
export type Wordless = 'call' | 'unreadable' | 'edited' | 'withdrawn';

/** They tapped a choice under a message of ours that is not the newest: `text` is what stands on it. */
export type OldTap = 'oldTap';

export const MESSAGE_KINDS = [
  'text',
  'image',
  'document',
  'audio',
  'video',
  'sticker',
  'contact',
  'location',
  'reaction',
  'unknown',
] as const satisfies readonly MessageKind[];

/** A file beside a message: already stored, refused, or still to be fetched by the transport. */
export type InboundFile =
  | { state: 'stored'; fileId: number }
  | { state: 'refused'; problem: FileProblem }
  | { state: 'awaiting'; reference: string };

/** Why a file is not accepted; each has a sentence of its own. */
export type FileProblem =
  | 'tooLarge'
  | 'empty'
  | 'wrongKind'
  | 'damaged'
  | 'encrypted'
  | 'unsafe'
  /** A workbook that brings programs. */
  | 'macros'
  /** A workbook with more rows than we take in one. */
  | 'tooManyRows'
  /** A workbook that would unfold to more than anybody fills in. */
  | 'overfull'
  | 'notFetched';

/** A message from a person, as every transport hands it in. */
export interface Inbound {
  transport: string;
  /** The exact address to answer to. */
  address: string;
  /** Other addresses of the same person, when the transport knows them. */
  aliases?: string[];
  /** Digits with country code, when the transport knows them; a LID is not a phone. */
  phone?: string;
  /** The name the person gave the transport. */
  displayName?: string;
  /** Unique per transport: the same id again is a redelivery. */
  messageId: string;
  kind: MessageKind | Wordless | OldTap;
  /** The text or caption as it came; empty when there is none. */
  text: string;
  /** The id of their message that this one changes or takes back; with kind `edited` and `withdrawn`. */
  edits?: string;
  file?: InboundFile;
  location?: { latitude: number; longitude: number };
  sentAt: Date;
}

/** A message to a person, as every transport gets it. */
export interface Outbound {
  address: string;
  /** Fixed before the first try; a second try carries the same. */
  messageId: string;
  text: string;
  /** A reply unless it says otherwise; what comes unasked is a notice, or a digest, which has even more time. */
  priority?: 'reply' | 'notice' | 'digest';
  file?: { fileId: number; path: string; name: string; mimeType: string };
  /** When this person last wrote on this transport; some may only answer for a while after that. */
  lastHeardAt?: Date;
  /** The approved words for this notice once that time is over: the name and language WhatsApp knows them by. */
  template?: Template;
  /** Approved words that only ask the person to write, set while nobody has asked them yet. */
  invitation?: Template;
}

/** A text that WhatsApp has approved beforehand, with one place for words of ours. */
export interface Template {
  name: string;
  /** WhatsApp's code, such as `id` or `en_US`. */
  language: string;
}

/**
 * What came of handing a message to the transport. Handed over is not yet delivered. A `problem` that is
 * a whole Indonesian sentence is shown to staff when the message has failed or waits; anything else is for the log.
 */
export type Sent =
  | { outcome: 'handedOver' }
  /** The transport cannot send now; try again, at the earliest after `afterMs`. */
  | { outcome: 'notNow'; problem: string; afterMs?: number }
  /** It can only go once the person has written again; they were invited to where that was possible. */
  | { outcome: 'awaitsPerson'; invited: boolean; problem?: string }
  /** Nobody knows whether it was taken. */
  | { outcome: 'unknown'; problem: string }
  /** It will never be sent; staff are told. */
  | { outcome: 'refused'; problem: string };

/** A later word about a message we sent. */
export interface Receipt {
  messageId: string;
  /**
   * `uncertain`: nobody knows what became of it; it may be handed over again. `awaitsPerson`: it was
   * turned back because they have not written for too long, and goes once they write again.
   */
  state: 'acknowledged' | 'delivered' | 'read' | 'failed' | 'uncertain' | 'awaitsPerson';
  problem?: string;
}

/** An officer's own words to a person, written on the lab's phone past this system. */
export interface WrittenOnPhone {
  address: string;
  aliases?: string[];
  phone?: string;
  messageId: string;
  /** The text or caption; empty when there is none. */
  text: string;
  sentAt: Date;
}

/** What the engine offers a transport. */
export interface Door {
  /** Writes the message down; resolves once it is committed. `duplicate` means it had come before. */
  receive(inbound: Inbound): Promise<Recorded>;
  /**
   * The same, committed before it returns, for a transport that must not go on earlier.
   *
   * @throws when it cannot be written now
   */
  receiveNow(inbound: Inbound): Recorded;
  /**
   * What people wrote during an outage is coming in: turns wait for the last of it, for a few seconds at
   * most, so that each person is answered by all that they and an officer have written meanwhile.
   */
  backlog(state: 'coming' | 'over'): void;
  /** Whether a message with this id has been written down. */
  knows(messageId: string): boolean;
  /** Brings the file of a message that was `awaiting` one. */
  fileArrived(messageId: string, file: Exclude<InboundFile, { state: 'awaiting' }>): Promise<void>;
  /** Messages whose file is still to be fetched, after a restart too. */
  awaitingFiles(): { messageId: string; reference: string }[];
  receipt(receipt: Receipt): void;
  /**
   * The same for several, committed before it returns, for a transport that must not go on earlier.
   *
   * @throws when they cannot be written now
   */
  receiptsNow(receipts: readonly Receipt[]): void;
  /** The address may belong to somebody else now: what is queued for it is held. */
  identityChanged(address: string): void;
  /** These addresses turn out to be one person's. */
  samePerson(known: { addresses: readonly string[]; phone?: string }): void;
  /** An officer has answered on the lab's phone: the bot is silent in that chat until it is handed back. */
  writtenOnPhone(message: WrittenOnPhone): void;
}

/** What came of writing a message down; `duplicate` means it had come before. */
export interface Recorded {
  outcome: 'recorded' | 'duplicate';
  intakeId: number;
}

/**
 * How a transport is doing, in one word and one sentence for staff. `replaced`: another program uses the
 * same account; `banned`: the account is closed; `tooOld`: this version of the client is refused.
 */
export interface TransportState {
  status: 'connected' | 'connecting' | 'unpaired' | 'replaced' | 'banned' | 'tooOld' | 'stopped';
  detail: string;
}

/** A letter that waits to go, as far as a choice among them needs to know it. */
export type Waiting = Pick<Outbound, 'address' | 'messageId' | 'priority'>;

/** Which letters may go, and after how long it is worth asking again for the others. */
export interface Admitted<Letter> {
  letters: Letter[];
  againInMs?: number;
}

/** A way to be heard. */
export interface Transport {
  readonly name: string;
  /**
   * What it means to hand the same message over again: nothing new where its id travels with it, or a
   * second message in the person's chat.
   */
  readonly again: 'sameMessage' | 'anotherMessage';
  /** It speaks about every message it has taken within this time; silence then means nobody knows. */
  readonly confirmsWithinMs?: number;
  /**
   * It may answer a person freely only this long after they last wrote; afterwards with approved words
   * alone. Every letter then carries `lastHeardAt`, and `template` and `invitation` where there are any.
   * Undefined: at any time.
   */
  readonly answersWithinMs?: number;
  /**
   * Chooses those of these letters that may go now, for a transport that minds its speed or is not
   * connected. Called often and in a transaction; the others stay where they are, at the latest until
   * the next second. Undefined: all may go.
   */
  admit?<Letter extends Waiting>(letters: readonly Letter[]): Admitted<Letter>;
  start(door: Door): Promise<void>;
  /** Never throws for what the outside does: that is a `Sent`. */
  send(message: Outbound): Promise<Sent>;
  state(): TransportState;
  stop(): Promise<void>;
}
