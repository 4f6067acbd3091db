import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { DIALOG, endure } from '../support/power-cuts.ts';

// `KILL_SEED=… npx vitest run tests/wire/kill` plays a plan again.
const seed = Number(process.env.KILL_SEED ?? systemClock.now().getTime() % 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'sapalab-wire-kill-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('twenty power cuts while sixty people write 300 messages: each is answered once, or asked for again', async () => {
  const people = 60;
  const { problems, ...figures } = await endure({ seed, kills: 20, people, dataDir: join(folder, 'lab') });
  console.log(`KILL_SEED=${seed}`, JSON.stringify(figures));

  expect(problems).toEqual([]);
  expect(figures).toMatchObject({ lost: 0, unfinished: 0, stillUnread: 0, endless: 0, wronglyAnswered: 0 });
  expect(figures.written).toBe(people * DIALOG.length + figures.askedToRepeat);
  expect(figures.taken).toBe(figures.written - figures.askedToRepeat);
}, 240_000);
