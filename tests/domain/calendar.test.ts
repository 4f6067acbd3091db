import { describe, expect, test } from 'vitest';
import {
  addWorkingDays,
  book,
  isWorkingDay,
  listHolidays,
  nextOpening,
  nextVisitDays,
  release,
  removeHoliday,
  saveHoliday,
  seedHolidays,
  visitDay,
  workingDaysBetween,
} from '../../src/domain/calendar/index.ts';
import { type LabDay, parseLabDay } from '../../src/domain/values/lab-day.ts';
import type { LabSettings } from '../../src/domain/values/lab-settings.ts';
import { testLab } from '../support/lab.ts';

/** Friday 20 November 2026, 09:00; open Monday to Friday; holidays as announced. */
function openLab(settings: Partial<LabSettings> = {}) {
  const lab = testLab(settings);
  lab.change(seedHolidays);
  return { ...lab, visit: (on: string) => lab.change((ctx) => visitDay(ctx, day(on))) };
}

function day(text: string): LabDay {
  const read = parseLabDay(text);
  if (!read) throw new Error(`${text} is not a day`);
  return read;
}

describe('whether a day can be visited', () => {
  test('an ordinary day is open, with the hours of its weekday', () => {
    const lab = openLab();
    expect(lab.visit('2026-11-23')).toEqual({
      outcome: 'open',
      day: '2026-11-23',
      opens: '07:30',
      closes: '14:00',
    });
    expect(lab.visit('2026-11-27')).toMatchObject({ outcome: 'open', closes: '11:00' });
  });

  test('a Saturday is closed, and the days nearest to it are named soonest first', () => {
    expect(openLab().visit('2026-11-28')).toEqual({
      outcome: 'closed',
      day: '2026-11-28',
      reason: 'weekend',
      name: '',
      nearest: ['2026-11-26', '2026-11-27', '2026-11-30'],
    });
  });

  test('a holiday is closed by its name, and no other holiday is offered instead', () => {
    const lab = openLab();
    expect(lab.visit('2026-12-25')).toEqual({
      outcome: 'closed',
      day: '2026-12-25',
      reason: 'holiday',
      name: 'Hari Raya Natal',
      nearest: ['2026-12-22', '2026-12-23', '2026-12-28'],
    });
  });

  test('today is too soon with a day of lead time, and so is the past', () => {
    const lab = openLab();
    const nearest = ['2026-11-23', '2026-11-24', '2026-11-25'];
    expect(lab.visit('2026-11-20')).toEqual({ outcome: 'tooSoon', day: '2026-11-20', nearest });
    expect(lab.visit('2025-01-06')).toMatchObject({ outcome: 'tooSoon', nearest });
  });

  test('without lead time today is open until closing time, to the second', () => {
    const lab = openLab({ leadDays: 0 });
    expect(lab.visit('2026-11-20')).toMatchObject({ outcome: 'open' });
    lab.clock.set('2026-11-20T10:59:59+07:00');
    expect(lab.visit('2026-11-20')).toMatchObject({ outcome: 'open' });
    lab.clock.set('2026-11-20T11:00:00+07:00');
    expect(lab.visit('2026-11-20')).toMatchObject({ outcome: 'tooSoon' });
    expect(lab.change(nextVisitDays)[0]).toBe('2026-11-23');
  });

  test('without lead time a closed today is told as closed, not as too soon', () => {
    const lab = openLab({ leadDays: 0 });
    lab.clock.set('2026-11-21T20:00:00+07:00');
    expect(lab.visit('2026-11-21')).toMatchObject({ outcome: 'closed', reason: 'weekend' });
  });

  test('beyond the horizon the last day that is open is named', () => {
    const lab = openLab({ horizonDays: 36 });
    // 36 days on is Saturday after Christmas; 24 and 25 December are off.
    expect(lab.visit('2026-12-26')).toMatchObject({ outcome: 'closed' });
    expect(lab.visit('2026-12-27')).toEqual({ outcome: 'tooFar', day: '2026-12-27', last: '2026-12-23' });
  });

  test('after midnight in Magelang it is the next day, though not yet in Greenwich', () => {
    const lab = openLab();
    lab.clock.set('2026-11-22T23:59:59+07:00');
    expect(lab.visit('2026-11-23')).toMatchObject({ outcome: 'open' });
    lab.clock.set('2026-11-23T00:00:00+07:00');
    expect(lab.visit('2026-11-23')).toMatchObject({ outcome: 'tooSoon' });
  });

  test('the year turns without a gap', () => {
    const lab = openLab();
    lab.clock.set('2026-12-31T09:00:00+07:00');
    expect(lab.change(nextVisitDays)).toEqual(['2027-01-04', '2027-01-06', '2027-01-07']);
  });

  test('a lab that never opens offers nothing, and says so without failing', () => {
    const lab = openLab({ openingHours: Array.from({ length: 7 }, () => null) });
    expect(lab.visit('2026-11-23')).toMatchObject({ outcome: 'closed', nearest: [] });
    expect(lab.change(nextVisitDays)).toEqual([]);
  });
});

