import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { open } from '../../src/db/open.ts';
import type { Actor } from '../../src/domain/context.ts';
import { incidents } from '../../src/domain/incidents/table.ts';
import { wrongProofs } from '../../src/domain/proofs/table.ts';
import { registrations } from '../../src/domain/registrations/table.ts';
import { isVerified, proofState, shown, track, unlock } from '../../src/domain/tracking/index.ts';
import type { Tracked } from '../../src/domain/tracking/values.ts';
import { newCode } from '../../src/domain/values/code.ts';
import { createTransact } from '../../src/transact.ts';
import { type TestLab, testClock, testLab } from '../support/lab.ts';
import { day, furnished, MONDAY, type RegistrationLab, registrationLab } from '../support/registrations.ts';

const BORN = day('1990-08-17');
const WRONG = day('1991-01-01');
const UNKNOWN = newCode('LAB', new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]));
const stranger = (name: string | number): Actor => ({ kind: 'visitor', address: `10.0.0.${name}` });

function tries(lab: RegistrationLab, actor: Actor, code: string, birthDate = WRONG): Tracked {
  return lab.as(actor, (ctx) => track(ctx, { code, proof: { kind: 'birthDate', day: birthDate } }));
}

describe('a right proof', () => {
  test('shows stage, days, tests and price to whoever knows code and birth date', () => {
    const lab = registrationLab();
    const { id, code } = lab.register({ tests: [lab.glucose, lab.cholesterol] });
    const tracked = tries(lab, stranger(1), code.toLowerCase().replaceAll('-', ' '), BORN);
    expect(tracked).toEqual({
      outcome: 'verified',
      registration: {
        registrationId: id,
        code,
        proven: true,
        personName: 'Siti Aminah',
        institution: null,
        stage: 'registered',
        stageReason: null,
        history: [{ stage: 'registered', on: '2026-11-20' }],
        visitOn: MONDAY,
        untilOn: null,
        expectedOn: '2026-11-25',
        expectedReason: null,
        particulars: { service: 'laboratory', tests: ['Gula darah puasa', 'Kolesterol total'] },
        totalRupiah: 55_000,
        payment: 'unpaid',
        receiptNumber: null,
        freeReason: null,
        report: 'none',
        changeable: true,
        chatFound: false,
      },
    });
    expect(lab.facts.at(-1)).toEqual({ kind: 'registration.verifiedProof', registrationId: id });
  });

  test('is good for a quarter of an hour, for that request and that contact alone', () => {
    const lab = registrationLab();
    const [first, second] = [lab.register(), lab.register()];
    const verified = (actor: Actor, id: number) => lab.as(actor, (ctx) => isVerified(ctx, id));
    expect(verified(lab.budi, first.id)).toBe(false);
    tries(lab, lab.budi, first.code, BORN);
    expect(verified(lab.budi, first.id)).toBe(true);
    expect(verified(lab.budi, second.id)).toBe(false);
    expect(verified(lab.siti, first.id)).toBe(false);
    lab.clock.pass({ minutes: 14, seconds: 59 });
    expect(verified(lab.budi, first.id)).toBe(true);
    lab.clock.pass({ seconds: 1 });
    expect(verified(lab.budi, first.id)).toBe(false);
    tries(lab, lab.budi, first.code, BORN);
    expect(verified(lab.budi, first.id)).toBe(true);
  });

  test('never shows a completed stage before a report has gone out', () => {
    const lab = registrationLab();
    const { id } = lab.register();
    lab.db.update(registrations).set({ stage: 'completed' }).run();
    const moment = lab.change((ctx) => ({ today: ctx.today, lab: ctx.lab }));
    expect(shown(lab.db, id, moment).stage).toBe('validating');
  });

  test('shows that a past visit can no longer be changed', () => {
    const lab = registrationLab();
    const { id } = lab.register();
    const changeable = () => lab.change((ctx) => shown(ctx.tx, id, ctx).changeable);
    lab.clock.set('2026-11-23T23:59:00+07:00');
    expect(changeable()).toBe(true);
    lab.clock.pass({ minutes: 1 });
    expect(changeable()).toBe(false);
  });
});

