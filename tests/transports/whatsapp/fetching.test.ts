import { proto } from '@whiskeysockets/baileys';
import { afterEach, expect, test, vi } from 'vitest';
import { createFetching } from '../../../src/transports/whatsapp/fetching.ts';

afterEach(() => void vi.useRealTimers());

/** A photo that names no place to fetch it from: it is damaged, and that is found without a network. */
const reference = Buffer.from(
  proto.WebMessageInfo.encode({
    key: { id: 'A' },
    message: { imageMessage: { mimetype: 'image/jpeg' } },
  }).finish(),
).toString('base64');

/** A lab where these messages await their files, two of them named at a time. */
function fetching(ids: string[]) {
  vi.useFakeTimers();
  const awaiting = new Set(ids);
  const lab = { isConnected: true, isDiskFull: false, arrived: [] as string[] };
  const fetching = createFetching({
    files: { admit: () => ({ outcome: 'stored', fileId: 1 }) },
    place: { socketUrl: '', loopback: false },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    awaited: () => [...awaiting].slice(0, 2).map((messageId) => ({ messageId, reference })),
    isConnected: () => lab.isConnected,
    reupload: () => Promise.reject(new Error('not connected')),
    async arrived(messageId) {
      if (lab.isDiskFull) throw new Error('database or disk is full');
      awaiting.delete(messageId);
      lab.arrived.push(messageId);
    },
  });
  return { lab, fetching };
}

test('a file that a full disk kept out is fetched again within a minute, while the line holds', async () => {
  const { lab, fetching: files } = fetching(['A']);
  lab.isDiskFull = true;
  files.begin('A', reference);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(lab.arrived).toEqual([]);
  lab.isDiskFull = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(lab.arrived).toEqual(['A']);
  await files.stop();
});

test('of more files than are named at once none is forgotten', async () => {
  const { lab, fetching: files } = fetching(['A', 'B', 'C', 'D', 'E']);
  files.resume();
  await vi.advanceTimersByTimeAsync(180_000);
  expect(lab.arrived).toEqual(['A', 'B', 'C', 'D', 'E']);
  await files.stop();
});

test('without a line nothing is taken up, and after the stop no more', async () => {
  const { lab, fetching: files } = fetching(['A', 'B']);
  lab.isConnected = false;
  files.resume();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(lab.arrived).toEqual([]);
  await files.stop();
  lab.isConnected = true;
  await vi.advanceTimersByTimeAsync(120_000);
  expect([lab.arrived, vi.getTimerCount()]).toEqual([[], 0]);
});

test('a file that cannot be fetched because the line is gone is not given up', async () => {
  const { lab, fetching: files } = fetching([]);
  const fetch = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('fetch failed'));
  lab.isConnected = false;
  const placed = { url: 'https://mmg.whatsapp.net/a', directPath: '/a', mediaKey: new Uint8Array(32) };
  const message = { key: { id: 'A' }, message: { imageMessage: placed } };
  files.begin('A', Buffer.from(proto.WebMessageInfo.encode(message).finish()).toString('base64'));
  await vi.advanceTimersByTimeAsync(0);
  expect(fetch).toHaveBeenCalledOnce();
  expect(lab.arrived).toEqual([]);
  fetch.mockRestore();
  await files.stop();
});
