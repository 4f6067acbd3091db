import { migrate } from '../../src/db/migrate.ts';
import { open } from '../../src/db/open.ts';
import {
  progressTeller,
  WORK_LISTS,
  WORK_ORDERS,
  type Worker,
  workCounts,
  workList,
} from '../../src/domain/cases/index.ts';
import { labSettingsSchema } from '../../src/domain/values/lab-settings.ts';

/**
 * How long the lists of work take with 100,000 open cases, in milliseconds:
 * `node_modules/.bin/node tests/bench/work-lists.ts`.
 */
const OPEN_CASES = 100_000;
const UNITS = 40;
const OFFICERS = 60;
const ROUNDS = 30;
const NOW = Date.UTC(2026, 10, 24, 3);
const HOUR_MS = 3_600_000;

const opened = open(':memory:');
if (opened.outcome !== 'opened') throw new Error('no database in memory');
const { db } = opened;
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
    folder.run(n, `LAB-${n}`, unitId, assignee, 'Siti Aminah', phase, received, received, received, due, due);
  }
})();
$client.exec('analyze');

const day = { now: new Date(NOW), ends: new Date(NOW + 14 * HOUR_MS) };
const lab = { ...labSettingsSchema.parse({}), timeZone: 'Asia/Jakarta' };
const chief: Worker = { staffId: 1, role: 'administrator', unitId: 1, unitPath: '/1/', services: [] };
const people: Record<string, Worker> = {
  'whole lab': chief,
  'one unit': { staffId: 2, role: 'liaison', unitId: 7, unitPath: '/1/7/', services: [] },
  'tiny unit': { staffId: 3, role: 'liaison', unitId: UNITS, unitPath: `/1/${UNITS}/`, services: [] },
  'no service': { staffId: 4, role: 'serviceOfficer', unitId: 1, unitPath: '/1/', services: ['tour'] },
};

for (const [who, worker] of Object.entries(people)) {
  say(who, 'counts', () => workCounts(db, worker, {}, day));
  for (const list of WORK_LISTS)
    for (const order of WORK_ORDERS) {
      say(who, `${list} by ${order}`, () => workList(db, worker, { list, order }, { ...day, limit: 50 }));
    }
  say(who, 'open, page 2 by unit', () => {
    const { next } = workList(db, worker, { list: 'open', order: 'due' }, { ...day, limit: 50 });
    workList(db, worker, { list: 'open', order: 'due', unitId: 7 }, { ...day, limit: 50, after: next });
  });
}
const { rows } = workList(db, chief, { list: 'late', order: 'due' }, { ...day, limit: 50 });
say('whole lab', 'progress of 50', () => rows.map(progressTeller(db, day.now, lab)));

function say(who: string, what: string, work: () => unknown): void {
  work();
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  }).sort((a, b) => a - b);
  const median = times[ROUNDS >> 1] ?? 0;
  process.stdout.write(
    `${who.padEnd(12)} ${what.padEnd(24)} median ${median.toFixed(2).padStart(7)}  worst ${(times.at(-1) ?? 0).toFixed(2).padStart(7)}\n`,
  );
}
