import type { Content, HeardFile, Wrapping } from './content.ts';

/** Who somebody is on WhatsApp. */
export interface Who {
  name: string;
  /** Digits with country code; invented unless given. */
  phone?: string;
  lid?: string;
  /** The address their messages come from. */
  writesUnder?: 'phone' | 'lid';
  /** Whether the server tells their other address beside that one. */
  tellsOther?: boolean;
}

/** How something is written. */
export interface Writing extends Wrapping {
  id?: string;
  sentAt?: Date;
  /** The address it comes from, if not the usual one. */
  under?: 'phone' | 'lid';
  tellsOther?: boolean;
  /** A group (`…@g.us`), a newsletter (`…@newsletter`) or `status@broadcast` instead of the lab's own chat. */
  within?: string;
}

/** A message of the bot as it stands in the person's chat. */
export interface Heard {
  id: string;
  text: string;
  file?: HeardFile;
  at: Date;
  /** The address the bot wrote to. */
  chat: string;
  /** How often it came; a phone shows it once. */
  times: number;
}

/** Somebody with a phone who writes to the lab. */
export interface Person {
  readonly name: string;
  readonly phone: string;
  readonly lid: string;
  /** `62812…@s.whatsapp.net` and `123…@lid` */
  readonly phoneAddress: string;
  readonly lidAddress: string;
  /** Writes; gives the id of the message. */
  says(text: string, writing?: Writing): Promise<string>;
  sends(content: Content, writing?: Writing): Promise<string>;
  /** Encrypts now and gives what hands it to the server: for many messages at once. */
  prepares(text: string, writing?: Writing): Promise<() => void>;
  /** A message that cannot be read. It comes again when the bot asks, unless told otherwise. */
  garbles(text: string, writing?: Writing & { comesAgain?: boolean }): Promise<string>;
  /** A message of which the server has no content; only the lab's phone can tell what it was. */
  arrivesEmpty(text: string, writing?: Writing): Promise<string>;
  /** Calls the bot; hangs up at once. */
  calls(video?: boolean): Promise<string>;
  /** The messages of the bot, in the order they came, each once. */
  readonly heard: Heard[];
  /** The newest one. */
  last(): Heard | undefined;
  /** Writes and waits for the next message of the bot; gives its text. */
  asks(text: string, writing?: Writing): Promise<string>;
  /**
   * Waits for a message of the bot since they last wrote that speaks of `words`, or for the one with
   * this number (from 1) of all.
   */
  hears(words: RegExp | number, ms?: number): Promise<Heard>;
  /** Opens the chat: everything heard so far is read. */
  reads(): void;
  /** Whether their phone confirms messages by itself. */
  confirmsDelivery: boolean;
  /** Ids of their messages that the bot has got, and that it has read. */
  readonly gotByBot: Set<string>;
  readonly readByBot: Set<string>;
  /** How often the bot was seen typing. */
  readonly typing: number;
  /** A new phone. `announced`: the server tells the bot; otherwise it learns it from the next message. */
  changesIdentity(how?: { announced?: boolean }): void;
  /** Their phone cannot read this message of the bot and asks for it again. */
  asksAgain(id: string): void;
  /** Their phone cannot read the next messages of the bot at first, and asks for each of them again. */
  cannotRead(times: number): void;
}
