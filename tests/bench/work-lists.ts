import { migrate } from '../../src/db/migrate.ts';
import { type Db, open } from '../../src/db/open.ts';
import {
  progressTeller,
  WORK_LISTS,
  WORK_ORDERS,
  type Worker,
  workCounts,
  workList,
} from '../../src/domain/cases/index.ts';
import { labSettingsSchema } from '../../src/domain/values/lab-settings.ts';
import { type Figure, median } from './figures.ts';

const OPEN_CASES = 100_000;
const UNITS = 40;
const OFFICERS = 60;
const ROUNDS = 30;
const NOW = Date.UTC(2026, 10, 24, 3);
const HOUR_MS = 3_600_000;

const day = { now: new Date(NOW), ends: new Date(NOW + 14 * HOUR_MS) };
const page = { ...day, limit: 50 };
const lab = { ...labSettingsSchema.parse({}), timeZone: 'Asia/Jakarta' };
const chief: Worker = { staffId: 1, role: 'administrator', unitId: 1, unitPath: '/1/', services: [] };
const people: Record<string, Worker> = {
  'whole lab': chief,
  'one unit': { staffId: 2, role: 'liaison', unitId: 7, unitPath: '/1/7/', services: [] },
  'tiny unit': { staffId: 3, role: 'liaison', unitId: UNITS, unitPath: `/1/${UNITS}/`, services: [] },
  'no service': { staffId: 4, role: 'serviceOfficer', unitId: 1, unitPath: '/1/', services: ['tour'] },
};

/** How long a page of each list of work takes with 100,000 open cases, and the counts beside them. */
export function measureWorkLists(): Figure[] {
  const { db, close } = seeded();
  const counts: number[] = [];
  const pages: number[] = [];
  for (const worker of Object.values(people)) {
    counts.push(typically(() => workCounts(db, worker, {}, day)));
    for (const list of WORK_LISTS)
      for (const order of WORK_ORDERS)
        pages.push(typically(() => workList(db, worker, { list, order }, page)));
    const { next } = workList(db, worker, { list: 'open', order: 'due' }, page);
    const further = { list: 'open', order: 'due', unitId: 7 } as const;
    pages.push(typically(() => workList(db, worker, further, { ...page, after: next })));
  }
  const { rows } = workList(db, chief, { list: 'late', order: 'due' }, page);
  const told = typically(() => rows.map(progressTeller(db, day.now, lab)));
  close();
  const must = { atMost: 25 };
  return [
    {
      what: '100,000 open cases: counts of the day, slowest officer',
      value: Math.max(...counts),
      unit: 'ms',
      must,
    },
    { what: '100,000 open cases: a page, slowest list', value: Math.max(...pages), unit: 'ms', must },
    { what: 'working time used of 50 cases', value: told, unit: 'ms', must: { atMost: 5 } },
  ];
}

function seeded(): { db: Db; close(): void } {
  const opened = open(':memory:');
  if (opened.outcome !== 'opened') throw new Error('no database in memory');
  const { db, close } = opened;
  migrate(db);
  const { $client } = db;
  const unit = $client.prepare(
    'insert into units (parent_id, path, name, services, active, version, created_at) values (?, ?, ?, ?, 1, 1, ?)',
  );
  const officer = $client.prepare(
    'insert into staff (name, email, role, password_hash, active, created_at, unit_id) values (?, ?, ?, ?, 1, ?, ?)',
  );
  const folder = $client.prepare(
    `insert into cases (service, subject_id, code, unit_id, assignee_id, person_name, status, phase, phase_since,
       source, received_at, clock_from, due_at, warn_at)
     values ('laboratory', ?, ?, ?, ?, ?, 'testing', ?, ?, 'whatsapp', ?, ?, ?, ?)`,
  );
  $client.transaction(() => {
    for (let n = 2; n <= UNITS; n += 1) unit.run(1, `/1/${n}/`, `Unit ${n}`, '[]', NOW);
    for (let n = 1; n <= OFFICERS; n += 1)
      officer.run(`Petugas ${n}`, `p${n}@lab.example`, 'liaison', 'x', NOW, 1 + (n % UNITS));
    for (let n = 1; n <= OPEN_CASES; n += 1) {
      const received = NOW - (OPEN_CASES - n) * 60_000;
      // One unit in forty has a hundredth of the others' work.
      const unitId = n % 4_000 === 0 ? UNITS : 1 + (n % (UNITS - 1));
      const assignee = n % 3 === 0 ? 1 + (n % OFFICERS) : null;
      const due = n % 50 === 0 ? null : NOW + ((n * 7919) % 900) * HOUR_MS - 300 * HOUR_MS;
      const phase = n % 5 === 0 ? 'waiting' : 'open';
      folder.run(
        n,
        `LAB-${n}`,
        unitId,
        assignee,
        'Siti Aminah',
        phase,
        received,
        received,
        received,
        due,
        due,
      );
    }
  })();
  $client.exec('analyze');
  return { db, close };
}

function typically(work: () => unknown): number {
  work();
  return median(
    Array.from({ length: ROUNDS }, () => {
      const started = performance.now();
      work();
      return performance.now() - started;
    }),
  );
}
