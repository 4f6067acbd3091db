import { createHmac, randomBytes } from 'node:crypto';
import {
  aesDecryptCTR,
  aesDecryptGCM,
  aesEncryptCTR,
  type BinaryNode,
  Curve,
  derivePairingCodeKey,
  getBinaryNodeChild,
  hkdf,
  proto,
  WA_ADV_ACCOUNT_SIG_PREFIX,
} from '@whiskeysockets/baileys';
import { newId, secondsNow } from './correspondent.ts';
import { bytesIn, createDevice, type LinkedDevice, type Registration } from './device.ts';
import type { Account } from './exchange.ts';
import type { Line } from './line.ts';
import type { News } from './news.ts';

/** How linking a device went, as the phone tells its owner. */
export type Linked = 'linked' | 'couldNotLink';

/** Links clients that are not linked yet. */
export interface Pairing {
  /** A client without an account asks to be linked. */
  begin(line: Line, client: { key: Buffer; payload: proto.ClientPayload }): void;
  /** A stanza of a client that is being linked. */
  stanza(line: Line, stanza: BinaryNode): void;
  closed(line: Line): void;
  /** Points the phone's camera at a QR. */
  scans(qr: string): Promise<Linked>;
  /** Types the code that the client shows. */
  types(code: string): Promise<Linked>;
  /** Whether a client waits to be linked, and whether it has asked for a code. */
  waiting(): 'forScan' | 'forCode' | undefined;
  /** The next scan is answered by a wish for a new secret, as WhatsApp does since July 2026. */
  wantsNewSecret: boolean;
}

interface Candidate {
  line: Line;
  registration: Registration;
  refs: string[];
  /** The secret of a scan that was not accepted. */
  staleSecret?: string;
  /** Set by a client that shows a code. */
  hello?: { wrappedKey: Buffer; ref: Buffer };
  answers: Map<string, (stanza: BinaryNode) => void>;
  finish?: (stanza: BinaryNode) => void;
}

/** What pairing needs of the rest. */
export interface PairingParts {
  account: Account;
  news: News;
  identity(): { public: Uint8Array; private: Uint8Array };
  linked(device: LinkedDevice): void;
}

const REFS = 6;

