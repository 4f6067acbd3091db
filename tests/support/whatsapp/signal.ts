import { Curve, generateRegistrationId, generateSignalPubKey } from '@whiskeysockets/baileys';
import { ProtocolAddress, SessionBuilder, SessionCipher, SessionRecord, type SignalStorage } from 'libsignal';

/** What one needs to write to a phone for the first time. Keys carry their type byte. */
export interface Bundle {
  registrationId: number;
  identityKey: Uint8Array;
  signedPreKey: { keyId: number; publicKey: Uint8Array; signature: Uint8Array };
  preKey?: { keyId: number; publicKey: Uint8Array };
}

/** An encrypted message: `pkmsg` begins a session. */
export interface Sealed {
  type: 'pkmsg' | 'msg';
  body: Buffer;
}

/** One phone's half of its talk with the bot. */
export interface SignalParty {
  /** Begins a new session with what the other phone has offered. */
  meet(other: Bundle): Promise<void>;
  seal(plain: Uint8Array): Promise<Sealed>;
  /** @throws when it cannot be read; nothing has changed then */
  open(sealed: Sealed): Promise<Buffer>;
  /** What somebody needs to write to this phone; with a new one-time key each time. */
  bundle(): Bundle;
  /** This phone forgets the session. */
  forget(): void;
  readonly identity: { public: Uint8Array; private: Uint8Array };
}

const SIGNED_PRE_KEY_ID = 1;
// libsignal 6 looks at its length only, and a real one costs 10 ms.
const NOT_CHECKED = Buffer.alloc(64, 1);
const KINDS: Readonly<Record<number, Sealed['type']>> = { 1: 'msg', 3: 'pkmsg' };

/** A new phone with fresh keys. `name` keeps its work apart from that of other phones. */
export function createSignalParty(name: string): SignalParty {
  const identity = Curve.generateKeyPair();
  const registrationId = generateRegistrationId();
  const preKeys = new Map<number, ReturnType<typeof Curve.generateKeyPair>>();
  let lastPreKey = 0;
  // Kept as data: libsignal changes a record even when it then fails to read the message.
  let session: ReturnType<SessionRecord['serialize']> | undefined;

  const pairOf = (pair: { public: Uint8Array; private: Uint8Array }) => ({
    privKey: Buffer.from(pair.private),
    pubKey: Buffer.from(generateSignalPubKey(pair.public)),
  });
  const ownPair = pairOf(identity);
  const signedPair = pairOf(Curve.generateKeyPair());
  const storage: SignalStorage = {
    loadSession: async () => (session ? SessionRecord.deserialize(session) : undefined),
    storeSession: async (_address, record) => {
      session = record.serialize();
    },
    isTrustedIdentity: () => true,
    loadPreKey: async (id) => {
      const pair = preKeys.get(Number(id));
      return pair && pairOf(pair);
    },
    removePreKey: (id) => {
      preKeys.delete(id);
    },
    loadSignedPreKey: () => signedPair,
    getOurRegistrationId: () => registrationId,
    getOurIdentity: () => ownPair,
  };
  const address = new ProtocolAddress(`bot-of-${name}`, 0);
  const cipher = new SessionCipher(storage, address);

  return {
    identity,
    async meet(other) {
      // libsignal takes a bundle without a one-time key; only its types insist on one.
      await new SessionBuilder(storage, address).initOutgoing(
        other as Bundle & { preKey: NonNullable<Bundle['preKey']> },
      );
    },
    async seal(plain) {
      const { type, body } = await cipher.encrypt(Buffer.from(plain));
      return { type: KINDS[type] ?? 'msg', body: Buffer.from(body, 'binary') };
    },
    async open({ type, body }) {
      return type === 'pkmsg' ? cipher.decryptPreKeyWhisperMessage(body) : cipher.decryptWhisperMessage(body);
    },
    bundle() {
      lastPreKey += 1;
      const pair = Curve.generateKeyPair();
      preKeys.set(lastPreKey, pair);
      return {
        registrationId,
        identityKey: ownPair.pubKey,
        signedPreKey: {
          keyId: SIGNED_PRE_KEY_ID,
          publicKey: signedPair.pubKey,
          signature: NOT_CHECKED,
        },
        preKey: { keyId: lastPreKey, publicKey: generateSignalPubKey(pair.public) },
      };
    },
    forget: () => {
      session = undefined;
    },
  };
}
