import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import type { Door } from '../../../src/transports/transport.ts';
import { createWhatsApp } from '../../../src/transports/whatsapp/index.ts';
import { testLab } from '../../support/lab.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A TCP server listens on an address with a port.
  return (server.address() as AddressInfo).port;
}

const door: Door = {
  receive: async () => ({ outcome: 'recorded', intakeId: 1 }),
  fileArrived: async () => {},
  awaitingFiles: () => [],
  receipt: () => {},
  receiptsNow: () => {},
  identityChanged: () => {},
  receiveNow: () => ({ outcome: 'recorded', intakeId: 1 }),
  knows: () => false,
  backlog: () => {},
  samePerson: () => {},
  writtenOnPhone: () => {},
};

function whatsapp(port: number) {
  const lab = testLab();
  const lines: string[] = [];
  const write = (_fields: object, text: string) => void lines.push(text);
  const transport = createWhatsApp({
    db: lab.db,
    clock: lab.clock,
    files: { admit: () => ({ outcome: 'refused', problem: 'wrongKind' }) },
    settings: { socketUrl: `ws://127.0.0.1:${port}/ws/chat` },
    log: { debug: write, info: write, warn: write, error: write },
    terminal: (line) => void lines.push(line),
    sentText: () => undefined,
  });
  return { transport, lab, lines };
}

const inBackoff = /Dicoba lagi dalam \d+ detik/;

test('a WhatsApp that refuses the connection is tried again after a pause, and nothing is sent meanwhile', async () => {
  const closed = createServer();
  const port = await listening(closed);
  closed.close();
  await once(closed, 'close');
  const { transport } = whatsapp(port);
  expect(transport.state().status).toBe('stopped');
  await transport.start(door);
  await vi.waitFor(() =>
    expect(transport.state()).toMatchObject({
      status: 'connecting',
      detail: expect.stringMatching(inBackoff),
    }),
  );
  expect(
    await transport.send({ address: '6281200000001@s.whatsapp.net', messageId: '3EB0AA', text: 'Halo' }),
  ).toMatchObject({
    outcome: 'notNow',
    afterMs: expect.any(Number),
  });
  await transport.stop();
  expect(transport.state().status).toBe('stopped');
});

test('a stopped transport leaves nothing open: the process ends by itself', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', START_AND_STOP],
    { timeout: 20_000 },
  );
  expect(stdout).toMatch(/connecting .*Dicoba lagi dalam \d+ detik\.\nstopped with \[\]\n$/);
});

const START_AND_STOP = `
  const { createWhatsApp } = await import('./src/transports/whatsapp/index.ts');
  const { testLab } = await import('./tests/support/lab.ts');
  const { db, clock } = testLab();
  const silent = () => {};
  const transport = createWhatsApp({
    db, clock, files: {}, terminal: silent, sentText: silent,
    settings: { socketUrl: 'ws://127.0.0.1:9/' },
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
  await transport.start({ awaitingFiles: () => [] });
  while (!transport.state().detail.includes('Dicoba lagi')) await new Promise((next) => setTimeout(next, 10));
  console.log(transport.state().status, transport.state().detail);
  await transport.stop();
  console.log('stopped with ' + JSON.stringify(process.getActiveResourcesInfo().filter((kind) => kind !== 'PipeWrap')));
`;

test('a WhatsApp that hangs up at once is tried again after a pause', async () => {
  let calls = 0;
  const port = await listening(
    createServer((wire) => {
      calls += 1;
      wire.destroy();
    }),
  );
  const { transport } = whatsapp(port);
  await transport.start(door);
  await vi.waitFor(() => expect(transport.state().detail).toMatch(inBackoff));
  expect(calls).toBe(1);
  await transport.stop();
});

test('a WhatsApp that takes the call and never answers, not even the goodbye, does not hold up the stop', async () => {
  const server = createHttpServer();
  const upgraded = new Promise<void>((resolve) => {
    server.on('upgrade', (request, wire) => {
      const accept = createHash('sha1')
        .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
        .digest('base64');
      wire.on('error', () => {});
      wire.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      wire.once('data', () => resolve());
    });
  });
  const port = await listening(server);
  const { transport } = whatsapp(port);
  await transport.start(door);
  await upgraded;
  expect(transport.state().status).toBe('connecting');
  const began = performance.now();
  await transport.stop();
  expect(performance.now() - began).toBeLessThan(5_000);
});

test('damaged keys stop the start', async () => {
  const { transport, lab } = whatsapp(9);
  lab.db.$client.exec("INSERT INTO whatsapp_keys VALUES ('creds', '', '{}')");
  await expect(transport.start(door)).rejects.toThrow('keys are damaged');
  expect(transport.state().status).toBe('stopped');
});

test('two starts never become two sockets', async () => {
  const { transport } = whatsapp(9);
  await transport.start(door);
  await expect(transport.start(door)).rejects.toThrow('started already');
  await transport.stop();
});
