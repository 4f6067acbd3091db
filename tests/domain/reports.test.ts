import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bookings } from '../../src/domain/calendar/table.ts';
import { tests } from '../../src/domain/catalogue/table.ts';
import type { Actor } from '../../src/domain/context.ts';
import { correct, submit } from '../../src/domain/laboratory/index.ts';
import { cancel, changeStage, type Registration } from '../../src/domain/registrations/index.ts';
import { registrations, STAGES } from '../../src/domain/registrations/table.ts';
import {
  handOver,
  nextDue,
  type Report,
  release,
  reportsOf,
  sendDue,
  takeBack,
  upload,
  validate,
} from '../../src/domain/reports/index.ts';
import { shown, track } from '../../src/domain/tracking/index.ts';
import { day, MONDAY, type RegistrationLab, registrationLab, TUESDAY } from '../support/registrations.ts';

/** Short ways of two officers through a report, each with the version that is there now. */
function desk(lab: RegistrationLab, made: Registration) {
  const expectedVersion = () => lab.now(made).version;
  const newest = () => reportsOf(lab.db, made.id)[0]?.id ?? 0;
  return {
    uploads: (officer: Actor, evidence: Report['evidence'] = 'code') =>
      lab.as(officer, (ctx) =>
        upload(ctx, {
          registrationId: made.id,
          expectedVersion: expectedVersion(),
          fileId: lab.fileId,
          evidence,
        }),
      ),
    validates: (officer: Actor, mismatchReason?: string, reportId = newest()) =>
      lab.as(officer, (ctx) => {
        const why = mismatchReason === undefined ? {} : { mismatchReason };
        return validate(ctx, { reportId, expectedVersion: expectedVersion(), ...why });
      }),
    releases: (officer: Actor, reportId = newest()) =>
      lab.as(officer, (ctx) => release(ctx, { reportId, expectedVersion: expectedVersion() })),
    takesBack: (officer: Actor, reportId = newest()) => lab.as(officer, (ctx) => takeBack(ctx, { reportId })),
    standings: () => reportsOf(lab.db, made.id).map((report) => report.standing),
  };
}

const atTheBench = (lab: RegistrationLab, made = lab.register()): Registration =>
  lab.walk(made, 'verified', 'sampleReceived', 'testing');

const wakes = (lab: RegistrationLab): number => lab.change((ctx) => sendDue(ctx));

/** A registration whose report waits for its time. */
function released(lab: RegistrationLab, made = lab.register()) {
  const registration = atTheBench(lab, made);
  const at = desk(lab, registration);
  at.uploads(lab.ratna);
  at.validates(lab.joko);
  at.releases(lab.joko);
  return { registration, at };
}

describe('uploading', () => {
  test('takes a registration from testing to validation', () => {
    const lab = registrationLab();
    const made = atTheBench(lab);
    const uploaded = desk(lab, made).uploads(lab.ratna);
    expect(uploaded).toMatchObject({ outcome: 'uploaded', reportVersion: 1, version: lab.now(made).version });
    expect(lab.now(made).stage).toBe('validating');
    expect(lab.facts.at(-1)).toMatchObject({ kind: 'report.uploaded', registrationId: made.id, version: 1 });
  });

  test('is refused before anything was tested and after it was turned down', () => {
    for (const stage of STAGES) {
      const lab = registrationLab();
      const made = lab.register();
      lab.db.update(registrations).set({ stage }).run();
      const { outcome } = desk(lab, made).uploads(lab.ratna);
      expect(outcome, stage).toBe(
        ['testing', 'validating', 'completed'].includes(stage) ? 'uploaded' : 'notAllowed',
      );
    }
  });

  test('from a page that is out of date changes nothing', () => {
    const lab = registrationLab();
    const current = atTheBench(lab);
    const input = {
      registrationId: current.id,
      expectedVersion: 1,
      fileId: lab.fileId,
      evidence: 'code',
    } as const;
    expect(lab.as(lab.ratna, (ctx) => upload(ctx, input))).toEqual({ outcome: 'stale', current });
    expect(reportsOf(lab.db, current.id)).toEqual([]);
  });

  test('a second upload is the next version, and only that one can go on', () => {
    const lab = registrationLab();
    const made = atTheBench(lab);
    const at = desk(lab, made);
    at.uploads(lab.ratna);
    const first = reportsOf(lab.db, made.id)[0]?.id ?? 0;
    expect(at.uploads(lab.ratna)).toMatchObject({ reportVersion: 2 });
    expect(at.validates(lab.joko, undefined, first)).toEqual({
      outcome: 'notAllowed',
      stage: 'validating',
      standing: 'superseded',
    });
    expect(at.validates(lab.joko).outcome).toBe('validated');
  });

  test('a new version stops the release of the one before', () => {
    const lab = registrationLab();
    const { registration, at } = released(lab);
    at.uploads(lab.ratna);
    expect(lab.facts.map((fact) => fact.kind)).toContain('report.takenBack');
    lab.clock.pass({ hours: 1 });
    expect(wakes(lab)).toBe(0);
    expect(lab.now(registration).stage).toBe('validating');
  });
});

