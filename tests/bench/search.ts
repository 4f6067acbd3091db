import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { migrate } from '../../src/db/migrate.ts';
import { type Db, open } from '../../src/db/open.ts';
import {
  type CaseSearch,
  type CaseSearchAsked,
  indexCases,
  searchCases,
} from '../../src/domain/cases/index.ts';
import type { Standing } from '../../src/domain/staff/values.ts';
import { newCode } from '../../src/domain/values/code.ts';
import { addDays, labDayAt } from '../../src/domain/values/lab-day.ts';
import { labSettingsSchema } from '../../src/domain/values/lab-settings.ts';
import { indexSome } from '../../src/jobs/search-index.ts';
import { createReader, type Reader } from '../../src/reader/index.ts';
import { createTransact } from '../../src/transact.ts';
import { type Figure, quantile } from './figures.ts';
import { openBenchLab } from './lab.ts';

const CASES = 1_000_000;
const UNITS = 40;
const CHANGED = 10_000;
const TRIES = 200;
const DIGESTS = 5;
const TURNS_A_SECOND = 200;

const NOW = new Date(1_790_000_000_000);
const CENTRAL: Standing = { role: 'administrator', unitId: 1, unitPath: '/1/', services: [] };
const MIDDLE: Standing = { role: 'coordinator', unitId: 2, unitPath: '/1/2/', services: [] };
const OFFICER: Standing = { role: 'serviceOfficer', unitId: 2, unitPath: '/1/2/', services: ['complaint'] };

/** How fast cases are found among a million, and what that and an export do to those who chat. */
export async function measureSearch(folder: string): Promise<Figure[]> {
  const dataDir = join(folder, 'search');
  mkdirSync(join(dataDir, 'lab'), { recursive: true });
  const indexed = seed(join(dataDir, 'lab'));
  return [...indexed, ...found(join(dataDir, 'lab')), ...(await together(dataDir))];
}

/** A million cases of forty units over three years; a tenth of a percent is late. */
function seed(dataDir: string): Figure[] {
  const opened = open(dataDir);
  if (opened.outcome !== 'opened') throw new Error(`no database: ${opened.outcome}`);
  const { db, close } = opened;
  migrate(db);
  const { $client } = db;
  $client.function('code_of', (i: unknown) => codeOf(Number(i)));
  const pick = (values: readonly string[], by: string) =>
    `json_extract('${JSON.stringify(values)}', '$[' || (${by} % ${values.length}) || ']')`;
  const given = ['Siti', 'Budi', 'Dewi', 'Agus', 'Rina', 'Sri', 'Nur', 'Eko', 'Joko', 'Fitri'];
  const family = ['Lestari', 'Santoso', 'Wulandari', 'Prasetyo', 'Aminah', 'Hidayat', 'Rahayu'];
  $client.transaction(() => {
    for (let id = 2; id <= UNITS; id += 1)
      $client
        .prepare('insert into units (id, parent_id, path, name, created_at) values (?, ?, ?, ?, 1)')
        .run(id, id < 3 ? 1 : 2, id % 2 || id < 3 ? `/1/${id}/` : `/1/2/${id}/`, `Unit ${id}`);
    $client.exec(`
      with recursive n(i) as (select 1 union all select i + 1 from n where i < ${CASES})
      insert into cases (service, subject_id, code, number, unit_id, person_name, phone, nik, status, phase,
          phase_since, category, source, received_at, clock_from, due_at, version)
        select ${pick(['laboratory', 'laboratory', 'laboratory', 'complaint', 'question'], 'i')}, i,
          code_of(i), case when i % 5 = 3 then i end, 1 + (i * 7919) % ${UNITS},
          ${pick(given, 'i * 31')} || ' ' || ${pick(family, '(i / 7)')} || ' ' || char(65 + i % 26) || 'a' || (i % 9973),
          '62812' || printf('%08d', i), printf('33081057%08d', i), case when i > ${CASES - 20_000} then 'testing' else 'completed' end,
          case when i > ${CASES - 20_000} then 'open' else 'ended' end, ${NOW.getTime() - CASES * 90_000} + i * 90000,
          ${pick(['air', 'darah', 'makanan', ''], 'i')}, 'whatsapp', ${NOW.getTime() - CASES * 90_000} + i * 90000, 1,
          case when i > ${CASES - 20_000} then ${NOW.getTime()} + (i - ${CASES - 1_000}) * 3600 end, 1
        from n`);
  })();
  const transact = transactOver(db);
  const batch = (size: number) => transact({ kind: 'system' }, (ctx) => indexCases(ctx, {}, size));
  const began = performance.now();
  while (batch(1_000) > 0);
  const perSecond = CASES / ((performance.now() - began) / 1_000);
  // As on a busy day: what changed is brought up to date in the portions of the job.
  $client.exec(`update cases set status = 'validating' where id > ${CASES - CHANGED}`);
  const batches: number[] = [];
  for (let done = 1; done > 0; ) {
    const start = performance.now();
    done = transact({ kind: 'system' }, (ctx) => indexSome(ctx, {}));
    batches.push(performance.now() - start);
  }
  close();
  return [
    { what: 'search index: cases put in', value: perSecond, unit: '/s' },
    {
      what: 'search index: one portion of at most 25 cases, p99',
      value: quantile(batches, 0.99),
      unit: 'ms',
      must: { atMost: 10 },
    },
    {
      what: 'search index: one portion of at most 25 cases, worst',
      value: Math.max(...batches),
      unit: 'ms',
      must: { atMost: 50 },
    },
  ];
}

