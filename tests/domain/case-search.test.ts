import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  CASE_SORTS,
  type CaseSearch,
  type CaseSearchAsked,
  idsFound,
  indexCases,
  maskedSought,
  namesSomebody,
  searchCases,
  unindexed,
} from '../../src/domain/cases/index.ts';
import { cases } from '../../src/domain/cases/table.ts';
import type { Standing } from '../../src/domain/staff/values.ts';
import { units } from '../../src/domain/units/table.ts';
import { newCode } from '../../src/domain/values/code.ts';
import { addDays, type LabDay, labDayAt } from '../../src/domain/values/lab-day.ts';
import type { Service } from '../../src/domain/values/services.ts';
import { type TestLab, testLab } from '../support/lab.ts';

const CENTRAL: Standing = { role: 'administrator', unitId: 1, unitPath: '/1/', services: [] };
const MIDDLE: Standing = { role: 'coordinator', unitId: 2, unitPath: '/1/2/', services: [] };
const COMPLAINTS: Standing = {
  role: 'serviceOfficer',
  unitId: 2,
  unitPath: '/1/2/',
  services: ['complaint'],
};

const NAMES = ['Dewi Lestari', 'Siti Aminah', "Nur'aini", 'Budi Santoso', 'Siti Lestari', 'José Álvarez', ''];
const SERVICES: Service[] = ['laboratory', 'complaint', 'question'];
const STATUSES = ['registered', 'sampleReceived', 'completed'];
const CATEGORIES = ['', 'Air minum', 'Makanan'];

type Made = typeof cases.$inferSelect;

/** Puts cases there directly: what is tested is what finds them. */
function fill(lab: TestLab, count: number): Made[] {
  const createdAt = lab.clock.now();
  for (const [id, path] of [
    [2, '/1/2/'],
    [3, '/1/2/3/'],
    [4, '/1/4/'],
  ] as const)
    lab.db
      .insert(units)
      .values({ id, path, name: `Unit ${id}`, parentId: 1, createdAt })
      .run();
  for (let i = 1; i <= count; i += 1) {
    const receivedAt = new Date(createdAt.getTime() - ((i * 37) % 90) * 86_400_000);
    const service = SERVICES[i % 3] ?? 'laboratory';
    lab.db
      .insert(cases)
      .values({
        service,
        subjectId: i,
        code: `LAB-${String(i).padStart(4, '0')}-TEST-X`,
        number: service === 'complaint' ? i : null,
        unitId: 1 + (i % 4),
        personName: NAMES[i % NAMES.length] ?? '',
        phone: `62812000${String(10000 + i)}`,
        nik: `33081057${String(10000000 + i)}`,
        status: STATUSES[(i * 7) % 3] ?? 'registered',
        phase: (i * 7) % 3 === 2 ? 'ended' : i % 5 === 0 ? 'waiting' : 'open',
        phaseSince: receivedAt,
        category: CATEGORIES[(i * 11) % 3] ?? '',
        source: i % 2 ? 'whatsapp' : 'counter',
        receivedAt,
        clockFrom: receivedAt,
        dueAt: i % 4 ? new Date(receivedAt.getTime() + ((i * 13) % 60) * 86_400_000) : null,
        pausedAt: i % 10 === 0 ? receivedAt : null,
      })
      .run();
  }
  return lab.db.select().from(cases).all();
}

const indexAll = (lab: TestLab): void => {
  while (lab.change((ctx) => indexCases(ctx, {}, 50)) > 0);
};

const ask = (lab: TestLab, search: CaseSearch, more: Partial<CaseSearchAsked> = {}): CaseSearchAsked => ({
  search,
  by: CENTRAL,
  sort: 'newest',
  limit: 20,
  now: lab.clock.now(),
  timeZone: 'Asia/Jakarta',
  ...more,
});

const found = (lab: TestLab, words: string, more: Partial<CaseSearchAsked> = {}): string[] =>
  searchCases(lab.db, ask(lab, { words }, more)).rows.map(({ code }) => code.slice(4, 8));

