import { beforeEach, expect, test } from 'vitest';
import { removeHoliday, saveHoliday } from '../../src/domain/calendar/index.ts';
import { visitReminders } from '../../src/jobs/visit-reminders.ts';
import { MONDAY, type RegistrationLab, registrationLab, TUESDAY } from '../support/registrations.ts';

let lab: RegistrationLab;

beforeEach(() => {
  lab = registrationLab();
});

/** The clock says it is this time of that day, and the job looks. */
function at(instant: string): number {
  lab.clock.set(`${instant}+07:00`);
  return Number(lab.change((ctx) => visitReminders.run(ctx)));
}

const reminded = () =>
  lab.facts.flatMap((fact) => (fact.kind === 'registration.reminded' ? [fact.registrationId] : []));

test('who comes tomorrow is reminded once, in the afternoon before and not at night', () => {
  const siti = lab.register();
  expect(at('2026-11-22T15:59')).toBe(0);
  expect(at('2026-11-22T16:00')).toBe(1);
  expect(at('2026-11-22T16:01')).toBe(0);
  expect(reminded()).toEqual([siti.id]);
  expect(at('2026-11-23T16:00')).toBe(0);
});

test('a service that was down in the afternoon reminds in the evening, and never after nine', () => {
  lab.register();
  expect(at('2026-11-22T21:00')).toBe(0);
  expect(at('2026-11-22T20:59')).toBe(1);
});

test('the reminder dies with the booking', () => {
  const siti = lab.register();
  lab.walk(siti, 'cancelled');
  const late = lab.register();
  lab.walk(late, 'verified', 'sampleReceived');
  expect(at('2026-11-22T16:00')).toBe(0);
});

test('another day is reminded of anew; who registered today has just been told', () => {
  const siti = lab.register();
  expect(at('2026-11-22T16:00')).toBe(1);
  lab.db.$client.prepare('update registrations set visit_on = ? where id = ?').run(TUESDAY, siti.id);
  lab.clock.set('2026-11-23T10:00+07:00');
  lab.register({ visitOn: TUESDAY });
  expect(at('2026-11-23T16:00')).toBe(1);
  expect(reminded()).toEqual([siti.id, siti.id]);
});

test('nobody is sent to the closed door of a day that has become a holiday since', () => {
  lab.register();
  lab.as(lab.ratna, (ctx) => saveHoliday(ctx, { day: MONDAY, name: 'Banjir', kind: 'tutup' }));
  expect(at('2026-11-22T16:00')).toBe(0);
  lab.as(lab.ratna, (ctx) => removeHoliday(ctx, MONDAY));
  expect(at('2026-11-22T17:00')).toBe(1);
});
