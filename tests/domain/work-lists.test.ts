import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  openCase,
  WORK_LISTS,
  WORK_ORDERS,
  type Worker,
  workCounts,
  workList,
} from '../../src/domain/cases/index.ts';
import { cases } from '../../src/domain/cases/table.ts';
import type { Phase } from '../../src/domain/cases/values.ts';
import { staff } from '../../src/domain/staff/table.ts';
import { reaches } from '../../src/domain/staff/values.ts';
import { units } from '../../src/domain/units/table.ts';
import type { Service } from '../../src/domain/values/services.ts';
import { type TestLab, testLab } from '../support/lab.ts';

let lab: TestLab;
let made: number;

beforeEach(() => {
  lab = testLab();
  made = 0;
  const createdAt = lab.clock.now();
  for (const [id, path] of [
    [2, '/1/2/'],
    [3, '/1/2/3/'],
    [20, '/1/20/'],
  ] as const)
    lab.db
      .insert(units)
      .values({ id, parentId: 1, path, name: `Unit ${id}`, createdAt })
      .run();
  for (const id of [1, 2])
    lab.db
      .insert(staff)
      .values({
        id,
        name: `Petugas ${id}`,
        email: `${id}@lab.example`,
        role: 'liaison',
        passwordHash: 'x',
        createdAt,
      })
      .run();
});

interface Made {
  service?: Service;
  unitId?: number;
  assigneeId?: number | null;
  phase?: Phase;
  /** Hours from now. */
  dueIn?: number | null;
  isPaused?: boolean;
}

function request({
  service = 'laboratory',
  unitId = 1,
  assigneeId = null,
  phase = 'open',
  dueIn = 100,
  isPaused = false,
}: Made = {}): number {
  made += 1;
  const now = lab.clock.now();
  const due = dueIn === null ? null : new Date(now.getTime() + dueIn * 3_600_000);
  const id = lab.change((ctx) =>
    openCase(ctx, {
      service,
      subjectId: made,
      code: `X-${made}`,
      source: 'whatsapp',
      status: 'asked',
      phase,
      deadline: due && { from: now, due },
      paused: isPaused,
    }),
  );
  lab.db.update(cases).set({ unitId, assigneeId }).where(eq(cases.id, id)).run();
  lab.clock.pass({ seconds: 1 });
  return id;
}

const chief: Worker = { staffId: 1, role: 'administrator', unitId: 1, unitPath: '/1/', services: [] };
// Friday 20 November 2026 from nine in the morning.
const today = () => ({ now: lab.clock.now(), ends: new Date('2026-11-20T23:59:59+07:00') });
const ids = (worker: Worker, list: (typeof WORK_LISTS)[number], more: object = {}) =>
  workList(lab.db, worker, { list, order: 'due', ...more }, { ...today(), limit: 50 }).rows.map(
    ({ id }) => id,
  );

