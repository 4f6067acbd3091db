import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { type Db, openReadOnly } from '../../src/db/open.ts';
import { chanceFrom } from '../support/chance.ts';
import { openDays } from '../support/open-days.ts';
import { startService } from '../support/service.ts';
import { heardAfter, type MortalLab, sendUntilTaken } from '../support/stubborn-phone.ts';

// `KILL_SEED=… npx vitest run tests/engine/kill` plays a run again.
const seed = Number(process.env.KILL_SEED ?? systemClock.now().getTime() % 1_000_000);
const LABS = 2;
const KILLS_PER_LAB = 20;
const PHONES = 4;
const LONGEST_LIFE_MS = 600;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sapalab-kill-'));
  console.log(`KILL_SEED=${seed}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('forty power cuts lose nothing and say nothing twice', async () => {
  const labs = Array.from({ length: LABS }, (_, lab) => liveThrough(join(folder, `lab-${lab}`), seed + lab));
  for (const people of await Promise.all(labs)) expect(people).toBeGreaterThan(PHONES);
}, 180_000);

/** One lab that is killed again and again while people register; gives how many did. */
async function liveThrough(dataDir: string, itsSeed: number): Promise<number> {
  mkdirSync(dataDir);
  const chance = chanceFrom(itsSeed);
  const lab: Lab = { service: await startService(dataDir), killing: true, people: 0, heard: new Map() };
  const phones = Array.from({ length: PHONES }, () => register(lab, chance));
  for (let kill = 0; kill < KILLS_PER_LAB; kill += 1) {
    await pause(chance() * LONGEST_LIFE_MS);
    await lab.service.kill();
    lab.service = await startService(dataDir);
  }
  lab.killing = false;
  await Promise.all(phones);
  expect(await lab.service.stop()).toBe(0);

  for (const [phone, answers] of lab.heard) {
    expect(answers.length, `${phone} wrote ${DIALOG.length} messages`).toBe(DIALOG.length);
    for (const [place, [, answer]] of DIALOG.entries())
      expect(answers[place], `answer ${place + 1}`).toMatch(answer);
  }
  const db = openReadOnly(dataDir);
  const messages = lab.people * DIALOG.length;
  expect(countOf(db, 'registrations')).toBe(lab.people);
  expect(countOf(db, 'registrations group by citizen_id having count(*) > 1')).toBe(0);
  expect(countOf(db, "intake where state = 'done'")).toBe(messages);
  expect(countOf(db, 'intake')).toBe(messages);
  expect(countOf(db, "outbox where state = 'handedOver'")).toBe(messages);
  expect(countOf(db, 'outbox')).toBe(messages);
  expect(countOf(db, 'conversations')).toBe(0);
  expect(countOf(db, 'incidents')).toBe(0);
  expect(numberIn(db, 'select sum(taken) as value from bookings')).toBe(lab.people);
  db.$client.close();
  return lab.people;
}

interface Lab extends MortalLab {
  /** While this is set, whoever has registered is followed by somebody else. */
  killing: boolean;
  people: number;
  /** What each phone heard. */
  heard: Map<string, string[]>;
}

/** Somebody at a phone, then the next, until the kills are over. */
async function register(lab: Lab, chance: () => number): Promise<void> {
  do {
    lab.people += 1;
    const person = lab.people;
    const phone = `62812${String(person).padStart(5, '0')}7190`;
    const heard: string[] = [];
    lab.heard.set(phone, heard);
    let after = 0;
    for (const [place, [typed]] of DIALOG.entries()) {
      const text = typed.replace('DAY', OPEN_DAYS[person % OPEN_DAYS.length] ?? '');
      await sendUntilTaken(lab, { from: phone, id: `${phone}-${place}`, text });
      const found = await heardAfter(lab, phone, after);
      heard.push(...found.map(({ text: said }) => said));
      after = found.at(-1)?.seq ?? after;
      await pause(chance() * 30);
    }
  } while (lab.killing);
}

const countOf = (db: Db, rows: string): number =>
  numberIn(db, `select count(*) as value from (select 1 from ${rows})`);

// Only for statements that give one number under the name `value`.
const numberIn = (db: Db, query: string): number =>
  (db.$client.prepare(query).get() as { value: number }).value;

// What is typed, and what the answer must speak of. The days are those the lab is open from now on.
const DIALOG: readonly [typed: string, answer: RegExp][] = [
  ['halo mau cek gula darah', /1\. Gula darah puasa/],
  ['1', /Setuju/],
  ['ya', /\(1\/7\)/],
  ['siti aminah', /\(2\/7\)/],
  ['3308 1057 0890 0001', /\(3\/7\)/],
  ['y', /\(4\/7\)/],
  ['DAY', /Cocok\?/],
  ['1', /\(5\/7\)/],
  ['kolestrol', /Kolesterol total/],
  ['1', /ditambahkan/],
  ['selesai', /\(6\/7\)/],
  ['1', /\(7\/7\)/],
  ['lewati', /Mohon periksa/],
  ['kirim', /^Terdaftar! Nomor Anda \*LAB-/],
];

const OPEN_DAYS = openDays();
