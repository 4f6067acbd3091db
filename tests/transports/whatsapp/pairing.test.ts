import { EventEmitter } from 'node:events';
import { type BinaryNode, initAuthCreds, type WASocket } from '@whiskeysockets/baileys';
import { expect, test, vi } from 'vitest';
import { createPairing } from '../../../src/transports/whatsapp/pairing.ts';
import { testClock } from '../../support/lab.ts';

const QR = 'https://wa.me/settings/linked_devices#ref,noise,identity,old-secret,1';

function operator(phone?: string) {
  const terminal: string[] = [];
  const logged: unknown[] = [];
  const log = (...line: unknown[]) => void logged.push(line);
  const sent: BinaryNode[] = [];
  const creds = initAuthCreds();
  const ws = new EventEmitter();
  // Only what pairing uses of a socket.
  const socket = {
    ws,
    authState: { creds },
    user: { id: '6281200000001:3@s.whatsapp.net' },
    sendNode: async (node: BinaryNode) => void sent.push(node),
    requestPairingCode: async (digits: string) => {
      if (digits !== '6281200000001') throw new Error(`asked for ${digits}`);
      return 'ABCD1234';
    },
  } as unknown as WASocket;
  let saves = 0;
  const pairing = createPairing({
    phone,
    clock: testClock(),
    log: { debug: log, info: log, warn: log, error: log },
    terminal: (line) => void terminal.push(line),
    saveCreds: () => {
      saves += 1;
    },
    changed: () => {},
  });
  pairing.watch(socket);
  return { pairing, socket, ws, creds, sent, terminal, logged, saves: () => saves };
}

test('the operator sees a QR with the secret of now, and the log sees none of it', async () => {
  const { pairing, socket, creds, terminal, logged } = operator();
  pairing.heard(socket, { qr: QR });
  expect(pairing.shown().qr).toBe(QR.replace('old-secret', creds.advSecretKey));
  await vi.waitFor(() => expect(terminal.some((line) => line.split('\n').length > 20)).toBe(true));
  expect(JSON.stringify(logged)).not.toContain(creds.advSecretKey);
});

test('a scan that WhatsApp wants with a new secret is shown again with one, and answered', () => {
  const { pairing, socket, ws, creds, sent, saves } = operator();
  const before = creds.advSecretKey;
  pairing.heard(socket, { qr: QR });
  ws.emit('CB:notification,type:companion_reg_refresh', {
    tag: 'notification',
    attrs: { id: '7', from: 's.whatsapp.net', type: 'companion_reg_refresh' },
  });
  expect(creds.advSecretKey).not.toBe(before);
  expect(Buffer.from(creds.advSecretKey, 'base64')).toHaveLength(32);
  expect(pairing.shown().qr).toContain(creds.advSecretKey);
  expect(saves()).toBe(1);
  expect(sent).toEqual([
    {
      tag: 'ack',
      attrs: { id: '7', to: 's.whatsapp.net', class: 'notification', type: 'companion_reg_refresh' },
    },
  ]);
});

test('with a number set the operator gets one line with a code, asked for once', async () => {
  const { pairing, socket, terminal } = operator('+62 812-0000-0001');
  pairing.heard(socket, { qr: QR });
  pairing.heard(socket, { qr: QR });
  await vi.waitFor(() => expect(terminal).toEqual([expect.stringContaining('kode penautan ABCD-1234 ')]));
  expect(pairing.shown()).toEqual({ code: 'ABCD-1234', until: new Date('2026-11-20T02:02:40Z') });
});

test('when no code is given the operator gets a QR instead', async () => {
  const { pairing, socket } = operator('6281200000002');
  pairing.heard(socket, { qr: QR });
  await vi.waitFor(() => expect(pairing.shown().qr).toBeDefined());
});

test('once the phone has accepted, nothing more is shown to scan', () => {
  const { pairing, socket } = operator();
  pairing.heard(socket, { qr: QR });
  pairing.heard(socket, { isNewLogin: true });
  pairing.heard(socket, { qr: QR });
  expect(pairing.shown()).toEqual({});
  expect(pairing.hasAsked(socket)).toBe(true);
});

test('the operator is told the number once, however often the connection is made again', () => {
  const { pairing, socket, terminal } = operator();
  pairing.heard(socket, { connection: 'open' });
  pairing.heard(socket, { connection: 'open' });
  expect(terminal).toEqual(['WhatsApp: terhubung sebagai +6281200000001']);
});

test('the operator may choose another way than the one that is set up', async () => {
  const { pairing, socket } = operator('6281200000009');
  pairing.choose({ phone: '+62 812-0000-0001' });
  pairing.heard(socket, { qr: QR });
  await vi.waitFor(() => expect(pairing.shown().code).toBe('ABCD-1234'));
  pairing.choose('qr');
  pairing.watch(socket);
  pairing.heard(socket, { qr: QR });
  expect(pairing.shown()).toMatchObject({ qr: expect.any(String), until: new Date('2026-11-20T02:01:00Z') });
  pairing.heard(socket, { qr: QR });
  expect(pairing.shown().until).toEqual(new Date('2026-11-20T02:00:20Z'));
});
