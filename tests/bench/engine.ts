import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { phoneOf } from '../support/dialog.ts';
import { type Figure, heapAfterCollection, median, quantile } from './figures.ts';
import { openBenchLab } from './lab.ts';
import { rawTurnsPerSecond } from './raw.ts';
import { openCrowd } from './turns.ts';

const IN_FLIGHT = 64;
const ROUNDS = 5;
const TURNS_PER_ROUND = 4_000;
const LONG_RUN = 20_000;
const PACE = 200;
const IDLE = 10_000;

/** How fast turns are, how steady, how soon answered, and what idle conversations cost. */
export async function measureEngine(dataDir: string): Promise<Figure[]> {
  const crowd = await openCrowd(join(dataDir, 'turns'));
  await crowd.hurry(TURNS_PER_ROUND, IN_FLIGHT);

  const raw: number[] = [];
  const rawInOurs: number[] = [];
  const turns: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // Side by side, so that a busy machine slows both.
    const folder = join(dataDir, `raw-${round}`);
    mkdirSync(folder);
    raw.push(rawTurnsPerSecond(folder, 3 * TURNS_PER_ROUND, 'least'));
    rawInOurs.push(rawTurnsPerSecond(folder, 3 * TURNS_PER_ROUND, 'ours'));
    turns.push((await crowd.hurry(TURNS_PER_ROUND, IN_FLIGHT)).turnsPerSecond);
  }
  const { answeredAt } = await crowd.hurry(LONG_RUN, IN_FLIGHT);
  const tenth = LONG_RUN / 10;
  const secondsOf = (from: number) => (answeredAt[from + tenth - 1] ?? 0) - (answeredAt[from] ?? 0);
  const paced = await crowd.stroll(10 * PACE, PACE);
  await crowd.stop();

  return [
    { what: 'durable turns, 64 in flight', value: median(turns), unit: '/s' },
    { what: 'raw SQLite, 50 per FULL commit, least tables', value: median(raw), unit: '/s' },
    { what: 'raw SQLite, 50 per FULL commit, our tables', value: median(rawInOurs), unit: '/s' },
    { what: 'turns as a share of raw, our tables', value: shareOf(turns, rawInOurs), unit: '' },
    {
      what: 'turns as a share of raw, least tables',
      value: shareOf(turns, raw),
      unit: '',
      must: { atLeast: 0.15 },
      better: { atLeast: 0.3 },
    },
    {
      what: 'last / first tenth of 20,000 turns',
      value: secondsOf(0) / secondsOf(LONG_RUN - tenth),
      unit: '',
      must: { atLeast: 0.9 },
    },
    { what: 'answer at 200 turns/s, p50', value: quantile(paced.waits, 0.5), unit: 'ms' },
    { what: 'answer at 200 turns/s, p99', value: quantile(paced.waits, 0.99), unit: 'ms' },
    {
      what: 'heap per 10,000 idle conversations',
      value: await idleHeap(join(dataDir, 'idle')),
      unit: 'MiB',
      must: { atMost: 1 },
    },
  ];
}

const shareOf = (turns: number[], raw: number[]): number =>
  median(turns.map((each, round) => each / (raw[round] ?? 1)));

async function idleHeap(dataDir: string): Promise<number> {
  let answers = 0;
  let enough: () => void = () => {};
  const lab = await openBenchLab(dataDir, () => {
    answers += 1;
    if (answers === persons) enough();
  });
  let persons = 0;
  const open = (more: number): Promise<void> =>
    new Promise((resolve, reject) => {
      enough = resolve;
      persons += more;
      for (let person = answers; person < persons; person += 1)
        lab.says(phoneOf(person), 'daftar').catch(reject);
    });
  await open(IDLE / 4);
  const before = heapAfterCollection();
  for (let step = 0; step < 4; step += 1) await open(IDLE / 4);
  const after = heapAfterCollection();
  await lab.stop();
  return (after - before) / 1_048_576;
}
