import { expect, test } from 'vitest';
import { birthDate } from '../../../flows/answers/birth-date.ts';
import { answered, asksAgain, day, heard, words } from './said.ts';

test.each([
  '17-08-1990',
  '17/8/1990',
  '17/08/90',
  '17.08.1990',
  '17,08,1990',
  'saya lahir 17 Agustus 1990',
  '17 08 1990',
  '17 - 08 - 1990',
  '17081990',
  '170890',
  '1990-08-17',
  '1990/8/17',
  '19900817',
  '17 Agustus 1990',
  '17agustus1990',
  '17-agt-90',
  '17 agst 1990',
  '17 Agt. 1990',
  '17 ags 1990',
  "17 agus '90",
  '17 agustuz 1990',
  '17 August 1990',
  'August 17, 1990',
  '17th of August 1990',
  'tgl 17 bulan 8 tahun 1990',
  'tanggal 17 agustus tahun 1990',
  'Jumat, 17 Agustus 1990',
  'Magelang, 17 Agustus 1990',
  'magelang, 17-08-1990',
  '１７－０８－１９９０'.replaceAll('－', '-'),
  '١٧/٠٨/١٩٩٠',
])('%s is the 17th of August 1990', (typed) => {
  expect(answered(birthDate, typed)).toBe('1990-08-17');
});

test.each([
  ['5 Mei 1990', '1990-05-05'],
  ['5 may 90', '1990-05-05'],
  ['05051990', '1990-05-05'],
  ['3 nopember 2001', '2001-11-03'],
  ['3 nop 01', '2001-11-03'],
  ['9 sept 1985', '1985-09-09'],
  ['9 pebruari 1985', '1985-02-09'],
  ['9 des 1985', '1985-12-09'],
  ['9 dec 1985', '1985-12-09'],
  ['9 okt 1985', '1985-10-09'],
  ['9 oct 1985', '1985-10-09'],
  ['20111990', '1990-11-20'],
  ['20121105', '2012-11-05'],
  ['29/02/2024', '2024-02-29'],
  ['kemarin', '2026-11-19'],
])('%s is %s', (typed, expected) => {
  expect(answered(birthDate, typed)).toBe(expected);
});

test('a birth date is repeated in words before it counts', () => {
  const reading = birthDate.read(heard('17-08-1990'));
  expect(reading.outcome).toBe('echo');
  expect(words(reading.outcome === 'echo' ? reading.said : birthDate.example)).toBe(
    'Lahir *Jumat, 17 Agustus 1990*, benar?\n1. Benar\n2. Bukan',
  );
});

test.each(['30-02-1990', '29/02/2023', '31 april 1990', '29/02/23', '17/13/1990', '00-08-1990', '32081990'])(
  '%s is refused by name',
  (typed) => {
    expect(asksAgain(birthDate, typed)).toContain(`Tanggal "${typed}" tidak ada di kalender`);
  },
);

test.each(['01/02/03', '1-2-03', '010203'])('%s could be several dates and is asked again', (typed) => {
  expect(asksAgain(birthDate, typed)).toContain(`"${typed}" bisa berarti beberapa tanggal`);
});

test('a two-digit year is the last one past', () => {
  expect(answered(birthDate, '20/11/26')).toBe('2026-11-20');
  expect(answered(birthDate, '21/11/26')).toBe('1926-11-21');
  expect(answered(birthDate, '17/08/05')).toBe('2005-08-17');
});

test('tomorrow is in the future in every way of writing it', () => {
  for (const typed of ['21-11-2026', '21 november 2026', 'besok']) {
    expect(asksAgain(birthDate, typed)).toContain('21 November 2026 belum tiba');
  }
});

test('around midnight the day of the lab decides', () => {
  expect(asksAgain(birthDate, '21-11-2026', { now: '2026-11-20T16:59:59Z' })).toContain('belum tiba');
  expect(answered(birthDate, '21-11-2026', { now: '2026-11-20T17:00:00Z', today: day('2026-11-21') })).toBe(
    '2026-11-21',
  );
});

test('120 years ago is possible, one day more is not', () => {
  expect(answered(birthDate, '20-11-1906')).toBe('1906-11-20');
  expect(asksAgain(birthDate, '19-11-1906')).toContain('lebih dari 120 tahun');
});

test('a date without its year is asked for the year', () => {
  expect(asksAgain(birthDate, '17 agustus')).toContain('Tahun lahirnya belum ada');
});

test.each([
  'lupa',
  '17',
  '1990',
  'agustus 1990',
  '3308105708900001',
  '081200001234',
  '-5',
  '1e9',
  '1,5',
  'NaN',
  '0x10',
  'x'.repeat(4_000),
])('%s is no birth date', (typed) => {
  expect(asksAgain(birthDate, typed)).toContain('Tanggal lahir belum terbaca');
});
