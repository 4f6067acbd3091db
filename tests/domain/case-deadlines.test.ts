import { beforeEach, describe, expect, test } from 'vitest';
import { type Case, caseOf, keepCase, openCase, progressOf } from '../../src/domain/cases/index.ts';
import type { CaseState } from '../../src/domain/cases/values.ts';
import { changeExpected, type Registration } from '../../src/domain/registrations/index.ts';
import { deadlines } from '../../src/jobs/deadlines.ts';
import { day, type RegistrationLab, registrationLab } from '../support/registrations.ts';

let lab: RegistrationLab;

// Friday 20 November 2026, 09:00; the lab closes at 11:00 that day and at 14:00 from Monday to Thursday.
beforeEach(() => {
  lab = registrationLab();
});

const at = (text: string) => new Date(`${text}:00+07:00`);
const folder = (service: Case['service'], subjectId: number): Case => {
  const found = caseOf(lab.db, service, subjectId);
  if (!found) throw new Error('every request has a case');
  return found;
};
const ofLab = ({ id }: Registration): Case => folder('laboratory', id);

/** A request of a service whose clock can be held. */
const tour: CaseState = {
  service: 'tour',
  subjectId: 7,
  status: 'asked',
  phase: 'open',
  deadline: { from: at('2026-11-23T07:30'), due: at('2026-11-25T14:00') },
};
const open = (more: Partial<CaseState> = {}) =>
  lab.change((ctx) => openCase(ctx, { ...tour, ...more, code: 'WIS-1', source: 'whatsapp' }));
const keep = (more: Partial<CaseState>) =>
  lab.change((ctx) => {
    const { deadline: _left, ...same } = tour;
    keepCase(ctx, { ...same, ...more });
  });
const clockOf = () => folder('tour', 7);
const told = (kind: string) => lab.facts.filter((fact) => fact.kind === kind).length;
const wake = () => lab.change((ctx) => deadlines.run(ctx));

describe('what is missed', () => {
  test('a check that came too late stays a miss after the request went on and was finished', () => {
    const registration = lab.register();
    lab.clock.set('2026-11-23T07:00:00+07:00');
    expect(ofLab(registration)).toMatchObject({ missed: false, dueAt: at('2026-11-20T11:00') });
    lab.walk(registration, 'verified');
    expect(ofLab(registration).missed).toBe(true);
    lab.walk(registration, 'sampleReceived', 'testing');
    expect(ofLab(registration).missed).toBe(true);
  });

  test('a check in time is none, and neither is a person who comes days after the agreed one', () => {
    const registration = lab.register();
    lab.walk(registration, 'verified');
    lab.clock.set('2026-11-27T09:00:00+07:00');
    lab.walk(registration, 'sampleReceived');
    expect(ofLab(registration).missed).toBe(false);
  });

  test('whose turn begins after the promised day has until the end of the next working day', () => {
    const registration = lab.register();
    lab.walk(registration, 'verified');
    lab.clock.set('2026-11-27T09:00:00+07:00');
    const late = lab.walk(registration, 'sampleReceived');
    expect(late.expectedOn < '2026-11-27').toBe(true);
    expect(ofLab(registration).dueAt).toEqual(at('2026-11-30T14:00'));
    // Going on does not put it off.
    lab.clock.set('2026-11-30T09:00:00+07:00');
    lab.walk(registration, 'testing');
    expect(ofLab(registration).dueAt).toEqual(at('2026-11-30T14:00'));
  });

  const promise = (): Registration => {
    const registration = lab.register();
    lab.walk(registration, 'verified');
    lab.clock.set('2026-11-23T08:00:00+07:00');
    return lab.walk(registration, 'sampleReceived');
  };
  const putOff = (registration: Registration) =>
    lab.as(lab.ratna, (ctx) =>
      changeExpected(ctx, {
        registrationId: registration.id,
        expectedVersion: lab.now(registration).version,
        expectedOn: day('2026-12-02'),
        reason: 'alat diperbaiki',
      }),
    );

  test('a new day said before the old one is over is no miss', () => {
    const registration = promise();
    expect(ofLab(registration).dueAt).toEqual(at('2026-11-25T14:00'));
    lab.clock.set('2026-11-25T13:59:00+07:00');
    expect(putOff(registration).outcome).toBe('changed');
    lab.walk(registration, 'testing');
    expect(ofLab(registration)).toMatchObject({ missed: false, dueAt: at('2026-12-02T14:00') });
  });

  test('a new day said after it is one', () => {
    const registration = promise();
    lab.clock.set('2026-11-25T14:01:00+07:00');
    putOff(registration);
    expect(ofLab(registration)).toMatchObject({ missed: true, dueAt: at('2026-12-02T14:00') });
  });

  test('what was held before it was due is none; what was late before it was held is one', () => {
    open();
    lab.clock.set('2026-11-24T09:00:00+07:00');
    keep({ paused: true });
    lab.clock.set('2026-11-27T09:00:00+07:00');
    keep({ status: 'answered', phase: 'ended' });
    expect(clockOf()).toMatchObject({ missed: false, pausedAt: null });

    lab.change((ctx) => openCase(ctx, { ...tour, subjectId: 8, code: 'WIS-2', source: 'whatsapp' }));
    keep({ subjectId: 8, paused: true });
    lab.clock.set('2026-11-28T09:00:00+07:00');
    keep({ subjectId: 8, status: 'answered', phase: 'ended' });
    expect(folder('tour', 8).missed).toBe(true);
  });
});

