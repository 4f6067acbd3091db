import { expect, test } from 'vitest';
import { name } from '../../../flows/answers/name.ts';
import { answered, asksAgain } from './said.ts';

test.each([
  ['siti aminah', 'Siti Aminah'],
  ['SITI AMINAH', 'Siti Aminah'],
  ['Siti  Aminah ', 'Siti Aminah'],
  ["nur'aini", "Nur'aini"],
  ['nur’aini', 'Nur’aini'],
  ["o'brien", "O'Brien"],
  ["O'Brien", "O'Brien"],
  ['Null', 'Null'],
  ['true', 'True'],
  ['NaN', 'NaN'],
  ['Suharto', 'Suharto'],
  ['muhammad al-farisi', 'Muhammad Al-Farisi'],
  ['dr. Siti van der Meer', 'dr. Siti van der Meer'],
  ['nama saya siti aminah', 'Siti Aminah'],
  ['Nama: Siti Aminah', 'Siti Aminah'],
  ['Namara', 'Namara'],
  ['王小明', '王小明'],
  ['__proto__', '__proto__'],
  ['$(rm -rf x)', '$(Rm -Rf X)'],
  ['siti\naminah', 'Siti Aminah'],
])('the name %j is taken as %j', (typed, kept) => {
  expect(answered(name, typed)).toBe(kept);
});

test.each(["Robert'); DROP TABLE orang;--", '<b>Siti</b>', '$' + '{7*7} Siti'])(
  'a fragment of a program is only a strange name: %s',
  (typed) => {
    expect(answered(name, typed)).toBe(typed);
  },
);

test.each(['3308105708900001', '081200001234', '5', '1e9', '0x10', 'Siti 3308105708900001', '17-08-1990'])(
  '%s is a number, not a name',
  (typed) => {
    expect(asksAgain(name, typed)).toContain('nomor');
  },
);

test.each(['https://contoh.id/x', 'www.contoh.id', 'contoh.com', 'siti@contoh.id'])(
  '%s is a link',
  (typed) => {
    expect(asksAgain(name, typed)).toContain('tautan');
  },
);

test.each(['.', 'a', '😀😀', '---', '1. Ya, daftar\n2. Tanya harga\n3. Menu lengkap'])(
  '%j asks for a name in letters',
  (typed) => {
    expect(asksAgain(name, typed)).toContain('dengan huruf');
  },
);

test('a name of 100 letters is taken and one of 101 is told its length', () => {
  expect(answered(name, 'ab'.repeat(50))).toHaveLength(100);
  expect(asksAgain(name, `${'ab'.repeat(50)}c`)).toContain('yang Anda ketik 101');
});