describe('guessing by strangers', () => {
  test('five wrong dates lock a request for every stranger until the oldest is a day old', () => {
    const lab = registrationLab();
    const { code } = lab.register();
    const answers = [1, 2, 3, 4, 5].map((who) => {
      lab.clock.pass({ minutes: 1 });
      return tries(lab, stranger(who), code);
    });
    expect(answers.slice(0, 4)).toEqual(
      [4, 3, 2, 1].map((triesLeft) => ({ outcome: 'mismatch', triesLeft })),
    );
    // The first guess was at 09:01 in Magelang.
    const locked = { outcome: 'locked', until: '2026-11-21T02:01:00.000Z' };
    expect(answers[4]).toEqual(locked);
    expect(tries(lab, stranger(6), code, BORN)).toEqual(locked);
    lab.clock.set('2026-11-21T09:00:59+07:00');
    expect(tries(lab, stranger(6), code, BORN)).toEqual(locked);
    lab.clock.pass({ seconds: 1 });
    expect(tries(lab, stranger(6), code, BORN).outcome).toBe('verified');
  });

  test('tries while it is locked neither count nor lengthen the lock', () => {
    const lab = registrationLab();
    const { id, code } = lab.register();
    for (const who of [1, 2, 3, 4, 5]) tries(lab, stranger(who), code);
    lab.clock.pass({ hours: 23 });
    for (const who of [6, 7, 8]) expect(tries(lab, stranger(who), code).outcome).toBe('locked');
    expect(proofState(lab.db, id, lab.clock.now()).wrongByStrangers).toBe(5);
    lab.clock.pass({ hours: 1 });
    expect(tries(lab, stranger(9), code)).toEqual({ outcome: 'mismatch', triesLeft: 4 });
  });

  test('fifteen in its life lock a request until staff unlock it, and staff hear of it once', () => {
    const lab = registrationLab();
    const { id, code } = lab.register();
    for (let guess = 1; guess <= 15; guess += 1) {
      tries(lab, stranger(guess), code);
      lab.clock.pass({ hours: 6 });
    }
    lab.clock.pass({ days: 400 });
    expect(tries(lab, stranger(99), code, BORN)).toEqual({ outcome: 'locked', until: null });
    expect(tries(lab, stranger(98), code, BORN)).toEqual({ outcome: 'locked', until: null });
    expect(proofState(lab.db, id, lab.clock.now()).strangers).toEqual({ kind: 'untilStaff' });
    const raised = lab.db.select().from(incidents).all();
    expect(raised.map(({ kind, about }) => ({ kind, about }))).toEqual([
      { kind: 'proofsExhausted', about: code },
    ]);

    const unlocked = (reason: string) =>
      lab.as(lab.ratna, (ctx) => unlock(ctx, { registrationId: id, reason }));
    expect(unlocked('  ')).toEqual({ outcome: 'reasonNeeded' });
    expect(tries(lab, stranger(97), code, BORN).outcome).toBe('locked');
    expect(unlocked('pemohon datang dengan KTP')).toEqual({ outcome: 'unlocked' });
    expect(lab.facts.at(-1)).toEqual({
      kind: 'registration.unlocked',
      registrationId: id,
      reason: 'pemohon datang dengan KTP',
    });
    expect(tries(lab, stranger(97), code)).toEqual({ outcome: 'mismatch', triesLeft: 4 });
    expect(tries(lab, stranger(97), code, BORN).outcome).toBe('verified');
  });

  test('two owners whose requests were used up are two matters for staff', () => {
    const lab = registrationLab();
    const codes = [lab.register({}, lab.siti).code, lab.register({}, lab.budi).code];
    for (let guess = 1; guess <= 15; guess += 1) {
      for (const code of codes) tries(lab, stranger(`${guess}${code}`), code);
      lab.clock.pass({ hours: 6 });
    }
    const raised = lab.db.select().from(incidents).all();
    expect(raised.map(({ about }) => about)).toEqual(codes);
  });

  test('the last of the fifteen tries is announced as such', () => {
    const lab = registrationLab();
    const { code } = lab.register();
    for (let guess = 1; guess <= 13; guess += 1) {
      tries(lab, stranger(guess), code);
      lab.clock.pass({ hours: 12 });
    }
    expect(tries(lab, stranger(20), code)).toEqual({ outcome: 'mismatch', triesLeft: 1 });
    lab.clock.pass({ hours: 12 });
    expect(tries(lab, stranger(21), code)).toEqual({ outcome: 'locked', until: null });
  });

  test('one contact has five wrong dates a day over all codes, known or not', () => {
    const lab = registrationLab();
    const codes = [lab.register(), lab.register(), lab.register(), lab.register()].map(({ code }) => code);
    const answers = [UNKNOWN, ...codes].map((code) => tries(lab, lab.budi, code));
    expect(answers.slice(0, 4)).toEqual(
      [4, 3, 2, 1].map((triesLeft) => ({ outcome: 'mismatch', triesLeft })),
    );
    expect(answers[4]).toMatchObject({ outcome: 'locked', until: '2026-11-21T02:00:00.000Z' });
    const fresh = lab.register().code;
    expect(tries(lab, lab.budi, fresh, BORN).outcome).toBe('locked');
    expect(tries(lab, stranger(1), fresh, BORN).outcome).toBe('verified');
    lab.clock.pass({ hours: 24 });
    expect(tries(lab, lab.budi, fresh, BORN).outcome).toBe('verified');
  });

  test('unlocking one request gives nobody more guesses at others', () => {
    const lab = registrationLab();
    const { id, code } = lab.register();
    for (let guess = 0; guess < 5; guess += 1) tries(lab, lab.budi, code);
    lab.as(lab.ratna, (ctx) => unlock(ctx, { registrationId: id, reason: 'salah ketik' }));
    expect(tries(lab, lab.budi, lab.register().code, BORN).outcome).toBe('locked');
    expect(tries(lab, stranger(1), code, BORN).outcome).toBe('verified');
  });

  test('a wrong date is a fact about the request, without the date', () => {
    const lab = registrationLab();
    const { id, code } = lab.register();
    tries(lab, stranger(1), code);
    expect(lab.facts.at(-1)).toEqual({ kind: 'registration.wrongProof', registrationId: id });
  });
});

