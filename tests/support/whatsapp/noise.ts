import { createHash } from 'node:crypto';
import { aesDecryptGCM, aesEncryptGCM, Curve, hkdf, NOISE_MODE, proto } from '@whiskeysockets/baileys';

const NOTHING = Buffer.alloc(0);
const SIGNATURE_BYTES = 64;

/** The server's side of the handshake, up to the keys both sides then write with. */
export interface Handshake {
  /** Answers the client's first words. */
  hello(clientEphemeral: Uint8Array): Buffer;
  /** Reads the client's last words: who it is (its static key) and what it says of itself. */
  finish(finish: proto.HandshakeMessage.IClientFinish): {
    clientKey: Buffer;
    payload: proto.ClientPayload;
    cipher: FrameCipher;
  };
}

/** Encrypts and decrypts frames after the handshake. */
export interface FrameCipher {
  seal(frame: Uint8Array): Buffer;
  open(frame: Uint8Array): Buffer;
}

/** Noise XX as WhatsApp speaks it. `prologue` is what the client sent before its first frame. */
export function createHandshake(prologue: Buffer): Handshake {
  const serverKey = Curve.generateKeyPair();
  const ephemeral = Curve.generateKeyPair();
  let hash: Buffer = Buffer.from(NOISE_MODE);
  let salt = hash;
  let key = hash;
  let counter = 0;

  const absorb = (bytes: Uint8Array) => {
    hash = createHash('sha256').update(hash).update(bytes).digest();
  };
  const derive = (bytes: Uint8Array): [Buffer, Buffer] => {
    const derived = Buffer.from(hkdf(bytes, 64, { salt, info: '' }));
    return [derived.subarray(0, 32), derived.subarray(32)];
  };
  const mix = (bytes: Uint8Array) => {
    [salt, key] = derive(bytes);
    counter = 0;
  };
  const seal = (plain: Uint8Array) => {
    const sealed = aesEncryptGCM(plain, key, nonce(counter++), hash);
    absorb(sealed);
    return sealed;
  };
  const open = (sealed: Uint8Array) => {
    const plain = aesDecryptGCM(sealed, key, nonce(counter++), hash);
    absorb(sealed);
    return plain;
  };

  absorb(prologue);
  return {
    hello(clientEphemeral) {
      absorb(clientEphemeral);
      absorb(ephemeral.public);
      mix(Curve.sharedKey(ephemeral.private, clientEphemeral));
      const sealedKey = seal(serverKey.public);
      mix(Curve.sharedKey(serverKey.private, clientEphemeral));
      const serverHello = { ephemeral: ephemeral.public, static: sealedKey, payload: seal(certificates()) };
      return Buffer.from(proto.HandshakeMessage.encode({ serverHello }).finish());
    },
    finish({ static: sealedKey, payload: sealedPayload }) {
      if (!sealedKey || !sealedPayload) throw new Error('the client left out half of its last words');
      const clientKey = open(sealedKey);
      mix(Curve.sharedKey(ephemeral.private, clientKey));
      const payload = proto.ClientPayload.decode(open(sealedPayload));
      const [theirs, ours] = derive(NOTHING);
      return { clientKey, payload, cipher: createFrameCipher(ours, theirs) };
    },
  };
}

function createFrameCipher(ours: Buffer, theirs: Buffer): FrameCipher {
  let sent = 0;
  let read = 0;
  return {
    seal: (frame) => aesEncryptGCM(frame, ours, nonce(sent++), NOTHING),
    open: (frame) => aesDecryptGCM(frame, theirs, nonce(read++), NOTHING),
  };
}

function nonce(counter: number): Buffer {
  const iv = Buffer.alloc(12);
  iv.writeUInt32BE(counter, 8);
  return iv;
}

// Baileys looks at the shape of the certificates only: its check of signatures never fails.
function certificates(): Uint8Array {
  const details = proto.CertChain.NoiseCertificate.Details.encode({
    serial: 0,
    issuerSerial: 0,
    key: Curve.generateKeyPair().public,
  }).finish();
  const certificate = { details, signature: Buffer.alloc(SIGNATURE_BYTES, 1) };
  return proto.CertChain.encode({ intermediate: certificate, leaf: certificate }).finish();
}