describe('booking', () => {
  const monday = day('2026-11-23');

  test('gives exactly as many places as the day has', () => {
    const lab = openLab({ visitsPerDay: 2 });
    const outcomes = [1, 2, 3].map(() => lab.change((ctx) => book(ctx, 'laboratory', monday)));
    expect(outcomes).toEqual([
      { outcome: 'booked', day: monday, opens: '07:30', closes: '14:00' },
      { outcome: 'booked', day: monday, opens: '07:30', closes: '14:00' },
      { outcome: 'full', day: monday, nearest: ['2026-11-24', '2026-11-25', '2026-11-26'] },
    ]);
    expect(lab.change(nextVisitDays)).not.toContain(monday);
  });

  test('a place given back can be taken again, and never more than were taken', () => {
    const lab = openLab({ visitsPerDay: 1 });
    const take = () => lab.change((ctx) => book(ctx, 'laboratory', monday)).outcome;
    const give = () => lab.change((ctx) => release(ctx, 'laboratory', monday)).outcome;
    expect([take(), take(), give(), give(), take(), take()]).toEqual([
      'booked',
      'full',
      'released',
      'nothingBooked',
      'booked',
      'full',
    ]);
  });

  test('fewer places than are taken already means full, not a fault', () => {
    const lab = openLab({ visitsPerDay: 3 });
    lab.change((ctx) => [book(ctx, 'laboratory', monday), book(ctx, 'laboratory', monday)]);
    lab.settings.visitsPerDay = 1;
    expect(lab.change((ctx) => book(ctx, 'laboratory', monday))).toMatchObject({ outcome: 'full' });
  });

  test('refuses as asking does, and takes no place by it', () => {
    const lab = openLab();
    for (const refused of ['2026-11-20', '2026-11-28', '2026-12-25', '2027-11-22']) {
      const asked = lab.visit(refused);
      expect(lab.change((ctx) => book(ctx, 'laboratory', day(refused)))).toEqual(asked);
      expect(asked.outcome).not.toBe('open');
      expect(lab.change((ctx) => release(ctx, 'laboratory', day(refused))).outcome).toBe('nothingBooked');
    }
  });

  test('a change that fails afterwards takes its place back', () => {
    const lab = openLab({ visitsPerDay: 1 });
    const failing = () =>
      lab.change((ctx) => {
        book(ctx, 'laboratory', monday);
        throw new Error('the disk is full');
      });
    expect(failing).toThrow('the disk is full');
    expect(lab.change((ctx) => book(ctx, 'laboratory', monday)).outcome).toBe('booked');
  });
});

describe('working days', () => {
  test('weekends and holidays do not count', () => {
    const { db, settings } = openLab();
    expect(addWorkingDays(db, day('2026-11-23'), 2, settings)).toBe('2026-11-25');
    expect(addWorkingDays(db, day('2026-11-20'), 1, settings)).toBe('2026-11-23');
    // Christmas with its joint leave, a weekend, and New Year.
    expect(addWorkingDays(db, day('2026-12-23'), 5, settings)).toBe('2027-01-04');
    expect(workingDaysBetween(db, day('2026-12-23'), day('2027-01-04'), settings)).toBe(5);
    expect(isWorkingDay(db, day('2026-08-17'), settings)).toBe(false);
    expect(isWorkingDay(db, day('2026-08-18'), settings)).toBe(true);
  });

  test('no working days after a day is that day, open or not', () => {
    const { db, settings } = openLab();
    expect(addWorkingDays(db, day('2026-11-21'), 0, settings)).toBe('2026-11-21');
  });

  test('a lab that never opens is an error with a hint, not an endless search', () => {
    const { db, settings } = openLab({ openingHours: Array.from({ length: 7 }, () => null) });
    expect(() => addWorkingDays(db, day('2026-11-20'), 1, settings)).toThrow('is the lab ever open?');
    expect(() => addWorkingDays(db, day('2026-11-20'), -1, settings)).toThrow('not a number of working days');
  });
});

