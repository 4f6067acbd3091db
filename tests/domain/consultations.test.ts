import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { comingDays, saveHoliday, seedHolidays } from '../../src/domain/calendar/index.ts';
import { bookings } from '../../src/domain/calendar/table.ts';
import { caseOf } from '../../src/domain/cases/index.ts';
import {
  answerProposal,
  answersOf,
  consultationOf,
  correct,
  moveVisit,
  openProposals,
  proposalAwaitedSince,
  proposalsOf,
  proposeDate,
  submit,
  withdrawProposal,
} from '../../src/domain/consultations/index.ts';
import type { ConsultationAnswers } from '../../src/domain/consultations/values.ts';
import type { Actor } from '../../src/domain/context.ts';
import {
  cancel,
  changeStage,
  type Registration,
  remindOfVisits,
} from '../../src/domain/registrations/index.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { type ConsultationLab, consultationLab } from '../support/consultations.ts';
import { day, MONDAY, TUESDAY } from '../support/registrations.ts';

const WEDNESDAY = day('2026-11-25');
const REASON = 'dokter sedang dinas luar';

const taken = (lab: ConsultationLab, on: LabDay): number =>
  lab.db
    .select()
    .from(bookings)
    .where(and(eq(bookings.service, 'consultation'), eq(bookings.day, on)))
    .get()?.taken ?? 0;

const send = (lab: ConsultationLab, different: Partial<ConsultationAnswers> = {}) =>
  lab.as(lab.siti, (ctx) => submit(ctx, { citizenId: lab.siti.id, answers: lab.wishes(different) }));

function propose(lab: ConsultationLab, one: Registration, on: LabDay = TUESDAY, reason = REASON) {
  const { id: registrationId, version: expectedVersion } = lab.now(one);
  return lab.as(lab.ratna, (ctx) => proposeDate(ctx, { registrationId, expectedVersion, day: on, reason }));
}

const answer = (
  lab: ConsultationLab,
  { id: registrationId }: Registration,
  accepted: boolean,
  by: Actor = lab.siti,
) => lab.as(by, (ctx) => answerProposal(ctx, { registrationId, accepted }));

function correcting(
  lab: ConsultationLab,
  { id: registrationId }: Registration,
  different: Partial<ConsultationAnswers>,
  by: Actor = lab.siti,
) {
  return lab.as(by, (ctx) => correct(ctx, { registrationId, answers: lab.wishes(different) }));
}

const open = (lab: ConsultationLab, by: Actor) => lab.as(by, (ctx) => openProposals(ctx, null));

const stagesTold = (lab: ConsultationLab) =>
  lab.facts.flatMap((fact) => (fact.kind === 'registration.stageChanged' ? [fact.to] : []));

describe('registering for a consultation', () => {
  test('keeps the five answers, takes a place and costs what the lab asks for it', () => {
    const lab = consultationLab({ consultationFeeRupiah: 75_000 });
    const made = lab.consult();
    expect(made.code).toMatch(/^KLI-/);
    expect(made).toMatchObject({
      service: 'consultation',
      citizenId: lab.siti.id,
      ...lab.wishes(),
      places: 1,
      stage: 'registered',
      expectedOn: MONDAY,
      totalRupiah: 75_000,
    });
    expect(taken(lab, MONDAY)).toBe(1);
    expect(lab.facts.map(({ kind }) => kind)).toContain('registration.received');
  });

  test('takes no place of those who come for tests', () => {
    const lab = consultationLab({ visitsPerDay: 1, consultationsPerDay: 1 });
    lab.register();
    lab.consult();
    expect(taken(lab, MONDAY)).toBe(1);
  });

  test('on a full day is told the nearest days and writes nothing', () => {
    const lab = consultationLab({ consultationsPerDay: 1 });
    lab.consult();
    expect(send(lab)).toEqual({ outcome: 'dayGone', nearest: [TUESDAY, WEDNESDAY, day('2026-11-26')] });
    expect(taken(lab, MONDAY)).toBe(1);
  });

  test('on a holiday or a Sunday is told the nearest open days', () => {
    const lab = consultationLab();
    lab.change((ctx) => seedHolidays(ctx));
    const christmas = send(lab, { visitOn: day('2026-12-25') });
    expect(christmas).toMatchObject({ outcome: 'dayGone' });
    expect(christmas.outcome === 'dayGone' && christmas.nearest).toHaveLength(3);
    expect(christmas.outcome === 'dayGone' && christmas.nearest).not.toContain('2026-12-25');
    expect(send(lab, { visitOn: day('2026-11-22') })).toMatchObject({ outcome: 'dayGone' });
  });

  test('keeps to the lead days of consultations, not to those of tests', () => {
    const lab = consultationLab({ leadDays: 1, consultationLeadDays: 5 });
    expect(send(lab)).toMatchObject({ outcome: 'dayGone' });
    expect(send(lab, { visitOn: WEDNESDAY })).toMatchObject({ outcome: 'done' });
  });

  test('is not done in the name of somebody else', () => {
    const lab = consultationLab();
    const forSiti = () =>
      lab.as(lab.budi, (ctx) => submit(ctx, { citizenId: lab.siti.id, answers: lab.wishes() }));
    expect(forSiti).toThrow('cannot register in the name of');
  });
});