describe('two officers', () => {
  test('whoever uploaded a report cannot validate it', () => {
    const lab = registrationLab();
    const at = desk(lab, atTheBench(lab));
    at.uploads(lab.ratna);
    expect(at.validates(lab.ratna)).toEqual({ outcome: 'sameOfficer' });
    expect(at.validates(lab.ratna, 'sudah saya cocokkan sendiri')).toEqual({ outcome: 'sameOfficer' });
    expect(at.validates(lab.joko).outcome).toBe('validated');
    expect(at.standings()).toEqual(['validated']);
  });

  test('a report without its person on it needs words of the second officer', () => {
    const lab = registrationLab();
    const at = desk(lab, atTheBench(lab));
    at.uploads(lab.ratna, 'none');
    for (const words of [undefined, '', 'cocok', '   pendek   ', '..........', '1234567890']) {
      expect(at.validates(lab.joko, words), words).toEqual({ outcome: 'mismatchReasonNeeded' });
    }
    expect(at.releases(lab.joko)).toMatchObject({ outcome: 'notAllowed', standing: 'uploaded' });
    expect(at.validates(lab.ratna, 'dicocokkan dengan buku register')).toEqual({ outcome: 'sameOfficer' });
    expect(at.validates(lab.joko, ' dicocokkan dengan buku register ').outcome).toBe('validated');
  });

  test('those words are kept with the report', () => {
    const lab = registrationLab();
    const made = atTheBench(lab);
    const at = desk(lab, made);
    at.uploads(lab.ratna, 'none');
    at.validates(lab.joko, ' dicocokkan dengan buku register ');
    expect(reportsOf(lab.db, made.id)[0]).toMatchObject({
      uploadedBy: lab.ratna.id,
      validatedBy: lab.joko.id,
      mismatchReason: 'dicocokkan dengan buku register',
    });
  });

  test('no report is released that was not validated', () => {
    for (const evidence of ['code', 'nameAndBirthDate', 'none'] as const) {
      const lab = registrationLab();
      const at = desk(lab, atTheBench(lab));
      at.uploads(lab.ratna, evidence);
      for (const officer of [lab.ratna, lab.joko]) {
        expect(at.releases(officer)).toMatchObject({ outcome: 'notAllowed', standing: 'uploaded' });
      }
    }
  });

  test('two clicks on the same page release once', () => {
    const lab = registrationLab();
    const made = atTheBench(lab);
    const at = desk(lab, made);
    at.uploads(lab.ratna);
    at.validates(lab.joko);
    const reportId = reportsOf(lab.db, made.id)[0]?.id ?? 0;
    const input = { reportId, expectedVersion: lab.now(made).version };
    expect(lab.as(lab.joko, (ctx) => release(ctx, input)).outcome).toBe('released');
    expect(lab.as(lab.joko, (ctx) => release(ctx, input)).outcome).toBe('stale');
    expect(at.releases(lab.joko)).toMatchObject({ outcome: 'notAllowed', standing: 'released' });
  });
});

