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
  | 'unknown';

export const MESSAGE_KINDS = [
  'text',
  'image',
  'document',
  'audio',
  'video',
  'sticker',
  'contact',
  'location',
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
  kind: MessageKind;
  /** The text or caption as it came; empty when there is none. */
  text: string;
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
  file?: { fileId: number; path: string; name: string; mimeType: string };
}

/** What came of handing a message to the transport. Handed over is not yet delivered. */
export type Sent =
  | { outcome: 'handedOver' }
  /** The transport cannot send now; try again, at the earliest after `afterMs`. */
  | { outcome: 'notNow'; problem: string; afterMs?: number }
  /** It will never be sent; staff are told. */
  | { outcome: 'refused'; problem: string };

/** A later word about a message we sent. */
export interface Receipt {
  messageId: string;
  state: 'acknowledged' | 'delivered' | 'read' | 'failed' | 'uncertain';
  problem?: string;
}

/** What the engine offers a transport. */
export interface Door {
  /** Writes the message down; resolves once it is committed. `duplicate` means it had come before. */
  receive(inbound: Inbound): Promise<{ outcome: 'recorded' | 'duplicate'; intakeId: number }>;
  /** Brings the file of a message that was `awaiting` one. */
  fileArrived(messageId: string, file: Exclude<InboundFile, { state: 'awaiting' }>): Promise<void>;
  /** Messages whose file is still to be fetched, after a restart too. */
  awaitingFiles(): { messageId: string; reference: string }[];
  receipt(receipt: Receipt): void;
  /** The address may belong to somebody else now: what is queued for it is held. */
  identityChanged(address: string): void;
}

/** How a transport is doing, in one word and one sentence for staff. */
export interface TransportState {
  status: 'connected' | 'connecting' | 'unpaired' | 'stopped';
  detail: string;
}

/** A way to be heard. */
export interface Transport {
  readonly name: string;
  start(door: Door): Promise<void>;
  /** Never throws for what the outside does: that is a `Sent`. */
  send(message: Outbound): Promise<Sent>;
  state(): TransportState;
  stop(): Promise<void>;
}