function transactOver(db: Db) {
  const lab = { ...labSettingsSchema.parse({}), timeZone: 'Asia/Jakarta' };
  const clock = { now: () => NOW, chance: (count: number) => new Uint8Array(count) };
  return createTransact({ db, clock, lab: () => lab, notice: () => {}, committed: () => {} });
}

const ask = (search: CaseSearch, more: Partial<CaseSearchAsked> = {}): CaseSearchAsked => ({
  search,
  by: CENTRAL,
  sort: 'newest',
  limit: 50,
  now: NOW,
  timeZone: 'Asia/Jakarta',
  ...more,
});

const at = (i: number): number => 1 + ((i * 4_999_999) % CASES);

/** A code that says its own number, with the check character it must have. */
const codeOf = (i: number): string =>
  newCode('LAB', new Uint8Array(Array.from({ length: 8 }, (_, place) => Math.floor(i / 32 ** place) % 32)));

/** What is asked, and how long its slowest hundredth may take. */
const QUESTIONS: readonly [what: string, must: number, better: number, (i: number) => CaseSearchAsked][] = [
  ['code', 1, 0.2, (i) => ask({ words: codeOf(at(i)) })],
  ['number', 1, 0.4, (i) => ask({ words: `#${5 * Math.floor(at(i) / 5) + 3}` })],
  ['NIK', 1, 0.4, (i) => ask({ words: `33081057${String(at(i)).padStart(8, '0')}` })],
  ['phone', 1, 0.4, (i) => ask({ words: `0812${String(at(i)).padStart(8, '0')}` })],
  ['part of a name', 10, 5, (i) => ask({ words: ['lestari', 'siti', 'wul', 's', 'zz'][i % 5] ?? '' })],
  ['two words', 10, 5, (i) => ask({ words: ['siti les', 'dewi rahayu', 'nur pra'][i % 3] ?? '' })],
  ['name, middle unit', 10, 5, (i) => ask({ words: ['lestari', 'siti'][i % 2] ?? '' }, { by: MIDDLE })],
  ['name, service officer', 10, 5, (i) => ask({ words: ['lestari', 'sri'][i % 2] ?? '' }, { by: OFFICER })],
  [
    'unit, status and month',
    10,
    5,
    (i) => ask({ unitId: 3 + (i % 9), status: 'testing', from: day('2026-09-01'), to: day('2026-09-20') }),
  ],
  ['late', 10, 5, () => ask({ late: true })],
  ['name, by deadline', 10, 5, (i) => ask({ words: ['lestari', 'siti'][i % 2] ?? '' }, { sort: 'deadline' })],
  ['page deep inside', 2, 0.5, (i) => ask({}, { after: at(i) })],
  ['page of a name deep inside', 10, 2, (i) => ask({ words: 'lestari' }, { after: at(i) })],
  ['page of a unit deep inside', 10, 2, (i) => ask({}, { by: MIDDLE, after: at(i) })],
];

// A day as the address has it, known to be one.
const day = (text: string) => text as NonNullable<CaseSearch['from']>;

