import { EventEmitter } from 'node:events';
import type { WASocket } from '@whiskeysockets/baileys';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createConnection } from '../../../src/transports/whatsapp/connection.ts';
import { testClock } from '../../support/lab.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A connection over sockets that do what the test says, as far as the connection can tell. */
function line({ isPaired = true, hasAsked = false } = {}) {
  const clock = testClock();
  const happened: string[] = [];
  const sockets: EventEmitter[] = [];
  const wires: EventEmitter[] = [];
  const silent = () => {};
  const connection = createConnection({
    clock,
    log: { debug: silent, info: silent, warn: silent, error: (_fields, text) => void happened.push(text) },
    makeSocket: () => {
      const ev = Object.assign(new EventEmitter(), { flush: () => void happened.push('flushed') });
      sockets.push(ev);
      const ws = new EventEmitter();
      wires.push(ws);
      // Only what the connection uses; the real socket is played in the live test.
      return {
        ev,
        ws,
        end: async () => void happened.push('ended'),
        logout: async () => void happened.push('logged out'),
      } as unknown as WASocket;
    },
    silenceMs: 120_000,
    isPaired: () => isPaired,
    hasAsked: () => hasAsked,
    forgetKeys: () => void happened.push('keys forgotten'),
    heard: silent,
    opened: () => void happened.push('opened'),
    closed: () => void happened.push('closed'),
    changed: silent,
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
  /** Time goes on, and with it the clock. */
  const pass = async (minutes: number) => {
    for (let second = 0; second < minutes * 60; second += 10) {
      clock.pass({ seconds: 10 });
      await vi.advanceTimersByTimeAsync(10_000);
    }
  };
  return { clock, connection, happened, sockets, wires, says, closes, pass };
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
  expect(happened).toEqual(['opened', 'flushed', 'ended', 'closed']);
  expect(connection.socket()).toBeUndefined();
});

test.each([
  [403, 'banned', /memblokir nomor ini/],
  [405, 'tooOld', /WHATSAPP_VERSION/],
  [411, 'stopped', /Perbarui WhatsApp di HP/],
] as const)('after %i nothing is tried any more until somebody wants it: %s', async (code, status, said) => {
  const { connection, sockets, closes, pass } = line();
  closes(code);
  await pass(60);
  expect(sockets.length).toBe(1);
  expect(connection.state()).toEqual({ status, detail: expect.stringMatching(said) });
  await connection.reconnect();
  expect(sockets.length).toBe(2);
  expect(connection.state().status).toBe('connecting');
});

test('while another program has the account, staff read so, and it is left alone for five minutes', async () => {
  const { connection, sockets, says, closes, pass } = line();
  says({ connection: 'open' });
  closes(440);
  expect(connection.state()).toEqual({
    status: 'replaced',
    detail: expect.stringMatching(/Matikan program itu.* Dicoba lagi dalam 5 menit/),
  });
  await pass(4);
  expect(connection.state()).toMatchObject({
    status: 'replaced',
    detail: expect.stringContaining('60 detik'),
  });
  expect(sockets.length).toBe(1);
  await pass(1);
  expect(sockets.length).toBe(2);
});

test('whoever has stopped the other program need not wait', async () => {
  const { connection, sockets, says, closes } = line();
  closes(440);
  await connection.reconnect();
  expect(sockets.length).toBe(2);
  says({ connection: 'open' });
  await connection.reconnect();
  expect(sockets.length).toBe(2);
});

test('several who press the button at once make one connection', async () => {
  const { connection, sockets, closes } = line();
  closes(403);
  await Promise.all([connection.reconnect(), connection.reconnect(), connection.reconnect()]);
  expect(sockets.length).toBe(2);
});

test('a code nobody used in time is said to be over, and a new one is made on wish', async () => {
  const { connection, sockets, says, closes } = line({ isPaired: false, hasAsked: true });
  says({ qr: 'a code' });
  expect(connection.state().status).toBe('unpaired');
  closes(408, 'QR refs attempts ended');
  expect(connection.state()).toEqual({
    status: 'unpaired',
    detail: expect.stringMatching(/kedaluwarsa.*Buat kode baru/),
  });
  await connection.reconnect();
  expect(sockets.length).toBe(2);
});

test('unlinking says goodbye, forgets the keys and waits for somebody to link a phone', async () => {
  const { connection, happened, sockets, says, pass } = line();
  says({ connection: 'open' });
  await connection.unlink();
  expect(happened).toEqual(['opened', 'flushed', 'logged out', 'keys forgotten', 'closed']);
  await pass(60);
  expect(sockets.length).toBe(1);
  expect(connection.state()).toMatchObject({
    status: 'unpaired',
    detail: expect.stringContaining('Tautkan'),
  });
});

test('a line that is open and silent for two minutes is cut and made anew', async () => {
  const { connection, happened, sockets, wires, says, pass } = line();
  says({ connection: 'open' });
  await pass(1.5);
  wires[0]?.emit('frame');
  await pass(1.5);
  expect(happened).toEqual(['opened']);
  await pass(1);
  expect(happened).toEqual(['opened', 'WhatsApp: the line is dead', 'flushed', 'ended', 'closed']);
  expect(sockets.length).toBe(2);
  says({ connection: 'open' }, sockets[0]);
  expect(connection.state().status).toBe('connecting');
});

test('a login that never ends is cut, though WhatsApp answers our pings', async () => {
  const { happened, sockets, wires, pass } = line();
  for (let minute = 0; minute < 4; minute += 1) {
    wires[0]?.emit('frame');
    await pass(1);
  }
  expect(happened).toContain('WhatsApp: the line is dead');
  expect(sockets.length).toBe(2);
});

test('a QR may hang on the wall as long as WhatsApp keeps it alive', async () => {
  const { sockets, wires, says, pass } = line({ isPaired: false, hasAsked: true });
  says({ qr: 'a code' });
  for (let minute = 0; minute < 10; minute += 1) {
    wires[0]?.emit('frame');
    await pass(1);
  }
  expect(sockets.length).toBe(1);
});

test('a thousand reconnections leave one socket, one timer and a short history', async () => {
  const { connection, sockets, says, closes } = line();
  for (let round = 0; round < 1_000; round += 1) {
    says({ connection: 'open' });
    closes([428, 503, 440, 500][round % 4] ?? 428);
    await connection.reconnect();
  }
  says({ connection: 'open' });
  expect(sockets.length).toBe(1_001);
  // The watchdog of the line that is open.
  expect(vi.getTimerCount()).toBe(1);
  expect(connection.history().length).toBe(20);
  await connection.stop();
  expect(vi.getTimerCount()).toBe(0);
});

test('a night without a network is one line in the history', async () => {
  const { connection, says, closes, pass } = line();
  says({ connection: 'open' });
  for (let round = 0; round < 40; round += 1) {
    closes(428);
    await pass(6);
  }
  expect(connection.history().map(({ status, code }) => [status, code])).toEqual([
    ['connecting', 428],
    ['connected', undefined],
    ['connecting', undefined],
  ]);
});
