import { describe, expect, test } from 'vitest';
import {
  importHolidays,
  listHolidays,
  planHolidays,
  readHolidays,
  saveHoliday,
} from '../../src/domain/calendar/index.ts';
import { testLab } from '../support/lab.ts';
import { furnished, MONDAY } from '../support/registrations.ts';

describe('a list of days off', () => {
  test.each([
    [
      'lines with commas',
      '2027-08-17,Hari Kemerdekaan,libur nasional\n2027-12-24,Cuti Bersama Natal,cuti bersama',
    ],
    [
      'lines from a sheet',
      'Tanggal\tNama\tJenis\n17-08-2027\tHari Kemerdekaan\t\n24/12/2027\tCuti Bersama Natal\t',
    ],
    [
      'semicolons and quotes',
      '2027-08-17;"Hari Kemerdekaan";libur\n2027-12-24;Cuti Bersama Natal;cuti_bersama',
    ],
    [
      'JSON',
      '[{"date":"2027-08-17","name":"Hari Kemerdekaan","kind":"libur_nasional"},{"date":"2027-12-24","name":"Cuti Bersama Natal","kind":"cuti_bersama"}]',
    ],
  ])('is read from %s', (_way, text) => {
    expect(readHolidays(text)).toEqual({
      rows: [
        { day: '2027-08-17', name: 'Hari Kemerdekaan', kind: 'libur_nasional' },
        { day: '2027-12-24', name: 'Cuti Bersama Natal', kind: 'cuti_bersama' },
      ],
      problems: [],
    });
  });

  test('mistakes are told by their line, and the rest is read', () => {
    const { rows, problems } = readHolidays(
      '2027-02-30,Salah\n2027-08-17,Hari Kemerdekaan\n2027-08-17,Dua kali\n2027-12-25,,\n2027-12-26,Natal,pesta',
    );
    expect(rows.map(({ day }) => day)).toEqual(['2027-08-17']);
    expect(problems.map(({ line }) => line)).toEqual([1, 3, 4, 5]);
    expect(problems[0]?.problem).toContain('bukan tanggal');
  });

  test.each(['', 'halo', '[', '{"__proto__":1}', '[1,null,"x"]', '[{"__proto__":{"date":"2027-01-01"}}]'])(
    'of nothing that makes sense, %j, gives no day and one sentence at least',
    (text) => {
      const { rows, problems } = readHolidays(text);
      expect(rows).toEqual([]);
      expect(problems.length).toBeGreaterThan(0);
    },
  );

  test('is taken over as it was announced, and what it leaves out only when wanted', () => {
    const lab = testLab();
    const save = (day: string, name: string, kind: string) =>
      lab.change((ctx) => saveHoliday(ctx, { day, name, kind }));
    save('2027-03-10', 'Idul Fitri (perkiraan)', 'libur_nasional');
    save('2027-08-17', 'Kemerdekaan', 'libur_nasional');
    save('2027-12-31', 'Tutup buku', 'tutup');
    const { rows } = readHolidays('2027-03-11,Idul Fitri\n2027-08-17,Hari Kemerdekaan');
    expect(planHolidays(lab.db, rows)).toMatchObject({
      added: [{ day: '2027-03-11' }],
      changed: [{ from: { name: 'Kemerdekaan' }, to: { name: 'Hari Kemerdekaan' } }],
      missing: [{ day: '2027-03-10' }],
    });
    lab.change((ctx) => importHolidays(ctx, { rows, removeMissing: false }));
    expect(listHolidays(lab.db, 2027)).toHaveLength(4);
    lab.change((ctx) => importHolidays(ctx, { rows, removeMissing: true }));
    expect(listHolidays(lab.db, 2027).map(({ day }) => day)).toEqual([
      '2027-03-11',
      '2027-08-17',
      '2027-12-31',
    ]);
    expect(lab.facts.at(-1)).toMatchObject({
      kind: 'holidays.changed',
      changes: { '2027-03-10': { from: 'Idul Fitri (perkiraan) (libur_nasional)' } },
    });
  });

  test('names the days among the new ones on which somebody is to come', () => {
    const lab = testLab();
    furnished(lab).register({ visitOn: MONDAY });
    const { rows } = readHolidays(`${MONDAY},Pemilihan umum`);
    expect(lab.change((ctx) => importHolidays(ctx, { rows, removeMissing: false })).booked).toEqual([
      { day: MONDAY, visits: 1 },
    ]);
  });
});
