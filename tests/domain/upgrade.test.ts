import { beforeEach, expect, test } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { open } from '../../src/db/open.ts';
import { caseOf, indexCases, searchCases, workList } from '../../src/domain/cases/index.ts';
import { cases } from '../../src/domain/cases/table.ts';
import { chainOlderRows, verifyJournal } from '../../src/domain/chain/index.ts';
import { changeStage } from '../../src/domain/registrations/index.ts';
import { registrations } from '../../src/domain/registrations/table.ts';
import { staff } from '../../src/domain/staff/table.ts';
import { units } from '../../src/domain/units/table.ts';
import { createTransact } from '../../src/transact.ts';
import { type TestLab, testClock, testLab } from '../support/lab.ts';
import { migrateTo } from '../support/released.ts';

/** The last release in which requests had no cases, staff no units and the journal no chain. */
const BEFORE_THE_WORKPLACE = '0004_letters-in-order';
const THEN = Date.parse('2026-11-16T09:00:00+07:00');

const STAGES = [
  ['registered', 'open'],
  ['verified', 'waiting'],
  ['sampleReceived', 'open'],
  ['testing', 'open'],
  ['validating', 'open'],
  ['sampleRejected', 'waiting'],
  ['completed', 'ended'],
  ['rejected', 'ended'],
  ['cancelled', 'ended'],
] as const;

let lab: TestLab;

/** A lab of that release, with a request in every stage, on the first start of this one. */
beforeEach(() => {
  const opened = open(':memory:');
  if (opened.outcome !== 'opened') throw new Error(opened.outcome);
  const { db } = opened;
  migrateTo(db, BEFORE_THE_WORKPLACE);
  const sql = db.$client;
  sql.exec(`INSERT INTO settings (key, value) VALUES ('name', '"Laboratorium Contoh"')`);
  sql.exec(
    `INSERT INTO citizens (display_name, phone, created_at) VALUES ('Siti', '6281200001111', ${THEN})`,
  );
  const officer = sql.prepare(
    "INSERT INTO staff (name, email, role, password_hash, created_at) VALUES (?, ?, ?, 'scrypt$x', ?)",
  );
  officer.run('Ratna', 'ratna@lab.example', 'administrator', THEN);
  officer.run('Joko', 'joko@lab.example', 'officer', THEN);
  const registration = sql.prepare(
    `INSERT INTO registrations (code, citizen_id, person_name, nik, birth_date, visit_on, phone, stage, stage_since,
       expected_on, total_rupiah, created_at)
     VALUES (?, 1, 'Siti Aminah', '3308105708900001', '1990-08-17', '2026-11-18', '6281200001111', ?, ?,
       '2026-11-19', 25000, ?)`,
  );
  const entry = sql.prepare(
    "INSERT INTO journal (at, actor_kind, actor_id, kind, subject, data) VALUES (?, 'citizen', 1, 'registration.submitted', ?, ?)",
  );
  STAGES.forEach(([stage], place) => {
    registration.run(`LAB-${stage}`, stage, THEN + place, THEN);
    const id = place + 1;
    const fact = { kind: 'registration.submitted', registrationId: id };
    entry.run(THEN + place, `registration:${id}`, JSON.stringify(fact));
  });
  migrate(db);
  const { settings } = testLab();
  const clock = testClock();
  const facts: TestLab['facts'] = [];
  const transact = createTransact({
    db,
    clock,
    lab: () => settings,
    notice: (_ctx, fact) => facts.push(fact),
    committed: () => {},
  });
  lab = { db, clock, transact, facts, settings, change: (work) => transact({ kind: 'system' }, work) };
  while (lab.change(chainOlderRows) > 0);
});

const chief = { staffId: 1, role: 'administrator', unitId: 1, unitPath: '/1/', services: [] } as const;

test('a lab from before the workplace keeps its requests, and each has a case', () => {
  const kept = lab.db.select().from(registrations).all();
  expect(kept.map(({ code, stage }) => [code, stage])).toEqual(
    STAGES.map(([stage]) => [`LAB-${stage}`, stage]),
  );
  const folders = lab.db.select().from(cases).all();
  expect(folders.map(({ status, phase }) => [status, phase])).toEqual(STAGES);
  for (const folder of folders)
    expect(folder).toMatchObject({
      code: `LAB-${folder.status}`,
      citizenId: 1,
      personName: 'Siti Aminah',
      unitId: 1,
      receivedAt: new Date(THEN),
      missed: false,
    });
  const [, , , testing, , , completed] = folders;
  expect(testing?.dueAt).toEqual(new Date('2026-11-19T14:00:00+07:00'));
  expect(completed?.endedAt).toEqual(new Date(THEN + 6));
});

test('its officers keep their accounts, in the unit that is the lab', () => {
  expect(lab.db.select().from(units).all()).toMatchObject([
    { id: 1, path: '/1/', name: 'Laboratorium Contoh' },
  ]);
  expect(lab.db.select().from(staff).all()).toMatchObject([
    { name: 'Ratna', role: 'administrator', unitId: 1, active: true, passwordHash: 'scrypt$x' },
    { name: 'Joko', role: 'liaison', unitId: 1, active: true },
  ]);
});

test('what its journal says is chained as it stands, and goes on', () => {
  lab.change((ctx) => ctx.record({ kind: 'case.dueSoon', caseId: 1 }));
  const steps = verifyJournal(lab.db);
  let step = steps.next();
  while (!step.done) step = steps.next();
  expect(step.value).toMatchObject({ outcome: 'whole', rows: STAGES.length + 1 });
});

test('its requests can be found and worked on', () => {
  while (lab.change((ctx) => indexCases(ctx, {}, 100)) > 0);
  const now = lab.clock.now();
  const asked = { by: chief, sort: 'newest', limit: 50, now, timeZone: lab.settings.timeZone } as const;
  expect(searchCases(lab.db, { ...asked, search: { words: 'aminah' } }).rows).toHaveLength(STAGES.length);
  const late = workList(lab.db, chief, { list: 'late', order: 'due' }, { now, ends: now, limit: 50 });
  expect(late.rows.map(({ status }) => status).toSorted()).toEqual([
    'registered',
    'sampleReceived',
    'testing',
    'validating',
  ]);
  const changed = lab.transact({ kind: 'staff', id: 2 }, (ctx) =>
    changeStage(ctx, { registrationId: 3, expectedVersion: 1, to: 'testing', reason: '' }),
  );
  expect(changed.outcome).toBe('changed');
  expect(caseOf(lab.db, 'laboratory', 3)).toMatchObject({ status: 'testing', phase: 'open', missed: true });
});
