import { createHash } from 'node:crypto';
import type { Clock } from '../../src/clock.ts';
import { migrate } from '../../src/db/migrate.ts';
import { type Db, open } from '../../src/db/open.ts';
import type { DomainContext } from '../../src/domain/context.ts';
import type { Fact } from '../../src/domain/journal.ts';
import { type LabSettings, labSettingsSchema } from '../../src/domain/values/lab-settings.ts';
import { createTransact, type Transact } from '../../src/transact.ts';

/** A clock that stands still until it is moved, and chance that repeats. */
export interface TestClock extends Clock {
  set(instant: string): void;
  pass(change: { days?: number; hours?: number; minutes?: number; seconds?: number }): void;
}

/** Friday 20 November 2026, 09:00 in Magelang, unless told otherwise. */
export function testClock(start = '2026-11-20T09:00:00+07:00'): TestClock {
  let now = new Date(start).getTime();
  let drawn = 0;
  return {
    now: () => new Date(now),
    chance: (count) => {
      drawn += 1;
      const bytes: Buffer[] = [];
      for (let block = 0; block * 32 < count; block += 1) {
        bytes.push(createHash('sha256').update(`${drawn}:${block}`).digest());
      }
      return Buffer.concat(bytes).subarray(0, count);
    },
    set: (instant) => {
      now = new Date(instant).getTime();
    },
    pass: ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
      now += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
    },
  };
}

/** A lab without doors, for tests of the domain: a real database in memory and a clock in your hand. */
export interface TestLab {
  db: Db;
  clock: TestClock;
  transact: Transact;
  /** Facts recorded so far, in order. */
  facts: Fact[];
  settings: LabSettings;
  /** One change in the name of the system. */
  change<Result>(work: (ctx: DomainContext) => Result): Result;
}

/** Opens a migrated, otherwise empty lab. */
export function testLab(settings: Partial<LabSettings> = {}): TestLab {
  const opened = open(':memory:');
  if (opened.outcome !== 'opened') throw new Error(`no database in memory: ${opened.outcome}`);
  migrate(opened.db);
  const clock = testClock();
  const facts: Fact[] = [];
  const lab: LabSettings = { ...labSettingsSchema.parse({}), timeZone: 'Asia/Jakarta', ...settings };
  const transact = createTransact({
    db: opened.db,
    clock,
    lab: () => lab,
    notice: (_ctx, fact) => facts.push(fact),
    committed: () => {},
  });
  return {
    db: opened.db,
    clock,
    transact,
    facts,
    settings: lab,
    change: (work) => transact({ kind: 'system' }, work),
  };
}
