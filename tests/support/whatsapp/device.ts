import {
  type BinaryNode,
  generateSignalPubKey,
  getBinaryNodeChild,
  getBinaryNodeChildren,
} from '@whiskeysockets/baileys';
import type { Bundle } from './signal.ts';

/** The bot as a device linked to the lab's account, with the keys it has handed in. */
export interface LinkedDevice {
  readonly number: number;
  /** The key it must show in the handshake. */
  readonly noiseKey: Buffer;
  /** Takes in one-time keys, as uploaded. */
  upload(list: BinaryNode, signed?: BinaryNode): void;
  /** How many one-time keys are left. */
  readonly keysLeft: number;
  /** What a phone needs to write to it; each one-time key is given away once. */
  takeBundle(): Bundle;
}

/** What the device says of itself when it asks to be linked. */
export interface Registration {
  noiseKey: Buffer;
  registrationId: number;
  identityKey: Uint8Array;
  signedPreKey: { keyId: number; publicKey: Uint8Array; signature: Uint8Array };
}

/** A device that has just been linked. */
export function createDevice(number: number, registration: Registration): LinkedDevice {
  const oneTimeKeys = new Map<number, Uint8Array>();
  let { signedPreKey } = registration;
  return {
    number,
    noiseKey: registration.noiseKey,
    get keysLeft() {
      return oneTimeKeys.size;
    },
    upload(list, signed) {
      for (const key of getBinaryNodeChildren(list, 'key')) oneTimeKeys.set(idIn(key), bytesIn(key, 'value'));
      if (signed)
        signedPreKey = {
          keyId: idIn(signed),
          publicKey: bytesIn(signed, 'value'),
          signature: bytesIn(signed, 'signature'),
        };
    },
    takeBundle() {
      const [next] = oneTimeKeys;
      if (next) oneTimeKeys.delete(next[0]);
      return {
        registrationId: registration.registrationId,
        identityKey: Buffer.from(generateSignalPubKey(registration.identityKey)),
        signedPreKey: {
          ...signedPreKey,
          publicKey: Buffer.from(generateSignalPubKey(signedPreKey.publicKey)),
        },
        ...(next
          ? { preKey: { keyId: next[0], publicKey: Buffer.from(generateSignalPubKey(next[1])) } }
          : {}),
      };
    },
  };
}

/** The bytes in a child. */
export function bytesIn(stanza: BinaryNode | undefined, tag: string): Buffer {
  const content = getBinaryNodeChild(stanza, tag)?.content;
  if (!(content instanceof Uint8Array)) throw new Error(`<${stanza?.tag}> has no bytes in <${tag}>`);
  return Buffer.from(content);
}

/** The number in `<id>`, or in another child. */
function idIn(stanza: BinaryNode, tag = 'id'): number {
  const bytes = bytesIn(stanza, tag);
  return bytes.readUIntBE(0, bytes.length);
}