function found(dataDir: string): Figure[] {
  const opened = open(dataDir);
  if (opened.outcome !== 'opened') throw new Error(`no database: ${opened.outcome}`);
  const figures = QUESTIONS.map(([what, must, better, question]): Figure => {
    for (let warm = 0; warm < 20; warm += 1) searchCases(opened.db, question(warm));
    const times = Array.from({ length: TRIES }, (_, i) => {
      const asked = question(i);
      const start = performance.now();
      searchCases(opened.db, asked);
      return performance.now() - start;
    });
    return {
      what: `search among ${CASES.toLocaleString('en-GB')} cases, by ${what}, p99`,
      value: quantile(times, 0.99),
      unit: 'ms',
      must: { atMost: must },
      better: { atMost: better },
    };
  });
  opened.close();
  return figures;
}

/** How long the supervisors' digest takes, one after the other, in milliseconds. */
async function digestsFrom(counter: Reader): Promise<number[]> {
  const lab = { ...labSettingsSchema.parse({}), timeZone: 'Asia/Jakarta' };
  const today = labDayAt(NOW, lab.timeZone);
  const picture = { place: lab.shortName, language: 'id' } as const;
  const digest = {
    unitId: 1,
    unitPath: '/1/',
    since: addDays(today, -1),
    monday: today,
    lab,
    now: NOW,
    picture,
  };
  const times: number[] = [];
  for (let time = 0; time < DIGESTS; time += 1) {
    const start = performance.now();
    const { day: counted, png } = await counter.ask('digest', digest, { patienceMs: 60_000 });
    if (!png || !counted || counted.late.total === 0) throw new Error('a digest without its chart');
    times.push(performance.now() - start);
  }
  return times;
}

/** List, search, digest and a million exported rows while people chat: how long nobody is served. */
async function together(dataDir: string): Promise<Figure[]> {
  let heard = 0;
  const lab = await openBenchLab(dataDir, () => {
    heard += 1;
  });
  const reader = createReader({ dataDir: join(dataDir, 'lab') });
  const counter = createReader({ dataDir: join(dataDir, 'lab') });
  const exporter = createReader({ dataDir: join(dataDir, 'lab') });
  const transact = transactOver(lab.db);
  const path = join(dataDir, 'cases.csv');
  // What is only slow once, and happens when nobody is there yet.
  for (let i = 0; i < 50; i += 1) await lab.says(`62899${i}`, 'menu');
  await reader.ask('searchCases', ask({ words: 'lestari' }));
  await pause(1_000);
  const stall = monitorEventLoopDelay({ resolution: 1 });
  stall.enable();
  let said = 0;
  const began = performance.now();
  const chatting = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1_000) * TURNS_A_SECOND);
    // Four messages each: who goes on for ever is taken for a machine and left unanswered.
    for (; said < due; said += 1) void lab.says(`62898${said >> 2}`, said % 2 ? 'menu' : 'harga');
  }, 5);
  const indexing = setInterval(() => void transact({ kind: 'system' }, (ctx) => indexSome(ctx, {})), 1_000);
  const exported = exporter.ask('exportCases', { ...ask({}), path, format: 'csv' }, { patienceMs: 600_000 });
  const digests = digestsFrom(counter);
  const times: number[] = [];
  let isOver = false;
  const rows = exported.finally(() => {
    isOver = true;
  });
  for (let i = 0; !isOver; i += 1) {
    const start = performance.now();
    await reader.ask('searchCases', QUESTIONS[i % QUESTIONS.length]?.[3](i) ?? ask({}));
    times.push(performance.now() - start);
    await pause(20);
  }
  const seconds = (performance.now() - began) / 1_000;
  clearInterval(chatting);
  clearInterval(indexing);
  stall.disable();
  const count = await rows;
  const digested = await digests;
  if (count < CASES || heard < said / 2)
    throw new Error(`${count} rows exported, ${heard} of ${said} answered`);
  await reader.stop();
  await counter.stop();
  await exporter.stop();
  await lab.stop();
  return [
    { what: `${count.toLocaleString('en-GB')} rows exported (CSV)`, value: seconds, unit: 's' },
    { what: 'its size', value: statSync(path).size / 1e6, unit: 'MB' },
    { what: 'search meanwhile, p99', value: quantile(times, 0.99), unit: 'ms' },
    {
      what: 'digest with its chart over 20,000 open cases meanwhile, slowest',
      value: Math.max(...digested) / 1_000,
      unit: 's',
      must: { atMost: 10 },
      better: { atMost: 2 },
    },
    {
      what: `worst stall while listing, searching, digesting and exporting under ${TURNS_A_SECOND} turns/s`,
      value: stall.max / 1e6,
      unit: 'ms',
      must: { atMost: 50 },
      better: { atMost: 15 },
    },
  ];
}