describe('putting a consultation right', () => {
  test('needs a proof and says whole answers only after it', () => {
    const lab = consultationLab();
    const made = lab.consult();
    expect(correcting(lab, made, { personName: 'Siti' })).toEqual({ outcome: 'proofNeeded' });
    expect(lab.as(lab.siti, (ctx) => answersOf(ctx, made.id))).toEqual({ outcome: 'proofNeeded' });
    lab.prove(lab.siti, made);
    expect(lab.as(lab.siti, (ctx) => answersOf(ctx, made.id))).toEqual({
      outcome: 'found',
      answers: lab.wishes(),
    });
  });

  test('keeps what was corrected, and records nothing when nothing differs', () => {
    const lab = consultationLab();
    const made = lab.consult();
    lab.prove(lab.siti, made);
    const before = lab.facts.length;
    expect(correcting(lab, made, {})).toEqual({ outcome: 'done', code: made.code });
    expect(lab.facts).toHaveLength(before);
    correcting(lab, made, { personName: 'Siti Aminah Putri', phone: '6281200002222' });
    expect(lab.now(made)).toMatchObject({ personName: 'Siti Aminah Putri', phone: '6281200002222' });
    expect(lab.facts.at(-1)).toMatchObject({ fields: ['personName', 'phone'] });
  });

  test('moves the visit with its expected day, and what was confirmed is to be confirmed anew', () => {
    const lab = consultationLab();
    const made = lab.consult();
    lab.walk(made, 'confirmed');
    lab.prove(lab.siti, made);
    correcting(lab, made, { visitOn: TUESDAY });
    expect(lab.now(made)).toMatchObject({ visitOn: TUESDAY, expectedOn: TUESDAY, stage: 'registered' });
    expect([taken(lab, MONDAY), taken(lab, TUESDAY)]).toEqual([0, 1]);
  });

  test('by staff to another day leaves it confirmed', () => {
    const lab = consultationLab();
    const made = lab.consult();
    lab.walk(made, 'confirmed');
    correcting(lab, made, { visitOn: TUESDAY }, lab.ratna);
    expect(lab.now(made)).toMatchObject({ visitOn: TUESDAY, stage: 'confirmed' });
  });

  test('to a full day changes nothing at all', () => {
    const lab = consultationLab({ consultationsPerDay: 1 });
    const made = lab.consult();
    lab.consult({ visitOn: TUESDAY }, lab.budi);
    lab.prove(lab.siti, made);
    expect(correcting(lab, made, { visitOn: TUESDAY, personName: 'Lain' })).toMatchObject({
      outcome: 'dayGone',
    });
    expect(lab.now(made)).toEqual(made);
    expect([taken(lab, MONDAY), taken(lab, TUESDAY)]).toEqual([1, 1]);
  });

  test('is too late once the visit is over', () => {
    const lab = consultationLab();
    const made = lab.consult();
    lab.walk(made, 'confirmed');
    lab.clock.set('2026-11-23T10:00:00+07:00');
    lab.walk(made, 'completed');
    lab.prove(lab.siti, made);
    expect(correcting(lab, made, {})).toEqual({ outcome: 'tooLate', stage: 'completed' });
  });
});

