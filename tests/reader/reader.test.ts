import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { open } from '../../src/db/open.ts';
import { createReader, MAX_WAITING, type Reader, readHere } from '../../src/reader/index.ts';
import { testLab } from '../support/lab.ts';
import { type OddReadings, oddReadings } from './odd-readings.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'reader-'));
const thread = join(import.meta.dirname, 'odd-thread.ts');
let closeLab: () => void;
/** About two seconds of one query. */
const LONG = 20_000_000;
const readers: Reader<OddReadings>[] = [];

beforeAll(() => {
  const opened = open(dataDir);
  if (opened.outcome !== 'opened') throw new Error(opened.outcome);
  migrate(opened.db);
  closeLab = opened.close;
});
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.stop();
});
afterAll(() => {
  closeLab();
  rmSync(dataDir, { recursive: true });
});

function odd(): Reader<OddReadings> {
  const reader = createReader<OddReadings>({ dataDir, thread });
  readers.push(reader);
  return reader;
}

test('a lab on disk is read in a thread of its own, with the real list', async () => {
  const reader = createReader({ dataDir });
  try {
    expect(await reader.ask('registrationCounts', {})).toMatchObject({ registered: 0, completed: 0 });
  } finally {
    await reader.stop();
  }
});

test('a lab in memory is read with the same list', async () => {
  const counts = await readHere(testLab().db).ask('registrationCounts', {});
  expect(counts).toMatchObject({ registered: 0, completed: 0 });
});

test('the event loop goes on while a reading runs', async () => {
  const reader = odd();
  expect(await reader.ask('tables', { like: 'cases' })).toEqual(['cases']);
  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
  }, 1);
  await reader.ask('forever', { steps: 3_000_000 });
  clearInterval(turning);
  expect(turns).toBeGreaterThan(5);
});

test('what takes too long is given up, and the next question is answered', async () => {
  const reader = odd();
  const slow = reader.ask('forever', { steps: LONG }, { patienceMs: 100 });
  const next = reader.ask('tables', { like: 'units' });
  await expect(slow).rejects.toMatchObject({ reason: 'tooSlow' });
  expect(await next).toEqual(['units']);
});

test('what is called off ends, whether it runs or waits', async () => {
  const reader = odd();
  const [running, waiting] = [new AbortController(), new AbortController()];
  const first = reader.ask('forever', { steps: LONG }, { signal: running.signal });
  const second = reader.ask('tables', { like: 'units' }, { signal: waiting.signal });
  const third = reader.ask('tables', { like: 'units' });
  waiting.abort();
  await expect(second).rejects.toMatchObject({ reason: 'calledOff' });
  running.abort();
  await expect(first).rejects.toMatchObject({ reason: 'calledOff' });
  expect(await third).toEqual(['units']);
});

test('a thread that dies is started again for the next question', async () => {
  const reader = odd();
  await expect(reader.ask('ends', {})).rejects.toMatchObject({ reason: 'broken' });
  expect(await reader.ask('tables', { like: 'units' })).toEqual(['units']);
});

test('a reading that throws says why and harms no other', async () => {
  const reader = odd();
  const failed = reader.ask('throws', { words: 'no such column' });
  await expect(failed).rejects.toMatchObject({ reason: 'broken', cause: 'no such column' });
  expect(await reader.ask('tables', { like: 'units' })).toEqual(['units']);
});

test('a reading cannot write', async () => {
  await expect(odd().ask('writes', {})).rejects.toMatchObject({
    cause: expect.stringContaining('readonly'),
  });
});

test('when too many wait, whoever asks is told at once', async () => {
  const reader = odd();
  const callOff = new AbortController();
  const first = reader.ask('forever', { steps: LONG }, { signal: callOff.signal });
  const waiting = Array.from({ length: MAX_WAITING }, () => reader.ask('tables', { like: 'units' }));
  await expect(reader.ask('tables', { like: 'units' })).rejects.toMatchObject({ reason: 'busy' });
  callOff.abort();
  await expect(first).rejects.toMatchObject({ reason: 'calledOff' });
  expect(await Promise.all(waiting)).toHaveLength(MAX_WAITING);
});

test('a long reading says how far it is', async () => {
  const told: [number, number][] = [];
  const answer = await odd().ask('steps', { count: 3 }, { progress: (...step) => told.push(step) });
  expect(answer).toBe('done');
  expect(told[0]).toEqual([1, 3]);
  const here = readHere<OddReadings>(testLab().db, oddReadings);
  const heard: number[] = [];
  await here.ask('steps', { count: 3 }, { progress: (done) => heard.push(done) });
  expect(heard).toEqual([1, 2, 3]);
});

test('whoever waits when the lab closes is told', async () => {
  const reader = odd();
  const waiting = reader.ask('forever', { steps: LONG });
  const told = expect(waiting).rejects.toMatchObject({ reason: 'closed' });
  await reader.stop();
  await told;
  await expect(reader.ask('tables', { like: 'units' })).rejects.toMatchObject({ reason: 'closed' });
});