describe('going out', () => {
  test('happens when the minutes of second thought are over, not before, and once', () => {
    const lab = registrationLab();
    const { registration } = released(lab);
    expect(nextDue(lab.db)).toEqual(new Date('2026-11-20T02:10:00.000Z'));
    lab.clock.pass({ minutes: 9, seconds: 59 });
    expect(wakes(lab)).toBe(0);
    expect(lab.now(registration).stage).toBe('validating');
    lab.clock.pass({ seconds: 1 });
    expect(wakes(lab)).toBe(1);
    expect(wakes(lab)).toBe(0);
    expect(lab.now(registration).stage).toBe('completed');
    expect(lab.facts.at(-1)).toEqual({
      kind: 'registration.stageChanged',
      registrationId: registration.id,
      from: 'validating',
      to: 'completed',
    });
    expect(nextDue(lab.db)).toBeUndefined();
  });

  test('happens at once where the lab wants no second thought', () => {
    const lab = registrationLab({ releaseUndoMinutes: 0 });
    const { registration, at } = released(lab);
    expect(lab.now(registration).stage).toBe('completed');
    expect(at.standings()).toEqual(['out']);
  });

  test('a release taken back in time does not go out, and can be released again', () => {
    const lab = registrationLab();
    const { registration, at } = released(lab);
    lab.clock.pass({ minutes: 9 });
    expect(at.takesBack(lab.ratna)).toEqual({ outcome: 'takenBack', version: lab.now(registration).version });
    expect(at.takesBack(lab.ratna)).toEqual({ outcome: 'notReleased' });
    lab.clock.pass({ minutes: 60 });
    expect(wakes(lab)).toBe(0);
    expect(at.standings()).toEqual(['validated']);
    at.releases(lab.ratna);
    lab.clock.pass({ minutes: 10 });
    expect(wakes(lab)).toBe(1);
    expect(at.takesBack(lab.ratna)).toEqual({ outcome: 'alreadyOut' });
  });

  test('sending a registration back to testing voids what was released and validated before', () => {
    const lab = registrationLab();
    const { registration, at } = released(lab);
    lab.clock.pass({ minutes: 1 });
    lab.walk(registration, 'testing');
    lab.clock.pass({ minutes: 1 });
    lab.walk(registration, 'validating');
    expect(at.standings()).toEqual(['uploaded']);
    expect(at.releases(lab.joko)).toMatchObject({ outcome: 'notAllowed', standing: 'uploaded' });
    lab.clock.pass({ minutes: 30 });
    expect(wakes(lab)).toBe(0);
    expect(lab.facts.at(-1)?.kind).toBe('report.takenBack');
    expect(lab.now(registration).stage).toBe('validating');
    expect(nextDue(lab.db)).toBeUndefined();
  });

  test('validating again after that does not bring the old release to life', () => {
    const lab = registrationLab();
    const { registration, at } = released(lab);
    lab.clock.pass({ minutes: 1 });
    lab.walk(registration, 'testing', 'validating');
    expect(at.validates(lab.joko).outcome).toBe('validated');
    lab.clock.pass({ minutes: 30 });
    expect(wakes(lab)).toBe(0);
    expect(at.standings()).toEqual(['validated']);
  });

  test('at most a hundred go out in one change', () => {
    const lab = registrationLab({ visitsPerDay: 200 });
    for (let count = 0; count < 101; count += 1) released(lab);
    lab.clock.pass({ minutes: 10 });
    expect([wakes(lab), wakes(lab), wakes(lab)]).toEqual([100, 1, 0]);
  });
});

describe('a corrected report', () => {
  test('takes the place of the old one when it goes out; until then the old one stands', () => {
    const lab = registrationLab({ releaseUndoMinutes: 0 });
    const { registration, at } = released(lab);
    at.uploads(lab.joko);
    expect(lab.now(registration).stage).toBe('validating');
    expect(at.standings()).toEqual(['uploaded', 'out']);
    at.validates(lab.ratna);
    at.releases(lab.ratna);
    expect(at.standings()).toEqual(['out', 'withdrawn']);
    expect(lab.now(registration).stage).toBe('completed');
  });
});

