import type { Socket } from 'node:net';
import { type BinaryNode, decodeBinaryNode, encodeBinaryNode, proto } from '@whiskeysockets/baileys';
import type { WebSocket } from 'ws';
import { createHandshake, type FrameCipher, type Handshake } from './noise.ts';

/** One connection of a client, encrypted. */
export interface Line {
  readonly isOpen: boolean;
  send(stanza: BinaryNode): void;
  /** Says goodbye in the proper way. */
  close(): void;
  /** Breaks off: the client sees a TCP reset. */
  reset(): void;
  /** From now on neither hears nor says anything, and stays open. */
  goDeaf(): void;
}

/** What a line tells. */
export interface LineEvents {
  /** The client has said who it is. */
  introduced(line: Line, client: { key: Buffer; payload: proto.ClientPayload }): void;
  stanza(line: Line, stanza: BinaryNode): void;
  closed(line: Line): void;
}

const HEADER_BYTES = 4;
const LENGTH_BYTES = 3;

/** Speaks with a client that has just connected. */
export function createLine(ws: WebSocket, tcp: Socket, events: LineEvents): Line {
  let received: Buffer = Buffer.alloc(0);
  let handshake: Handshake | undefined;
  let cipher: FrameCipher | undefined;
  let isDeaf = false;
  // Decoding is asynchronous, and stanzas must come in the order of their frames.
  let reading = Promise.resolve();

  const write = (frame: Uint8Array) => {
    if (isDeaf || ws.readyState !== ws.OPEN) return;
    const length = Buffer.from([frame.length >>> 16, (frame.length >>> 8) & 0xff, frame.length & 0xff]);
    ws.send(Buffer.concat([length, frame]));
  };

  const frameCame = (frame: Buffer) => {
    if (cipher) {
      const plain = cipher.open(frame);
      reading = reading.then(async () => {
        const stanza = await decodeBinaryNode(plain);
        if (!isDeaf) events.stanza(line, stanza);
      });
      return;
    }
    const { clientHello, clientFinish } = proto.HandshakeMessage.decode(frame);
    if (!handshake) throw new Error('a frame came before the header');
    if (clientHello?.ephemeral) write(handshake.hello(clientHello.ephemeral));
    if (clientFinish) {
      const finished = handshake.finish(clientFinish);
      cipher = finished.cipher;
      events.introduced(line, { key: finished.clientKey, payload: finished.payload });
    }
  };

  const line: Line = {
    get isOpen() {
      return !isDeaf && ws.readyState === ws.OPEN;
    },
    send(stanza) {
      if (cipher && line.isOpen) write(cipher.seal(encodeBinaryNode(stanza)));
    },
    close: () => ws.close(),
    reset: () => void tcp.resetAndDestroy(),
    goDeaf: () => {
      isDeaf = true;
    },
  };

  ws.on('message', (bytes: Buffer) => {
    if (isDeaf) return;
    received = received.length === 0 ? bytes : Buffer.concat([received, bytes]);
    if (!handshake) {
      if (received.length < HEADER_BYTES) return;
      handshake = createHandshake(received.subarray(0, HEADER_BYTES));
      received = received.subarray(HEADER_BYTES);
    }
    while (received.length >= LENGTH_BYTES) {
      const end = LENGTH_BYTES + received.readUIntBE(0, LENGTH_BYTES);
      if (received.length < end) return;
      const frame = received.subarray(LENGTH_BYTES, end);
      received = received.subarray(end);
      frameCame(frame);
    }
  });
  ws.on('close', () => events.closed(line));
  ws.on('error', () => {
    // What goes wrong on the way ends the line, and that is told by `close`.
  });
  return line;
}