describe('the contact that registered', () => {
  test('has ten wrong dates a day of its own, which strangers cannot use up', () => {
    const lab = registrationLab();
    const { code } = lab.register();
    for (const who of [1, 2, 3, 4, 5]) tries(lab, stranger(who), code);
    const answers = Array.from({ length: 10 }, () => {
      lab.clock.pass({ minutes: 1 });
      return tries(lab, lab.siti, code);
    });
    expect(answers[0]).toEqual({ outcome: 'mismatch', triesLeft: 9 });
    expect(answers[8]).toEqual({ outcome: 'mismatch', triesLeft: 1 });
    expect(answers[9]).toEqual({ outcome: 'locked', until: '2026-11-21T02:01:00.000Z' });
    expect(tries(lab, lab.siti, code, BORN).outcome).toBe('locked');
    lab.clock.set('2026-11-21T09:01:00+07:00');
    expect(tries(lab, lab.siti, code, BORN).outcome).toBe('verified');
  });

  test('is let in to its own request after using up its guesses at others', () => {
    const lab = registrationLab();
    const { code } = lab.register();
    for (let guess = 0; guess < 5; guess += 1) tries(lab, lab.siti, UNKNOWN);
    expect(tries(lab, lab.siti, code, BORN).outcome).toBe('verified');
  });

  test('does not use up what strangers may try', () => {
    const lab = registrationLab();
    const { code } = lab.register();
    for (let guess = 0; guess < 10; guess += 1) tries(lab, lab.siti, code);
    expect(tries(lab, stranger(1), code)).toEqual({ outcome: 'mismatch', triesLeft: 4 });
  });

  test('has its tries back when staff unlock', () => {
    const lab = registrationLab();
    const { id, code } = lab.register();
    for (let guess = 0; guess < 10; guess += 1) tries(lab, lab.siti, code);
    lab.as(lab.ratna, (ctx) => unlock(ctx, { registrationId: id, reason: 'lupa tahun lahir' }));
    expect(tries(lab, lab.siti, code, BORN).outcome).toBe('verified');
  });
});