describe('whatever is asked, the cases found are those that fit', () => {
  let lab: TestLab;
  let all: Made[];
  beforeAll(() => {
    lab = testLab();
    all = fill(lab, 240);
    indexAll(lab);
    // Some changed after the index was made: a name, a unit, a status.
    const change = (id: number, to: Partial<Made>) =>
      lab.db.$client
        .prepare(`update cases set ${Object.keys(to)[0]} = ? where id = ?`)
        .run(Object.values(to)[0], id);
    for (const id of [3, 50, 120]) change(id, { person_name: 'Dewi Kartika' } as object);
    for (const id of [7, 51, 121]) change(id, { unit_id: 3 } as object);
    for (const id of [9, 52, 122]) change(id, { status: 'completed' } as object);
    all = lab.db.select().from(cases).all();
    expect(unindexed(lab.db, 100)).toBe(9);
  });

  const plain = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);

  /** The same question, answered by looking at every case. */
  function expected({ search, by, sort, now }: CaseSearchAsked): number[] {
    const below = (unitId: number, path: string) =>
      ({ 1: '/1/', 2: '/1/2/', 3: '/1/2/3/', 4: '/1/4/' })[unitId]?.startsWith(path) ?? false;
    const pathOf = { 1: '/1/', 2: '/1/2/', 3: '/1/2/3/', 4: '/1/4/' } as Record<number, string>;
    const fitting = all.filter((one) => {
      const day = labDayAt(one.receivedAt, 'Asia/Jakarta');
      const own = plain(`${one.personName} ${one.category}`);
      return (
        (by.role === 'administrator' || below(one.unitId, by.unitPath)) &&
        (by.role !== 'serviceOfficer' || by.services.includes(one.service)) &&
        plain(search.words ?? '').every((word) => own.some((mine) => mine.startsWith(word))) &&
        (!search.service || one.service === search.service) &&
        (!search.unitId || below(one.unitId, pathOf[search.unitId] ?? '?')) &&
        (!search.status || one.status === search.status) &&
        (!search.category || one.category === search.category) &&
        (!search.phase || one.phase === search.phase) &&
        (!search.source || one.source === search.source) &&
        (!search.from || day >= search.from) &&
        (!search.to || day <= search.to) &&
        (!search.late || (one.dueAt !== null && one.dueAt < now && one.phase === 'open' && !one.pausedAt)) &&
        (sort !== 'deadline' || (one.dueAt !== null && one.phase !== 'ended'))
      );
    });
    const due = (one: Made) => one.dueAt?.getTime() ?? 0;
    const name = (one: Made) => one.personName.toLowerCase();
    return fitting
      .sort((a, b) => {
        if (sort === 'newest') return b.id - a.id;
        if (sort === 'deadline') return due(a) - due(b) || a.id - b.id;
        if (sort === 'name') return name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : a.id - b.id;
        return a.id - b.id;
      })
      .map(({ id }) => id);
  }

  const maybe = <T>(values: readonly T[]) =>
    fc.option(fc.constantFrom(...values), { nil: undefined, freq: 3 });
  const today = labDayAt(testLab().clock.now(), 'Asia/Jakarta');
  const days = [0, -5, -30, -45, -80].map((back) => addDays(today, back)) as LabDay[];
  const search = fc.record({
    words: maybe(['', 'lestari', 'SITI', 'siti les', 'dew', 'jose alv', 'air', 'nur', 'x']),
    service: maybe(SERVICES),
    unitId: maybe([1, 2, 3, 4, 99]),
    status: maybe(STATUSES),
    category: maybe(['Air minum', 'Makanan']),
    phase: maybe(['open', 'waiting', 'ended'] as const),
    source: maybe(['whatsapp', 'counter'] as const),
    from: maybe(days),
    to: maybe(days),
    late: maybe([true] as const),
  });
  const asked = fc.record({
    search,
    by: fc.constantFrom(CENTRAL, MIDDLE, COMPLAINTS),
    sort: fc.constantFrom(...CASE_SORTS),
    limit: fc.constantFrom(3, 20, 500),
  });

  test('in the wanted order, page after page, nothing twice and nothing left out', () => {
    fc.assert(
      fc.property(asked, ({ search, ...more }) => {
        const given = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
        const question = ask(lab, given, more);
        const pages: number[] = [];
        let after: number | undefined;
        let first: number | undefined;
        for (let page = 0; page < 100; page += 1) {
          const answer = searchCases(lab.db, { ...question, ...(after !== undefined && { after }) });
          if (page === 0) first = answer.count;
          pages.push(...answer.rows.map(({ id }) => id));
          after = answer.next;
          if (after === undefined) break;
        }
        expect(pages).toEqual(expected(question));
        expect(first).toBe(pages.length);
      }),
      { numRuns: 400 },
    );
  });
});

