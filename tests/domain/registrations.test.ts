import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { bookings } from '../../src/domain/calendar/table.ts';
import { tests } from '../../src/domain/catalogue/table.ts';
import type { Actor } from '../../src/domain/context.ts';
import { files } from '../../src/domain/files/table.ts';
import { answersOf, correct, submit } from '../../src/domain/laboratory/index.ts';
import type { LaboratoryAnswers } from '../../src/domain/laboratory/values.ts';
import {
  cancel,
  changeExpected,
  changeStage,
  countsByStage,
  opened,
  ownRequests,
  type Payment,
  type QueueFilter,
  queue,
  type Registration,
  recordPayment,
  registrationById,
  revealNik,
  testsOf,
  timeline,
} from '../../src/domain/registrations/index.ts';
import { isChangeable } from '../../src/domain/registrations/rules.ts';
import type { Stage } from '../../src/domain/registrations/table.ts';
import { phaseOf } from '../../src/domain/registrations/values.ts';
import { stagesOf, WAYS, wayFor } from '../../src/domain/registrations/ways.ts';
import { track } from '../../src/domain/tracking/index.ts';
import { readCode } from '../../src/domain/values/code.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { REGISTRATION_SERVICES } from '../../src/domain/values/services.ts';
import { day, MONDAY, type RegistrationLab, registrationLab, TUESDAY } from '../support/registrations.ts';

const taken = (lab: RegistrationLab, on: LabDay): number =>
  lab.db.select().from(bookings).where(eq(bookings.day, on)).get()?.taken ?? 0;

function prove(lab: RegistrationLab, actor: Actor, registration: Registration): void {
  const { code } = registration;
  lab.as(actor, (ctx) => track(ctx, { code, proof: lab.proofOf(registration) }));
}

function correcting(
  lab: RegistrationLab,
  { id: registrationId }: Registration,
  different: Partial<LaboratoryAnswers>,
  actor: Actor = lab.siti,
) {
  return lab.as(actor, (ctx) => correct(ctx, { registrationId, answers: lab.answers(different) }));
}

const send = (lab: RegistrationLab, different: Partial<LaboratoryAnswers> = {}) =>
  lab.as(lab.siti, (ctx) => submit(ctx, { citizenId: lab.siti.id, answers: lab.answers(different) }));

describe('registering', () => {
  test('keeps what was said, prices it, takes a place and gives a code that reads back', () => {
    const lab = registrationLab();
    const made = lab.register({
      tests: [lab.glucose, lab.cholesterol],
      letter: { fileId: lab.fileId, name: 'x' },
    });
    expect(readCode(made.code)).toEqual({ outcome: 'code', code: made.code });
    expect(made).toMatchObject({
      citizenId: lab.siti.id,
      personName: 'Siti Aminah',
      nik: '3308105708900001',
      birthDate: '1990-08-17',
      visitOn: MONDAY,
      phone: '6281200001111',
      letterFileId: lab.fileId,
      stage: 'registered',
      payment: 'unpaid',
      totalRupiah: 55_000,
      // Monday and the two working days of the slower test.
      expectedOn: '2026-11-25',
      version: 1,
    });
    expect(testsOf(lab.db, made.id).map((test) => test.name)).toEqual([
      'Gula darah puasa',
      'Kolesterol total',
    ]);
    expect(taken(lab, MONDAY)).toBe(1);
    expect(lab.facts).toEqual([
      { kind: 'case.opened', caseId: 1 },
      { kind: 'registration.received', registrationId: made.id },
    ]);
  });

  test('counts turnaround in working days, over the weekend', () => {
    const lab = registrationLab();
    expect(lab.register({ visitOn: day('2026-11-27') }).expectedOn).toBe('2026-12-01');
  });

  test('takes the price of the catalogue, not the one that was typed or changed later', () => {
    const lab = registrationLab();
    const made = lab.register({ tests: [{ ...lab.glucose, priceRupiah: 1 }] });
    lab.db.update(tests).set({ priceRupiah: 99_000 }).run();
    expect(made.totalRupiah).toBe(25_000);
    expect(testsOf(lab.db, made.id)[0]?.priceRupiah).toBe(25_000);
  });

  test('the same test named twice is one test', () => {
    const lab = registrationLab();
    expect(lab.register({ tests: [lab.glucose, lab.glucose] }).totalRupiah).toBe(25_000);
  });

  test('a day that filled up is answered with days that have room, and nothing is kept', () => {
    const lab = registrationLab({ visitsPerDay: 1 });
    lab.register();
    const answer = send(lab);
    expect(answer).toEqual({ outcome: 'dayGone', nearest: [TUESDAY, '2026-11-25', '2026-11-26'] });
    expect(countsByStage(lab.db).registered).toBe(1);
    expect(taken(lab, MONDAY)).toBe(1);
  });

  test('a day beyond the calendar is answered with the next days', () => {
    const lab = registrationLab();
    expect(send(lab, { visitOn: day('2027-11-22') })).toMatchObject({
      outcome: 'dayGone',
      nearest: [MONDAY, TUESDAY, '2026-11-25'],
    });
  });

  test('a test that was retired meanwhile is named, and no place is taken', () => {
    const lab = registrationLab();
    lab.db.update(tests).set({ retiredAt: lab.clock.now() }).where(eq(tests.id, lab.cholesterol.id)).run();
    expect(send(lab, { tests: [lab.glucose, lab.cholesterol] })).toEqual({
      outcome: 'testGone',
      name: 'Kolesterol total',
    });
    expect(taken(lab, MONDAY)).toBe(0);
    expect(lab.facts).toEqual([]);
  });

  test('staff register somebody who stands at the counter in that contact’s name', () => {
    const lab = registrationLab();
    const answers = lab.answers();
    const sent = lab.as(lab.ratna, (ctx) => submit(ctx, { citizenId: lab.budi.id, answers }));
    expect(sent.outcome === 'done' && lab.now(sent).citizenId).toBe(lab.budi.id);
  });

  test('nobody registers in the name of another contact', () => {
    const lab = registrationLab();
    const answers = lab.answers();
    expect(() => lab.as(lab.siti, (ctx) => submit(ctx, { citizenId: lab.budi.id, answers }))).toThrow(
      /in the name/,
    );
  });
});

