import { expect, test } from 'vitest';
import { visitDate } from '../../../flows/answers/visit-date.ts';
import { answered, asksAgain, day } from './said.ts';

// Today is Friday, 20 November 2026.
test.each([
  ['hari ini', '2026-11-20'],
  ['besok', '2026-11-21'],
  ['bsk pagi jam 8', '2026-11-21'],
  ['besok jam 10.30', '2026-11-21'],
  ['tomorrow', '2026-11-21'],
  ['lusa', '2026-11-22'],
  ['senin', '2026-11-23'],
  ['senen', '2026-11-23'],
  ['hari senin', '2026-11-23'],
  ['snin', '2026-11-23'],
  ['minggu depan hari senin', '2026-11-23'],
  ['besok senin', '2026-11-23'],
  ['bisa besok?', '2026-11-21'],
  ['sat 21 nov', '2026-11-21'],
  ['kemis', '2026-11-26'],
  ['jum’at', '2026-11-27'],
  ['the 25th', '2026-11-25'],
  ['Senin depan', '2026-11-23'],
  ['senin minggu depan', '2026-11-23'],
  ['next monday', '2026-11-23'],
  ["jum'at", '2026-11-27'],
  ['jumat', '2026-11-27'],
  ['jumat ini', '2026-11-20'],
  ['sabtu ini', '2026-11-21'],
  ['minggu', '2026-11-22'],
  ['minggu depan', '2026-11-27'],
  ['2 hari lagi', '2026-11-22'],
  ['dua minggu lagi', '2026-12-04'],
  ['seminggu lagi', '2026-11-27'],
  ['25 November', '2026-11-25'],
  ['25 nov', '2026-11-25'],
  ['rabu 25 november', '2026-11-25'],
  ['senin, 23 november 2026', '2026-11-23'],
  ['25/11', '2026-11-25'],
  ['25-11-26', '2026-11-25'],
  ['25/11/2026', '2026-11-25'],
  ['tanggal 25', '2026-11-25'],
  ['tgl 25 aja', '2026-11-25'],
  ['25', '2026-11-25'],
  ['20 november', '2026-11-20'],
  ['19 november', '2027-11-19'],
  ['tanggal 3', '2026-12-03'],
  ['tgl 3 bulan depan', '2026-12-03'],
  ['17 agustus', '2027-08-17'],
  ['29 februari', '2028-02-29'],
  ['5 jan', '2027-01-05'],
])('%s is %s', (typed, expected) => {
  expect(answered(visitDate, typed)).toBe(expected);
});

test('"senin" said on a Monday is a week away, "rabu minggu depan" is in the week after', () => {
  const monday = { today: day('2026-11-16') };
  expect(answered(visitDate, 'senin', monday)).toBe('2026-11-23');
  expect(answered(visitDate, 'rabu', monday)).toBe('2026-11-18');
  expect(answered(visitDate, 'rabu minggu depan', monday)).toBe('2026-11-25');
  expect(answered(visitDate, 'senin minggu depan', { today: day('2026-11-22') })).toBe('2026-11-23');
});

test('the 31st is looked for in a month that has one, and December is followed by January', () => {
  expect(answered(visitDate, 'tanggal 31')).toBe('2026-12-31');
  expect(answered(visitDate, 'tgl 3 bulan depan', { today: day('2026-12-20') })).toBe('2027-01-03');
});

test.each([
  ['kemarin', 'Kamis, 19 November 2026'],
  ['3 hari yang lalu', 'Selasa, 17 November 2026'],
  ['19/11/2026', 'Kamis, 19 November 2026'],
  ['17-08-1990', 'Jumat, 17 Agustus 1990'],
])('%s is refused in words, because it has passed', (typed, spoken) => {
  expect(asksAgain(visitDate, typed)).toContain(`*${spoken}* sudah lewat`);
});

test.each(['30 februari', 'tanggal 32', '31/04/2027', '29/02/2027'])('%s is refused by name', (typed) => {
  expect(asksAgain(visitDate, typed)).toContain(`Tanggal "${typed}" tidak ada di kalender`);
});

test.each([
  'terserah',
  'minggu ini',
  'november',
  'bulan depan',
  '2 bulan',
  '1 tahun',
  'tahun depan',
  'besok atau lusa ya tergantung cuaca',
  '999999999999 hari lagi',
  '1e9',
  '-1',
  'NaN',
  '0x10',
  '1,5',
])('%s is asked again with examples', (typed) => {
  expect(asksAgain(visitDate, typed)).toContain('*senin depan*');
});
