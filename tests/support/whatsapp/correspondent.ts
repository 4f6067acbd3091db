import { randomBytes } from 'node:crypto';
import {
  type BinaryNode,
  encodeBigEndian,
  encodeWAMessage,
  extractE2ESessionFromRetryReceipt,
  proto,
  unpadRandomMax16,
} from '@whiskeysockets/baileys';
import { systemClock } from '../../../src/clock.ts';
import type { LinkedDevice } from './device.ts';
import type { Exchange } from './exchange.ts';
import { type Bundle, createSignalParty, type Sealed } from './signal.ts';

/** A message on its way to the bot. */
export interface Letter {
  id: string;
  message: proto.IMessage;
  /** What the server sees: `from`, `type` and the like. */
  attrs: Record<string, string>;
  encAttrs?: Record<string, string>;
  /** `garbled`: it cannot be read. `empty`: the server says that there is a message, without its content. */
  state?: 'whole' | 'garbled' | 'empty';
  /** Whether it is written again when the bot asks. */
  comesAgain?: boolean;
}

/** Whoever talks with the bot in an encrypted session of their own. */
export interface Correspondent {
  /** Encrypts it and hands it to the server. Letters go in the order they were written. */
  writes(letter: Letter): Promise<void>;
  /** Encrypts it now; the returned function hands it to the server later. */
  prepares(letter: Letter): Promise<() => void>;
  /** Encrypts it once more for a phone that could not read it. */
  wantedAgain(id: string, receipt: BinaryNode): Promise<void>;
  /** Reads a message of the bot. @throws when it cannot be read */
  reads(sealed: Sealed): Promise<proto.Message>;
  /** The receipt that asks the bot to write a message again. */
  plea(id: string, chat: string, count: number): BinaryNode;
  bundle(): Bundle;
  readonly identity: { public: Uint8Array; private: Uint8Array };
  /** A new phone: new keys, no session. */
  renews(): void;
  /** Works one after the other. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result>;
}

const MOST_REPEATS = 5;
const IN_CIPHERTEXT = 10;

/** Somebody who has not written yet. */
export function createCorrespondent(name: string, exchange: Exchange): Correspondent {
  let party = createSignalParty(name);
  let met: LinkedDevice | undefined;
  const repeats = new Map<string, number>();
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };

  const seal = async (letter: Letter, count = 0): Promise<BinaryNode> => {
    const { id, attrs, encAttrs = {}, state = 'whole' } = letter;
    exchange.letters.set(id, letter);
    const stanza = { tag: 'message', attrs: { ...attrs, id } };
    if (state === 'empty') return { ...stanza, content: [{ tag: 'unavailable', attrs: {} }] };
    if (attrs.from?.endsWith('@newsletter')) {
      const plain = Buffer.from(proto.Message.encode(letter.message).finish());
      return { ...stanza, content: [{ tag: 'plaintext', attrs: {}, content: plain }] };
    }
    const device = exchange.device;
    if (!device) throw new Error(`${name} writes to a lab that has no bot`);
    if (met !== device) {
      party.forget();
      await party.meet(device.takeBundle());
      met = device;
      if (device.keysLeft < FEW_KEYS) exchange.mailbox.post(keysAreLow(device));
    }
    const { type, body } = await party.seal(encodeWAMessage(letter.message));
    if (state === 'garbled') {
      const place = body.length - IN_CIPHERTEXT;
      body[place] = (body[place] ?? 0) ^ 1;
    }
    const enc: Record<string, string> = { v: '2', type, ...encAttrs };
    if (count > 0) enc.count = String(count);
    return { ...stanza, content: [{ tag: 'enc', attrs: enc, content: body }] };
  };

  return {
    inTurn,
    writes: (letter) => inTurn(async () => exchange.mailbox.post(await seal(letter))),
    prepares: (letter) =>
      inTurn(async () => {
        const stanza = await seal(letter);
        return () => exchange.mailbox.post(stanza);
      }),
    async wantedAgain(id, receipt) {
      const letter = exchange.letters.get(id);
      const count = (repeats.get(id) ?? 0) + 1;
      if (!letter || letter.comesAgain === false || count > MOST_REPEATS) return;
      repeats.set(id, count);
      exchange.mailbox.wantedAgain(id);
      await inTurn(async () => {
        const offered = extractE2ESessionFromRetryReceipt(receipt);
        const device = exchange.device;
        if (!device) return;
        await party.meet(offered ? buffered(offered) : device.takeBundle());
        met = device;
        exchange.mailbox.post(await seal({ ...letter, state: 'whole' }, count));
      });
    },
    async reads(sealed) {
      const plain = await party.open(sealed);
      met = exchange.device;
      return proto.Message.decode(unpadRandomMax16(plain));
    },
    plea(id, chat, count) {
      const { registrationId, identityKey, signedPreKey, preKey } = party.bundle();
      const key = ({ keyId, publicKey }: { keyId: number; publicKey: Uint8Array }) => [
        { tag: 'id', attrs: {}, content: encodeBigEndian(keyId, 3) },
        { tag: 'value', attrs: {}, content: publicKey.subarray(1) },
      ];
      const signature = { tag: 'signature', attrs: {}, content: signedPreKey.signature };
      const keys = [
        { tag: 'type', attrs: {}, content: Buffer.from([5]) },
        { tag: 'identity', attrs: {}, content: identityKey.subarray(1) },
        ...(preKey ? [{ tag: 'key', attrs: {}, content: key(preKey) }] : []),
        { tag: 'skey', attrs: {}, content: [...key(signedPreKey), signature] },
      ];
      const t = secondsNow();
      const retry = { tag: 'retry', attrs: { v: '1', count: String(count), id, t } };
      const registration = { tag: 'registration', attrs: {}, content: encodeBigEndian(registrationId) };
      // A phone brings its keys along from the second time on.
      const bundle = count > 1 ? [{ tag: 'keys', attrs: {}, content: keys }] : [];
      return {
        tag: 'receipt',
        attrs: { id, from: chat, type: 'retry', t },
        content: [retry, registration, ...bundle],
      };
    },
    bundle: () => party.bundle(),
    get identity() {
      return party.identity;
    },
    renews() {
      party = createSignalParty(`${name}-${newId()}`);
      met = undefined;
    },
  };
}

const FEW_KEYS = 3;

function keysAreLow(device: LinkedDevice): BinaryNode {
  const count = { tag: 'count', attrs: { value: String(device.keysLeft) } };
  const attrs = { id: newId(), from: 's.whatsapp.net', type: 'encrypt', t: secondsNow() };
  return { tag: 'notification', attrs, content: [count] };
}

function buffered({ identityKey, signedPreKey, preKey, ...rest }: Bundle): Bundle {
  const asBuffer = <Key extends { publicKey: Uint8Array }>(key: Key) => ({
    ...key,
    publicKey: Buffer.from(key.publicKey),
  });
  return {
    ...rest,
    identityKey: Buffer.from(identityKey),
    signedPreKey: asBuffer(signedPreKey),
    ...(preKey ? { preKey: asBuffer(preKey) } : {}),
  };
}

/** An id as phones give them. */
export function newId(): string {
  return `3A${randomBytes(9).toString('hex').toUpperCase()}`;
}

/** The time as stanzas carry it. */
export function secondsNow(): string {
  return String(Math.floor(systemClock.now().getTime() / 1000));
}
