import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Db } from '../../src/db/open.ts';
import {
  chainOlderRows,
  eraseEntries,
  journalHead,
  NOTED_AS,
  notedHeads,
  type Verified,
  verifyJournal,
} from '../../src/domain/chain/index.ts';
import { jobRuns } from '../../src/domain/job-runs/table.ts';
import { changesOf, journal } from '../../src/domain/journal.ts';
import { type TestLab, testLab } from '../support/lab.ts';
import { TUESDAY } from '../support/registrations.ts';

/** A lab in which `count` people have chosen English. */
function labWith(count: number): TestLab {
  const lab = testLab();
  for (let citizenId = 1; citizenId <= count; citizenId += 1)
    lab.change((ctx) => ctx.record({ kind: 'citizen.languageChosen', citizenId, language: 'en' }));
  return lab;
}

function verified(db: Db, ...heads: string[]): Verified {
  const walk = verifyJournal(db, heads);
  for (;;) {
    const step = walk.next();
    if (step.done) return step.value;
  }
}

/** Somebody with the file in hand, whom no trigger stops. */
function tamper(db: Db, ...statements: string[]): void {
  const triggers = db.all<{ name: string; sql: string }>(
    sql`select name, sql from sqlite_schema where type = 'trigger' and tbl_name = 'journal'`,
  );
  for (const { name } of triggers) db.$client.exec(`drop trigger ${name}`);
  for (const statement of statements) db.$client.exec(statement);
  for (const trigger of triggers) db.$client.exec(trigger.sql);
}

