import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLive } from '../../src/admin/live.ts';
import { testLab } from '../support/lab.ts';

let server: Server;
let url: string;
let happens: () => void;
let signedIn = true;
const faults: unknown[] = [];
const noteFault = (error: unknown) => void faults.push(error);

beforeEach(async () => {
  signedIn = true;
  faults.length = 0;
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  process.on('uncaughtException', noteFault);
  const live = createLive({
    db: testLab().db,
    onFacts(listener) {
      happens = () => listener([]);
      return () => {};
    },
  });
  const app = express();
  app.get('/', (request, response) =>
    live.connect(request, response, {
      staffId: 1,
      name: 'Rina',
      at: undefined,
      stillSignedIn: () => signedIn,
    }),
  );
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  process.off('uncaughtException', noteFault);
  vi.useRealTimers();
});

test('news in the very moment a page is sent away brings nothing down', async () => {
  const page = await fetch(url);
  signedIn = false;
  vi.advanceTimersByTime(20_000);
  happens();
  vi.advanceTimersByTime(20_000);
  const heard = await page.text();
  await new Promise((done) => setImmediate(done));

  expect(faults).toEqual([]);
  expect(heard).toBe(': connected\n\n');
});