describe('correcting', () => {
  test('needs a fresh proof of the contact that asks, or an officer', () => {
    const lab = registrationLab();
    const made = lab.register();
    expect(correcting(lab, made, { phone: '6281200002222' })).toEqual({ outcome: 'proofNeeded' });
    prove(lab, lab.budi, made);
    expect(correcting(lab, made, { phone: '6281200002222' })).toEqual({ outcome: 'proofNeeded' });
    prove(lab, lab.siti, made);
    expect(correcting(lab, made, { phone: '6281200002222' }).outcome).toBe('done');
    lab.clock.pass({ minutes: 16 });
    expect(correcting(lab, made, { phone: '6281200003333' })).toEqual({ outcome: 'proofNeeded' });
    expect(correcting(lab, made, { phone: '6281200003333' }, lab.ratna).outcome).toBe('done');
    expect(lab.now(made).phone).toBe('6281200003333');
  });

  test('names the fields that differ, how they were and how they are since', () => {
    const lab = registrationLab();
    const made = lab.register();
    prove(lab, lab.siti, made);
    correcting(lab, made, {
      personName: 'Siti Aminah Putri',
      tests: [lab.cholesterol],
      letter: { fileId: lab.fileId, name: 'surat.pdf' },
    });
    expect(lab.facts.at(-1)).toEqual({
      kind: 'registration.corrected',
      registrationId: made.id,
      fields: ['personName', 'tests', 'letter'],
      changes: {
        personName: { from: 'Siti Aminah', to: 'Siti Aminah Putri' },
        tests: { from: ['Gula darah puasa'], to: ['Kolesterol total'] },
        letter: { from: null, to: lab.fileId },
      },
    });
    expect(lab.now(made)).toMatchObject({
      personName: 'Siti Aminah Putri',
      totalRupiah: 30_000,
      expectedOn: TUESDAY,
      letterFileId: lab.fileId,
      version: 2,
    });
  });

  test('changes nothing and records nothing when nothing differs', () => {
    const lab = registrationLab();
    const made = lab.register();
    const before = lab.facts.length;
    expect(correcting(lab, made, {}, lab.ratna)).toEqual({ outcome: 'done', code: made.code });
    expect(lab.now(made)).toEqual(made);
    expect(lab.facts).toHaveLength(before);
  });

  test('another day moves the place and the expected day', () => {
    const lab = registrationLab();
    const made = lab.register();
    expect(correcting(lab, made, { visitOn: TUESDAY }, lab.ratna).outcome).toBe('done');
    expect([taken(lab, MONDAY), taken(lab, TUESDAY)]).toEqual([0, 1]);
    expect(lab.now(made)).toMatchObject({ visitOn: TUESDAY, expectedOn: '2026-11-26' });
    expect(lab.facts.slice(2)).toEqual([
      { kind: 'registration.moved', registrationId: made.id, from: MONDAY, to: TUESDAY },
    ]);
  });

  test('a full day is refused and the old place is kept', () => {
    const lab = registrationLab({ visitsPerDay: 1 });
    const made = lab.register();
    lab.register({ visitOn: TUESDAY });
    expect(correcting(lab, made, { visitOn: TUESDAY }, lab.ratna)).toMatchObject({ outcome: 'dayGone' });
    expect(lab.now(made)).toEqual(made);
    expect([taken(lab, MONDAY), taken(lab, TUESDAY)]).toEqual([1, 1]);
  });

  test('an expected day that staff set for a reason stands, unless the visit moves beyond it', () => {
    const lab = registrationLab();
    const made = lab.register();
    const input = {
      registrationId: made.id,
      expectedVersion: 1,
      expectedOn: day('2026-12-02'),
      reason: 'alat rusak',
    };
    lab.as(lab.ratna, (ctx) => changeExpected(ctx, input));
    correcting(lab, made, { visitOn: TUESDAY }, lab.ratna);
    expect(lab.now(made)).toMatchObject({ expectedOn: '2026-12-02', expectedReason: 'alat rusak' });
    correcting(lab, made, { visitOn: day('2026-12-07') }, lab.ratna);
    expect(lab.now(made)).toMatchObject({ expectedOn: '2026-12-09', expectedReason: null });
  });

  test('a kept test keeps its price when it was retired since; a new one must be on offer', () => {
    const lab = registrationLab();
    const made = lab.register();
    lab.db.update(tests).set({ retiredAt: lab.clock.now(), priceRupiah: 1 }).run();
    expect(correcting(lab, made, { phone: '6281200002222' }, lab.ratna).outcome).toBe('done');
    expect(lab.now(made).totalRupiah).toBe(25_000);
    expect(correcting(lab, made, { tests: [lab.glucose, lab.cholesterol] }, lab.ratna)).toEqual({
      outcome: 'testGone',
      name: 'Kolesterol total',
    });
  });

  test('is too late once the sample is here', () => {
    const lab = registrationLab();
    const made = lab.register();
    lab.walk(made, 'verified');
    expect(correcting(lab, made, { phone: '6281200002222' }, lab.ratna).outcome).toBe('done');
    lab.walk(made, 'sampleReceived');
    expect(correcting(lab, made, { phone: '6281200003333' }, lab.ratna)).toEqual({
      outcome: 'tooLate',
      stage: 'sampleReceived',
    });
  });

  test('is too late for the citizen when the day of the visit is over, not for staff', () => {
    const lab = registrationLab();
    const made = lab.register();
    lab.clock.set('2026-11-24T07:00:00+07:00');
    prove(lab, lab.siti, made);
    const later = { visitOn: day('2026-11-25') };
    expect(correcting(lab, made, later)).toEqual({ outcome: 'tooLate', stage: 'registered' });
    expect(correcting(lab, made, later, lab.ratna).outcome).toBe('done');
  });

  test('the answers come back as they were given, only after a proof', () => {
    const lab = registrationLab();
    const letter = { fileId: lab.fileId, name: 'hasil.pdf' };
    const made = lab.register({ letter });
    const answers = () => lab.as(lab.siti, (ctx) => answersOf(ctx, made.id));
    expect(answers()).toEqual({ outcome: 'proofNeeded' });
    prove(lab, lab.siti, made);
    expect(answers()).toEqual({ outcome: 'found', answers: lab.answers({ letter }) });
    lab.db.update(files).set({ name: 'surat.pdf' }).run();
    expect(answers()).toMatchObject({ answers: { letter: { name: 'surat.pdf' } } });
  });
});