describe('the lists', () => {
  test('every case stands on the lists it belongs to, and nothing that is over on any', () => {
    const mine = request({ assigneeId: 1 });
    const theirs = request({ assigneeId: 2, dueIn: 200 });
    const waiting = request({ phase: 'waiting', dueIn: -30 });
    const tonight = request({ dueIn: 5 });
    const late = request({ dueIn: -1 });
    const held = request({ dueIn: -1, isPaused: true });
    const timeless = request({ dueIn: null });
    request({ phase: 'ended', assigneeId: 1, dueIn: -1 });
    expect(ids(chief, 'mine')).toEqual([mine]);
    expect(ids(chief, 'unassigned')).toEqual([late, held, tonight, timeless].sort((a, b) => order(a, b)));
    expect(ids(chief, 'waiting')).toEqual([waiting]);
    expect(ids(chief, 'dueToday')).toEqual([tonight]);
    expect(ids(chief, 'late')).toEqual([late]);
    expect(ids(chief, 'open').toSorted()).toEqual([mine, theirs, waiting, tonight, late, held, timeless]);
    expect(ids(chief, 'open').at(-1)).toBe(timeless);
    expect(workCounts(lab.db, chief, {}, today())).toEqual({
      mine: 1,
      unassigned: 4,
      waiting: 1,
      dueToday: 1,
      late: 1,
      open: 7,
    });
  });

  function order(a: number, b: number): number {
    const dueOf = (id: number) =>
      lab.db.select().from(cases).where(eq(cases.id, id)).get()?.dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
    return dueOf(a) - dueOf(b) || a - b;
  }

  test('newest and oldest first', () => {
    const [first, second] = [request({ dueIn: 9 }), request({ dueIn: 3 })];
    expect(ids(chief, 'open', { order: 'newest' })).toEqual([second, first]);
    expect(ids(chief, 'open', { order: 'oldest' })).toEqual([first, second]);
    expect(ids(chief, 'open')).toEqual([second, first]);
  });

  test('page after page shows each line once, in any order, also where many are due at once', () => {
    for (let n = 0; n < 23; n += 1) request({ dueIn: n % 4 === 0 ? null : (n % 3) * 10 });
    for (const order of WORK_ORDERS) {
      const seen: number[] = [];
      let after: string | undefined;
      do {
        const page = workList(lab.db, chief, { list: 'open', order }, { ...today(), limit: 5, after });
        seen.push(...page.rows.map(({ id }) => id));
        after = page.next;
      } while (after);
      expect(seen).toHaveLength(23);
      expect(new Set(seen).size).toBe(23);
      expect(seen).toEqual(ids(chief, 'open', { order }));
    }
  });

  test('a page that somebody made up in the address is the first page', () => {
    const id = request();
    const page = workList(
      lab.db,
      chief,
      { list: 'open', order: 'due' },
      { ...today(), limit: 5, after: "1-1'; drop table cases" },
    );
    expect(page.rows.map((row) => row.id)).toEqual([id]);
  });

  test('by service and by unit with those below it', () => {
    const [below, beside] = [request({ unitId: 3 }), request({ unitId: 20 })];
    const tour = request({ service: 'tour' });
    expect(ids(chief, 'open', { unitId: 2 })).toEqual([below]);
    expect(ids(chief, 'open', { unitId: 20 })).toEqual([beside]);
    expect(ids(chief, 'open', { unitId: 99 })).toEqual([]);
    expect(ids(chief, 'open', { service: 'tour' })).toEqual([tour]);
    expect(workCounts(lab.db, chief, { unitId: 2 }, today()).open).toBe(1);
  });
});

test('a list and its count hold exactly what somebody may see, as it is decided for one case', () => {
  const services: Service[] = ['laboratory', 'tour', 'complaint'];
  const places = [1, 2, 3, 20].flatMap((unitId) => services.map((service) => ({ unitId, service })));
  for (const place of places) request(place);
  const paths = new Map([
    [1, '/1/'],
    [2, '/1/2/'],
    [3, '/1/2/3/'],
    [20, '/1/20/'],
  ]);
  const anyWorker = fc.record({
    staffId: fc.constant(1),
    role: fc.constantFrom('administrator', 'coordinator', 'liaison', 'serviceOfficer', 'supervisor'),
    unitId: fc.constantFrom(1, 2, 3, 20),
    services: fc.subarray(services),
  });
  fc.assert(
    fc.property(anyWorker, (somebody) => {
      const worker: Worker = { ...somebody, unitPath: paths.get(somebody.unitId) ?? '' };
      const seen = workList(
        lab.db,
        worker,
        { list: 'open', order: 'oldest' },
        { ...today(), limit: 50 },
      ).rows.map(({ unitId, service }) => ({ unitId, service }));
      const may = places.filter(({ unitId, service }) =>
        reaches(worker, { unitPath: paths.get(unitId) ?? '', service }),
      );
      expect(seen).toEqual(may);
      expect(workCounts(lab.db, worker, {}, today()).open).toBe(may.length);
    }),
  );
});

test('a list is read from its index in its order, never sorted as a whole', () => {
  const asked: string[] = [];
  const { $client } = lab.db;
  const prepare = $client.prepare.bind($client);
  $client.prepare = ((source: string) => {
    asked.push(source);
    return prepare(source);
    // The overloads differ in the types of the parameters alone.
  }) as typeof $client.prepare;
  for (const list of WORK_LISTS) {
    if (list === 'mine') continue;
    asked.length = 0;
    workList(
      lab.db,
      { ...chief, role: 'serviceOfficer', unitId: 2, unitPath: '/1/2/', services: ['tour'] },
      { list, order: 'due' },
      { ...today(), limit: 50 },
    );
    const [query = ''] = asked;
    const parameters = Array(query.split('?').length - 1).fill(1);
    // What SQLite gives for a plan has a line in words.
    const plan = prepare(`explain query plan ${query}`).all(...parameters) as { detail: string }[];
    expect(plan.map(({ detail }) => detail).join('\n')).toMatch(
      /cases USING (COVERING )?INDEX cases_open_by_due/,
    );
    expect(plan.some(({ detail }) => detail.includes('TEMP B-TREE FOR ORDER'))).toBe(false);
  }
});