test('exact things are found at once, before any index has seen the case', () => {
  const lab = testLab();
  fill(lab, 30);
  expect(unindexed(lab.db, 100)).toBe(30);
  expect(found(lab, '#16')).toEqual(['0016']);
  expect(found(lab, '16')).toEqual(['0016']);
  expect(found(lab, '3308 1057 1000 0007')).toEqual(['0007']);
  for (const phone of ['081200010012', '+62 812-0001-0012', '62812 0001 0012', '812 0001 0012'])
    expect(found(lab, phone)).toEqual(['0012']);
  expect(found(lab, '08120001001')).toHaveLength(10);
  expect(found(lab, 'lestari').length).toBeGreaterThan(5);
});

test('a code is found as people type it, and a slip in it finds nothing', () => {
  const lab = testLab();
  fill(lab, 3);
  const code = newCode('LAB', new Uint8Array([7, 19, 2, 20, 9, 23, 29, 22]));
  lab.db.$client.prepare('update cases set code = ? where id = 2').run(code);
  const bare = code.replaceAll('-', '');
  for (const words of [code, bare, bare.toLowerCase(), code.replaceAll('-', ' ')])
    expect(found(lab, words)).toEqual([code.slice(4, 8)]);
  const slip = code.endsWith('A') ? 'B' : 'A';
  expect(found(lab, code.slice(0, -1) + slip)).toEqual([]);
});

test('nobody finds what is out of reach, by whatever one searches', () => {
  const lab = testLab();
  const all = fill(lab, 40);
  indexAll(lab);
  const beside = all.find(({ unitId, number }) => unitId === 4 && number !== null);
  if (!beside) throw new Error('no case in unit 4');
  for (const words of [beside.phone, beside.nik, `#${beside.number}`, beside.personName]) {
    const ids = idsFound(lab.db, ask(lab, { words }, { by: MIDDLE }), 100).ids;
    expect(ids).not.toContain(beside.id);
    expect(idsFound(lab.db, ask(lab, { words }), 100).ids).toContain(beside.id);
  }
});

test.each([40, 2_400])('a unit that moves takes its cases with it at once, all %i', (count) => {
  const lab = testLab();
  fill(lab, count);
  indexAll(lab);
  const seen = () => idsFound(lab.db, ask(lab, { words: 'siti' }, { by: MIDDLE }), 5_000).ids.length;
  const before = seen();
  const moved = count / 4;
  lab.db.$client.exec("update units set path = '/1/4/3/' where id = 3");
  // More than are compared one by one wait for the index now, or fewer.
  expect(unindexed(lab.db, 5_000)).toBe(moved);
  const after = seen();
  expect(after).toBeLessThan(before);
  indexAll(lab);
  expect(seen()).toBe(after);
  lab.db.$client.exec("update units set path = '/1/2/3/' where id = 3");
  expect(seen()).toBe(before);
  indexAll(lab);
  expect(seen()).toBe(before);
});

test('the index takes no more than there is time for', () => {
  const lab = testLab();
  fill(lab, 20);
  let asked = 0;
  const isEnough = () => {
    asked += 1;
    return asked === 3;
  };
  expect(lab.change((ctx) => indexCases(ctx, {}, 25, isEnough))).toBe(3);
  expect(unindexed(lab.db, 100)).toBe(17);
});

