import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { openReadOnly } from '../../src/db/open.ts';
import { addDays, labDayAt, parseLabDay } from '../../src/domain/values/lab-day.ts';
import { replyLetter } from '../../templates/documents/reply-letter.ts';
import { letterData } from '../documents/given.ts';
import { chanceFrom } from '../support/chance.ts';
import { openDays } from '../support/open-days.ts';
import { startService } from '../support/service.ts';
import { filledTemplate, GOOD_ROW } from '../support/sheets.ts';
import { heardAfter, type MortalLab, sendUntilTaken, type Written } from '../support/stubborn-phone.ts';

// `KILL_SEED=… npx vitest run tests/engine/kill-services` plays a run again.
const seed = Number(process.env.KILL_SEED ?? systemClock.now().getTime() % 1_000_000);
const KILLS = 10;
const LONGEST_LIFE_MS = 1_500;
const PHONES_OF_EACH = 1;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sapalab-kill-services-'));
  console.log(`KILL_SEED=${seed}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type File = NonNullable<Written['file']>;
/** What is written, as words or a file, and what is waited for. */
type Line = [written: string | File, answer: RegExp];

/** Days on which everybody may come, tours included: after the longest lead time. */
const DAYS = openDays().filter((typed) => {
  const day = parseLabDay(typed.split('-').reverse().join('-'));
  return day !== undefined && day > addDays(labDayAt(systemClock.now(), 'Asia/Jakarta'), 15);
});
const dayOf = (person: number): string => DAYS[person % DAYS.length] ?? '';

const consultation = (person: number): Line[] => [
  ['konsultasi klinik', /Setuju\?/],
  ['1', /\(1\/5\)/],
  ['Siti Aminah', /\(2\/5\)/],
  ['3308105708900001', /\(3\/5\)/],
  ['ya', /\(4\/5\)/],
  [dayOf(person), /Cocok\?/],
  ['1', /\(5\/5\)/],
  ['1', /Mohon periksa/],
  ['kirim', /KLI-/],
];

const tour = (person: number, letter: File): Line[] => [
  ['wisata ilmiah', /Setuju\?/],
  ['1', /\(1\/9\)/],
  ['Budi Santoso', /\(2\/9\)/],
  ['SMA Negeri 1 Contoh', /\(3\/9\)/],
  ['budi@contoh.sch.id', /\(4\/9\)/],
  ['1', /\(5\/9\)/],
  ['1', /\(6\/9\)/],
  ['12 orang', /\(7\/9\)/],
  [dayOf(person), /Cocok\?/],
  ['1', /\(8\/9\)/],
  ['1', /\(9\/9\)/],
  [letter, /Mohon periksa/],
  ['kirim', /WIS-/],
];

const shipment = (letter: File, sheets: Record<'identity' | 'control' | 'nar', File>): Line[] => [
  ['kirim sampel', /Setuju\?/],
  ['setuju', /\(1\/12\)/],
  ['Puskesmas Contoh', /\(2\/12\)/],
  ['Rina Wulandari', /\(3\/12\)/],
  ['1', /\(4\/12\)/],
  ['rina@contoh.example', /\(5\/12\)/],
  ['Jl. Melati No. 5, RT 03/RW 05, Desa Sukamaju, Kec. Mekarsari', /\(6\/12\)/],
  ['kota magelang', /\(7\/12\)|1\. Benar|Cocok/],
  ['manusia', /\(8\/12\)/],
  [letter, /\(9\/12\)/],
  [sheets.identity, /\(10\/12\)/],
  [sheets.control, /\(11\/12\)/],
  [sheets.nar, /\(12\/12\)/],
  ['gula darah puasa, serum, 2 sampel, 1 kotak', /Dicatat/],
  ['selesai', /periksa sebelum dikirim/],
  // The label follows on paper for a page and for a roll.
  ['kirim', /stiker 50 × 25 mm/],
];

/** Somebody goes through a dialog and gives everything that was said. */
async function live(lab: MortalLab, phone: string, lines: Line[], chance: () => number): Promise<string[]> {
  const heard: string[] = [];
  let after = 0;
  for (const [place, [written, answer]] of lines.entries()) {
    const what = typeof written === 'string' ? { text: written } : { file: written };
    await sendUntilTaken(lab, { from: phone, id: `${phone}-${place}`, ...what });
    const since = heard.length;
    while (!heard.slice(since).some((text) => answer.test(text))) {
      const found = await heardAfter(lab, phone, after);
      heard.push(...found.map(({ text }) => text));
      after = found.at(-1)?.seq ?? after;
      if (heard.length > since + 5)
        throw new Error(`after line ${place + 1}: ${heard.slice(since).join(' | ')}`);
    }
    await pause(chance() * 30);
  }
  return heard;
}

test('power cuts while people register for every service and labels are printed lose nothing and print no code twice', async () => {
  const dataDir = join(folder, 'lab');
  mkdirSync(dataDir);
  const chance = chanceFrom(seed);
  const letter: File = {
    name: 'pengantar.pdf',
    mimeType: 'application/pdf',
    base64: Buffer.from(await replyLetter(letterData)).toString('base64'),
  };
  const sheet = async (kind: 'identity' | 'control' | 'nar'): Promise<File> => ({
    name: `${kind}.xlsx`,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    base64: (
      await filledTemplate(
        kind,
        ['S-01', 'S-02'].map((sampleCode) => ({ ...GOOD_ROW[kind], sampleCode })),
      )
    ).toString('base64'),
  });
  const sheets = {
    identity: await sheet('identity'),
    control: await sheet('control'),
    nar: await sheet('nar'),
  };
  const lab: MortalLab = { service: await startService(dataDir) };
  let people = 0;
  const phone = () => {
    people += 1;
    return `62812${String(people).padStart(5, '0')}7191`;
  };
  const talks = Array.from({ length: PHONES_OF_EACH }, () => [
    live(lab, phone(), consultation(people), chance),
    live(lab, phone(), tour(people, letter), chance),
    live(lab, phone(), shipment(letter, sheets), chance),
  ]).flat();
  for (let kill = 0; kill < KILLS; kill += 1) {
    await pause(chance() * LONGEST_LIFE_MS);
    await lab.service.kill();
    lab.service = await startService(dataDir);
  }
  await Promise.all(talks);
  expect(await lab.service.stop()).toBe(0);

  const db = openReadOnly(dataDir);
  const rows = (query: string): unknown[] => db.$client.prepare(query).raw().all();
  expect(rows('select service, count(*) from registrations group by service order by service')).toEqual([
    ['consultation', PHONES_OF_EACH],
    ['shipment', PHONES_OF_EACH],
    ['tour', PHONES_OF_EACH],
  ]);
  expect(rows('select service, sum(taken) from bookings group by service order by service')).toEqual([
    ['consultation', PHONES_OF_EACH],
    ['tour', PHONES_OF_EACH * 12],
  ]);
  // Two sheets of labels for each shipment, each once, and each with the code that was drawn with its order.
  const ofEach = rows(
    'select registration_id, count(*), count(distinct code), count(issued_at), count(replaced_at) from papers group by 1',
  );
  expect(ofEach.map((row) => (row as number[]).slice(1))).toEqual(
    Array.from({ length: PHONES_OF_EACH }, () => [2, 2, 2, 0]),
  );
  expect(rows('select state, count(*) from print_orders group by state')).toEqual([['done', PHONES_OF_EACH]]);
  expect(rows('select code from papers except select value from print_orders, json_each(codes)')).toEqual([]);
  expect(rows('select count(*) from outbox where file_id is not null')).toEqual([[PHONES_OF_EACH * 2]]);
  expect(rows("select count(*) from outbox where state != 'handedOver'")).toEqual([[0]]);
  expect(rows("select count(*) from intake where state != 'done'")).toEqual([[0]]);
  expect(rows('select about from incidents')).toEqual([]);
  db.$client.close();
}, 240_000);
