import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { uploadBudget } from '../../src/site/forms/upload-budget.ts';
import { type TestClock, testClock } from '../support/lab.ts';

let clock: TestClock;
let port: number;
let close: () => Promise<void>;

beforeEach(async () => {
  clock = testClock();
  const budget = uploadBudget({
    of: ({ headers }) => ({ address: String(headers['x-from']), now: clock.now() }),
    tooLarge: (_request, response) => void response.sendStatus(413),
    tooMuch: (_request, response) => void response.sendStatus(429),
  });
  const server = express()
    .post('/', budget, (_request, response) => void response.sendStatus(200))
    .listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  // A server that listens on a port has an address with one.
  port = (server.address() as AddressInfo).port;
  close = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
});
afterEach(() => close());

/** What is answered to who says that so much comes; nothing of it is ever sent. */
const announce = (megabytes: number | undefined, from = '203.0.113.1'): Promise<number | undefined> =>
  new Promise((answered, failed) => {
    const length = megabytes === undefined ? {} : { 'content-length': megabytes * 1024 * 1024 };
    const sending = request({ port, method: 'POST', headers: { 'x-from': from, ...length } }, (response) => {
      answered(response.statusCode);
      sending.destroy();
    });
    sending.on('error', failed);
    sending.flushHeaders();
  });

test('one address fills no disk: what it may bring in an hour is bounded, and refused before it is read', async () => {
  const statuses: (number | undefined)[] = [];
  for (let round = 0; round < 7; round += 1) statuses.push(await announce(60));
  expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429]);
  expect(await announce(60, '203.0.113.2')).toBe(200);
  clock.pass({ hours: 1 });
  expect(await announce(60)).toBe(200);
});

test('nor do many addresses together', async () => {
  const statuses: (number | undefined)[] = [];
  for (let from = 0; from < 20; from += 1) statuses.push(await announce(60, `198.51.100.${from}`));
  expect(statuses.indexOf(429)).toBe(17);
});

test('what is larger than any form, or does not say how large it is, is not taken in', async () => {
  expect(await announce(65)).toBe(413);
  expect(await announce(undefined)).toBe(413);
});
