import { afterEach, expect, test, vi } from 'vitest';
import { FROM_CITIZENS } from '../../src/files/kinds.ts';
import { createFetching, type Fetched } from '../../src/transports/fetching.ts';

afterEach(() => void vi.useRealTimers());

const PHOTO: Fetched = { outcome: 'fetched', bytes: Buffer.from('x'), name: 'foto', mimeType: 'image/jpeg' };

/** A lab where these messages await their files, two of them named at a time. */
function fetching(ids: string[] = []) {
  const awaiting = new Set(ids);
  const lab = {
    isConnected: true,
    isDiskFull: false,
    /** What comes of fetching, try by try; a photo afterwards. */
    fetches: [] as (Fetched | Error | 'lasts')[],
    tries: [] as string[],
    arrived: [] as string[],
    accepted: [] as readonly string[],
  };
  const fetching = createFetching({
    files: {
      admit(_bytes, { accepts }) {
        lab.accepted = accepts;
        return { outcome: 'stored', fileId: 1 };
      },
    },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    pausesMs: [1, 1],
    awaited: () => [...awaiting].slice(0, 2).map((messageId) => ({ messageId, reference: messageId })),
    isConnected: () => lab.isConnected,
    async fetch(reference, stopping) {
      lab.tries.push(reference);
      const fetched = lab.fetches.shift() ?? PHOTO;
      if (fetched === 'lasts') {
        await new Promise((stopped) => stopping.addEventListener('abort', stopped));
        return { outcome: 'failed', problem: 'broken off' };
      }
      if (fetched instanceof Error) throw fetched;
      return fetched;
    },
    async arrived(messageId, file) {
      if (lab.isDiskFull) throw new Error('database or disk is full');
      awaiting.delete(messageId);
      lab.arrived.push(file.state === 'refused' ? `${messageId} ${file.problem}` : messageId);
    },
  });
  return { lab, fetching };
}

test('what is fetched may be of every kind that citizens send, sheets too', async () => {
  const { lab, fetching: files } = fetching();
  files.begin('A', 'A');
  await vi.waitFor(() => expect(lab.arrived).toEqual(['A']));
  expect(lab.accepted).toEqual(FROM_CITIZENS);
  expect(FROM_CITIZENS).toContain('xlsx');
  await files.stop();
});

test('a file that a full disk kept out is fetched again within a minute, while the line holds', async () => {
  vi.useFakeTimers();
  const { lab, fetching: files } = fetching(['A']);
  lab.isDiskFull = true;
  files.begin('A', 'A');
  await vi.advanceTimersByTimeAsync(30_000);
  expect(lab.arrived).toEqual([]);
  lab.isDiskFull = false;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(lab.arrived).toEqual(['A']);
  await files.stop();
});

test('of more files than are named at once none is forgotten', async () => {
  vi.useFakeTimers();
  const { lab, fetching: files } = fetching(['A', 'B', 'C', 'D', 'E']);
  files.resume();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(lab.arrived).toEqual(['A', 'B', 'C', 'D', 'E']);
  await files.stop();
});

test('without a line nothing is taken up, and after the stop no more', async () => {
  vi.useFakeTimers();
  const { lab, fetching: files } = fetching(['A', 'B']);
  lab.isConnected = false;
  await vi.advanceTimersByTimeAsync(120_000);
  expect(lab.tries).toEqual([]);
  await files.stop();
  lab.isConnected = true;
  files.resume();
  await vi.advanceTimersByTimeAsync(120_000);
  expect([lab.tries, vi.getTimerCount()]).toEqual([[], 0]);
});

test('a file that cannot be fetched because the line is gone is not given up', async () => {
  vi.useFakeTimers();
  const { lab, fetching: files } = fetching(['A']);
  lab.isConnected = false;
  lab.fetches = [new TypeError('fetch failed')];
  files.begin('A', 'A');
  await vi.advanceTimersByTimeAsync(120_000);
  expect([lab.tries, lab.arrived]).toEqual([['A'], []]);
  lab.isConnected = true;
  files.resume();
  await vi.advanceTimersByTimeAsync(0);
  expect(lab.arrived).toEqual(['A']);
  await files.stop();
});

test.each<[what: string, fetches: (Fetched | Error)[], comesOfIt: string]>([
  ['fails twice', [new TypeError('fetch failed'), { outcome: 'failed', problem: '502' }], 'A'],
  ['comes damaged twice', [{ outcome: 'damaged' }, { outcome: 'damaged' }], 'A'],
  ['comes damaged each time', [1, 2, 3].map(() => ({ outcome: 'damaged' })), 'A damaged'],
  ['fails each time', [1, 2, 3].map(() => ({ outcome: 'failed', problem: '502' })), 'A notFetched'],
])('a file that %s is tried three times and no more', async (_what, fetches, comesOfIt) => {
  const { lab, fetching: files } = fetching();
  lab.fetches = fetches;
  files.begin('A', 'A');
  await vi.waitFor(() => expect(lab.arrived).toEqual([comesOfIt]));
  expect(lab.tries).toHaveLength(3);
  await files.stop();
});

test.each([
  ['gone', 'A notFetched'],
  ['tooLarge', 'A tooLarge'],
] as const)('a file that is %s is given up at once', async (outcome, comesOfIt) => {
  const { lab, fetching: files } = fetching();
  lab.fetches = [{ outcome }];
  files.begin('A', 'A');
  await vi.waitFor(() => expect(lab.arrived).toEqual([comesOfIt]));
  expect(lab.tries).toHaveLength(1);
  await files.stop();
});

test('a file whose last try the stop broke off is not given up', async () => {
  const { lab, fetching: files } = fetching();
  lab.fetches = [{ outcome: 'damaged' }, { outcome: 'damaged' }, 'lasts'];
  files.begin('A', 'A');
  await vi.waitFor(() => expect(lab.tries).toHaveLength(3));
  await files.stop();
  expect(lab.arrived).toEqual([]);
});

test('four files are fetched at once, and none twice', async () => {
  const { lab, fetching: files } = fetching();
  lab.fetches = ['lasts', 'lasts', 'lasts'];
  for (const id of ['A', 'B', 'C', 'D', 'E', 'A', 'F', 'E']) {
    files.begin(id, id);
    expect(lab.tries.length).toBeLessThanOrEqual(4);
  }
  await vi.waitFor(() => expect(lab.arrived).toEqual(['D', 'E', 'F']));
  expect(lab.tries).toEqual(['A', 'B', 'C', 'D', 'E', 'F']);
  await files.stop();
});
