import { EventEmitter } from 'node:events';
import type { WASocket } from '@whiskeysockets/baileys';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createConnection } from '../../../src/transports/whatsapp/connection.ts';
import { testClock } from '../../support/lab.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A connection over sockets that do what the test says, as far as the connection can tell. */
function line() {
  const clock = testClock();
  const happened: string[] = [];
  const sockets: EventEmitter[] = [];
  const silent = () => {};
  const connection = createConnection({
    clock,
    log: { debug: silent, info: silent, warn: silent, error: (_fields, text) => void happened.push(text) },
    makeSocket: () => {
      const ev = Object.assign(new EventEmitter(), { flush: () => void happened.push('flushed') });
      sockets.push(ev);
      // Only what the connection uses; the real socket is played in the live test.
      return {
        ev,
        ws: new EventEmitter(),
        end: async () => void happened.push('ended'),
      } as unknown as WASocket;
    },
    isPaired: () => true,
    hasAsked: () => false,
    forgetKeys: () => void happened.push('keys forgotten'),
    heard: silent,
    opened: () => void happened.push('opened'),
    closed: () => void happened.push('closed'),
  });
  connection.start();
  const says = (update: object, socket = sockets.at(-1)) => socket?.emit('connection.update', update);
  const closes = (statusCode: number, message = 'Stream Errored', socket = sockets.at(-1)) =>
    says(
      {
        connection: 'close',
        lastDisconnect: { error: Object.assign(new Error(message), { output: { statusCode } }) },
      },
      socket,
    );
  return { clock, connection, happened, sockets, says, closes };
}

test('what Baileys still holds is taken out before anything else when the connection closes', () => {
  const { happened, says, closes } = line();
  says({ connection: 'open' });
  closes(428);
  expect(happened).toEqual(['opened', 'flushed', 'closed']);
});

test('a lost connection is tried again after growing pauses, never two at a time', () => {
  const { connection, sockets, closes } = line();
  for (const upToMs of [1_250, 2_500, 5_000]) {
    const before = sockets.length;
    closes(428);
    expect(connection.state()).toMatchObject({
      status: 'connecting',
      detail: expect.stringMatching(/Dicoba lagi dalam \d+ detik/),
    });
    vi.advanceTimersByTime(upToMs / 2);
    expect(sockets.length).toBe(before);
    vi.advanceTimersByTime(upToMs / 2);
    expect(sockets.length).toBe(before + 1);
  }
});

test('only a connection that held a minute makes the pauses short again', () => {
  const { clock, sockets, says, closes } = line();
  for (let round = 0; round < 8; round += 1) {
    says({ connection: 'open' });
    closes(428);
    vi.advanceTimersByTime(300_000);
  }
  says({ connection: 'open' });
  clock.pass({ minutes: 1 });
  const before = sockets.length;
  closes(428);
  vi.advanceTimersByTime(1_250);
  expect(sockets.length).toBe(before + 1);
});

test('a restart that WhatsApp asks for is at once, but not in an endless circle', () => {
  const { sockets, closes } = line();
  for (let round = 0; round < 50; round += 1) {
    closes(515);
    vi.advanceTimersByTime(1);
  }
  expect(sockets.length).toBe(4);
});

test('a removed device forgets its keys and stays quiet', () => {
  const { connection, happened, sockets, closes } = line();
  closes(401);
  vi.advanceTimersByTime(3_600_000);
  expect(happened).toContain('keys forgotten');
  expect(connection.state().status).toBe('unpaired');
  expect(sockets.length).toBe(1);
});

test("a proxy that answers 401 does not cost the lab's keys", () => {
  const { connection, happened, closes } = line();
  closes(401, 'WebSocket Error (Unexpected server response: 401)');
  expect(happened).not.toContain('keys forgotten');
  expect(connection.state().status).toBe('connecting');
});

test('the word of an old socket changes nothing', () => {
  const { connection, sockets, says, closes } = line();
  closes(515);
  vi.advanceTimersByTime(1);
  says({ connection: 'open' });
  says({ connection: 'close' }, sockets[0]);
  closes(401, 'Stream Errored', sockets[0]);
  expect(connection.state().status).toBe('connected');
  expect(connection.socket()).toBeDefined();
});

test('after stopping nothing starts again', async () => {
  const { connection, happened, sockets, closes } = line();
  closes(428);
  await connection.stop();
  vi.advanceTimersByTime(3_600_000);
  expect(sockets.length).toBe(1);
  expect(connection.state().status).toBe('stopped');
  expect(happened).not.toContain('ended');
});

test('stopping takes out what Baileys holds and ends the socket', async () => {
  const { connection, happened, says } = line();
  says({ connection: 'open' });
  await connection.stop();
  expect(happened).toEqual(['opened', 'flushed', 'ended']);
  expect(connection.socket()).toBeUndefined();
});
