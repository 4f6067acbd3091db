import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { open, openReadOnly } from '../../src/db/open.ts';
import { putCase } from '../support/cases.ts';
import { chanceFrom } from '../support/chance.ts';

const PEOPLE = 6;
const KILLS = 8;
const LAST_DAY = '2026-11-20';
// A process that starts again and again need not be compiled each time.
const COMPILED = join(tmpdir(), 'sapalab-compiled');
const CHILD = join(import.meta.dirname, '../support/digest-child.ts');

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sapalab-digests-'));
  const opened = open(dataDir);
  if (opened.outcome !== 'opened') throw new Error(opened.outcome);
  const { db } = opened;
  migrate(db);
  for (let person = 1; person <= PEOPLE; person += 1) {
    db.$client.prepare("insert into citizens (id, language, created_at) values (?, 'id', 0)").run(person);
    db.$client
      .prepare(
        "insert into addresses (citizen_id, transport, address, generation, created_at) values (?, 'memory', ?, 1, 0)",
      )
      .run(person, `62812000000${person}`);
    db.$client
      .prepare(
        "insert into staff (name, email, role, password_hash, created_at, citizen_id) values (?, ?, 'supervisor', 'x', 0, ?)",
      )
      .run(`Penyelia ${person}`, `p${person}@lab.example`, person);
  }
  // Something on every day.
  for (let day = 1; day <= 28; day += 1)
    putCase(db, { receivedAt: new Date(`2026-11-${String(day).padStart(2, '0')}T05:00:00Z`) });
  opened.close();
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** Lets it live for `ms` after it has begun its work, then ends it as a power cut would. */
async function live(ms: number, seed: number): Promise<'done' | 'killed'> {
  const child = spawn(process.execPath, ['--no-warnings', CHILD, dataDir, LAST_DAY, String(seed)], {
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: COMPILED },
  });
  let said = '';
  let wrong = '';
  child.stderr.on('data', (bytes) => (wrong += String(bytes)));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<void>((resolve) =>
    child.stdout.on('data', (bytes) => {
      said += String(bytes);
      if (said.includes('ready')) resolve();
    }),
  );
  await Promise.race([ready, ended]);
  await Promise.race([pause(ms), ended]);
  child.kill('SIGKILL');
  await ended;
  if (wrong !== '') throw new Error(wrong);
  return said.includes('done') ? 'done' : 'killed';
}

test(`over ${KILLS} power cuts and a wandering clock everybody gets every day's digest exactly once`, async () => {
  const seed = 20261121;
  const chance = chanceFrom(seed);
  let kills = 0;
  for (let life = 0; life < KILLS; life += 1)
    if ((await live(Math.floor(chance() * 160), seed + life)) === 'killed') kills += 1;
  expect(await live(60_000, seed + KILLS)).toBe('done');
  // A kill that met a finished process would prove nothing.
  expect(kills).toBeGreaterThan(KILLS / 2);

  const db = openReadOnly(dataDir);
  const rows = db.$client
    .prepare('select staff_id, day, count(*) as times from digests group by 1, 2')
    .all() as {
    staff_id: number;
    day: string;
    times: number;
  }[];
  const days = [...new Set(rows.map(({ day }) => day))].sort();
  expect(days.at(0)).toBe('2026-11-02');
  expect(days.at(-1)).toBe(LAST_DAY);
  expect(days.length).toBe(15);
  expect(rows.filter(({ times }) => times !== 1)).toEqual([]);
  expect(rows).toHaveLength(days.length * PEOPLE);
  const letters = db.$client
    .prepare('select citizen_id, count(*) as times, count(distinct text) as texts from outbox group by 1')
    .all();
  expect(letters).toEqual(
    Array.from({ length: PEOPLE }, (_, place) => ({
      citizen_id: place + 1,
      times: days.length,
      texts: days.length,
    })),
  );
  db.$client.close();
}, 120_000);
