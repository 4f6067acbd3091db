import { Router } from 'express';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFrontDoor, type FrontDoor, type Health } from '../../src/site/front-door.ts';

const healthy: Health = {
  status: 'ok',
  transport: { name: 'memory', status: 'connected' },
  pendingMessages: 3,
  unsentLetters: 0,
  oldestUnsentAt: null,
  lastMessageAt: null,
  incidents: 0,
  freeDiskMegabytes: 5_000,
};

let health: Health;
let fault: Error | undefined;
let door: FrontDoor;
let url: string;

beforeEach(async () => {
  health = healthy;
  fault = undefined;
  const router = Router().get('/who', (request, response) => void response.send(request.ip));
  door = createFrontDoor([{ path: '/', router }], ['loopback'], () => {
    if (fault) throw fault;
    return health;
  });
  const listening = await door.listen(0, '127.0.0.1');
  if (listening.outcome !== 'listening') throw new Error(listening.problem);
  url = `http://127.0.0.1:${listening.port}`;
});
afterEach(() => door.close());

const get = (path: string, forwardedFor?: string) =>
  fetch(url + path, { headers: forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor } });

test('a visitor behind the proxy on this machine is known by their own address', async () => {
  expect(await (await get('/who', '203.0.113.5')).text()).toBe('203.0.113.5');
});

test('what a visitor writes into the header themselves is not believed', async () => {
  // The proxy adds the address it sees; what stood there before is the visitor's invention.
  expect(await (await get('/who', '198.51.100.9, 203.0.113.5')).text()).toBe('203.0.113.5');
});

test('figures are shown to this machine and not through the proxy', async () => {
  expect(await (await get('/metrics')).text()).toContain('sapalab_pending_messages 3');
  expect((await get('/metrics', '203.0.113.5')).status).toBe(404);
  expect((await get('/metrics', '127.0.0.1')).status).toBe(404);
});

test('the health page answers 503 while something is wrong, and says what', async () => {
  health = { ...healthy, status: 'trouble', problem: 'the disk is almost full' };

  const answer = await get('/healthz');
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ status: 'trouble', problem: 'the disk is almost full' });
  expect(await (await get('/metrics')).text()).toContain('sapalab_up 0');
});

test('a lab that cannot even say how it is answers 503, without a word about the program', async () => {
  fault = new Error('SQLITE_CORRUPT in /var/lib/sapalab');

  const answer = await get('/healthz');
  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({ status: 'trouble', problem: 'the lab cannot say how it is' });
  const figures = await get('/metrics');
  expect(figures.status).toBe(503);
  expect(await figures.text()).toBe('');
});