describe('another day that staff propose', () => {
  test('waits for an answer; the visit keeps its day and takes no second place', () => {
    const lab = consultationLab();
    const made = lab.consult();
    expect(propose(lab, made)).toMatchObject({ outcome: 'changed' });
    expect(lab.now(made)).toMatchObject({ stage: 'dateProposed', stageReason: REASON, visitOn: MONDAY });
    expect([taken(lab, MONDAY), taken(lab, TUESDAY)]).toEqual([1, 0]);
    expect(consultationOf(lab.db, made.id)).toEqual({ proposal: { day: TUESDAY, reason: REASON } });
    expect(open(lab, lab.siti)).toEqual([
      {
        registrationId: made.id,
        code: made.code,
        initials: 'S.A.',
        visitOn: MONDAY,
        day: TUESDAY,
        reason: REASON,
      },
    ]);
    expect(open(lab, lab.budi)).toEqual([]);
  });

  test('is refused without a reason, for the same day, for a closed or full day, and from an older page', () => {
    const lab = consultationLab({ consultationsPerDay: 1 });
    const made = lab.consult();
    lab.consult({ visitOn: WEDNESDAY }, lab.budi);
    expect(propose(lab, made, TUESDAY, ' ')).toEqual({ outcome: 'reasonNeeded' });
    expect(propose(lab, made, MONDAY)).toEqual({ outcome: 'sameDay' });
    expect(propose(lab, made, day('2026-11-22'))).toMatchObject({ outcome: 'dayImpossible' });
    expect(propose(lab, made, WEDNESDAY)).toMatchObject({ problem: { outcome: 'full' } });
    const stale = lab.as(lab.ratna, (ctx) =>
      proposeDate(ctx, { registrationId: made.id, expectedVersion: 0, day: TUESDAY, reason: REASON }),
    );
    expect(stale).toMatchObject({ outcome: 'stale' });
  });

  test('accepted moves and confirms the visit', () => {
    const lab = consultationLab();
    const made = lab.consult();
    propose(lab, made);
    expect(answer(lab, made, true)).toEqual({
      outcome: 'accepted',
      code: made.code,
      day: TUESDAY,
      opens: '07:30',
    });
    expect(lab.now(made)).toMatchObject({ stage: 'confirmed', visitOn: TUESDAY, expectedOn: TUESDAY });
    expect([taken(lab, MONDAY), taken(lab, TUESDAY)]).toEqual([0, 1]);
    expect(proposalsOf(lab.db, made.id)).toMatchObject([{ answer: 'accepted' }]);
    expect(answer(lab, made, true)).toEqual({ outcome: 'over', stage: 'confirmed' });
  });

  test('can be sooner than citizens may plan by themselves', () => {
    const lab = consultationLab({ consultationLeadDays: 7 });
    const made = lab.consult({ visitOn: day('2026-11-30') });
    propose(lab, made, MONDAY);
    expect(answer(lab, made, true)).toMatchObject({ outcome: 'accepted', day: MONDAY });
  });

  test('that filled up meanwhile changes nothing and names days with room', () => {
    const lab = consultationLab({ consultationsPerDay: 1 });
    const made = lab.consult();
    propose(lab, made);
    lab.consult({ visitOn: TUESDAY }, lab.budi);
    const before = lab.now(made);
    expect(answer(lab, made, true)).toEqual({
      outcome: 'dayGone',
      code: made.code,
      day: TUESDAY,
      visitOn: MONDAY,
      nearest: [WEDNESDAY, day('2026-11-26'), day('2026-11-27')],
    });
    expect(lab.now(made)).toEqual(before);
    expect([taken(lab, MONDAY), taken(lab, TUESDAY)]).toEqual([1, 1]);
  });

  test('that has become a holiday is not moved to', () => {
    const lab = consultationLab();
    const made = lab.consult();
    propose(lab, made);
    lab.as(lab.ratna, (ctx) =>
      saveHoliday(ctx, { day: TUESDAY, name: 'Cuti bersama', kind: 'cuti_bersama' }),
    );
    expect(answer(lab, made, true)).toMatchObject({ outcome: 'dayGone' });
  });

  test('declined leaves the visit registered on its day, and its chat chooses another without a proof', () => {
    const lab = consultationLab();
    const made = lab.consult();
    propose(lab, made);
    expect(answer(lab, made, false)).toMatchObject({
      outcome: 'declined',
      visitOn: MONDAY,
      nearest: [WEDNESDAY, day('2026-11-26'), day('2026-11-27')],
    });
    expect(lab.now(made)).toMatchObject({ stage: 'registered', visitOn: MONDAY, stageReason: null });
    const move = (by: Actor, visitOn: LabDay) =>
      lab.as(by, (ctx) => moveVisit(ctx, { registrationId: made.id, visitOn }));
    expect(move(lab.budi, WEDNESDAY)).toEqual({ outcome: 'proofNeeded' });
    expect(move(lab.siti, WEDNESDAY)).toMatchObject({ outcome: 'done' });
    expect(lab.now(made)).toMatchObject({ stage: 'registered', visitOn: WEDNESDAY });
    lab.clock.pass({ hours: 25 });
    expect(move(lab.siti, TUESDAY)).toEqual({ outcome: 'proofNeeded' });
  });

  test('accepted is moved again only after a proof', () => {
    const lab = consultationLab();
    const made = lab.consult();
    propose(lab, made);
    answer(lab, made, true);
    const move = () =>
      lab.as(lab.siti, (ctx) => moveVisit(ctx, { registrationId: made.id, visitOn: WEDNESDAY }));
    expect(move()).toEqual({ outcome: 'proofNeeded' });
    lab.prove(lab.siti, made);
    expect(move()).toMatchObject({ outcome: 'done' });
    expect(lab.now(made)).toMatchObject({ stage: 'registered', visitOn: WEDNESDAY });
  });

  test('is answered by nobody else, and by staff for somebody on the telephone', () => {
    const lab = consultationLab();
    const made = lab.consult();
    propose(lab, made);
    expect(answer(lab, made, true, lab.budi)).toEqual({ outcome: 'proofNeeded' });
    expect(answer(lab, made, true, lab.joko)).toMatchObject({ outcome: 'accepted' });
  });

  test('gives way to a newer one, and can be taken back', () => {
    const lab = consultationLab();
    const made = lab.consult();
    propose(lab, made);
    propose(lab, made, WEDNESDAY, 'ruang sedang dipakai');
    expect(lab.now(made)).toMatchObject({ stage: 'dateProposed', stageReason: 'ruang sedang dipakai' });
    expect(proposalsOf(lab.db, made.id).map((each) => each.answer)).toEqual([null, 'withdrawn']);
    expect(stagesTold(lab)).toEqual(['dateProposed']);
    const { id: registrationId, version: expectedVersion } = lab.now(made);
    const withdrawn = lab.as(lab.joko, (ctx) => withdrawProposal(ctx, { registrationId, expectedVersion }));
    expect(withdrawn).toMatchObject({ outcome: 'changed' });
    expect(lab.now(made)).toMatchObject({ stage: 'registered', visitOn: MONDAY });
    expect(answer(lab, made, true)).toEqual({ outcome: 'over', stage: 'registered' });
  });

  test('that nobody answers is due on the day it was to replace', () => {
    const lab = consultationLab();
    const made = lab.consult();
    propose(lab, made);
    const due = caseOf(lab.db, 'consultation', made.id)?.dueAt;
    expect(due).toEqual(new Date('2026-11-23T14:00:00+07:00'));
  });

  test('dies with the request', () => {
    const lab = consultationLab();
    const made = lab.consult();
    propose(lab, made);
    lab.prove(lab.siti, made);
    lab.as(lab.siti, (ctx) => cancel(ctx, { registrationId: made.id }));
    expect(open(lab, lab.siti)).toEqual([]);
    expect(answer(lab, made, true)).toEqual({ outcome: 'over', stage: 'cancelled' });
    expect([taken(lab, MONDAY), taken(lab, TUESDAY)]).toEqual([0, 0]);
  });

  test('is accepted by whoever moves to that very day, and declined by another', () => {
    const lab = consultationLab();
    const [one, other] = [lab.consult(), lab.consult()];
    for (const each of [one, other]) {
      propose(lab, each);
      lab.prove(lab.siti, each);
    }
    correcting(lab, one, { visitOn: TUESDAY });
    correcting(lab, other, { visitOn: WEDNESDAY });
    expect(lab.now(one).stage).toBe('confirmed');
    expect(lab.now(other).stage).toBe('registered');
    expect(proposalsOf(lab.db, other.id)).toMatchObject([{ answer: 'declined' }]);
  });

  test('is what a number means that comes after it, not one that answers a later menu', () => {
    const lab = consultationLab();
    const made = lab.consult();
    const awaited = (since: string | null) => lab.as(lab.siti, (ctx) => proposalAwaitedSince(ctx, since));
    expect(awaited(null)).toBeNull();
    propose(lab, made);
    expect(awaited(null)).toEqual(lab.clock.now());
    expect(awaited('2026-11-20T01:00:00.000Z')).toEqual(lab.clock.now());
    expect(awaited('2026-11-20T02:01:00.000Z')).toBeNull();
  });
});