const QUICK: readonly [what: string, index: RegExp, search: CaseSearch, more: Partial<CaseSearchAsked>][] = [
  ['a NIK', /cases_by_nik/, { words: '3308105710000003' }, {}],
  ['a phone number', /cases_by_phone/, { words: '081200010003' }, {}],
  ['a running number', /cases_by_number/, { words: '#4' }, {}],
  ['what is late', /cases_due|cases_open_by_due/, { late: true }, {}],
  ['the late ones of a unit', /cases_due|cases_open_by_due/, { late: true }, { by: MIDDLE }],
];

test.each(QUICK)('%s is found through an index', (_what, index, search, more) => {
  const lab = testLab();
  fill(lab, 8);
  indexAll(lab);
  const read: string[] = [];
  const { $client } = lab.db;
  const prepare = $client.prepare.bind($client);
  // Every statement of the search is planned beside being run.
  $client.prepare = ((text: string) => {
    if (/from "?cases"?/i.test(text)) read.push(text);
    return prepare(text);
  }) as typeof $client.prepare; // the same shape: it only listens
  searchCases(lab.db, ask(lab, search, { ...more, sort: search.late ? 'deadline' : 'newest' }));
  const plans = read.map((text) => {
    const places = text.match(/\?/g)?.map(() => 1) ?? [];
    const steps = prepare(`explain query plan ${text}`).all(...places) as { detail: string }[]; // SQLite's own columns
    return steps.map(({ detail }) => detail).join('; ');
  });
  expect(plans.join('\n')).toMatch(index);
  expect(plans.filter((plan) => /SCAN cases(?! USING)/.test(plan))).toEqual([]);
});

test('what was erased leaves the index, and its words leave the file', () => {
  const lab = testLab();
  fill(lab, 30);
  lab.db.$client.prepare("update cases set person_name = 'Zulkarnaen' where id = 5").run();
  indexAll(lab);
  expect(found(lab, 'zulkar')).toEqual(['0005']);
  lab.db.$client.prepare("update cases set person_name = '', erased_at = 1 where id = 5").run();
  expect(found(lab, 'zulkar')).toEqual([]);
  indexAll(lab);
  const kept = lab.db.$client.prepare('select block from case_search_data').pluck().all() as Buffer[];
  expect(kept.some((block) => block.includes('zulkar'))).toBe(false);
  expect(lab.db.$client.prepare('select count(*) from case_search').pluck().get()).toBe(29);
});

test('a service gives the words its requests are found by', () => {
  const lab = testLab();
  fill(lab, 6);
  const sources = { laboratory: (_db: unknown, subjectId: number) => (subjectId === 3 ? 'Gula darah' : '') };
  lab.change((ctx) => indexCases(ctx, sources, 50));
  expect(found(lab, 'gula')).toEqual(['0003']);
});

test('the index is kept in small portions, newest first', () => {
  const lab = testLab();
  fill(lab, 60);
  expect(lab.change((ctx) => indexCases(ctx, {}, 25))).toBe(25);
  const indexed = lab.db.$client.prepare('select min(rowid) from case_search').pluck().get();
  expect(indexed).toBe(36);
  expect(unindexed(lab.db, 100)).toBe(35);
});

test('what is kept of a search names nobody', () => {
  expect(maskedSought('3308105708900001')).toBe('3308••••••••0001');
  expect(maskedSought('0812 3456 7890')).toBe('62812•••890');
  expect(maskedSought('Dewi Lestari')).toBe('d••• l•••');
  expect(maskedSought('#26')).toBe('#26');
  expect(namesSomebody('3308 1057 0890 0001')).toBe(true);
  expect(namesSomebody('siti 3308105708900001')).toBe(true);
  expect(namesSomebody('+62 812-3456-7890')).toBe(true);
  expect(namesSomebody('Dewi Lestari')).toBe(false);
});

test.each([
  '"',
  'a OR b',
  'siti"*',
  "'; drop table cases",
  '^siti',
  'NEAR(a b)',
  '-siti',
  '_u1',
  '*',
  '(',
  '\u0000',
  '％＿',
  '😀',
])('odd words find what fits or nothing, and break nothing: %s', (words) => {
  const lab = testLab();
  fill(lab, 10);
  indexAll(lab);
  expect(() => found(lab, words, { by: MIDDLE })).not.toThrow();
});
