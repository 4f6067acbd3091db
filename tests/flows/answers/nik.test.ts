import { expect, test } from 'vitest';
import { nik } from '../../../flows/answers/nik.ts';
import { birthDateInNik, readNik } from '../../../src/domain/values/nik.ts';
import { answered, asksAgain, TODAY } from './said.ts';

const NIK = '3308105708900001';

test.each([
  NIK,
  '3308 1057 0890 0001',
  '33.08.10.570890.0001',
  '330810-570890-0001',
  'NIK: 3308105708900001',
  'nik saya 3308105708900001',
  '３３０８１０５７０８９００００１',
  '٣٣٠٨١٠٥٧٠٨٩٠٠٠٠١',
])('the NIK %s is read as sixteen digits', (typed) => {
  expect(answered(nik, typed)).toBe(NIK);
});

test('a NIK of Papua keeps every digit, although no number could', () => {
  expect(answered(nik, '9771011708900003')).toBe('9771011708900003');
  expect(answered(nik, '9999991708909999')).toBe('9999991708909999');
});

test.each([
  ['330810570890000', '15'],
  ['33081057089000012', '17'],
])('a NIK of the wrong length is told how many digits were typed: %s', (typed, digits) => {
  expect(asksAgain(nik, typed)).toContain(`NIK harus 16 angka, yang Anda ketik ${digits}.`);
});

test.each([
  ['33O8105708900001', 3, 'O'],
  ['3308 1057 0890 000l', 16, 'l'],
  ['①②③8105708900001', 1, '①'],
  ['3308105708²00001', 11, '²'],
  ['330810570890000*', 16, '*'],
])('what only looks like a digit is refused with its place: %s', (typed, position, character) => {
  const asks = asksAgain(nik, typed);
  expect(asks).toContain(`karakter ke-${position} adalah "${character}"`);
});

test.each(['0000000000000000', '1111 1111 1111 1111'])('%s is no NIK', (typed) => {
  expect(asksAgain(nik, typed)).toContain('sama semua');
});

test.each(['tidak tahu', 'lupa', '-', '123'])('%s asks for the sixteen digits', (typed) => {
  expect(asksAgain(nik, typed)).toContain('Ketik 16 angka');
});

test('the birth date stands in the NIK, for women with 40 added to the day', () => {
  expect(birthDateInNik('3308101708900001', TODAY)).toBe('1990-08-17');
  expect(birthDateInNik(NIK, TODAY)).toBe('1990-08-17');
});

test('the century is the later one that is not in the future', () => {
  expect(birthDateInNik('3308102011260001', TODAY)).toBe('2026-11-20');
  expect(birthDateInNik('3308102111260001', TODAY)).toBe('1926-11-21');
  expect(birthDateInNik('3308102902000001', TODAY)).toBe('2000-02-29');
});

test.each(['3308103002900001', '3308100008900001', '3308107208900001', '3308101713900001'])(
  'a NIK without a real date in it (%s) is taken all the same',
  (typed) => {
    expect(readNik(typed, TODAY)).toEqual({ outcome: 'nik', nik: typed, birthDate: undefined });
  },
);

test('a NIK of a region that no longer exists, or never did, is taken', () => {
  expect(answered(nik, '9106011708900001')).toBe('9106011708900001');
  expect(answered(nik, '0001011708900001')).toBe('0001011708900001');
});
