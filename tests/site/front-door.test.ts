import { Router } from 'express';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Health } from '../../src/domain/values/health.ts';
import { createFigures } from '../../src/site/figures.ts';
import { createFrontDoor, type FrontDoor } from '../../src/site/front-door.ts';
import { WELL } from '../support/staff-pages.ts';

const healthy: Health = { ...WELL, pendingMessages: 3 };
const TOKEN = 'a-token-of-two-dozen-signs';

let health: Health;
let fault: Error | undefined;
let door: FrontDoor;
let url: string;

beforeEach(async () => {
  health = healthy;
  fault = undefined;
  const router = Router().get('/who', (request, response) => void response.send(request.ip));
  router.get('/about/:code', (_request, response) => void response.send('about'));
  const look = () => {
    if (fault) throw fault;
    return health;
  };
  const figures = { ...createFigures(look, []), token: TOKEN };
  door = createFrontDoor([{ path: '/', router }], ['loopback'], look, figures);
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

test('a machine elsewhere reads the figures with the token, and with no other', async () => {
  const ask = (token: string) =>
    fetch(`${url}/metrics`, {
      headers: { 'x-forwarded-for': '203.0.113.5', authorization: `Bearer ${token}` },
    });
  expect((await ask(TOKEN)).status).toBe(200);
  expect((await ask(`${TOKEN}x`)).status).toBe(404);
  expect((await ask('')).status).toBe(404);
});

test('answers are timed by the pattern of their route, never by what stood in the address', async () => {
  await (await get('/about/LAB-7K2M-9QXP-C')).text();
  await (await get('/no/such/page/3308105708900001')).text();
  const text = await (await get('/metrics')).text();
  expect(text).toContain('route="/about/:code",status="2xx"');
  expect(text).toContain('route="other",status="4xx"');
  expect(text).not.toContain('7K2M');
  expect(text).not.toContain('3308105708900001');
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