describe('handing over', () => {
  function asked(lab: RegistrationLab, registration: Registration, by: Actor = lab.siti) {
    lab.as(by, (ctx) => track(ctx, { code: registration.code, proof: lab.proofOf(registration) }));
    return lab.as(by, (ctx) => handOver(ctx, { registrationId: registration.id, by: 'chat' }));
  }

  test('needs a fresh proof, of the owner too', () => {
    const lab = registrationLab({ releaseUndoMinutes: 0 });
    const { registration } = released(lab);
    const input = { registrationId: registration.id, by: 'chat' } as const;
    expect(lab.as(lab.siti, (ctx) => handOver(ctx, input))).toEqual({ outcome: 'proofNeeded' });
    expect(asked(lab, registration).outcome).toBe('ready');
    expect(lab.as(lab.budi, (ctx) => handOver(ctx, input))).toEqual({ outcome: 'proofNeeded' });
    lab.clock.pass({ minutes: 15 });
    expect(lab.as(lab.siti, (ctx) => handOver(ctx, input))).toEqual({ outcome: 'proofNeeded' });
  });

  test('gives the file under the name of its code and records who had it', () => {
    const lab = registrationLab({ releaseUndoMinutes: 0 });
    const { registration } = released(lab);
    expect(asked(lab, registration)).toEqual({
      outcome: 'ready',
      fileId: lab.fileId,
      name: `LHU-${registration.code}.pdf`,
    });
    expect(lab.facts.at(-1)).toMatchObject({ kind: 'report.handedOver', by: 'chat' });
  });

  test('gives nothing before it has gone out', () => {
    const lab = registrationLab();
    const { registration } = released(lab);
    expect(asked(lab, registration)).toEqual({ outcome: 'notReady' });
    expect(lab.facts.at(-1)?.kind).not.toBe('report.handedOver');
    expect(lab.change((ctx) => shown(ctx.tx, registration.id, ctx))).toMatchObject({
      stage: 'validating',
      report: 'none',
    });
  });

  test('a result that is handed over in person is never given as a file', () => {
    const lab = registrationLab({ releaseUndoMinutes: 0 });
    const { registration } = released(lab, lab.register({ tests: [lab.glucose, lab.hiv] }));
    expect(asked(lab, registration)).toEqual({ outcome: 'inPerson' });
    expect(lab.facts.some((fact) => fact.kind === 'report.handedOver')).toBe(false);
    expect(lab.change((ctx) => shown(ctx.tx, registration.id, ctx).report)).toBe('inPerson');
  });

  test('a test that was flagged after the registration is handed over in person as well', () => {
    const lab = registrationLab({ releaseUndoMinutes: 0 });
    const { registration } = released(lab);
    lab.db.update(tests).set({ inPerson: true }).where(eq(tests.id, lab.glucose.id)).run();
    expect(asked(lab, registration)).toEqual({ outcome: 'inPerson' });
  });

  test('so it is when that test was taken off the list since', () => {
    const lab = registrationLab({ releaseUndoMinutes: 0 });
    const { registration } = released(lab);
    lab.db.update(tests).set({ inPerson: true, retiredAt: lab.clock.now() }).run();
    expect(asked(lab, registration)).toEqual({ outcome: 'inPerson' });
  });
});

const STEPS = [
  'submit',
  'move',
  'cancel',
  'stage',
  'upload',
  'validate',
  'release',
  'takeBack',
  'pass',
] as const;

/** Where the laboratory takes a registration next. */
const ONWARDS: Partial<Record<Registration['stage'], Registration['stage']>> = {
  registered: 'verified',
  verified: 'sampleReceived',
  sampleReceived: 'testing',
};

/** What somebody at the lab would do next, so that some registrations come to their end. */
function nextStep({ stage }: Registration, newest: { standing: string } | undefined): (typeof STEPS)[number] {
  if (stage === 'testing') return 'upload';
  if (stage !== 'validating') return 'stage';
  return newest?.standing === 'uploaded' ? 'validate' : newest?.standing === 'validated' ? 'release' : 'pass';
}