describe('when the lab opens next', () => {
  test.each([
    ['before opening it is today', '2026-11-19T07:29:59+07:00', false, '2026-11-19', '07:30'],
    ['at opening it is open, and next is tomorrow', '2026-11-19T07:30:00+07:00', true, '2026-11-20', '07:30'],
    ['at closing it is closed', '2026-11-19T14:00:00+07:00', false, '2026-11-20', '07:30'],
    ['on Friday after eleven it is Monday', '2026-11-20T11:00:00+07:00', false, '2026-11-23', '07:30'],
    ['on Christmas Eve, a day off, it is Monday', '2026-12-24T09:00:00+07:00', false, '2026-12-28', '07:30'],
    ['just after midnight it is that same day', '2026-11-19T00:00:01+07:00', false, '2026-11-19', '07:30'],
  ])('%s', (_when, now, open, on, opens) => {
    const { db, settings } = openLab();
    expect(nextOpening(db, new Date(now), settings)).toEqual({ open, nextOpen: { day: on, opens } });
  });

  test('goes by the clock of the lab, not of Jakarta', () => {
    const { db, settings } = openLab({ timeZone: 'Asia/Jayapura' });
    const eightInJayapura = new Date('2026-11-18T23:00:00Z');
    expect(nextOpening(db, eightInJayapura, settings).open).toBe(true);
  });
});

describe('holidays', () => {
  test('are there from the start, once, and two of 2026 as the decree says', () => {
    const lab = openLab();
    lab.change(seedHolidays);
    expect(listHolidays(lab.db, 2026)).toHaveLength(25);
    expect(listHolidays(lab.db, 2026)).toContainEqual({
      day: '2026-03-21',
      name: 'Hari Raya Idul Fitri',
      kind: 'libur_nasional',
    });
    expect(listHolidays(lab.db, 2027).some(({ name }) => name.includes('perkiraan'))).toBe(true);
    expect(listHolidays(lab.db, 2031)).toEqual([]);
  });

  test('a day the lab closes by itself is closed at once, and tells how many visits have to be moved', () => {
    const lab = openLab();
    lab.change((ctx) => book(ctx, 'laboratory', day('2026-11-24')));
    const closing = { day: '2026-11-24', name: 'Pelatihan petugas', kind: 'tutup' };
    expect(lab.change((ctx) => saveHoliday(ctx, closing))).toEqual({ outcome: 'saved', visits: 1 });
    expect(lab.visit('2026-11-24')).toMatchObject({
      outcome: 'closed',
      reason: 'holiday',
      name: 'Pelatihan petugas',
    });
    const changes = { '2026-11-24': { from: null, to: 'Pelatihan petugas (tutup)' } };
    expect(lab.facts).toEqual([{ kind: 'holidays.changed', changes }]);
  });

  test('one that the government moved can be taken away, once', () => {
    const lab = openLab();
    const eve = day('2026-12-24');
    expect(lab.change((ctx) => removeHoliday(ctx, eve))).toEqual({ outcome: 'removed' });
    expect(lab.change((ctx) => removeHoliday(ctx, eve))).toEqual({ outcome: 'unknown' });
    expect(lab.visit('2026-12-24')).toMatchObject({ outcome: 'open' });
  });

  test.each([
    ['day', { day: '2026-02-30' }],
    ['day', { day: '' }],
    ['day', { day: ['2026-01-01'] }],
    ['name', { name: ' ' }],
    ['kind', { kind: 'pesta' }],
  ])('a mistake in %s is told beside it: %o', (field, mistake) => {
    const lab = openLab();
    const fields = { day: '2026-11-24', name: 'Pelatihan', kind: 'tutup', ...mistake };
    const answer = lab.change((ctx) => saveHoliday(ctx, fields));
    expect(answer).toEqual({
      outcome: 'invalid',
      problems: [{ field, problem: expect.stringMatching(/\w{4}/) }],
    });
    expect(listHolidays(lab.db, 2026)).toHaveLength(25);
  });
});
