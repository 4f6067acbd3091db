import { expect, test } from 'vitest';
import { choice } from '../../../flows/answers/choice.ts';
import { several } from '../../../flows/answers/several.ts';
import { yesNo } from '../../../flows/answers/yes-no.ts';
import { answered, asksAgain } from './said.ts';

const menu = choice([
  { key: 'register', words: ['Daftar', 'pendaftaran'] },
  { key: 'prices', words: ['Harga dan persiapan', 'harga', 'biaya'] },
  { key: 'person', words: ['Petugas', 'orang'] },
]);

test.each([
  ['1', 'register'],
  ['1.', 'register'],
  ['(2)', 'prices'],
  ['nomor 2', 'prices'],
  ['pilih no. 3', 'person'],
  ['dua', 'prices'],
  ['yang kedua', 'prices'],
  ['three', 'person'],
  ['٢', 'prices'],
  ['daftar', 'register'],
  ['DAFTAR!', 'register'],
  ['harga dan persiapan', 'prices'],
  ['2. Harga dan persiapan', 'prices'],
  ['dafter', 'register'],
  ['hrga', 'prices'],
  ['petgas', 'person'],
  ['petugas pak', 'person'],
])('%s chooses %s', (typed, key) => {
  expect(answered(menu, typed)).toBe(key);
});

test.each(['4', '0', '99', 'sembilan'])('%s is beyond the choices and says how many there are', (typed) => {
  expect(asksAgain(menu, typed)).toContain('hanya 1 sampai 3');
});

test.each([
  '__proto__',
  'constructor',
  '①',
  '²',
  '-1',
  '1e0',
  'jdwl',
  '3. Daftar',
  '1. Daftar\n2. Harga\n3. Petugas',
  '1 2',
])('%j chooses nothing', (typed) => {
  expect(asksAgain(menu, typed)).toContain('belum paham');
});

test('a typo that fits two choices chooses neither', () => {
  const near = choice([
    { key: 'a', words: ['sampel'] },
    { key: 'b', words: ['sampul'] },
  ]);
  expect(asksAgain(near, 'sampal')).toContain('belum paham');
  expect(answered(near, 'sampel')).toBe('a');
});

test.each([
  ['1', [0]],
  ['1 3', [0, 2]],
  ['3,1', [0, 2]],
  ['1,3 dan 5', [0, 2, 4]],
  ['1-3', [0, 1, 2]],
  ['1 - 3', [0, 1, 2]],
  ['1 sampai 3, 5', [0, 1, 2, 4]],
  ['2 s/d 4', [1, 2, 3]],
  ['no 1 & no 2', [0, 1]],
  ['1, 1, 1', [0]],
  ['satu dan dua', [0, 1]],
  ['semua', [0, 1, 2, 3, 4]],
  ['1\n2', [0, 1]],
])('of five things %j means %j', (typed, places) => {
  expect(answered(several(5), typed)).toEqual(places);
});

test.each(['6', '0', '13', '1 6', '1-9999'])('of five things %s is too much', (typed) => {
  expect(asksAgain(several(5), typed)).toContain('hanya 1 sampai 5');
});

test.each(['semua kecuali 2', '-1', '3-1', '1--3', '1e9', 'NaN', '0x10', 'kolesterol', '1 ².', ','])(
  'of five things %s is none',
  (typed) => {
    expect(asksAgain(several(5), typed)).toContain('belum paham');
  },
);

test.each([
  '1',
  '1.',
  'ya',
  'iya',
  'y',
  'Iyaaa',
  'betul',
  'benar',
  'ok',
  'okee',
  'oke pak',
  'sip',
  'setuju',
  'ya benar',
  'stuju',
  'nggih',
  'yes',
  '👍',
  '1. Benar',
])('%s is a yes', (typed) => {
  expect(answered(yesNo, typed)).toBe(true);
});

test.each([
  '2',
  '(2)',
  'tidak',
  'gak',
  'ga',
  'nggak',
  'enggak',
  'bukan',
  'no',
  'tidakkk',
  'tidak setuju',
  'bukan itu',
  'belum benar',
  'mboten',
  '👎',
  '2. Bukan',
])('%s is a no', (typed) => {
  expect(answered(yesNo, typed)).toBe(false);
});

test.each(['3', 'mungkin', 'ya tidak', '12', '1. Bukan', 'hmm', '__proto__'])('%s is neither', (typed) => {
  expect(asksAgain(yesNo, typed)).toContain('ya atau tidak?');
});
