import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type GraphMessage, tapsOf, wordsOf } from './rules.ts';

/** A message of the lab's on somebody's phone. */
export interface OnPhone {
  /** Meta's own name for it. */
  metaId: string;
  message: GraphMessage;
  text: string;
  /** What can be tapped below it. */
  taps: string[];
  file?: { name?: string; mimeType: string; bytes: Buffer };
}

/** Who somebody is to WhatsApp. */
export interface Identity {
  name?: string;
  /** Digits with country code; left out for somebody who goes by a username and shows none. */
  phone?: string;
  /** The name Meta has for their account with this lab. */
  userId?: string;
}

/** What a person's phone does, as the fake sees it. */
export interface PersonParts {
  identity: Identity;
  nextId(): string;
  store(bytes: Buffer, mimeType: string): string;
  /** Brings a change to the lab's webhook, and its answer back. */
  bring(value: object): Promise<number>;
}

/** When something was written, and under which id; a second time is a redelivery. */
interface Sending {
  id?: string;
  at?: Date;
}

/** Somebody with a phone. */
export interface Person {
  readonly identity: Identity;
  readonly heard: OnPhone[];
  /** Ids of everything they wrote. */
  readonly wrote: Set<string>;
  /** Ids of messages of theirs that the lab has marked as read, in order. */
  readonly read: string[];
  /** Set while Meta lets nothing but templates through to them. */
  silentForADay: boolean;
  /** What the webhook answered last. */
  answered: number;
  /** Writes; gives the message's id. */
  says(text: string, sending?: Sending): Promise<string>;
  /** Sends a message of any type, as Meta would word it. */
  sends(content: { type: string } & Record<string, unknown>, sending?: Sending): Promise<string>;
  /** `meanwhile`: what happens to the file at Meta before anybody fetches it. */
  sendsFile(
    file: { bytes: Buffer; mimeType: string; name?: string; caption?: string },
    meanwhile?: (mediaId: string) => void,
  ): Promise<string>;
  /** Taps what reads so under a message, the last one unless another is given. */
  taps(words: string | RegExp, under?: OnPhone): Promise<string>;
  /** Waits until something that matches has come, and gives it. */
  hears(words: RegExp, after?: number): Promise<OnPhone>;
}

const PATIENCE_MS = 10_000;

/** A person with an empty chat. */
export function createPerson({ identity, nextId, store, bring }: PersonParts): Person {
  const heard: OnPhone[] = [];
  const contact = {
    profile: { name: identity.name ?? 'Tanpa Nama' },
    ...(identity.phone ? { wa_id: identity.phone } : {}),
    ...(identity.userId ? { user_id: identity.userId } : {}),
  };
  const sender = {
    ...(identity.phone ? { from: identity.phone } : {}),
    ...(identity.userId ? { from_user_id: identity.userId } : {}),
  };

  const person: Person = {
    identity,
    heard,
    wrote: new Set(),
    read: [],
    silentForADay: false,
    answered: 0,
    says: (text, sending) => person.sends({ type: 'text', text: { body: text } }, sending),
    async sends(content, { id = nextId(), at = new Date() } = {}) {
      person.silentForADay = false;
      person.wrote.add(id);
      const timestamp = String(Math.floor(at.getTime() / 1_000));
      person.answered = await bring({
        contacts: [contact],
        messages: [{ ...sender, id, timestamp, ...content }],
      });
      return id;
    },
    sendsFile({ bytes, mimeType, name, caption }, meanwhile) {
      const type = mimeType.startsWith('image/') ? 'image' : 'document';
      const media = {
        id: store(bytes, mimeType),
        mime_type: mimeType,
        sha256: createHash('sha256').update(bytes).digest('base64'),
        ...(name ? { filename: name } : {}),
        ...(caption ? { caption } : {}),
      };
      meanwhile?.(media.id);
      return person.sends({ type, [type]: media });
    },
    taps(words, under = heard.at(-1)) {
      if (!under) throw new Error('there is nothing to tap on');
      const found = tapsOf(under.message).find(({ title, description }) =>
        [title, description ?? ''].some((each) =>
          typeof words === 'string' ? each === words : words.test(each),
        ),
      );
      if (!found) throw new Error(`no tap reads ${String(words)}: ${under.taps.join(' | ')}`);
      const isButton = under.message.type === 'interactive' && under.message.interactive.type === 'button';
      const type = isButton ? 'button_reply' : 'list_reply';
      return person.sends({
        type: 'interactive',
        context: { id: under.metaId },
        interactive: { type, [type]: found },
      });
    },
    async hears(words, after = 0) {
      const until = performance.now() + PATIENCE_MS;
      for (;;) {
        const found = heard.slice(after).find(({ text }) => words.test(text));
        if (found) return found;
        if (performance.now() > until)
          throw new Error(
            `not heard: ${words}\nlast: ${heard
              .slice(-2)
              .map(({ text }) => text)
              .join('\n---\n')}`,
          );
        await pause(10);
      }
    },
  };
  return person;
}

/** A message as it shows on the phone. */
export function onPhone(metaId: string, message: GraphMessage, file: OnPhone['file']): OnPhone {
  const taps = tapsOf(message).map(({ title }) => title);
  return { metaId, message, text: wordsOf(message), taps, ...(file ? { file } : {}) };
}
