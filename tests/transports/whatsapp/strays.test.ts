import { connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import { outliveStrays } from '../../../src/transports/whatsapp/strays.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
let end: (() => void) | undefined;
afterEach(() => end?.());

/** Listens for strays and gives what the process would call for one. */
function listening(): (reason: unknown) => void {
  end = outliveStrays(quiet);
  const heard = process.listeners('unhandledRejection').at(-1);
  return (reason) => heard?.(reason, Promise.resolve());
}

/** What a write gets to hear over a line that the other side has reset. */
async function brokenWrite(): Promise<unknown> {
  const server = createServer((socket: Socket) => socket.once('data', () => socket.resetAndDestroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const socket = connect(address.port, '127.0.0.1');
  const failure = new Promise<unknown>((resolve) => socket.once('error', resolve));
  socket.once('connect', () => socket.write('x'));
  const error = await failure;
  await new Promise((resolve) => server.close(resolve));
  return error;
}

test('a write that fails because the line was reset ends the line, not the service', async () => {
  const error = await brokenWrite();
  expect(error).toMatchObject({ code: expect.stringMatching(/^(ECONNRESET|EPIPE)$/) });
  expect(() => listening()(error)).not.toThrow();
});

test('a write to a socket that has closed meanwhile ends nothing', async () => {
  const socket = new WebSocket('ws://127.0.0.1:9', { handshakeTimeout: 1 });
  await new Promise((resolve) => socket.once('error', resolve));
  const error = await new Promise((resolve) => socket.send('x', resolve));
  expect(error).toBeInstanceOf(Error);
  expect(() => listening()(error)).not.toThrow();
});

test('a failure of our own that nobody caught still ends the service', () => {
  const ours = new TypeError('letters is not iterable');
  expect(() => listening()(ours)).toThrow(ours);
});