describe('the chain of the journal', () => {
  test('an untouched journal is whole, and its head is that of the newest row', () => {
    const { db } = labWith(5);
    const head = journalHead(db);
    expect(head).toEqual({ id: 5, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(verified(db)).toEqual({ outcome: 'whole', rows: 5, head });
  });

  test('an empty journal is whole', () => {
    expect(verified(testLab().db)).toEqual({ outcome: 'whole', rows: 0, head: { id: 0, hash: '' } });
  });

  test('what is rolled back leaves no gap', () => {
    const lab = labWith(2);
    expect(() =>
      lab.change((ctx) => {
        ctx.record({ kind: 'citizen.noticesStopped', citizenId: 1 });
        throw new Error('the disk is full');
      }),
    ).toThrow('the disk is full');
    lab.change((ctx) => ctx.record({ kind: 'citizen.noticesStopped', citizenId: 2 }));
    expect(verified(lab.db)).toMatchObject({ outcome: 'whole', rows: 3 });
  });

  test.each<[what: string, statement: string, id: number, problem: string]>([
    [
      'words are changed',
      `update journal set data = replace(data, '"en"', '"id"') where id = 3`,
      3,
      'dataChanged',
    ],
    [
      'the actor is changed',
      `update journal set actor_kind = 'staff', actor_id = 1 where id = 3`,
      3,
      'changed',
    ],
    ['the time is changed', 'update journal set at = at - 1 where id = 3', 3, 'changed'],
    ['the subject is changed', `update journal set subject = 'citizen:9' where id = 3`, 3, 'changed'],
    ['the hash is changed', `update journal set hash = data_hash where id = 3`, 3, 'changed'],
    [
      'the hashes are taken away',
      'update journal set hash = null, data_hash = null where id = 3',
      3,
      'unchained',
    ],
    ['a row is deleted', 'delete from journal where id = 3', 3, 'missing'],
    ['the first row is deleted', 'delete from journal where id = 1', 1, 'missing'],
    ['the tail is cut off', 'delete from journal where id > 3', 4, 'missing'],
    ['all of it is deleted', 'delete from journal', 1, 'missing'],
    [
      'two rows change places',
      'update journal set id = 99 where id = 2; update journal set id = 2 where id = 3; update journal set id = 3 where id = 99',
      2,
      'changed',
    ],
    [
      'data are erased without a word',
      `update journal set data = json_object('kind', kind, 'erased', json('true')) where id = 3`,
      3,
      'erasedUnsaid',
    ],
  ])('it shows when %s', (_what, statement, id, problem) => {
    const { db } = labWith(5);
    tamper(db, statement);
    expect(verified(db)).toMatchObject({ outcome: 'broken', id, problem });
  });

  test('a tail that was cut off still shows after the lab has gone on working', () => {
    const lab = labWith(5);
    tamper(lab.db, 'delete from journal where id > 3');
    lab.change((ctx) => ctx.record({ kind: 'citizen.noticesStopped', citizenId: 1 }));
    expect(verified(lab.db)).toMatchObject({ outcome: 'broken', id: 4, problem: 'missing' });
  });

  test('a journal that was rewritten as a whole is found out by a head noted before', () => {
    const lab = labWith(5);
    const noted = journalHead(lab.db).hash;
    lab.change((ctx) => ctx.record({ kind: 'citizen.noticesStopped', citizenId: 1 }));
    expect(verified(lab.db, noted)).toMatchObject({ outcome: 'whole', rows: 6 });
    tamper(
      lab.db,
      'delete from journal where id > 4',
      `update journal set data = replace(data, '"en"', '"id"'), hash = null, data_hash = null`,
      `update sqlite_sequence set seq = 4 where name = 'journal'`,
    );
    while (lab.change((ctx) => chainOlderRows(ctx)) > 0);
    expect(verified(lab.db)).toMatchObject({ outcome: 'whole', rows: 4 });
    expect(verified(lab.db, noted)).toMatchObject({ outcome: 'headUnknown', hash: noted });
  });
});

test('the ends that nightly jobs noted are known to whoever checks', () => {
  const lab = labWith(2);
  const { hash } = journalHead(lab.db);
  const run = { job: 'backup', day: TUESDAY, startedAt: lab.clock.now(), state: 'done' } as const;
  lab.db
    .insert(jobRuns)
    .values({ ...run, result: { [NOTED_AS]: hash } })
    .run();
  expect(notedHeads(lab.db)).toEqual([hash]);
});

describe('the journal only grows', () => {
  test.each([
    ['deleted', 'delete from journal where id = 2'],
    ['changed', `update journal set subject = 'citizen:9' where id = 2`],
    ['emptied', `update journal set data = '{}' where id = 2`],
    ['unchained', 'update journal set hash = null, data_hash = null where id = 2'],
    [
      'replaced',
      `insert or replace into journal (id, at, actor_kind, kind, subject, data) values (2, 0, 'system', 'x', '', '{}')`,
    ],
    ['moved by replacing', 'update or replace journal set id = 2 where id = 1'],
  ])('no row can be %s', (_how, statement) => {
    const { db } = labWith(3);
    expect(() => db.$client.exec(statement)).toThrow('append-only');
    expect(verified(db)).toMatchObject({ outcome: 'whole', rows: 3 });
  });

  test('rows older than the chain are chained once, and nothing is written before that', () => {
    const lab = labWith(4);
    tamper(lab.db, 'update journal set hash = null, data_hash = null where id > 2');
    expect(() => lab.change((ctx) => ctx.record({ kind: 'citizen.noticesStopped', citizenId: 1 }))).toThrow(
      'journal row 4 is not chained',
    );
    expect(lab.change((ctx) => chainOlderRows(ctx))).toBe(2);
    expect(lab.change((ctx) => chainOlderRows(ctx))).toBe(0);
    lab.change((ctx) => ctx.record({ kind: 'citizen.noticesStopped', citizenId: 1 }));
    expect(verified(lab.db)).toMatchObject({ outcome: 'whole', rows: 5 });
  });
});

describe('erasing personal data', () => {
  test('takes the data out, keeps the chain, and says which entries they were', () => {
    const lab = labWith(3);
    expect(lab.change((ctx) => eraseEntries(ctx, [1, 3]))).toBe(2);
    const third = lab.db.select().from(journal).where(eq(journal.id, 3)).get();
    expect(third).toMatchObject({
      subject: 'citizen:3',
      data: { kind: 'citizen.languageChosen', erased: true },
    });
    expect(lab.facts.at(-1)).toEqual({ kind: 'journal.erased', entries: [1, 3] });
    expect(verified(lab.db)).toMatchObject({ outcome: 'whole', rows: 4 });
  });

  test('does nothing to what is erased already, nor to the record of erasing', () => {
    const lab = labWith(2);
    lab.change((ctx) => eraseEntries(ctx, [1]));
    expect(lab.change((ctx) => eraseEntries(ctx, [1, 3]))).toBe(0);
    expect(verified(lab.db)).toMatchObject({ outcome: 'whole', rows: 3 });
  });

  test('leaves nothing that a page would try to put into words', () => {
    const lab = labWith(1);
    lab.change((ctx) => eraseEntries(ctx, [1]));
    expect(changesOf(lab.db, 'citizen:1')).toEqual([]);
  });
});