/** Nothing is linked yet. */
export function createPairing({ account, news, identity, linked }: PairingParts): Pairing {
  let candidate: Candidate | undefined;
  let devices = 0;

  /** The last step of both ways: the phone vouches for the device. */
  const vouch = async (accepted: Candidate, secret: Buffer): Promise<Linked> => {
    devices += 1;
    const number = devices + 6;
    const details = proto.ADVDeviceIdentity.encode({
      rawId: randomBytes(4).readUInt32BE(),
      timestamp: Number(secondsNow()),
      keyIndex: devices,
    }).finish();
    const signed = Buffer.concat([WA_ADV_ACCOUNT_SIG_PREFIX, details, accepted.registration.identityKey]);
    const device = proto.ADVSignedDeviceIdentity.encode({
      details,
      accountSignatureKey: identity().public,
      accountSignature: Curve.sign(identity().private, signed),
    }).finish();
    const hmac = createHmac('sha256', secret).update(device).digest();
    const vouched = proto.ADVSignedDeviceIdentityHMAC.encode({ details: device, hmac }).finish();
    const jid = account.phoneAddress.replace('@', `:${number}@`);
    const lid = account.lidAddress.replace('@', `:${number}@`);
    const success: BinaryNode[] = [
      { tag: 'device-identity', attrs: {}, content: vouched },
      { tag: 'device', attrs: { jid, lid } },
      { tag: 'biz', attrs: { name: account.name } },
      { tag: 'platform', attrs: { name: 'android' } },
    ];
    const answer = await ask(accepted, { tag: 'pair-success', attrs: {}, content: success });
    if (!getBinaryNodeChild(answer, 'pair-device-sign')) return 'couldNotLink';
    linked(createDevice(number, accepted.registration));
    accepted.line.send({ tag: 'stream:error', attrs: { code: '515' } });
    accepted.line.close();
    return 'linked';
  };

  const ask = ({ line, answers }: Candidate, content: BinaryNode): Promise<BinaryNode | undefined> => {
    const id = newId();
    const answer = new Promise<BinaryNode | undefined>((resolve) => {
      answers.set(id, resolve);
      line.send(iqOf(id, [content]));
      void news
        .until(() => !line.isOpen, 'the line to close')
        .then(
          () => resolve(undefined),
          () => undefined,
        );
    });
    return answer;
  };

  return {
    wantsNewSecret: false,
    waiting: () => candidate && (candidate.hello ? 'forCode' : 'forScan'),
    begin(line, { key, payload }) {
      const refs = Array.from({ length: REFS }, () => `2@${randomBytes(48).toString('base64')}`);
      candidate = { line, registration: registrationIn(key, payload), refs, answers: new Map() };
      const content = refs.map((ref) => ({ tag: 'ref', attrs: {}, content: Buffer.from(ref) }));
      line.send(iqOf(newId(), [{ tag: 'pair-device', attrs: {}, content }]));
      news.tell();
    },
    stanza(line, stanza) {
      const asking = candidate;
      if (!asking || asking.line !== line || stanza.tag !== 'iq') return;
      const { id = '', type } = stanza.attrs;
      if (type === 'result') return asking.answers.get(id)?.(stanza);
      const step = getBinaryNodeChild(stanza, 'link_code_companion_reg');
      line.send({ tag: 'iq', attrs: { id, type: 'result', from: 's.whatsapp.net' } });
      if (step?.attrs.stage === 'companion_hello') {
        const wrappedKey = bytesIn(step, 'link_code_pairing_wrapped_companion_ephemeral_pub');
        asking.hello = { wrappedKey, ref: randomBytes(16) };
      }
      if (step?.attrs.stage === 'companion_finish') asking.finish?.(step);
      news.tell();
    },
    closed(line) {
      if (candidate?.line === line) candidate = undefined;
      news.tell();
    },
    async scans(qr) {
      const [ref = '', noiseKey, identityKey, secret = ''] = qr.replace(/^[^#]*#/, '').split(',');
      const shown = candidate;
      const isShown =
        shown?.refs.includes(ref) &&
        shown.registration.noiseKey.toString('base64') === noiseKey &&
        Buffer.from(shown.registration.identityKey).toString('base64') === identityKey &&
        shown.staleSecret !== secret;
      if (!shown || !isShown) return 'couldNotLink';
      if (this.wantsNewSecret) {
        this.wantsNewSecret = false;
        shown.staleSecret = secret;
        const attrs = { id: newId(), from: 's.whatsapp.net', type: 'companion_reg_refresh', t: secondsNow() };
        shown.line.send({ tag: 'notification', attrs });
        return 'couldNotLink';
      }
      return vouch(shown, Buffer.from(secret, 'base64'));
    },
    async types(code) {
      const shown = candidate;
      if (!shown?.hello) return 'couldNotLink';
      const typed = code.replace(/\W/g, '').toUpperCase();
      const { wrappedKey, ref } = shown.hello;
      const companionKey = aesDecryptCTR(
        wrappedKey.subarray(48, 80),
        await derivePairingCodeKey(typed, wrappedKey.subarray(0, 32)),
        wrappedKey.subarray(32, 48),
      );
      const ephemeral = Curve.generateKeyPair();
      const salt = randomBytes(32);
      const iv = randomBytes(16);
      const sealedKey = aesEncryptCTR(ephemeral.public, await derivePairingCodeKey(typed, salt), iv);
      const words = [
        { tag: 'link_code_pairing_ref', attrs: {}, content: ref },
        { tag: 'primary_identity_pub', attrs: {}, content: identity().public },
        {
          tag: 'link_code_pairing_wrapped_primary_ephemeral_pub',
          attrs: {},
          content: Buffer.concat([salt, iv, sealedKey]),
        },
      ];
      const finished = new Promise<BinaryNode>((resolve) => {
        shown.finish = resolve;
      });
      shown.line.send({
        tag: 'notification',
        attrs: { id: newId(), from: 's.whatsapp.net', type: 'link_code_companion_reg', t: secondsNow() },
        content: [{ tag: 'link_code_companion_reg', attrs: { stage: 'primary_hello' }, content: words }],
      });
      const secret = secretIn(await finished, ephemeral.private, companionKey, identity().private);
      return secret ? vouch(shown, secret) : 'couldNotLink';
    },
  };
}

/** The secret that both sides share when the right code was typed. */
function secretIn(
  finish: BinaryNode,
  ephemeralKey: Uint8Array,
  companionKey: Buffer,
  identityKey: Uint8Array,
): Buffer | undefined {
  const bundle = bytesIn(finish, 'link_code_pairing_wrapped_key_bundle');
  const companionIdentity = bytesIn(finish, 'companion_identity_public');
  const shared = Curve.sharedKey(ephemeralKey, companionKey);
  const key = hkdf(shared, 32, {
    salt: bundle.subarray(0, 32),
    info: 'link_code_pairing_key_bundle_encryption_key',
  });
  try {
    const opened = aesDecryptGCM(
      bundle.subarray(44),
      Buffer.from(key),
      bundle.subarray(32, 44),
      Buffer.alloc(0),
    );
    const random = opened.subarray(64);
    const parts = Buffer.concat([shared, Curve.sharedKey(identityKey, companionIdentity), random]);
    return Buffer.from(hkdf(parts, 32, { info: 'adv_secret' }));
  } catch {
    // With another code the keys are others, and the bundle does not open.
    return undefined;
  }
}

function registrationIn(noiseKey: Buffer, { devicePairingData }: proto.ClientPayload): Registration {
  const { eRegid, eIdent, eSkeyId, eSkeyVal, eSkeySig } = devicePairingData ?? {};
  if (!eRegid || !eIdent || !eSkeyId || !eSkeyVal || !eSkeySig) throw new Error('a client without keys');
  return {
    noiseKey,
    registrationId: Buffer.from(eRegid).readUInt32BE(),
    identityKey: eIdent,
    signedPreKey: {
      keyId: Buffer.from(eSkeyId).readUIntBE(0, eSkeyId.length),
      publicKey: eSkeyVal,
      signature: eSkeySig,
    },
  };
}

function iqOf(id: string, content: BinaryNode[]): BinaryNode {
  return { tag: 'iq', attrs: { id, type: 'set', from: 's.whatsapp.net' }, content };
}