describe('cancelling', () => {
  test('by the citizen gives the place back and ends it', () => {
    const lab = registrationLab();
    const made = lab.register();
    const input = { registrationId: made.id };
    expect(lab.as(lab.siti, (ctx) => cancel(ctx, input))).toEqual({ outcome: 'proofNeeded' });
    prove(lab, lab.siti, made);
    expect(lab.as(lab.siti, (ctx) => cancel(ctx, input))).toEqual({ outcome: 'done', code: made.code });
    expect(taken(lab, MONDAY)).toBe(0);
    expect(lab.facts.at(-1)).toEqual({
      kind: 'registration.stageChanged',
      registrationId: made.id,
      from: 'registered',
      to: 'cancelled',
    });
    expect(lab.as(lab.siti, (ctx) => cancel(ctx, input))).toEqual({ outcome: 'tooLate', stage: 'cancelled' });
    expect(taken(lab, MONDAY)).toBe(0);
  });

  test('a rejected registration gives its place back, a received sample does not', () => {
    const lab = registrationLab();
    const [rejected, received] = [lab.register(), lab.register()];
    lab.walk(rejected, 'rejected');
    lab.walk(received, 'verified', 'sampleReceived');
    expect(taken(lab, MONDAY)).toBe(1);
  });
});

describe.each(REGISTRATION_SERVICES)('the stages of a %s', (service) => {
  const ways = WAYS[service];
  const stages = stagesOf(service);
  const reachable = (from: Stage): Set<Stage> => {
    const seen = new Set<Stage>([from]);
    for (const stage of seen) for (const way of ways) if (way.from === stage) seen.add(way.to);
    return seen;
  };

  test('every stage can be reached, and from every stage an end', () => {
    expect([...reachable('registered')].sort()).toEqual([...stages].sort());
    for (const stage of stages) {
      const ends = [...reachable(stage)].filter((end) => phaseOf(end) === 'ended');
      expect(ends, stage).not.toEqual([]);
    }
  });

  test('what was cancelled stays so, and what has ended opens for staff only when somebody came after all', () => {
    const back = ways.filter((way) => phaseOf(way.from) === 'ended' && way.by.includes('staff'));
    expect(ways.filter((way) => way.from === 'cancelled')).toEqual([]);
    expect(back.filter((way) => way.from !== 'noShow')).toEqual([]);
  });

  test('a citizen may change a registration exactly as long as it may be cancelled', () => {
    for (const stage of stages) {
      const cancellable = wayFor(service, 'citizen', stage, 'cancelled') !== undefined;
      // Between two steps of one deed, nobody can ask.
      if (stage === 'documentsVerified') continue;
      expect(isChangeable({ service, stage, visitOn: MONDAY }, MONDAY, 'citizen'), stage).toBe(cancellable);
    }
  });

  test('there is one way from a stage to another', () => {
    const names = ways.map((way) => `${way.from} ${way.to}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('stages', () => {
  test('only a report completes a registration for tests', () => {
    for (const service of ['laboratory', 'shipment'] as const) {
      const completing = WAYS[service].filter((way) => way.to === 'completed');
      expect(completing.flatMap((way) => way.by)).toEqual(['report']);
    }
  });

  test('staff go exactly the ways of the table, for every pair of stages', () => {
    const stages = stagesOf('laboratory');
    for (const from of stages) {
      for (const to of stages) {
        const lab = registrationLab();
        const made = lab.register();
        lab.db.$client.prepare('update registrations set stage = ?').run(from);
        const input = { registrationId: made.id, expectedVersion: 1, to, reason: 'sebab yang jelas' };
        const changed = lab.as(lab.ratna, (ctx) => changeStage(ctx, input));
        const expected = wayFor('laboratory', 'staff', from, to)
          ? { outcome: 'changed', version: 2 }
          : { outcome: 'notAllowed', from, to };
        expect(changed, `${from} → ${to}`).toEqual(expected);
        expect(lab.now(made).stage).toBe(changed.outcome === 'changed' ? to : from);
      }
    }
  });

  test('turning something down or sending it back needs a reason, which the citizen sees while it stands', () => {
    const lab = registrationLab();
    const made = lab.walk(lab.register(), 'verified', 'sampleReceived');
    const to = (stage: Stage, reason?: string) =>
      lab.as(lab.ratna, (ctx) => {
        const { version: expectedVersion } = lab.now(made);
        const why = reason === undefined ? {} : { reason };
        return changeStage(ctx, { registrationId: made.id, expectedVersion, to: stage, ...why });
      });
    expect(to('sampleRejected')).toEqual({ outcome: 'reasonNeeded' });
    expect(to('sampleRejected', ' - ')).toEqual({ outcome: 'reasonNeeded' });
    expect(to('sampleRejected', '  darah membeku ').outcome).toBe('changed');
    expect(lab.now(made)).toMatchObject({ stage: 'sampleRejected', stageReason: 'darah membeku' });
    expect(lab.facts.at(-1)).toMatchObject({ to: 'sampleRejected', reason: 'darah membeku' });
    expect(to('sampleReceived').outcome).toBe('changed');
    expect(lab.now(made).stageReason).toBeNull();
    lab.walk(made, 'testing', 'validating');
    expect(to('testing')).toEqual({ outcome: 'reasonNeeded' });
    expect(to('testing', 'hasil diragukan').outcome).toBe('changed');
  });

  test('a page that is out of date changes nothing and is shown what is there now', () => {
    const lab = registrationLab();
    const made = lab.register();
    const current = lab.walk(made, 'verified');
    const late = { registrationId: made.id, expectedVersion: 1 };
    const reason = 'salah orang';
    const stale = { outcome: 'stale', current };
    expect(lab.as(lab.joko, (ctx) => changeStage(ctx, { ...late, to: 'rejected', reason }))).toEqual(stale);
    expect(lab.as(lab.joko, (ctx) => recordPayment(ctx, { ...late, payment: 'unpaid' }))).toEqual(stale);
    const expectedOn = day('2026-12-01');
    expect(lab.as(lab.joko, (ctx) => changeExpected(ctx, { ...late, expectedOn, reason }))).toEqual(stale);
    expect(lab.now(made)).toEqual(current);
  });

  test('a citizen cannot do what staff do', () => {
    const lab = registrationLab();
    const { id: registrationId } = lab.register();
    const input = { registrationId, expectedVersion: 1, to: 'verified' as const };
    expect(() => lab.as(lab.siti, (ctx) => changeStage(ctx, input))).toThrow(/only staff/);
    expect(() => lab.as(lab.siti, (ctx) => revealNik(ctx, { registrationId, reason: 'ingin tahu' }))).toThrow(
      /only staff/,
    );
  });

  test('the timeline tells each stage with its instant and who took it there, however often it was read', () => {
    const lab = registrationLab();
    const made = lab.register();
    for (let reading = 0; reading < 600; reading += 1) lab.as(lab.joko, (ctx) => opened(ctx, made.id));
    lab.clock.pass({ hours: 2 });
    lab.walk(made, 'rejected');
    expect(timeline(lab.db, made.id)).toEqual([
      { stage: 'registered', at: made.createdAt, actor: lab.siti, reason: null },
      { stage: 'rejected', at: lab.clock.now(), actor: lab.ratna, reason: 'untuk pengujian' },
    ]);
  });
});

describe('at the counter', () => {
  const pay = (lab: RegistrationLab, made: Registration, payment: Payment) =>
    lab.as(lab.ratna, (ctx) => {
      const { version: expectedVersion } = lab.now(made);
      return recordPayment(ctx, { registrationId: made.id, expectedVersion, payment });
    });

  test('a payment is kept with its receipt, and taken back without a trace of it', () => {
    const lab = registrationLab();
    const made = lab.register();
    expect(pay(lab, made, { kind: 'paid', receiptNumber: ' K-017 ', paidRupiah: 25_000 })).toEqual({
      outcome: 'changed',
      version: 2,
    });
    expect(lab.now(made)).toMatchObject({ payment: 'paid', receiptNumber: 'K-017', paidRupiah: 25_000 });
    expect(lab.facts.at(-1)).toEqual({
      kind: 'registration.paymentRecorded',
      registrationId: made.id,
      payment: 'paid',
      changes: {
        payment: { from: 'unpaid', to: 'paid' },
        receiptNumber: { from: null, to: 'K-017' },
        paidRupiah: { from: null, to: 25_000 },
      },
    });
    pay(lab, made, { kind: 'free', reason: 'program TB' });
    expect(lab.now(made)).toMatchObject({
      payment: 'free',
      receiptNumber: null,
      paidRupiah: null,
      freeReason: 'program TB',
    });
    pay(lab, made, 'unpaid');
    expect(lab.now(made)).toMatchObject({ payment: 'unpaid', freeReason: null });
  });

  test('a payment without receipt, amount or reason is refused', () => {
    const lab = registrationLab();
    const made = lab.register();
    expect(pay(lab, made, { kind: 'paid', receiptNumber: ' ', paidRupiah: 1 }).outcome).toBe('receiptNeeded');
    for (const paidRupiah of [0, -1, 1.5, Number.NaN, 2 ** 60]) {
      expect(pay(lab, made, { kind: 'paid', receiptNumber: 'K-1', paidRupiah }).outcome).toBe('amountWrong');
    }
    expect(pay(lab, made, { kind: 'free', reason: '' }).outcome).toBe('reasonNeeded');
    expect(lab.now(made)).toEqual(made);
  });

  test.each(['rejected', 'cancelled'] as const)(
    'nothing can be paid for what was %s, but what was paid before can be put right',
    (stage) => {
      const lab = registrationLab();
      const [unpaid, paid] = [lab.register(), lab.register()];
      pay(lab, paid, { kind: 'paid', receiptNumber: 'K-1', paidRupiah: 25_000 });
      lab.walk(unpaid, stage);
      lab.walk(paid, stage);
      const before = lab.now(unpaid);
      const receipt = { kind: 'paid', receiptNumber: 'K-2', paidRupiah: 25_000 } as const;
      expect(pay(lab, unpaid, receipt)).toEqual({ outcome: 'calledOff', stage });
      expect(pay(lab, unpaid, { kind: 'free', reason: 'program TB' }).outcome).toBe('calledOff');
      expect(lab.now(unpaid)).toEqual(before);
      expect(pay(lab, paid, receipt).outcome).toBe('changed');
      // Given back.
      expect(pay(lab, paid, 'unpaid').outcome).toBe('changed');
      expect(pay(lab, paid, receipt).outcome).toBe('calledOff');
    },
  );

  test('the expected day moves with a reason, never before today or the visit', () => {
    const lab = registrationLab();
    const made = lab.register();
    const move = (expectedOn: string, reason = 'alat rusak') =>
      lab.as(lab.ratna, (ctx) => {
        const { version: expectedVersion } = lab.now(made);
        return changeExpected(ctx, {
          registrationId: made.id,
          expectedVersion,
          expectedOn: day(expectedOn),
          reason,
        });
      });
    expect(move('2026-12-01', '')).toEqual({ outcome: 'reasonNeeded' });
    expect(move('2026-11-19')).toEqual({ outcome: 'tooEarly', earliest: MONDAY });
    expect(move('2026-11-25')).toEqual({ outcome: 'sameDay' });
    expect(move('2026-12-01')).toEqual({ outcome: 'changed', version: 2 });
    expect(lab.facts.at(-1)).toEqual({
      kind: 'registration.expectedChanged',
      registrationId: made.id,
      from: '2026-11-25',
      to: '2026-12-01',
      reason: 'alat rusak',
    });
    lab.clock.set('2026-11-30T09:00:00+07:00');
    expect(move('2026-11-29')).toEqual({ outcome: 'tooEarly', earliest: '2026-11-30' });
    lab.walk(made, 'cancelled');
    expect(move('2026-12-04')).toEqual({ outcome: 'ended', stage: 'cancelled' });
  });

  test('the whole NIK is shown for a reason that is kept', () => {
    const lab = registrationLab();
    const { id: registrationId } = lab.register();
    const reveal = (reason: string) => lab.as(lab.ratna, (ctx) => revealNik(ctx, { registrationId, reason }));
    expect(reveal('')).toEqual({ outcome: 'reasonNeeded' });
    expect(lab.facts).toHaveLength(2);
    expect(reveal('cocokkan KTP')).toEqual({ outcome: 'revealed', nik: '3308105708900001' });
    expect(lab.facts.at(-1)).toEqual({
      kind: 'registration.nikRevealed',
      registrationId,
      reason: 'cocokkan KTP',
    });
  });

  test('reading a registration is recorded in the name of the officer', () => {
    const lab = registrationLab();
    const { id: registrationId } = lab.register();
    lab.as(lab.ratna, (ctx) => opened(ctx, registrationId));
    expect(lab.facts.at(-1)).toEqual({ kind: 'registration.opened', registrationId });
  });
});

describe('lists', () => {
  const found = (lab: RegistrationLab, filter: QueueFilter) =>
    queue(lab.db, filter, { limit: 50 }).rows.map((row) => row.personName);

  function peopled() {
    const lab = registrationLab();
    const siti = lab.register();
    const budi = lab.register({
      personName: 'BUDI SANTOSO',
      nik: '9171011201850002',
      phone: '6281299990000',
    });
    const sita = lab.register({ personName: "Sita Nur'aini", nik: '3308105708900003', visitOn: TUESDAY });
    return { lab, siti, budi, sita };
  }

  test('a code is found as people type it', () => {
    const { lab, budi } = peopled();
    expect(found(lab, { words: budi.code.toLowerCase().replaceAll('-', ' ') })).toEqual(['BUDI SANTOSO']);
  });

  test('a name is found by the beginning of any of its words, in any case', () => {
    const { lab } = peopled();
    expect(found(lab, { words: 'sit' })).toEqual(["Sita Nur'aini", 'Siti Aminah']);
    expect(found(lab, { words: ' Budi  santoso ' })).toEqual(['BUDI SANTOSO']);
    expect(found(lab, { words: 'santoso' })).toEqual(['BUDI SANTOSO']);
    expect(found(lab, { words: 'aini' })).toEqual(["Sita Nur'aini"]);
    expect(found(lab, { words: 'ntoso' })).toEqual([]);
    expect(found(lab, { words: '%' })).toEqual([]);
  });

  test('a phone number is found as it is dialled, a NIK only whole', () => {
    const { lab } = peopled();
    expect(found(lab, { words: '0812-9999' })).toEqual(['BUDI SANTOSO']);
    expect(found(lab, { words: '+62 812 9999 0000' })).toEqual(['BUDI SANTOSO']);
    expect(found(lab, { words: '9171 0112 0185 0002' })).toEqual(['BUDI SANTOSO']);
    expect(found(lab, { words: '917101120185' })).toEqual([]);
  });

  test('stage, day and payment narrow a list, together', () => {
    const { lab, siti, sita } = peopled();
    lab.walk(siti, 'cancelled');
    expect(found(lab, { stage: 'open' })).toEqual(["Sita Nur'aini", 'BUDI SANTOSO']);
    expect(found(lab, { stage: 'cancelled' })).toEqual(['Siti Aminah']);
    expect(found(lab, { visitOn: MONDAY, stage: 'open' })).toEqual(['BUDI SANTOSO']);
    const payment: Payment = { kind: 'free', reason: 'program' };
    lab.as(lab.ratna, (ctx) => recordPayment(ctx, { registrationId: sita.id, expectedVersion: 1, payment }));
    expect(found(lab, { payment: 'free' })).toEqual(["Sita Nur'aini"]);
    expect(found(lab, { payment: 'free', words: 'siti' })).toEqual([]);
  });

  test('pages follow each other without gap or repetition', () => {
    const lab = registrationLab({ visitsPerDay: 100 });
    const all = Array.from({ length: 25 }, () => lab.register().id).reverse();
    const seen: number[] = [];
    let before: number | undefined;
    do {
      const page = queue(
        lab.db,
        { stage: 'open' },
        { limit: 10, ...(before === undefined ? {} : { before }) },
      );
      seen.push(...page.rows.map((row) => row.id));
      before = page.nextBefore;
    } while (before !== undefined);
    expect(seen).toEqual(all);
  });

  test('a line of a list does not hold the NIK', () => {
    const { lab } = peopled();
    expect(JSON.stringify(queue(lab.db, {}, { limit: 10 }))).not.toContain('9171011201850002');
  });

  test('every stage is counted, also with none in it', () => {
    const { lab, siti } = peopled();
    lab.walk(siti, 'verified');
    expect(countsByStage(lab.db)).toMatchObject({ registered: 2, verified: 1, completed: 0, cancelled: 0 });
  });

  test('a contact sees its own nine newest requests by initials', () => {
    const lab = registrationLab();
    lab.register({ personName: 'Budi' }, lab.budi);
    for (let child = 0; child < 10; child += 1) lab.register({ personName: `anak ke ${child}` });
    const newest = lab.register({ personName: "siti nur'aini putri lestari" });
    const own = lab.as(lab.siti, (ctx) => ownRequests(ctx)).requests;
    expect(own).toHaveLength(9);
    expect(own[0]).toEqual({
      code: newest.code,
      service: 'laboratory',
      who: 'S.N.P.',
      on: MONDAY,
      stage: 'registered',
    });
    expect(own[1]?.who).toBe('A.K.');
    expect(lab.as({ kind: 'visitor', address: '10.0.0.1' }, (ctx) => ownRequests(ctx)).requests).toEqual([]);
  });

  test('a registration is found by its id', () => {
    const { lab, siti } = peopled();
    expect(registrationById(lab.db, siti.id)?.code).toBe(siti.code);
    expect(registrationById(lab.db, 999)).toBeUndefined();
  });
});
