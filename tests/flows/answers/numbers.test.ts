import { expect, test } from 'vitest';
import { count } from '../../../flows/answers/count.ts';
import { lastFive } from '../../../flows/answers/last-five.ts';
import { numberWord } from '../../../flows/answers/words.ts';
import { answered, asksAgain } from './said.ts';

const visitors = count({ min: 1, max: 50 });

test.each([
  ['5', 5],
  ['5 orang', 5],
  ['lima', 5],
  ['lima orang', 5],
  ['dua belas', 12],
  ['tiga puluh lima siswa', 35],
  ['٥', 5],
  ['050', 50],
])('%s is %d', (typed, value) => {
  expect(answered(visitors, typed)).toBe(value);
});

test('a thousand is written with a dot', () => {
  expect(answered(count({ min: 1, max: 5_000 }), '1.000')).toBe(1_000);
});

test.each(['-1', '0', '51', '1000000000', '9'.repeat(400), 'nol'])('%s is out of range', (typed) => {
  expect(asksAgain(visitors, typed)).toContain('antara 1 dan 50');
});

test.each(['1,5', '2.5'])('%s is not whole', (typed) => {
  expect(asksAgain(visitors, typed)).toContain('bilangan bulat');
});

test.each(['1e9', 'NaN', '0x10', 'Infinity', '5 juta', 'banyak', '①', '5²', '1 2'])(
  '%s is no count',
  (typed) => {
    expect(asksAgain(visitors, typed)).toContain('dengan angka saja');
  },
);

test.each([
  ['sebelas', 11],
  ['dua puluh', 20],
  ['dua puluh satu', 21],
  ['sembilan belas', 19],
  ['ketiga', 3],
  ['One', 1],
  ['constructor', undefined],
  ['', undefined],
])('the number word %j is %j', (word, value) => {
  expect(numberWord(word)).toBe(value);
});

test('the last five digits keep the 0 in front', () => {
  expect(answered(lastFive, '01234')).toBe('01234');
  expect(answered(lastFive, '0 12 34')).toBe('01234');
});

test('another number of digits is told', () => {
  expect(asksAgain(lastFive, '1234')).toContain('yang Anda ketik 4');
  expect(asksAgain(lastFive, '081200001234')).toContain('yang Anda ketik 12');
  expect(asksAgain(lastFive, 'l2345')).toContain('angka saja');
});