test('no sequence of actions breaks what must always hold', () => {
  const action = fc.record({
    what: fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(...STEPS) },
      { weight: 2, arbitrary: fc.constant('next') },
    ),
    which: fc.nat(2),
    to: fc.constantFrom(...STAGES),
    on: fc.constantFrom(MONDAY, TUESDAY, day('2026-11-25')),
    officer: fc.constantFrom('ratna' as const, 'joko' as const),
    byCitizen: fc.boolean(),
    minutes: fc.nat(20),
  });
  let completed = 0;
  fc.assert(
    fc.property(fc.array(action, { minLength: 20, maxLength: 120 }), (actions) => {
      const lab = registrationLab({ visitsPerDay: 2 });
      let before: Registration[] = [];
      for (const { what, which, to, on, officer, byCitizen, minutes } of actions) {
        const target = before[which];
        const newest = target && reportsOf(lab.db, target.id)[0];
        const step = what === 'next' ? (target ? nextStep(target, newest) : 'submit') : what;
        if (step === 'submit') {
          const answers = lab.answers({ visitOn: on });
          lab.as(lab.siti, (ctx) => submit(ctx, { citizenId: lab.siti.id, answers }));
        } else if (step === 'pass') {
          lab.clock.pass({ minutes });
          wakes(lab);
        } else if (target && (step === 'move' || step === 'cancel')) {
          const answers = lab.answers({ visitOn: on, personName: `Siti ${minutes}` });
          lab.as(byCitizen ? lab.siti : lab[officer], (ctx) => {
            if (byCitizen) track(ctx, { code: target.code, proof: lab.proofOf(target) });
            return step === 'move'
              ? correct(ctx, { registrationId: target.id, answers })
              : cancel(ctx, { registrationId: target.id });
          });
        } else if (target) {
          lab.as(lab[officer], (ctx) => {
            const change = { registrationId: target.id, expectedVersion: target.version };
            const onwards = what === 'next' ? (ONWARDS[target.stage] ?? to) : to;
            if (step === 'stage') changeStage(ctx, { ...change, to: onwards, reason: 'sebab yang jelas' });
            if (step === 'upload') upload(ctx, { ...change, fileId: lab.fileId, evidence: 'code' });
            if (!newest) return;
            const report = { reportId: newest.id, expectedVersion: target.version };
            if (step === 'validate') validate(ctx, report);
            if (step === 'release') release(ctx, report);
            if (step === 'takeBack') takeBack(ctx, report);
          });
        }
        const after = lab.db.select().from(registrations).all();
        expectAllHolds(lab, before, after);
        before = after;
      }
      completed += before.filter((registration) => registration.stage === 'completed').length;
    }),
    { numRuns: 60 },
  );
  // Otherwise the law about completed registrations would hold of nothing.
  expect(completed).toBeGreaterThan(0);
}, 120_000);

function expectAllHolds(lab: RegistrationLab, before: Registration[], after: Registration[]): void {
  const taken = new Map(
    lab.db
      .select()
      .from(bookings)
      .all()
      .map((row) => [row.day, row.taken]),
  );
  for (const [on, count] of taken) {
    const live = after.filter(
      (row) => row.visitOn === on && row.stage !== 'rejected' && row.stage !== 'cancelled',
    );
    expect(count, on).toBe(live.length);
    expect(count, on).toBeLessThanOrEqual(2);
  }
  for (const row of after) {
    const was = before.find((earlier) => earlier.id === row.id);
    if (was) {
      const isSame = JSON.stringify({ ...was, version: 0 }) === JSON.stringify({ ...row, version: 0 });
      expect(row.version).toBeGreaterThanOrEqual(isSame ? was.version : was.version + 1);
    }
    const versions = reportsOf(lab.db, row.id);
    const out = versions.filter((report) => report.standing === 'out');
    expect(out.length).toBeLessThanOrEqual(1);
    if (row.stage === 'completed') expect(out).toHaveLength(1);
    for (const report of versions.filter((each) => each.wentOutAt !== null)) {
      expect(report.validatedBy).not.toBeNull();
      expect(report.validatedBy).not.toBe(report.uploadedBy);
    }
  }
}
