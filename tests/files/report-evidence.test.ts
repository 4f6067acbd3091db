import { expect, test } from 'vitest';
import { labDayOf } from '../../src/domain/values/lab-day.ts';
import { evidenceIn } from '../../src/files/report-evidence.ts';

const born = labDayOf(1990, 8, 17);
if (!born) throw new Error('17 August 1990 was a day');
const siti = { code: 'LAB-7K2M-90XP-C', personName: "Siti Nur'aini", birthDate: born };

test.each([
  'Kode: LAB-7K2M-90XP-C',
  'kode lab 7k2m 90xp c',
  'LAB–7K2M–90XP–C',
  'LAB-7K2M-\n90XP-C',
  'NomorLAB7K2M90XPCNama',
  'LAB-7K2M-9OXP-C',
])('the code is found in %j', (text) => {
  expect(evidenceIn(text, siti)).toBe('code');
});

test.each(['LAB-7K2M-91XP-C', 'LAB-7K2M-90XP', 'LAB-0000-0000-0'])('the code is not found in %j', (text) => {
  expect(evidenceIn(text, siti)).toBe('none');
});

test.each([
  'SITI NURAINI',
  "Ny. Siti Nur'aini, 36 tahun",
  'Siti\nNur’aini',
  'SITI NUR-\nAINI',
  'S I T I   N U R A I N I',
  'Siti Nur aini binti Contoh',
])('with the birth date beside it, the name is found in %j', (name) => {
  expect(evidenceIn(`Nama ${name} lahir 17-08-1990`, siti)).toBe('nameAndBirthDate');
});

test.each([
  '17-08-1990',
  '17/08/1990',
  '17.8.1990',
  '17 08 1990',
  '1990-08-17',
  '17 Agustus 1990',
  '17 agt. 1990',
  '17-Agu-1990',
  '17 AUGUST 1990',
  'August 17, 1990',
  'Magelang, 17\nAgustus 1990',
])('with the name beside it, the birth date is found in %j', (date) => {
  expect(evidenceIn(`Siti Nuraini ${date}`, siti)).toBe('nameAndBirthDate');
});

test.each([
  ['a name alone', 'Siti Nuraini'],
  ['a date alone', '17-08-1990'],
  ['another day', 'Siti Nuraini 18-08-1990'],
  ['day and month swapped', 'Siti Nuraini 08/17/1990'],
  ['a number that only contains the date', 'Siti Nuraini 117-08-19901'],
  ['a longer word that only contains the name', 'Dasiti Nurainiwati 17-08-1990'],
  ['half a name', 'Nuraini 17-08-1990'],
  ['nothing', ''],
])('%s proves nothing', (_what, text) => {
  expect(evidenceIn(text, siti)).toBe('none');
});

test('a person without a single letter in the name is never recognised by it', () => {
  expect(evidenceIn('17-08-1990', { ...siti, personName: '---' })).toBe('none');
});

test('two hundred thousand characters of almost the name are read in a moment', () => {
  const started = performance.now();
  evidenceIn('s i t i n u r '.repeat(15_000), siti);
  expect(performance.now() - started).toBeLessThan(1_000);
});