describe('the visit itself', () => {
  test('is told as missed or over only from its day on', () => {
    const lab = consultationLab();
    const made = lab.walk(lab.consult(), 'confirmed');
    const to = (stage: 'noShow' | 'completed') => {
      const { id: registrationId, version: expectedVersion } = lab.now(made);
      return lab.as(lab.ratna, (ctx) => changeStage(ctx, { registrationId, expectedVersion, to: stage }));
    };
    expect(to('noShow')).toMatchObject({ outcome: 'notAllowed' });
    expect(to('completed')).toMatchObject({ outcome: 'notAllowed' });
    lab.clock.set('2026-11-23T13:00:00+07:00');
    expect(to('noShow')).toMatchObject({ outcome: 'changed' });
    // Somebody came after all.
    expect(to('completed')).toMatchObject({ outcome: 'changed' });
  });

  test('is reminded of in the afternoon before, confirmed, asked about or not; a moved one on its new day, a cancelled one never', () => {
    const lab = consultationLab();
    const [registered, confirmed, moved, cancelled, asked] = [1, 2, 3, 4, 5].map(() => lab.consult());
    if (!registered || !confirmed || !moved || !cancelled || !asked) throw new Error('five were made');
    lab.walk(confirmed, 'confirmed');
    for (const each of [moved, cancelled]) lab.prove(lab.siti, each);
    correcting(lab, moved, { visitOn: TUESDAY });
    lab.as(lab.siti, (ctx) => cancel(ctx, { registrationId: cancelled.id }));
    propose(lab, asked);
    const remindedAt = (time: string) => {
      lab.clock.set(time);
      const before = lab.facts.length;
      lab.change(remindOfVisits);
      return lab.facts
        .slice(before)
        .flatMap((fact) => (fact.kind === 'registration.reminded' ? [fact.registrationId] : []));
    };
    expect(remindedAt('2026-11-22T15:59:00+07:00')).toEqual([]);
    expect(remindedAt('2026-11-22T16:00:00+07:00')).toEqual([registered.id, confirmed.id, asked.id]);
    expect(remindedAt('2026-11-22T17:00:00+07:00')).toEqual([]);
    expect(remindedAt('2026-11-23T16:00:00+07:00')).toEqual([moved.id]);
  });

  test('counts on its day, as staff see it', () => {
    const lab = consultationLab({ consultationsPerDay: 5 });
    lab.consult();
    const days = comingDays(
      lab.db,
      { lab: lab.settings, today: day('2026-11-20'), now: lab.clock.now() },
      'consultation',
      3,
    );
    expect(days).toEqual([
      { day: '2026-11-20', taken: 0, perDay: 5 },
      { day: MONDAY, taken: 1, perDay: 5 },
      { day: TUESDAY, taken: 0, perDay: 5 },
    ]);
  });
});
