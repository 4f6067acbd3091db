import { expect, test } from 'vitest';
import { saveHoliday } from '../../src/domain/calendar/index.ts';
import { atLeast, shareOf, shown } from '../../src/domain/statistics/hiding.ts';
import { figureOf, published } from '../../src/domain/statistics/index.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { putCase } from '../support/cases.ts';
import { testLab } from '../support/lab.ts';

const at = (text: string) => new Date(`${text}+07:00`);
const day = (text: string) => text as LabDay;
const NOVEMBER = { unitPath: '/1/', from: day('2026-11-01'), to: day('2026-11-30'), step: 'day' as const };

test('the median time to the end is told in working days', () => {
  const lab = testLab();
  const now = at('2026-11-20T09:00:00');
  const ended = { phase: 'ended' as const, status: 'completed' };
  // Opens 07:30–14:00, on Friday to 11:00, 5.9 hours a day: from half of Thursday to half of Monday are ten hours.
  putCase(lab.db, { ...ended, receivedAt: at('2026-11-12T10:45:00'), endedAt: at('2026-11-16T10:45:00') });
  putCase(lab.db, { ...ended, receivedAt: at('2026-11-09T06:00:00'), endedAt: at('2026-11-09T20:00:00') });
  putCase(lab.db, { ...ended, receivedAt: at('2026-11-09T06:00:00'), endedAt: at('2026-11-14T20:00:00') });
  const figure = () => figureOf(lab.db, { ...NOVEMBER, chart: 'endingTime' }, lab.settings, now).rows;
  expect(figure()).toEqual([{ key: 'laboratory', name: '', values: [3, 1.7] }]);
  lab.change((ctx) => saveHoliday(ctx, { day: '2026-11-13', name: 'Hari contoh', kind: 'tutup' }));
  expect(figure()[0]?.values).toEqual([3, 1.1]);
  expect(figureOf(lab.db, { ...NOVEMBER, chart: 'answerTime' }, lab.settings, now).rows).toEqual([]);
});

test('days on which nothing came stand in the chart over time as well', () => {
  const lab = testLab();
  putCase(lab.db, { receivedAt: at('2026-11-03T23:59:59') });
  const { rows } = figureOf(
    lab.db,
    { ...NOVEMBER, chart: 'volume' },
    lab.settings,
    at('2026-11-20T09:00:00'),
  );
  expect(rows).toHaveLength(30);
  expect(rows.filter(({ values }) => values[0] !== 0).map(({ key }) => key)).toEqual(['2026-11-03']);
});

test('what everybody may read hides counts under three and all from which they could be told', () => {
  const lab = testLab();
  const put = (month: string, count: number) => {
    for (let each = 0; each < count; each += 1)
      putCase(lab.db, { receivedAt: at(`2026-${month}-10T09:00:00`) });
  };
  put('08', 5);
  put('09', 2);
  put('10', 3);
  // The month that runs is never told.
  put('11', 9);
  const found = published(lab.db, lab.settings, at('2026-11-20T09:00:00'));
  expect(found.months.at(0)).toBe('2025-11-01');
  expect(found.months.at(-1)).toBe('2026-10-01');
  const [laboratory] = found.services;
  expect(laboratory?.received.slice(-3)).toEqual([5, null, 3]);
  // Ten came: a total of ten would tell that the hidden two are two.
  expect(laboratory?.total).toEqual({ count: 8, isAtLeast: true });
  expect(found.total).toEqual({ count: 8, isAtLeast: true });
  expect(found.totals.at(-2)).toEqual({ count: 0, isAtLeast: true });
  expect(found.services.map(({ service }) => service)).toEqual(['laboratory']);
});

test('no total tells a hidden count, whatever the counts', () => {
  for (let hidden = 0; hidden <= 2; hidden += 1)
    expect(atLeast([7, shown(hidden), 4])).toEqual({ count: 11, isAtLeast: true });
  expect(atLeast([7, 4])).toEqual({ count: 11, isAtLeast: false });
});

test('a share never tells that one or two were late', () => {
  const told = [98, 99, 100].map((onTime) => shareOf(onTime, 100));
  expect(new Set(told.map((share) => JSON.stringify(share))).size).toBe(1);
  expect(told[0]).toEqual({ outcome: 'atLeast', percent: 98 });
  expect(shareOf(97, 100)).toEqual({ outcome: 'exactly', percent: 97 });
  expect(shareOf(2, 100)).toEqual({ outcome: 'hidden' });
  expect(shareOf(0, 0)).toEqual({ outcome: 'hidden' });
});

test('cases that nobody has taken stand in a row of their own, and without a deadline none is late', () => {
  const lab = testLab();
  putCase(lab.db, { receivedAt: at('2026-11-03T09:00:00') });
  const { rows } = figureOf(
    lab.db,
    { ...NOVEMBER, chart: 'officers' },
    lab.settings,
    at('2026-11-20T09:00:00'),
  );
  expect(rows).toEqual([{ key: '', name: '', values: [1, 0, 0, 1, 0] }]);
});
