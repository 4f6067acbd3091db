import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { getMediaKeys } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { mediaAddress, placeAt } from '../../../src/transports/whatsapp/address.ts';
import { decrypted } from '../../../src/transports/whatsapp/media.ts';

const letter = Buffer.from('%PDF-1.7 surat pengantar');
const sha256 = createHash('sha256').update(letter).digest();
const keys = await getMediaKeys(new Uint8Array(32).fill(5), 'document');
const { macKey = new Uint8Array() } = keys;

function stored(): Buffer {
  const aes = createCipheriv('aes-256-cbc', keys.cipherKey, keys.iv);
  const body = Buffer.concat([aes.update(letter), aes.final()]);
  return Buffer.concat([
    body,
    createHmac('sha256', macKey).update(keys.iv).update(body).digest().subarray(0, 10),
  ]);
}

test('a file comes out as it was sent', () => {
  expect(decrypted(stored(), keys, sha256)).toEqual({ outcome: 'fetched', bytes: letter });
});

test('one changed byte anywhere, a cut or another hash is damage', () => {
  for (let at = 0; at < stored().length; at += 1) {
    const changed = stored();
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(decrypted(changed, keys, sha256)).toEqual({ outcome: 'damaged' });
  }
  expect(decrypted(stored().subarray(16), keys, sha256)).toEqual({ outcome: 'damaged' });
  expect(decrypted(Buffer.alloc(0), keys, sha256)).toEqual({ outcome: 'damaged' });
  expect(decrypted(stored(), keys, sha256.subarray(1))).toEqual({ outcome: 'damaged' });
  expect(decrypted(stored(), keys, undefined)).toEqual({ outcome: 'damaged' });
});

test('a sender cannot make the lab call another server', () => {
  const real = { loopback: false };
  const hostOf = (url: string, directPath: string) => mediaAddress({ url, directPath }, real)?.host;
  expect(hostOf('https://media-cgk1-1.cdn.whatsapp.net/v/a', '/v/a?b=1')).toBe(
    'media-cgk1-1.cdn.whatsapp.net',
  );
  expect(hostOf('https://10.0.0.8/a', '/v/a')).toBe('mmg.whatsapp.net');
  expect(hostOf('https://whatsapp.net.example.com/a', '/v/a')).toBe('mmg.whatsapp.net');
  expect(hostOf('https://localhost/a', '/v/a')).toBe('mmg.whatsapp.net');
  expect(hostOf('http://mmg.whatsapp.net/a', '@10.0.0.8/a')).toBeUndefined();
  expect(hostOf('https://mmg.whatsapp.net/a', '.example.com/a')).toBeUndefined();
  expect(mediaAddress({ url: 'https://10.0.0.8/a' }, real)).toBeUndefined();
  expect(mediaAddress({ url: 'https://127.0.0.1:4430/a', directPath: '/a' }, { loopback: true })?.host).toBe(
    '127.0.0.1:4430',
  );
});

test('the socket goes to WhatsApp or stays on this machine', () => {
  expect(placeAt(undefined)).toEqual({ socketUrl: 'wss://web.whatsapp.com/ws/chat', loopback: false });
  expect(placeAt('wss://web.whatsapp.com/ws/chat?x=1').loopback).toBe(false);
  expect(placeAt('ws://127.0.0.1:8080/ws').loopback).toBe(true);
  expect(placeAt('ws://localhost:8080').loopback).toBe(true);
  for (const elsewhere of [
    'ws://web.whatsapp.com/ws/chat',
    'wss://web.whatsapp.com.example.com/',
    'wss://web.whatsapp.com:8443/',
    'wss://web.whatsapp.com@10.0.0.8/',
    'wss://example.com/?web.whatsapp.com',
    'ws://127.0.0.1.example.com/',
    'http://127.0.0.1/',
    'nonsense',
    '',
  ]) {
    expect(() => placeAt(elsewhere)).toThrow(/WHATSAPP_SOCKET_URL/);
  }
});