describe('a clock that stands still', () => {
  test('when it goes on, all of it has moved by the working time between', () => {
    open();
    lab.clock.set('2026-11-24T09:00:00+07:00');
    keep({ paused: true });
    expect(progressOf(lab.db, clockOf(), lab.clock.now(), lab.settings)).toMatchObject({
      state: 'paused',
      used: 1,
      total: 2,
    });
    // A week on: five working days of which Friday is short.
    lab.clock.set('2026-12-01T09:00:00+07:00');
    expect(progressOf(lab.db, clockOf(), lab.clock.now(), lab.settings)).toMatchObject({ used: 1 });
    keep({ paused: false });
    expect(clockOf()).toMatchObject({
      pausedAt: null,
      clockFrom: at('2026-11-30T07:30'),
      dueAt: at('2026-12-02T14:00'),
    });
    expect(progressOf(lab.db, clockOf(), lab.clock.now(), lab.settings)).toMatchObject({
      state: 'running',
      used: 1,
      total: 2,
    });
  });
});

describe('how much is used', () => {
  const progress = () => progressOf(lab.db, clockOf(), lab.clock.now(), lab.settings);

  test('in working days, as turnaround times are counted', () => {
    open({ deadline: { from: at('2026-11-20T09:00'), due: at('2026-11-27T11:00') } });
    expect(progress()).toMatchObject({ unit: 'day', used: 0, total: 5, state: 'running' });
    lab.clock.set('2026-11-22T12:00:00+07:00');
    expect(progress()).toMatchObject({ used: 0 });
    lab.clock.set('2026-11-25T08:00:00+07:00');
    expect(progress()).toMatchObject({ used: 3, total: 5, state: 'running' });
    lab.clock.set('2026-11-27T10:20:00+07:00');
    expect(progress()).toMatchObject({ used: 5, state: 'soon', leftMinutes: 40 });
    lab.clock.set('2026-12-01T08:00:00+07:00');
    expect(progress()).toMatchObject({ used: 5, state: 'late', late: { days: 2 } });
  });

  test('in minutes where it begins and ends on one day', () => {
    open({ deadline: { from: at('2026-11-20T09:00'), due: at('2026-11-20T11:00') } });
    lab.clock.set('2026-11-20T09:30:00+07:00');
    expect(progress()).toMatchObject({ unit: 'minute', used: 30, total: 120, leftMinutes: 90 });
  });

  test('nothing of what has no deadline or is over', () => {
    open({ deadline: null });
    expect(progress()).toBeUndefined();
  });
});

describe('the warning and the escalation', () => {
  test('a warning when the last working day begins, an escalation when it is over, each once', () => {
    open();
    expect(clockOf().warnAt).toEqual(at('2026-11-25T07:30'));
    lab.clock.set('2026-11-25T07:29:00+07:00');
    expect(wake()).toBe(0);
    lab.clock.set('2026-11-25T07:31:00+07:00');
    wake();
    wake();
    expect([told('case.dueSoon'), told('case.overdue')]).toEqual([1, 0]);
    lab.clock.set('2026-11-25T14:01:00+07:00');
    wake();
    wake();
    expect([told('case.dueSoon'), told('case.overdue')]).toEqual([1, 1]);
  });

  test('a warning when most of the time is used, where that comes first', () => {
    lab.settings.dueSoonPercent = 40;
    open({ deadline: { from: at('2026-11-23T07:30'), due: at('2026-11-26T14:00') } });
    // Four days of 6.5 hours: 40 % are 10.4 hours.
    expect(clockOf().warnAt).toEqual(at('2026-11-24T11:24'));
  });

  test('a new deadline is warned of anew', () => {
    open();
    lab.clock.set('2026-11-25T14:30:00+07:00');
    wake();
    keep({ deadline: { from: at('2026-11-23T07:30'), due: at('2026-11-26T14:00') } });
    lab.clock.set('2026-11-26T08:00:00+07:00');
    wake();
    expect([told('case.dueSoon'), told('case.overdue')]).toEqual([1, 1]);
    lab.clock.set('2026-11-26T14:30:00+07:00');
    wake();
    expect(told('case.overdue')).toBe(2);
  });

  test('nobody is told of what waits for the citizen, is held, or is over', () => {
    open({ phase: 'waiting' });
    lab.change((ctx) =>
      openCase(ctx, { ...tour, subjectId: 8, code: 'WIS-2', source: 'whatsapp', paused: true }),
    );
    lab.change((ctx) => openCase(ctx, { ...tour, subjectId: 9, code: 'WIS-3', source: 'whatsapp' }));
    keep({ subjectId: 9, phase: 'ended', status: 'answered' });
    lab.clock.set('2026-12-24T09:00:00+07:00');
    expect(wake()).toBe(0);
  });

  test('a clock that ran ahead and came back takes no escalation away from the right day', () => {
    open();
    lab.clock.set('2027-06-01T09:00:00+07:00');
    wake();
    expect(told('case.overdue')).toBe(1);
    lab.clock.set('2026-11-25T07:45:00+07:00');
    wake();
    expect([told('case.dueSoon'), told('case.overdue')]).toEqual([1, 1]);
    lab.clock.set('2026-11-25T14:05:00+07:00');
    wake();
    expect(told('case.overdue')).toBe(2);
  });

  test('it tells nobody while the clock is not believed', () => {
    expect(deadlines.irreversible).toBe(true);
  });
});