describe('codes that do not exist', () => {
  test('answer any sequence of guesses exactly like those that do', () => {
    const guess = fc.record({ who: fc.nat(5), hours: fc.nat(30), viaChat: fc.boolean() });
    fc.assert(
      fc.property(fc.array(guess, { minLength: 1, maxLength: 40 }), (guesses) => {
        const heard = [true, false].map((exists) => {
          const lab = registrationLab();
          const code = exists ? lab.register().code : UNKNOWN;
          return guesses.map(({ who, hours, viaChat }) => {
            lab.clock.pass({ hours });
            return tries(lab, viaChat ? lab.budi : stranger(who), code);
          });
        });
        expect(heard[1]).toEqual(heard[0]);
      }),
      { numRuns: 25 },
    );
  });

  test('answer in the same time, within five milliseconds in the median', () => {
    const lab = registrationLab({ visitsPerDay: 1_000 });
    const known = Array.from({ length: 150 }, () => lab.register().code);
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    known.forEach((code, index) => {
      const absent = newCode('LAB', lab.clock.chance(8));
      for (const [kind, asked] of [
        ['known', code],
        ['unknown', absent],
      ] as const) {
        const began = performance.now();
        tries(lab, stranger(`${kind}${index}`), asked);
        times[kind].push(performance.now() - began);
      }
    });
    const median = (values: number[]) => values.sort((a, b) => a - b)[75] ?? 0;
    expect(Math.abs(median(times.known) - median(times.unknown))).toBeLessThanOrEqual(5);
  });

  test('never verify, whatever date is given', () => {
    const lab = registrationLab();
    expect(tries(lab, stranger(1), UNKNOWN, day('1000-01-01')).outcome).toBe('mismatch');
    expect(tries(lab, stranger(2), 'bukan kode', BORN).outcome).toBe('mismatch');
  });
});

test('two hundred attacking contacts get fifteen guesses in all, across a restart, and the owner is served', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sapalab-guessing-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const clock = testClock();
  let running = start(folder, clock);
  let lab = furnished(running.lab);
  const { code } = lab.register();
  let evaluated = 0;
  for (let today = 0; today < 10; today += 1) {
    for (let who = 0; who < 200; who += 1) {
      const before = guesses(lab);
      const attacker: Actor = who % 2 === 0 ? stranger(who) : { kind: 'citizen', id: 1_000 + who };
      // Once the budget of the day is gone even the right date opens nothing.
      const answer = tries(lab, attacker, code, who < 5 ? WRONG : BORN);
      evaluated += guesses(lab) - before;
      if (who >= 5) expect(answer.outcome).toBe('locked');
    }
    expect(tries(lab, lab.siti, code, BORN).outcome).toBe('verified');
    if (today === 1) {
      running.close();
      running = start(folder, clock);
      lab = { ...lab, ...running.lab, as: running.lab.transact };
      expect(tries(lab, stranger('new'), code, BORN).outcome).toBe('locked');
    }
    clock.pass({ hours: 24 });
  }
  expect(evaluated).toBe(15);
  running.close();
});

const guesses = (lab: TestLab): number => lab.db.select().from(wrongProofs).all().length;

/** A lab on a folder, as it is before and after a restart. */
function start(folder: string, clock: TestLab['clock']): { lab: TestLab; close(): void } {
  const opened = open(folder);
  if (opened.outcome !== 'opened') throw new Error(`not opened: ${opened.outcome}`);
  const { db, close } = opened;
  migrate(db);
  const { settings } = testLab();
  const facts: TestLab['facts'] = [];
  const transact = createTransact({
    db,
    clock,
    lab: () => settings,
    notice: (_ctx, fact) => facts.push(fact),
    committed: () => {},
  });
  return {
    lab: { db, clock, transact, facts, settings, change: (work) => transact({ kind: 'system' }, work) },
    close,
  };
}
